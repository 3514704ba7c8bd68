"""What a person may do now: by the answers of the plan's check, of checks that were only begun since, and by pain told later."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from typing import Final

from supple.findings.model import Screening
from supple.findings.screening_pain import PainZone
from supple.findings.screening_questions import rank
from supple_web.accounts.models import Person
from supple_web.assessments.engine import screening_of
from supple_web.assessments.models import Check
from supple_web.training.engine.log import is_word, morning_pain, ordered, told_at
from supple_web.training.models import PlanChange, Session

#: Answers of a check that speak of pain; reports of a later day replace all of them.
_PAIN: Final = ("pain_now", "pain_next_morning", "pain_before_session")
_STRICTNESS: Final = (PainZone.NOT_ASKED, PainZone.GO, PainZone.MODIFY, PainZone.STOP)


@dataclass(frozen=True)
class _Report:
    """Pain that was told; None where a clinician's word left it behind. adds: it counts beside the check's own answer."""

    pain: int | None
    adds: bool


def screening_now(person: Person, check: Check, *, until: datetime | None = None) -> Screening:
    """The strictest, gate by gate, of the check a plan rests on and of all begun since, whose answers count at once.

    until: as it was at that moment, when what came later was not known.
    """
    begun = Check.objects.of(person).filter(day__gt=check.day, finished_at=None) if until is None else ()
    return reduce(stricter, (screening_with_pain(person, one, until=until) for one in (check, *begun)))


def screening_with_pain(person: Person, check: Check, *, until: datetime | None = None) -> Screening:
    """What the answers of a check allow with the pain told last: in it, after a later session, or on the morning after one.

    On the check's own day the worse of the two counts, since no clock says which of them is still true. A clinician who said
    "go on" after the report leaves it behind.
    """
    said, report = screening_of(check), _latest_report(person, check, until)
    if report is None:
        return said
    later = copy.copy(check)
    later.answers = {key: value for key, value in check.answers.items() if key not in _PAIN}
    if report.pain is not None:
        later.answers["pain_now"] = report.pain
    told = screening_of(later)
    return stricter(said, told) if report.adds else told


def stricter(one: Screening, other: Screening) -> Screening:
    """Closed where either is; the advice is that of the one that closes more."""
    first, second = (one, other) if _severity(one) >= _severity(other) else (other, one)
    return replace(
        first,
        stop=one.stop or other.stop,
        flags=tuple(dict.fromkeys((*first.flags, *second.flags))),
        urgency=max(one.urgency, other.urgency, key=rank),
        active=one.active and other.active,
        assisted=one.assisted and other.assisted,
        held_end_range=one.held_end_range and other.held_end_range,
        phone_on_chest=one.phone_on_chest and other.phone_on_chest,
        restrictions=one.restrictions | other.restrictions,
        pain_zone=max(one.pain_zone, other.pain_zone, key=_zone),
    )


def last_pain_of(session: Session) -> int:
    """The latest of the four that a session was asked for."""
    asked = (session.pain_next_morning, session.pain_after, session.pain_during, session.pain_before)
    return next(pain for pain in asked if pain is not None)


def _severity(one: Screening) -> tuple[bool, bool, int, int]:
    return one.stop, not one.active, rank(one.urgency), _zone(one.pain_zone)


def _zone(word: str) -> int:
    return _STRICTNESS.index(PainZone(word))


def _latest_report(person: Person, check: Check, until: datetime | None) -> _Report | None:
    """The last report since a check's day; what a clinician or a morning said before the check was answered is not asked."""
    rows = PlanChange.objects.of(person).filter(day__gte=check.day).select_related("session")
    known = [row for row in rows if until is None or row.check_of_id or row.happened_at < until]
    answered = next((told_at(row) for row in known if row.check_of_id == check.pk), None)
    for row in reversed(ordered(known)):
        same_day = row.day == check.day
        if row.check_of_id is not None or is_word(row):
            continue
        if row.session is not None:
            return _Report(last_pain_of(row.session), adds=same_day)
        if same_day and (answered is None or row.happened_at < answered):
            continue
        pain, of = _morning(row, person)
        if of is None or pain is not None:
            return _Report(pain, adds=same_day and of is not None)
    return None


def _morning(row: PlanChange, person: Person) -> tuple[int | None, date | None]:
    """The pain of a morning, and the day of the sessions before it; of nothing where the row is a clinician's word."""
    of = row.event.get("morning_of")
    if of is None:
        return None, None
    day = date.fromisoformat(of)
    sessions: Iterable[Session] = Session.objects.of(person).filter(day=day)
    return morning_pain(sessions), day
