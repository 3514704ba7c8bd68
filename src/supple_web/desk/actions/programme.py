"""A clinician changes a programme, prescribes one of the clinic's own, lets a stopped plan go on, and sends word of it."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic.models import Staff, face
from supple_web.common.problems import Problem
from supple_web.desk.models import Template
from supple_web.outbox.post import post
from supple_web.training import actions as training
from supple_web.training import engine
from supple_web.training.models import PlanChange

_LETTERS = 600


@transaction.atomic
def edit(*, person: Person, change: engine.Change, reason: str, by: Staff) -> PlanChange:
    """Add an exercise, take one out, or change its dose. Raises Problem where it cannot be, and without a reason."""
    return training.edit_programme(person=person, change=change, who=by.name, reason=checked_reason(reason), by=by.person)


@transaction.atomic
def take_back(*, row: PlanChange, by: Staff) -> None:
    training.take_back_word(row=row, who=by.name, by=by.person)


@transaction.atomic
def prescribe(*, person: Person, template: Template, reason: str, by: Staff) -> int:
    """Lay one of the clinic's programmes over a client's: what is there already gets its dose, the rest is added.

    Whole or not at all. Returns how many exercises. Raises Problem as ``edit`` does.
    """
    reason = checked_reason(reason)
    now = engine.current(person)
    here = {one.chosen.exercise.id for one in engine.choices_of(now, timezone.localdate(), offers=False)} if now else set()
    for item in template.items:
        change = engine.Change(kind="dose" if item["exercise"] in here else "add", **item)
        training.edit_programme(person=person, change=change, who=by.name, reason=reason, by=by.person)
    record("prescribe", template, by=by.person, about=person)
    return len(template.items)


@transaction.atomic
def let_go_on(*, person: Person, by: Staff) -> None:
    """A clinician has seen the client: what was stopped goes on. Raises Problem where that opens nothing."""
    training.seen_by_clinician(person=person, by=by.person)


@transaction.atomic
def send(*, person: Person, by: Staff, site: str) -> None:
    """Tell a client by mail that something new is there: no word of what it is, and a link that asks to sign in.

    site: the address of this server without a slash behind it. At most one a minute. Raises Problem without an address.
    """
    user = person.user
    if user is None:
        raise Problem(_("the mail"), _("a guest without an address"), _("somebody with an account"), _("print it instead"))
    with translation.override(person.language or translation.get_language()):
        subject, body = _words_of_mail(by, site)
    minute = timezone.now().strftime("%Y%m%d%H%M")
    mail = post(key=f"desk programme {person.pk} {minute}", to=user.email, subject=subject, body=body, person=person)
    record("send word", mail, by=by.person, about=person)


def _words_of_mail(by: Staff, site: str) -> tuple[str, str]:
    """Subject and body in the language of the moment: nothing of anybody's health."""
    name = face().name or _("your clinic")
    subject = _("Something new for you at %(clinic)s") % {"clinic": name}
    body = _(
        "Hello,\n\n%(clinician)s at %(clinic)s has put something new into your account. Sign in to see it:\n\n%(link)s\n\n"
        "This mail says nothing of what it is, so that nobody else reads it."
    )
    told = {"clinician": by.name, "clinic": name, "link": f"{site}{reverse('programme')}"}
    return subject, body % told


def checked_reason(reason: str) -> str:
    reason = " ".join(reason.split())
    if not 1 <= len(reason) <= _LETTERS:
        found = _("%(count)d letters") % {"count": len(reason)}
        raise Problem(_("the reason"), found, _("a sentence or two, which your client reads too"), _("write it"))
    return reason
