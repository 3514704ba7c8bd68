"""A dial in words: the title, one or two sentences with the numbers, and the table."""

from __future__ import annotations

from supple.figure.dial.model import Dial, DialSide, DialValue
from supple.figure.phrases import between, day_words, degrees, figure, listed, plainly, sentence
from supple.findings.model import Category
from supple.markup import Table
from supple.quantities import Direction, Mode, Quantity
from supple.words import CATEGORY_TITLE, INSTRUMENT_TITLE, MODE_TITLE, POSITION_TITLE, kind_words, mode_words

NOT_MEASURED = "not measured"
NOT_HERE = "not in this position"
NO_MARK = "no mark to hold it against"


def nothing_words(side: DialSide) -> str:
    """What is said of a side without a value."""
    return NOT_HERE if side.elsewhere else NOT_MEASURED


def mode_lines(mode: Mode) -> tuple[str, str]:
    """The title of a mode on two lines: ``by yourself``, ``(active)``."""
    plain, _, term = MODE_TITLE[mode].partition(" (")
    return plain, f"({term}"


def plain_category(category: Category) -> str:
    """The title of a finding without its clinical term, for the picture."""
    return CATEGORY_TITLE[category].partition(" (")[0]


def title(dial: Dial) -> str:
    trunk = dial.kind is not None and dial.kind.quantity is Quantity.TRUNK_TURN
    what = "whole trunk turns (trunk turn)" if trunk else "upper back turns (thoracic rotation)"
    return f"How far the {what}, {POSITION_TITLE[dial.position]}"


def description(dial: Dial) -> str:
    said = [f"Seen from above. {' '.join(_side_said(direction, side, dial.end_mode) for direction, side in dial.sides)}"]
    said += [_marks_said(dial)] if dial.left.mark or dial.right.mark else []
    if any(side.category is Category.NO_CRITERION for _, side in dial.sides):
        said.append(f"There is {NO_MARK}.")
    return " ".join(said)


def _side_said(direction: Direction, side: DialSide, end_mode: Mode) -> str:
    parts = [
        _value_said(value, mode)
        for value, mode in ((side.active, Mode.ACTIVE), (side.end_range, end_mode))
        if value is not None or mode is Mode.ACTIVE
    ]
    words = f"To the {direction}: {', '.join(parts) if side.measured else nothing_words(side)}"
    for value, mode in ((side.earlier_active, Mode.ACTIVE), (side.earlier_end_range, end_mode)):
        if value is not None:
            words += f"; {_day_said(value)} {degrees(value.mean_deg, 1)} {MODE_TITLE[mode]}"
    if side.category is not None and side.category is not Category.NO_CRITERION:
        words += f"; {CATEGORY_TITLE[side.category]}"
    return words + "."


def _value_said(value: DialValue | None, mode: Mode) -> str:
    if value is None:
        return f"{MODE_TITLE[mode]} {NOT_MEASURED}"
    return f"{degrees(value.mean_deg, 1)} {MODE_TITLE[mode]} ({between(*value.interval_deg)})"


def _day_said(value: DialValue) -> str:
    return f"on {day_words(value.day)}" if value.day else "on the other day"


def _marks_said(dial: Dial) -> str:
    marks = {(side.mark.value_deg, side.mark.strength): direction for direction, side in dial.sides if side.mark}
    said = [f"{plainly(value)}° ({strength})" for value, strength in marks]
    return f"The mark is {said[0]}." if len(said) == 1 else f"The marks are {listed(said)}, left and right."


def table(dial: Dial) -> Table:
    """Every number of the dial; a value that was not measured has no numbers, not zeros."""
    rows: list[tuple[object, ...]] = []
    for direction, side in dial.sides:
        state = CATEGORY_TITLE[side.category] if side.category else None
        active, end = mode_words(Mode.ACTIVE, None), mode_words(dial.end_mode, dial.assist)
        values = ((active, side.active, side.earlier_active), (end, side.end_range, side.earlier_end_range))
        for name, now, before in values:
            rows.append(_row(direction, name, now, side, state))
            if before is not None:
                rows.append(_row(direction, f"{name}, {_day_said(before)}", before, side, None))
    columns = ("side", "range", "mean, degrees", "95 %", "trials", "mark, degrees", "finding")
    if dial.kind is None:
        return Table(sentence(POSITION_TITLE[dial.position]), columns, tuple(rows))
    return Table(sentence(_kind(dial)), columns, tuple(rows))


def _kind(dial: Dial) -> str:
    """How it was measured; the mode stands in the rows, for a dial holds two."""
    assert dial.kind is not None
    own = f"; {MODE_TITLE[Mode.ACTIVE]}"
    return kind_words(dial.kind).replace(own, "", 1) if own in kind_words(dial.kind) else INSTRUMENT_TITLE[dial.kind.instrument]


def _row(direction: Direction, name: str, value: DialValue | None, side: DialSide, state: str | None) -> tuple[object, ...]:
    mark = f"{plainly(side.mark.value_deg)} ({side.mark.strength})" if side.mark else None
    if value is None:
        return (str(direction), name, NOT_MEASURED if side.measured else nothing_words(side), None, None, mark, state)
    low, high = value.interval_deg
    return (str(direction), name, value.mean_deg, f"{figure(low, 1)} to {figure(high, 1)}", value.n, mark, state)
