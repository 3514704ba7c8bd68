"""What was done against what was prescribed, week by week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from supple.problems import InputProblem
from supple.progress.model import Session, WeekAdherence

_WORST_PAIN: Final = 10


def adherence(
    sessions: Iterable[Session],
    *,
    began: date,
    until: date,
    days_per_week: float = 0.0,
    prescribed: Collection[date] | None = None,
) -> tuple[WeekAdherence, ...]:
    """One row for each week from ``began`` (its weeks start on that weekday) to the one that holds ``until``.

    A session counts as the part of it that was done, a day at most once; prescribed is ``days_per_week``, for the running week
    the days so far in proportion; or the days ``prescribed``, where it is known on which something was to be done. A week
    without a session is a week with none done. Raises InputProblem for impossible values.
    """
    _check_span(began, until, days_per_week)
    weeks: list[list[Session]] = [[] for _ in range((until - began).days // 7 + 1)]
    for session in sessions:
        if began <= session.day <= until:
            weeks[(session.day - began).days // 7].append(_checked(session))
    if prescribed is None:
        asked = [days_per_week * _passed(began, until, number) / 7.0 for number in range(len(weeks))]
    else:
        due = [(day - began).days // 7 for day in set(prescribed) if began <= day <= until]
        asked = [float(due.count(number)) for number in range(len(weeks))]
    return tuple(_week(number, began, until, mine, days) for number, (mine, days) in enumerate(zip(weeks, asked, strict=True)))


def overall(weeks: Sequence[WeekAdherence]) -> float | None:
    """Done against prescribed over all weeks, at most 1 each week; None where nothing was prescribed."""
    prescribed = sum(week.prescribed for week in weeks)
    return sum(min(week.done, week.prescribed) for week in weeks) / prescribed if prescribed > 0 else None


def _week(number: int, began: date, until: date, mine: Sequence[Session], asked: float) -> WeekAdherence:
    best: dict[date, float] = {}
    for session in mine:
        part = min(1.0, session.done / session.prescribed) if session.prescribed else 0.0
        best[session.day] = max(part, best.get(session.day, 0.0))
    starts = began + timedelta(weeks=number)
    return WeekAdherence(number + 1, starts, len(mine), sum(best.values()), asked, _passed(began, until, number) == 7)


def _passed(began: date, until: date, number: int) -> int:
    """Days of a week, counted from nought, that have begun."""
    return min(7, (until - began).days + 1 - 7 * number)


def _check_span(began: date, until: date, days_per_week: float) -> None:
    if until < began:
        raise InputProblem("sessions", f"{began} to {until}", "a first day before the last", "exchange them")
    if not 0.0 <= days_per_week <= 7.0:
        raise InputProblem("sessions:days_per_week", f"{days_per_week:g}", "0 to 7", "correct the number of days")


def _checked(session: Session) -> Session:
    if session.prescribed < 0 or session.done < 0:
        raise InputProblem(
            _where(session), f"{session.done} of {session.prescribed} done", "counts of 0 or more", "correct the session"
        )
    for name in ("pain_before", "pain_during", "pain_after", "pain_next_morning"):
        pain = getattr(session, name)
        if pain is not None and not 0 <= pain <= _WORST_PAIN:
            raise InputProblem(
                f"{_where(session)}: {name}", f"{pain}", f"a whole number from 0 to {_WORST_PAIN}", "correct the answer"
            )
    return session


def _where(session: Session) -> str:
    return f"session of {session.day}"
