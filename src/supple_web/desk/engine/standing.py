"""How somebody stands, from their record alone: every number of the desk's list, each a day or a count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from supple.findings.model import Category
from supple.programme import Standing
from supple.quantities import Direction, Movement
from supple_web.accounts.models import Person
from supple_web.assessments.engine import trials_of
from supple_web.assessments.models import Check
from supple_web.assessments.warned import warned_check
from supple_web.progress.engine.advice import reports_of
from supple_web.progress.engine.gather import gather
from supple_web.progress.engine.record import Record
from supple_web.training import engine as training
from supple_web.training.models import PlanChange, Session

_GOES_ON: Final = frozenset({Standing.GO, Standing.EASED})
_PLATEAU: Final = "plateau"


def reckon(person: Person, today: date) -> dict[str, Any]:
    """The columns of ``desk.Standing``. today: the person's own day."""
    last_check = _last_check(person)
    record = _as_judged(gather(person, today), person, last_check)
    rows = training.ordered(PlanChange.objects.of(person).select_related("session"))
    flag = warned_check(person)
    retest = None if flag else record.due
    pain, pain_on = _last_pain(person)
    return {
        "reckoned_on": today,
        "asks_since": None if flag else _asks_since(person, rows),
        "last_session_on": _last_session(record),
        "last_check_on": last_check,
        "last_pain": pain,
        "last_pain_on": pain_on,
        "retest_from": retest.earliest if retest else None,
        "retest_until": retest.latest if retest else None,
        "undetermined": max(_undetermined(rows, side) for side in Direction),
        "plateau_on": _plateau_on(record),
        "flag_on": flag.day if flag else None,
    }


def _as_judged(record: Record, person: Person, last_check: date | None) -> Record:
    """The record without what was measured since the last check was finished: nothing is said of that yet."""
    return replace(record, trials=trials_of(person, until=last_check) if last_check else ())


def _asks_since(person: Person, rows: Iterable[PlanChange]) -> date | None:
    """Since when training has been asked for without a break; None where it is not, or where all is fine and nothing needs it."""
    now = training.current(person)
    if now is None or now.programme is None or training.is_fine(now.state):
        return None
    since = None
    for one in reversed(training.asking_of(rows)):
        if one.standing not in _GOES_ON:
            break
        since = one.since
    return since


def _last_session(record: Record) -> date | None:
    """The last day on which anything was done that was asked for."""
    return max((one.day for one in record.sessions if one.done), default=None)


def _last_check(person: Person) -> date | None:
    return Check.objects.of(person).filter(finished_at__isnull=False).order_by("-day").values_list("day", flat=True).first()


def _last_pain(person: Person) -> tuple[int | None, date | None]:
    """The worst pain of the last session or of the last finished check, whichever came later; of one day the worse of both."""
    told = []
    session = Session.objects.of(person).order_by("-day", "-started_at").first()
    if session is not None:
        moments = (session.pain_before, session.pain_during, session.pain_after, session.pain_next_morning)
        told.append((session.day, max(pain for pain in moments if pain is not None)))
    check = Check.objects.of(person).filter(finished_at__isnull=False).order_by("-day").first()
    if check is not None:
        pains = [pain for one in check.sets.exclude(pain=None) for pain in one.pain.values() if pain is not None]
        now = check.answers.get("pain_now")
        pains += [now] if isinstance(now, int) else []
        told += [(check.day, max(pains))] if pains else []
    if not told:
        return None, None
    day, pain = max(told)
    return pain, day


def _undetermined(rows: Iterable[PlanChange], side: Direction) -> int:
    """Checks in a row, the latest first, that tested this side and could not decide; a clinician's word decides one."""
    count = 0
    decided: set[str] = set()
    for row in reversed(list(rows)):
        word = row.event.get("overruled")
        if word and not row.event.get("taken_back") and word["direction"] == side and word["category"] != Category.UNDETERMINED:
            decided.add(word["of"])
        if row.check_of_id is None or not row.event.get("findings"):
            continue
        found = list(_of_side(row.event["findings"], side))
        if not found:
            continue
        if row.day.isoformat() in decided or any(one != Category.UNDETERMINED for one in found):
            break
        count += 1
    return count


def _of_side(findings: Iterable[Mapping[str, Any]], side: Direction) -> Iterable[str]:
    for one in findings:
        turn = one["movement"] == Movement.ROTATION and one["direction"] == side
        if turn and one["category"] != Category.NO_CRITERION:
            yield one["category"]


def _plateau_on(record: Record) -> date | None:
    """The last day of the measurements that stopped growing, where more is wanted; None where none did."""
    reached = (one.progress for one in reports_of(record) if any(rule.reason == _PLATEAU for rule in one.referrals))
    return max((one.trend.last for one in reached), default=None)
