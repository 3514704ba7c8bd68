"""Where a person stands now: the plan's state, what screening and the latest pain allow, and the programme that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet

from supple.exchange.person_fields import FIELDS, person_from
from supple.findings.model import Screening, Urgency
from supple.findings.screening_pain import PainZone
from supple.programme import NoProgramme, Programme, SessionPlan, Standing, State, build_programme
from supple.programme.model import Referral
from supple.programme.person import Person as Fitted
from supple.programme.state import REFERRED
from supple.programme.state_document import state_from
from supple.programme.words import LINEAR
from supple_web.accounts.models import Person
from supple_web.assessments.engine import screening_of
from supple_web.assessments.models import Check
from supple_web.assessments.warned import warned_check
from supple_web.training.engine.allowed import screening_now
from supple_web.training.engine.happening import Edited, Kind
from supple_web.training.engine.log import check_done, edits_in, ordered, state_of
from supple_web.training.models import Plan, PlanChange

_SCREEN_AGAIN: Final = NoProgramme(
    "a check was deleted", Referral("Answer the questions of the check anew before you go on.", Urgency.NONE)
)


@dataclass(frozen=True)
class Current:
    """screening: what the answers allow that count now, with the pain told last. built: the programme, or why there is none.

    screen_again: a check was deleted, and none was finished since. edits: what a clinician changed in the programme.
    """

    person: Person
    plan: Plan
    check: Check
    state: State
    screening: Screening
    fitted: Fitted
    built: Programme | NoProgramme
    screen_again: bool = False
    edits: tuple[Edited, ...] = ()

    @property
    def waits_for_check(self) -> bool:
        """Whether a check that is not finished, or one that was deleted, is all that stands against training."""
        stopped = self.state.standing in {Standing.HALTED, Standing.URGENT}
        return self.programme is None and (self.screen_again or (not stopped and is_begun_since(self.check)))

    @property
    def eased(self) -> bool:
        """Whether pain asks for the smallest doses."""
        return self.state.standing is Standing.EASED or self.screening.pain_zone == PainZone.MODIFY

    @property
    def programme(self) -> Programme | None:
        return self.built if isinstance(self.built, Programme) else None


def warning_of(person: Person) -> Screening | None:
    """The screening of the red flag that stands (``assessments.warned``): nothing but its advice may be shown then."""
    warned = warned_check(person)
    return screening_of(warned) if warned is not None else None


def current(person: Person) -> Current | None:
    """None where there is no plan yet."""
    plan = Plan.objects.of(person).select_related("check_of__plan_change").first()
    if plan is None:
        return None
    check, state = plan.check_of, state_from(plan.state)
    screening = screening_now(person, check)
    fitted = fitted_to(person, check)
    again = must_screen_again(person)
    built = _SCREEN_AGAIN if again else programme_of(check, screening, fitted, state)
    return Current(person, plan, check, state, screening, fitted, built, again, edits_in(_words_of(person)))


def current_on(person: Person, day: date, moment: datetime) -> Current | None:
    """Where a person stood at a moment of a day, by what is known now of the time before it; None where there was no plan."""
    plan = Plan.objects.of(person).first()
    rows = PlanChange.objects.of(person).filter(day__lte=day).select_related("session", "check_of__person")
    known = [row for row in ordered(rows) if row.day < day or row.check_of_id or row.happened_at < moment]
    check = next((row.check_of for row in reversed(known) if row.check_of is not None and row.after), None)
    state = state_of(known[-1].after) if known else None
    if plan is None or check is None or state is None:
        return None
    screening, fitted = screening_now(person, check, until=moment), fitted_to(person, check)
    built, edits = programme_of(check, screening, fitted, state), edits_in(row for row in known if _tells_of_edits(row))
    return Current(person, plan, check, state, screening, fitted, built, edits=edits)


def _words_of(person: Person) -> QuerySet[PlanChange]:
    """What a clinician changed, and where everything began anew since."""
    words, anew = Q(event__has_key="edited"), Q(kind=Kind.START, before__standing=Standing.URGENT)
    return PlanChange.objects.of(person).filter(words | anew)


def _tells_of_edits(row: PlanChange) -> bool:
    """The same of a row at hand."""
    anew = row.kind == Kind.START and row.before is not None and row.before["standing"] == Standing.URGENT
    return anew or "edited" in row.event


def must_screen_again(person: Person) -> bool:
    """Whether a check was deleted without one of its day or later that is finished: what it closed must not open by that."""
    since = Person.objects.values_list("screen_again_from", flat=True).get(pk=person.pk)
    return since is not None and not Check.objects.of(person).filter(finished_at__isnull=False, day__gte=since).exists()


def is_begun_since(check: Check) -> bool:
    return Check.objects.of(check.person).filter(day__gt=check.day, finished_at=None).exists()


def programme_of(check: Check, screening: Screening, fitted: Fitted, state: State) -> Programme | NoProgramme:
    """The programme for a state, from what the check's row in the log keeps of its findings."""
    findings = check_done(check.day, check.plan_change.event).findings
    return build_programme(findings, screening, fitted, state)


def fitted_to(person: Person, check: Check) -> Fitted:
    """Minutes, days, equipment: as answered in the check, or as corrected since."""
    about = {**check.about, **person.about}
    said = {key: about[key] for key in FIELDS if about.get(key) is not None}
    return person_from(said, lambda name: f"about:{name or ''}").person


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


def is_overruled(person: Person, check: Check) -> bool:
    """Whether a clinician said something else of a finding of this check, and has not taken it back."""
    told = PlanChange.objects.of(person).filter(event__overruled__of=check.day.isoformat())
    return any(not row.event.get("taken_back") for row in told)
