"""A week as a row of seven days, and where each training session may be moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from supple_web.common.lazy import gettext_lazy
from supple_web.common.problems import Problem
from supple_web.training import engine
from supple_web.training.models import DaySkip, Session


@dataclass(frozen=True)
class WeekDay:
    """kind: a key of ``_WORDS``. free: days to which its session may be moved."""

    day: date
    kind: str
    is_today: bool
    minutes: int | None
    moved_from: date | None
    moved_to: date | None
    free: tuple[date, ...]

    @property
    def words(self) -> str:
        return _WORDS[self.kind]


_WORDS = {
    "done": gettext_lazy("done"),
    "part": gettext_lazy("partly done"),
    "stopped": gettext_lazy("stopped by pain"),
    "training": gettext_lazy("training"),
    "upkeep": gettext_lazy("upkeep only"),
    "rest": gettext_lazy("rest"),
    "skipped": gettext_lazy("left out"),
    "open": gettext_lazy("no session"),  # a past training day
}


def week(now: engine.Current, today: date) -> list[WeekDay]:
    """Monday to Sunday around today; empty where there is no programme."""
    days = engine.days_of(now, engine.week_of(today), planned_from=today)
    if not days:
        return []
    span = (days[0].day, days[-1].day)
    sessions = list(Session.objects.of(now.person).filter(day__range=span))
    skipped = set(DaySkip.objects.of(now.person).filter(day__range=span).values_list("day", flat=True))
    moves = engine.moves_of(now.person, now.fitted.days_per_week)
    done = {one.day for one in sessions if one.training}
    return [
        WeekDay(
            day=one.day,
            kind=_kind(one, [each for each in sessions if each.day == one.day], skipped, today, now.plan.started_on),
            is_today=one.day == today,
            minutes=one.minutes if one.plan.exercises else None,
            moved_from=one.moved_from,
            moved_to=one.moved_to,
            free=tuple(_free(one, days, moves, now.fitted.days_per_week, today)) if one.day not in done else (),
        )
        for one in days
    ]


def _kind(one: engine.Day, sessions: list[Session], skipped: set[date], today: date, began: date) -> str:
    if sessions:
        return _done_kind(sessions)
    if one.day in skipped and one.day <= today:
        return "skipped"
    if one.day < began:
        return "rest"
    if one.training:
        return "training" if one.day >= today else "open"
    return "upkeep" if one.plan.exercises or one.day < today else "rest"


def _done_kind(sessions: list[Session]) -> str:
    if any(one.ended == "pain" for one in sessions):
        return "stopped"
    return "done" if any(is_whole(one) for one in sessions) else "part"


def is_whole(session: Session) -> bool:
    done, sets = engine.sets_of(session)
    return sets > 0 and done == sets


def _free(
    one: engine.Day, days: Iterable[engine.Day], moves: dict[date, date], days_per_week: int, today: date
) -> Iterable[date]:
    """Days of the same week, today or later, to which this training session may go."""
    if not one.training or one.day < today:
        return
    origin = one.moved_from or one.day
    rest = {start: to for start, to in moves.items() if start != origin}
    for other in days:
        if other.day < today or other.day == one.day:
            continue
        try:
            engine.check_moves(rest if other.day == origin else {**rest, origin: other.day}, days_per_week)
        except Problem:
            continue
        yield other.day
