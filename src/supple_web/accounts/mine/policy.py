"""Every table that holds something about people: whose a row is, what it is in plain words, what of it leaves with an export.

A table of people that is not in here fails ``tests/web/accounts/test_own_data.py``; so does one that erasing would leave behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from supple_web.accounts.models import Person


@dataclass(frozen=True)
class Kept:
    """One table. owner: from a row to its person. words: what it is called; what: what stands in it, a sentence.

    left_out: columns that an export leaves out, each with why. apart: columns that an export writes into files of their own.
    stays: rows that erasing leaves, because nothing in them says any more whom they were about. unowned: what becomes of rows
    that are nobody's, where there can be such.
    """

    model: str
    owner: str
    words: str
    what: str
    left_out: dict[str, str]
    apart: tuple[str, ...] = ()
    stays: bool = False
    unowned: str = ""

    @property
    def table(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def fields(self) -> list[Field]:  # type: ignore[type-arg]
        return [one for one in self.table._meta.concrete_fields if one.name not in {*self.left_out, *self.apart}]

    def rows(self, person: Person) -> QuerySet[Model]:
        """The rows about one person; audit rows know them by their opaque id only."""
        every = self.table._base_manager.all()
        if self.owner == "audit_id":
            return every.filter(Q(about=person.audit_id) | Q(by=person.audit_id))
        return every.filter(**{self.owner: person.pk})


def _kept(
    model: str,
    owner: str,
    words: str,
    what: str,
    *,
    apart: tuple[str, ...] = (),
    stays: bool = False,
    unowned: str = "",
    **out: str,
) -> Kept:
    return Kept(model, owner, words, what, out, apart, stays, unowned)


_LEADS: Final = (
    "of whoever booked without a visit here: erased after the days the clinic has set, see booking.actions.forget_leads"
)

KEPT: Final = (
    _kept(
        "accounts.Person",
        "pk",
        "You",
        "When you came first and last, your time zone and language, what you said of yourself, the day of a check you deleted.",
    ),
    _kept(
        "accounts.User",
        "person",
        "Account",
        "Your address and when the account was made.",
        password="a secret, kept only in a form from which it cannot be read",
    ),
    _kept("accounts.User_groups", "user__person", "Groups", "Groups that whoever runs this server put you in."),
    _kept("accounts.User_user_permissions", "user__person", "Rights", "Rights that whoever runs this server gave you."),
    _kept("account.EmailAddress", "user__person", "E-mail addresses", "Your addresses and whether they were confirmed."),
    _kept(
        "account.EmailConfirmation",
        "email_address__user__person",
        "Confirmations",
        "Mails that were sent to confirm an address.",
        key="a secret that would let anybody confirm it",
    ),
    _kept(
        "mfa.Authenticator",
        "user__person",
        "Second steps and passkeys",
        "When each was added and used last.",
        data="secrets that would let anybody sign in",
    ),
    _kept(
        "usersessions.UserSession",
        "user__person",
        "Signed-in devices",
        "Where you are signed in: address, browser, when.",
        session_key="a secret that would let anybody be you",
    ),
    _kept("accounts.Correction", "person", "Corrections", "What you put right: before, after, when."),
    _kept("assessments.Check", "person", "Checks", "Your answers of a day, how you measured, what was left out."),
    _kept(
        "assessments.TrialSet",
        "person",
        "Sets",
        "What was recorded or typed in one go, what was measured in it, and the pain after it.",
        apart=("raw",),
    ),
    _kept("assessments.Trial", "person", "Trials", "Each value that counts, in degrees."),
    _kept("assessments.Result", "check_of__person", "Results", "What was found, and which version of the science said it."),
    _kept("assessments.Superseded", "person", "Earlier results", "What an earlier version of the science had said."),
    _kept(
        "assessments.Handover",
        "check_of__person",
        "Handovers",
        "Codes with which a phone went on with a check of yours.",
        token_digest="a trace of a secret",
    ),
    _kept("training.Plan", "person", "Programme", "Where you stand in it."),
    _kept("training.PlanChange", "person", "Steps of the programme", "What happened, what it changed and why."),
    _kept("training.Session", "person", "Sessions", "What you did and skipped, and the pain around it."),
    _kept("training.DayMove", "person", "Moved days", "Training days that you moved."),
    _kept("training.DaySkip", "person", "Days left out", "Days on which you did not train, and why."),
    _kept("training.Swap", "person", "Swapped exercises", "Exercises that you replaced by another."),
    _kept("desk.ClientCard", "person", "Your clinic's card", "What the clinic calls you, and the year you were born in."),
    _kept("desk.Standing", "person", "How you stand", "Days and numbers that the clinic's list of clients shows of you."),
    _kept("desk.PutAside", "person", "Seen by your clinician", "Reasons to look at your record that a clinician has seen."),
    _kept("desk.Note", "person", "Your clinician's notes", "What a clinician wrote about you, with what stood there before."),
    _kept(
        "desk.Overruling", "person", "Your clinician's findings", "Where a clinician said something else than the measurements."
    ),
    _kept("clinic.Contact", "person", "What the clinic calls you", "The name you gave for the clinic."),
    _kept("clinic.Care", "person", "Who looks after you", "Clinicians who see your record, or saw it, from when to when."),
    _kept("clinic.Consent", "person", "What you agreed to", "For what, in which version of the words, when, and until when."),
    _kept("clinic.Testimonial", "person", "Your words about the clinic", "What you wrote for the clinic's page."),
    _kept(
        "clinic.Invitation",
        "accepted_by",
        "Invitations",
        "Invitations of the clinic that you accepted.",
        unowned="not accepted: erased 30 days after it ended, see clinic.actions.invitations.forget_invitations",
        token_digest="a trace of a secret",
    ),
    _kept(
        "clinic.Staff",
        "user__person",
        "Your work here",
        "Your name, title and roles at the clinic. They stay with what you wrote about clients; your account goes.",
        stays=True,
    ),
    _kept(
        "outbox.Mail",
        "person",
        "Mails",
        "Mails to you: to which address, about what, when. The words go once it was sent.",
        unowned="to somebody who is not known here: erased some time after it ended, see outbox.sending.forget_sent",
    ),
    _kept(
        "running.RunningCheck",
        "person",
        "Running checks",
        "What you measured of ankle, hip and big toe on a day, and what was said of it.",
    ),
    _kept(
        "booking.Call",
        "person",
        "Calls",
        "Calls you booked: when, with whom, what you typed, what of your check went with it, and what came of it.",
        unowned=_LEADS,
        confirm_digest="a trace of a secret",
        manage_digest="a trace of a secret",
        email_digest="a number to count by, made of your mail address and a secret",
        address_digest="a number to count by, made of your network address and a secret",
    ),
    _kept("booking.Tick", "call__person", "Minutes of calls", "The minutes that your calls take.", unowned=_LEADS),
    _kept(
        "booking.CallChange",
        "call__person",
        "Changes of calls",
        "When a call was held, confirmed, moved, cancelled.",
        unowned=_LEADS,
    ),
    _kept(
        "booking.CallRequest",
        "person",
        "Requests to be called",
        "What you typed where no time suited, and when it was dealt with.",
        unowned=_LEADS,
        email_digest="a number to count by, made of your mail address and a secret",
        address_digest="a number to count by, made of your network address and a secret",
    ),
    _kept(
        "booking.Hours",
        "clinician__user__person",
        "Your hours for calls",
        "On which days you take calls, from when to when.",
        stays=True,
    ),
    _kept(
        "booking.DayException", "clinician__user__person", "Your days that differ", "Days with other hours for calls.", stays=True
    ),
    _kept(
        "booking.Feed",
        "clinician__user__person",
        "Your calendar's address",
        "When you made an address under which a calendar reads your calls.",
        stays=True,
        token_digest="a trace of a secret",
    ),
    _kept(
        "audit.Row",
        "audit_id",
        "Log",
        "What was done with your data, when and by whom: no answer, value or name stands in it.",
        stays=True,
    ),
)
#: Tables that hold nothing about anybody.
NOBODYS: Final = frozenset(
    {
        "desk.AlertRule",
        "desk.Template",
        "auth.Permission",
        "auth.Group",
        "auth.Group_permissions",
        "contenttypes.ContentType",
        "clinic.Face",
        "booking.Rules",
        "library.Article",
        "library.Version",  # who wrote it is an opaque id of clinic.Staff, which outlives an account
        "library.ExerciseVideo",
        "library.Document",
        "library.Term",
        "library.Word",
        "library.Gram",
        "sessions.Session",  # what a browser carries, unreadable from outside; ended when the person is erased
    }
)


def kept_of(person: Person) -> list[tuple[Kept, int]]:
    """Every table with its number of rows about a person, those with any only."""
    counted = ((kept, kept.rows(person).count()) for kept in KEPT)
    return [(kept, count) for kept, count in counted if count]
