"""Where a person stands now: the plan's state, what screening and the latest pain allow, and the programme that follows."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date
from typing import Final

from supple.exchange.person_fields import FIELDS, person_from
from supple.findings.model import Screening
from supple.programme import NoProgramme, Programme, SessionPlan, Standing, State, build_programme
from supple.programme.person import Person as Fitted
from supple.programme.state import REFERRED
from supple.programme.state_document import state_from
from supple_web.accounts.models import Person
from supple_web.assessments.engine import screening_of
from supple_web.assessments.models import Check
from supple_web.assessments.warned import warned_check
from supple_web.training.engine.happening import Kind
from supple_web.training.engine.log import LINEAR, check_done
from supple_web.training.models import Plan, PlanChange, Session

#: Answers of a check that speak of pain; later reports replace all of them.
_PAIN: Final = ("pain_now", "pain_next_morning", "pain_before_session")


@dataclass(frozen=True)
class Current:
    """screening: the check's, with the pain that was reported last. built: the programme, or why there is none."""

    person: Person
    plan: Plan
    check: Check
    state: State
    screening: Screening
    fitted: Fitted
    built: Programme | NoProgramme

    @property
    def programme(self) -> Programme | None:
        return self.built if isinstance(self.built, Programme) else None


def warning_of(person: Person) -> Screening | None:
    """The screening of the red flag that stands (``assessments.warned``): nothing but its advice may be shown then."""
    warned = warned_check(person)
    return screening_of(warned) if warned is not None else None


def current(person: Person) -> Current | None:
    """None where there is no plan yet."""
    plan = Plan.objects.of(person).select_related("check_of").first()
    if plan is None:
        return None
    check, state = plan.check_of, state_from(plan.state)
    screening = screening_with_pain(person, check)
    fitted = fitted_to(person, check)
    return Current(person, plan, check, state, screening, fitted, programme_of(check, screening, fitted, state))


def programme_of(check: Check, screening: Screening, fitted: Fitted, state: State) -> Programme | NoProgramme:
    """The programme for a state, from what the check's row in the log keeps of its findings."""
    findings = check_done(check.day, check.plan_change.event).findings
    return build_programme(findings, screening, fitted, state)


def fitted_to(person: Person, check: Check) -> Fitted:
    """Minutes, days, equipment: as answered in the check, or as corrected since."""
    about = {**check.about, **person.about}
    said = {key: about[key] for key in FIELDS if about.get(key) is not None}
    return person_from(said, lambda name: f"about:{name or ''}").person


def screening_with_pain(person: Person, check: Check) -> Screening:
    """What the answers of a check allow with the pain reported last: in it, after a later session, or on the morning after one.

    A clinician who said "go on" after that report leaves it behind.
    """
    known, pain = _latest_pain(person, check.day)
    if not known:
        return screening_of(check)
    later = copy.copy(check)
    later.answers = {key: value for key, value in check.answers.items() if key not in _PAIN}
    if pain is not None:
        later.answers["pain_now"] = pain
    return screening_of(later)


def _latest_pain(person: Person, since: date) -> tuple[bool, int | None]:
    """Whether anything was reported since the check of a day, and the pain; None where a clinician's word came after it."""
    rows = PlanChange.objects.of(person).filter(day__gte=since, check_of=None).select_related("session")
    newest = rows.order_by("-day", "-happened_at").first()
    if newest is None:
        return False, None
    return True, None if newest.session is None else last_pain_of(newest.session)


def last_pain_of(session: Session) -> int:
    """The latest of the four that a session was asked for."""
    asked = (session.pain_next_morning, session.pain_after, session.pain_during, session.pain_before)
    return next(pain for pain in asked if pain is not None)


def begins_linear(plan: SessionPlan) -> bool:
    """The method's rule for every session; the player is never given one that breaks it."""
    return not plan.exercises or plan.exercises[0].exercise.role in LINEAR


def clinician_came_after_check(now: Current) -> bool:
    return PlanChange.objects.of(now.person).filter(kind=Kind.SEEN, day__gte=now.check.day).exists()


def awaits_clinician(now: Current) -> bool:
    """Whether a clinician's word would open something: a stopped plan, or a direction that was referred."""
    if now.state.standing is Standing.URGENT:
        return False
    return now.state.standing is Standing.HALTED or bool(REFERRED & {now.state.left.stage, now.state.right.stage})
