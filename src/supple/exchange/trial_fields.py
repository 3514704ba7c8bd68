"""The keys of ``[[trial]]`` and the columns of a history: one table of fields, one function that makes a trial of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from supple.exchange.naming import one_of, shown, unknown
from supple.measurement.model import Trial
from supple.problems import InputProblem
from supple.quantities import (
    SELF_RATER,
    Arm,
    Assist,
    Direction,
    Grade,
    Instrument,
    Mode,
    Movement,
    Placement,
    Position,
    Quantity,
    Support,
)

#: Says where a field stands: ``file:line``; None for the trial as a whole.
Where = Callable[[str | None], str]

REQUIRED = ("movement", "mode", "position", "instrument", "value_deg", "day")
FIELDS = (
    "movement",
    "direction",
    "mode",
    "position",
    "instrument",
    "value_deg",
    "day",
    "time",
    "order",
    "rater",
    "placement",
    "arm",
    "assist",
    "support",
    "pain",
    "quality",
    "own_error_deg",
    "quantity",
)
#: No trunk goes further than this (convention of this project, wide on purpose): beyond it a number is a slip of the pen.
FURTHEST_DEG: Mapping[Movement, float] = {Movement.ROTATION: 150.0, Movement.FLEXION: 150.0, Movement.EXTENSION: 120.0}
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
_MOST_PAIN = 10
_MOST_TRIALS = 10_000
_RATER_CHARACTERS = 80


def trial_from(fields: Mapping[str, object], where: Where) -> Trial:
    """Check every field and return the trial; raise InputProblem at the first that is wrong."""
    check_names(fields, FIELDS, where, "the key")
    for name in REQUIRED:
        if name not in fields:
            raise InputProblem(where(None), f"a trial without {name}", f"the key {name}", "add it")
    movement = _movement(fields, where)
    quality = one_of(Grade, fields.get("quality", Grade.GOOD), where("quality"), "quality")
    if quality is Grade.REJECTED:
        raise InputProblem(where("quality"), "a rejected trial", "good or usable ones only", "leave this trial out")
    mode = one_of(Mode, fields["mode"], where("mode"), "mode")
    return Trial(
        movement=movement,
        direction=_direction(fields, movement, where),
        mode=mode,
        position=one_of(Position, fields["position"], where("position"), "position"),
        instrument=one_of(Instrument, fields["instrument"], where("instrument"), "instrument"),
        value_deg=_degrees(fields["value_deg"], "value_deg", FURTHEST_DEG[movement], f"a {movement}", where),
        day=day_from(fields["day"], where("day")),
        time=time_from(fields.get("time"), where("time")),
        order=whole_from(fields.get("order"), "order", 1, _MOST_TRIALS, where("order")),
        rater=rater_from(fields.get("rater", SELF_RATER), where("rater")),
        placement=one_of(Placement, fields["placement"], where("placement"), "placement") if "placement" in fields else None,
        arm=one_of(Arm, fields["arm"], where("arm"), "arm") if "arm" in fields else None,
        assist=assist_from(fields, mode, where),
        support=one_of(Support, fields["support"], where("support"), "support") if "support" in fields else None,
        pain=pain_from(fields.get("pain"), where("pain")),
        quality=quality,
        own_error_deg=_own_error(fields, where),
        quantity=one_of(Quantity, fields["quantity"], where("quantity"), "quantity") if "quantity" in fields else None,
    )


def check_names(names: Iterable[str], known: Iterable[str], where: Where, what: str) -> None:
    known = tuple(known)
    for name in names:
        if name not in known:
            raise unknown(where(name), what, name, known)


def refuse_duplicates(trials: Iterable[Trial], where: Callable[[int], str]) -> None:
    """Refuse a trial entered twice: same day, kind, movement, direction and rater, and the same ``order``."""
    seen: dict[object, int] = {}
    for index, trial in enumerate(trials):
        if trial.order is None:
            continue
        key = (trial.day, trial.kind, trial.movement, trial.direction, trial.rater, trial.order)
        if key in seen:
            found = f"order {trial.order} a second time (first: {where(seen[key])})"
            raise InputProblem(where(index), found, "each trial once", "delete the copy or correct its order")
        seen[key] = index


def day_from(value: object, where: str) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise InputProblem(where, f"day {shown(value)}", "a date such as 2026-11-22, without quotes", "correct it")
    if not FIRST_DAY <= value < LAST_DAY:
        raise InputProblem(where, f"day {value}", f"a day from {FIRST_DAY.year} to {LAST_DAY.year - 1}", "correct the year")
    return value


def rater_from(value: object, where: str) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _RATER_CHARACTERS or not value.isprintable():
        raise InputProblem(where, f"rater {shown(value)}", '"self" or a short name', "correct it")
    return value.strip()


def assist_from(fields: Mapping[str, object], mode: Mode | None, where: Where) -> Assist | None:
    if "assist" not in fields:
        return None
    assist = one_of(Assist, fields["assist"], where("assist"), "assist")
    if mode is not Mode.ASSISTED:
        raise InputProblem(
            where("assist"),
            "assist in a trial that is not assisted",
            'assist only where mode = "assisted"',
            "remove one of the two",
        )
    return assist


def number_from(value: object, what: str, where: str) -> float:
    """Return a finite number; bool is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InputProblem(where, f"{what} {shown(value)}", "a number", "write it without quotes or unit")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise InputProblem(where, f"{what} {shown(value)}", "a number", "leave the trial out where nothing was measured")
    return number


