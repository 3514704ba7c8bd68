"""What a person decides about their plan: another day, another exercise, not today."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.common.lazy import gettext_lazy
from supple_web.common.problems import Problem
from supple_web.training import engine
from supple_web.training.actions.plan import locked
from supple_web.training.models import DayMove, DaySkip, Session, Swap

SKIP_REASONS: Final = {
    "time": gettext_lazy("No time today"),
    "tired": gettext_lazy("Tired or ill"),
    "away": gettext_lazy("Away from home"),
    "pain": gettext_lazy("It hurts"),
    "other": gettext_lazy("Something else"),
}


@transaction.atomic
def move_day(*, person: Person, from_day: date, to_day: date, by: Person | None) -> None:
    """Move a day's training to another day of its week; a moved one may be moved again or back. Raises Problem."""
    locked(person)
    now, today = _with_programme(person), timezone.localdate()
    moves = engine.moves_of(person, now.fitted.days_per_week)
    origin = next((start for start, to in moves.items() if to == from_day), from_day)
    if min(from_day, to_day) < today:
        found, expected = (
            gettext("a move from {day} to {to}").format(day=from_day.isoformat(), to=to_day.isoformat()),
            gettext("today or a later day"),
        )
        raise Problem("move", found, expected, gettext("choose another day"))
    if Session.objects.of(person).filter(day=from_day, training=True).exists():
        raise Problem(
            "move",
            gettext("{day}, which is done").format(day=from_day.isoformat()),
            gettext("a session still to come"),
            gettext("choose another day"),
        )
    rest = {start: to for start, to in moves.items() if start != origin}
    if to_day != origin:
        engine.check_moves({**rest, origin: to_day}, now.fitted.days_per_week)
    else:
        engine.check_moves(rest, now.fitted.days_per_week)
    DayMove.objects.of(person).exclude(from_day__in=rest).delete()
    if to_day != origin:
        move = DayMove.objects.create(person=person, from_day=origin, to_day=to_day)
        record("move day", move, by=by, about=person)
    else:
        record("move day back", "training.daymove", by=by, about=person)


@transaction.atomic
def swap_exercise(*, person: Person, gone: str, come: str, by: Person | None) -> Swap:
    """Put a neighbour in an exercise's place, until that is undone. Raises Problem where it may not stand there today."""
    locked(person)
    original = engine.checked_swap(_with_programme(person), timezone.localdate(), gone, come)
    swap, _ = Swap.objects.update_or_create(person=person, exercise=original, defaults={"replacement": come})
    record("swap exercise", swap, by=by, about=person)
    return swap


@transaction.atomic
def undo_swap(*, person: Person, exercise: str, by: Person | None) -> None:
    """Give an exercise of the programme its place back; nothing happens where it has it."""
    locked(person)
    swap = Swap.objects.of(person).filter(exercise=exercise).first()
    if swap is not None:
        record("undo swap", swap, by=by, about=person)
        swap.delete()


@transaction.atomic
def skip_day(*, person: Person, reason: str, by: Person | None) -> DaySkip:
    """Not today, and why; said twice, the last reason holds. Raises Problem for a reason that is none."""
    locked(person)
    if reason not in SKIP_REASONS:
        raise Problem("reason", f"{reason!r:.40}", f"one of {', '.join(SKIP_REASONS)}", gettext("choose one"))
    skip, _ = DaySkip.objects.update_or_create(person=person, day=timezone.localdate(), defaults={"reason": reason})
    record("skip day", skip, by=by, about=person)
    return skip


@transaction.atomic
def undo_skip(*, person: Person, by: Person | None) -> None:
    locked(person)
    deleted, _ = DaySkip.objects.of(person).filter(day=timezone.localdate()).delete()
    if deleted:
        record("undo skip", "training.dayskip", by=by, about=person)


def _with_programme(person: Person) -> engine.Current:
    now = engine.current(person)
    if now is None or now.programme is None or engine.warning_of(person) is not None:
        raise Problem("plan", gettext("no exercise at the moment"), gettext("a plan that is open"), gettext("see today's page"))
    return now
