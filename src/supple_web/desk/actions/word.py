"""A clinician overrules a finding, and takes that back: kept beside what the science said, and followed by the plan."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.assessments.warned import warned_check
from supple_web.audit.record import record
from supple_web.clinic.models import Staff
from supple_web.common.ids import uuid7
from supple_web.common.problems import Problem
from supple_web.desk.engine.word import CATEGORIES, last_tested_on, said_of
from supple_web.desk.models import Overruling
from supple_web.training import actions as training
from supple_web.training.models import PlanChange

_LETTERS = 1000


@transaction.atomic
def overrule(*, person: Person, check: Check, direction: str, category: str, reason: str, by: Staff) -> Overruling:
    """Say something else of a direction than the science did in its last finished check. A word said before is withdrawn.

    Raises Problem where there is nothing to overrule, beside a red flag, for an earlier check, for a category that is none or the
    same, and without a reason.
    """
    check = Check.objects.select_for_update(of=("self",)).select_related("plan_change").get(pk=check.pk)
    said = said_of(check).get(direction)
    if said is None:
        raise Problem(_("the finding"), _("none of this direction"), _("one of turning in this check"), _("measure first"))
    if warned_check(person) is not None:
        expected = _("a record without a standing warning sign")
        raise Problem(_("the finding"), _("a warning sign that stands"), expected, _("have it cleared first"))
    if check.day != last_tested_on(person):
        raise Problem(_("the finding"), _("one of an earlier check"), _("one of the last check with tests"), _("open that one"))
    if category not in CATEGORIES or category == said.category:
        raise Problem(_("your finding"), f"{category!r:.40}", _("another one than the measured one"), _("choose one"))
    reason = reason.strip()
    if not 1 <= len(reason) <= _LETTERS:
        found = _("%(count)d letters") % {"count": len(reason)}
        raise Problem(_("the reason"), found, _("a sentence or two, which your client reads too"), _("write it"))
    for earlier in Overruling.objects.filter(check_of=check, direction=direction, withdrawn_at=None):
        withdraw(overruling=earlier, by=by)
    told = {"direction": direction, "position": said.position, "said": said.category, "category": category, "reason": reason}
    one: Overruling = Overruling.objects.create(id=uuid7(), person=person, check_of=check, clinician=by, **told)
    training.overrule(
        person=person,
        key=one.pk,
        of=check.day,
        direction=direction,
        said=said.category,
        category=category,
        who=by.name,
        reason=reason,
        by=by.person,
    )
    record("overrule", one, by=by.person, about=person)
    return one


@transaction.atomic
def withdraw(*, overruling: Overruling, by: Staff) -> None:
    """Take a word back: the plan is derived as if it had never been said; what was said stays written. Twice is once."""
    if overruling.withdrawn_at is None:
        overruling.withdrawn_at = timezone.now()
        overruling.save(update_fields=["withdrawn_at"])
    record("withdraw", overruling, by=by.person, about=overruling.person)
    row = PlanChange.objects.of(overruling.person).filter(pk=overruling.pk).first()
    if row is not None:
        training.take_back_word(row=row, who=by.name, by=by.person)