def _movement(fields: Mapping[str, object], where: Where) -> Movement:
    given = fields["movement"]
    if isinstance(given, str) and given not in set(Movement):  # side-bending is known, but not judged
        raise unknown(where("movement"), "movement", given, FURTHEST_DEG)
    movement = one_of(Movement, given, where("movement"), "movement")
    if movement not in FURTHEST_DEG:
        raise InputProblem(
            where("movement"),
            f"movement {movement}",
            f"one of {', '.join(FURTHEST_DEG)}",
            "side-bending is measured, not judged: leave it out",
        )
    return movement


def _direction(fields: Mapping[str, object], movement: Movement, where: Where) -> Direction | None:
    given = fields.get("direction")
    if movement is Movement.ROTATION:
        if given is None:
            raise InputProblem(
                where(None), "a rotation without direction", "direction left or right", "add where the breastbone turned"
            )
        return one_of(Direction, given, where("direction"), "direction")
    if given is not None:
        raise InputProblem(where("direction"), f"a direction in a trial of {movement}", "none", "remove the direction")
    return None


def _degrees(value: object, name: str, most: float, of: str, where: Where) -> float:
    number = number_from(value, name, where(name))
    if number < 0:
        raise InputProblem(
            where(name),
            f"{name} {number:g}",
            "0 or more, counted toward the direction",
            "remove the sign or correct the direction",
        )
    if number > most:
        raise InputProblem(where(name), f"{name} {number:g}", f"at most {most:g} degrees for {of}", "correct the number")
    return number


def _own_error(fields: Mapping[str, object], where: Where) -> float | None:
    if "own_error_deg" not in fields:
        return None
    return _degrees(fields["own_error_deg"], "own_error_deg", 45.0, "an error", where)


def time_from(value: object, where: str) -> time | None:
    if value is None or isinstance(value, time):
        return value
    raise InputProblem(where, f"time {shown(value)}", "a time such as 07:30:00, without quotes", "correct it")


def pain_from(value: object, where: str) -> int | None:
    return whole_from(value, "pain", 0, _MOST_PAIN, where)


def whole_from(value: object, name: str, least: int, most: int, where: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise InputProblem(where, f"{name} {shown(value)}", f"a whole number from {least} to {most}", "correct it")
    return value
