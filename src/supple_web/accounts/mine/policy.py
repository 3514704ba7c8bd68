"""Every table that holds something about people: whose a row is, what it is in plain words, what of it leaves with an export.

A table of people that is not in here fails ``tests/web/accounts/test_own_data.py``; so does one that erasing would leave behind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db.models import Count, Field, IntegerField, Model, Q, QuerySet, Value

from supple_web.accounts.models import Person
from supple_web.common.lazy import gettext_lazy as _


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
        _("You"),
        _("When you came first and last, your time zone and language, what you said of yourself, the day of a deleted check."),
    ),
    _kept(
        "accounts.User",
        "person",
        _("Account"),
        _("Your address and when the account was made."),
        password=_("a secret, kept only in a form from which it cannot be read"),
    ),
    _kept("accounts.User_groups", "user__person", _("Groups"), _("Groups that whoever runs this server put you in.")),
    _kept("accounts.User_user_permissions", "user__person", _("Rights"), _("Rights that whoever runs this server gave you.")),
    _kept("account.EmailAddress", "user__person", _("E-mail addresses"), _("Your addresses and whether they were confirmed.")),
    _kept(
        "account.EmailConfirmation",
        "email_address__user__person",
        _("Confirmations"),
        _("Mails that were sent to confirm an address."),
        key=_("a secret that would let anybody confirm it"),
    ),
    _kept(
        "mfa.Authenticator",
        "user__person",
        _("Second steps and passkeys"),
        _("When each was added and used last."),
        data=_("secrets that would let anybody sign in"),
    ),
    _kept(
        "usersessions.UserSession",
        "user__person",
        _("Signed-in devices"),
        _("Where you are signed in: address, browser, when."),
        session_key=_("a secret that would let anybody be you"),
    ),
    _kept("accounts.Correction", "person", _("Corrections"), _("What you put right: before, after, when.")),
    _kept("assessments.Check", "person", _("Checks"), _("Your answers of a day, how you measured, what was left out.")),
    _kept(
        "assessments.TrialSet",
        "person",
        _("Sets"),
        _("What was recorded or typed in one go, what was measured in it, and the pain after it."),
        apart=("raw",),
    ),
    _kept("assessments.Trial", "person", _("Trials"), _("Each value that counts, in degrees.")),
    _kept("assessments.Result", "check_of__person", _("Results"), _("What was found, and which version of the science said it.")),
    _kept("assessments.Superseded", "person", _("Earlier results"), _("What an earlier version of the science had said.")),
    _kept(
        "assessments.Handover",
        "check_of__person",
        _("Handovers"),
        _("Codes with which a phone went on with a check of yours."),
        token_digest=_("a trace of a secret"),
    ),
    _kept("training.Plan", "person", _("Programme"), _("Where you stand in it.")),
    _kept("training.PlanChange", "person", _("Steps of the programme"), _("What happened, what it changed and why.")),
    _kept("training.Session", "person", _("Sessions"), _("What you did and skipped, and the pain around it.")),
    _kept("training.DayMove", "person", _("Moved days"), _("Training days that you moved.")),
    _kept("training.DaySkip", "person", _("Days left out"), _("Days on which you did not train, and why.")),
    _kept("training.Swap", "person", _("Swapped exercises"), _("Exercises that you replaced by another.")),
    _kept("desk.ClientCard", "person", _("Your clinic's card"), _("What the clinic calls you, and the year you were born in.")),
    _kept("desk.Standing", "person", _("How you stand"), _("Days and numbers that the clinic's list of clients shows of you.")),
    _kept("desk.PutAside", "person", _("Seen by your clinician"), _("Reasons to look at your record that a clinician has seen.")),
    _kept(
        "desk.Note", "person", _("Your clinician's notes"), _("What a clinician wrote about you, with what stood there before.")
    ),
    _kept(
        "desk.Overruling",
        "person",
        _("Your clinician's findings"),
        _("Where a clinician said something else than the measurements."),
    ),
    _kept("clinic.Contact", "person", _("What the clinic calls you"), _("The name you gave for the clinic.")),
    _kept("clinic.Care", "person", _("Who looks after you"), _("Clinicians who see your record, or saw it, from when to when.")),
    _kept(
        "clinic.Consent", "person", _("What you agreed to"), _("For what, in which version of the words, when, and until when.")
    ),
    _kept("clinic.Testimonial", "person", _("Your words about the clinic"), _("What you wrote for the clinic's page.")),
    _kept(
        "clinic.Invitation",
        "accepted_by",
        _("Invitations"),
        _("Invitations of the clinic that you accepted."),
        unowned="not accepted: erased 30 days after it ended, see clinic.actions.invitations.forget_invitations",
        token_digest=_("a trace of a secret"),
    ),
    _kept(
        "clinic.Staff",
        "user__person",
        _("Your work here"),
        _("Your name, title and roles at the clinic. They stay with what you wrote about clients; your account goes."),
        stays=True,
    ),
    _kept(
        "outbox.Mail",
        "person",
        _("Mails"),
        _("Mails to you: to which address, about what, when. The words go once it was sent."),
        unowned="to somebody who is not known here: erased some time after it ended, see outbox.sending.forget_sent",
    ),
    _kept(
        "running.RunningCheck",
        "person",
        _("Running checks"),
        _("What you measured of ankle, hip and big toe on a day, and what was said of it."),
    ),
    _kept(
        "booking.Call",
        "person",
        _("Calls"),
        _("Calls you booked: when, with whom, what you typed, what of your check went with it, and what came of it."),
        unowned=_LEADS,
        confirm_digest=_("a trace of a secret"),
        manage_digest=_("a trace of a secret"),
        email_digest=_("a number to count by, made of your mail address and a secret"),
        address_digest=_("a number to count by, made of your network address and a secret"),
    ),
    _kept("booking.Tick", "call__person", _("Minutes of calls"), _("The minutes that your calls take."), unowned=_LEADS),
    _kept(
        "booking.CallChange",
        "call__person",
        _("Changes of calls"),
        _("When a call was held, confirmed, moved, cancelled."),
        unowned=_LEADS,
    ),
    _kept(
        "booking.CallRequest",
        "person",
        _("Requests to be called"),
        _("What you typed where no time suited, and when it was dealt with."),
        unowned=_LEADS,
        email_digest=_("a number to count by, made of your mail address and a secret"),
        address_digest=_("a number to count by, made of your network address and a secret"),
    ),
    _kept(
        "booking.Hours",
        "clinician__user__person",
        _("Your hours for calls"),
        _("On which days you take calls, from when to when."),
        stays=True,
    ),
    _kept(
        "booking.DayException",
        "clinician__user__person",
        _("Your days that differ"),
        _("Days with other hours for calls."),
        stays=True,
    ),
    _kept(
        "booking.Feed",
        "clinician__user__person",
        _("Your calendar's address"),
        _("When you made an address under which a calendar reads your calls."),
        stays=True,
        token_digest=_("a trace of a secret"),
    ),
    _kept(
        "audit.Row",
        "audit_id",
        _("Log"),
        _("What was done with your data, when and by whom: no answer, value or name stands in it."),
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
        "sessions.Session",  # what a browser carries, unreadable from outside; ended when the person is erased
    }
)


def kept_of(person: Person) -> list[tuple[Kept, int]]:
    """Every table with its number of rows about a person, those with any only: one query, however many tables."""
    counted = [
        kept.rows(person).order_by().values(table=Value(at, IntegerField())).annotate(count=Count("pk"))
        for at, kept in enumerate(KEPT)
    ]
    counts = {row["table"]: row["count"] for row in counted[0].union(*counted[1:], all=True)}
    return [(kept, counts[at]) for at, kept in enumerate(KEPT) if counts.get(at)]
