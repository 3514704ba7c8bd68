"""The numbers below a dial: what was measured in the middle, its value to the left and to the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from supple.figure.dial import geometry as g
from supple.figure.dial.model import Dial, DialMark, DialSide, DialValue
from supple.figure.dial.signs import (
    active_swatch,
    end_swatch,
    ghost_swatch,
    interval_swatch,
    mark_swatch,
    no_mark_swatch,
    open_sign,
    pain_sign,
)
from supple.figure.dial.words import NO_MARK, NOT_MEASURED, mode_lines, nothing_words, plain_category
from supple.figure.lettering import SMALL, cut, width_of, wrapped
from supple.figure.phrases import day_words, degrees, give_or_take, plainly
from supple.figure.svg import Fragment, group, joined, text
from supple.findings.model import Category
from supple.quantities import Direction, Mode

#: Sizes of the values: the largest at which all of them fit beside the names.
_SIZES: Final = (20.0, 17.0, 15.0)
_FITS: Final = 106.0
_NAME: Final = 118.0
_LINE: Final = 17.0
#: Where the values of the two sides stand; each column is as wide as its value, the middle holds the name.
_COLUMN: Final = {Direction.LEFT: 58.0, Direction.RIGHT: g.WIDTH - 58.0}
_MIDDLE: Final = g.WIDTH / 2
#: States a person must see on the picture itself.
_SHOWN: Final = {Category.PAINFUL: "stop", Category.UNDETERMINED: "muted"}

Swatch = Callable[[float, float], Fragment]


def rows(dial: Dial, top: float) -> tuple[Fragment, float]:
    """All rows from ``top`` on, and where they end."""
    parts: list[Fragment] = []
    y = top
    ranges = _ranges(dial)
    size = _size([_told(value) for _, values, _ in ranges for value in values])
    nothings = [NOT_MEASURED if side.measured else nothing_words(side) for _, side in dial.sides]
    for mode, one, before in ranges:
        row, y = _range_row(mode, one, nothings, y, size)
        parts.append(row)
        if any(value is not None for value in before):
            parts.append(_earlier_row(before, y))
            y += 26.0
    states, y = _states(dial, y)
    legend, y = _legend(dial, y + 2.0)
    return group(*parts, states, legend), y


Pair = tuple[DialValue | None, DialValue | None]


def _ranges(dial: Dial) -> list[tuple[Mode, Pair, Pair]]:
    left, right = dial.left, dial.right
    found: list[tuple[Mode, Pair, Pair]] = [
        (Mode.ACTIVE, (left.active, right.active), (left.earlier_active, right.earlier_active))
    ]
    ends = (left.end_range, right.end_range)
    before = (left.earlier_end_range, right.earlier_end_range)
    if any(value is not None for value in (*ends, *before)):
        found.append((dial.end_mode, ends, before))
    return found


def _size(told: list[str]) -> float:
    return next((size for size in _SIZES if all(width_of(words, size, bold=True) <= _FITS for words in told)), SMALL)


def _range_row(mode: Mode, values: Pair, nothings: Sequence[str], y: float, size: float) -> tuple[Fragment, float]:
    plain, term = mode_lines(mode)
    first, *more = wrapped(plain, _NAME)
    lines = [*((line, None) for line in more), (term, "muted")]
    name = [
        text(_MIDDLE, y + 16.0 + (i + 1) * _LINE, words, text_anchor="middle", font_size=SMALL, class_=class_)
        for i, (words, class_) in enumerate(lines)
    ]
    cells = [
        _value(direction, _told(value), y + 25.0, size, nothing)
        for direction, value, nothing in zip(Direction, values, nothings, strict=True)
    ]
    swatch = active_swatch if mode is Mode.ACTIVE else end_swatch
    return group(_named(first, y + 16.0, swatch), *name, *cells), y + 29.0 + len(lines) * _LINE


def _named(words: str, y: float, swatch: Swatch, *, class_: str | None = None) -> Fragment:
    """A name in the middle with its sign of the picture before it."""
    start = _MIDDLE - (width_of(words, bold="b" in (class_ or "").split()) + 20.0) / 2
    label = text(start + 20.0, y, words, font_size=SMALL, class_=class_)
    return joined([swatch(start + 7.0, y - SMALL * 0.36), label])


def _told(value: DialValue | None) -> str:
    return f"{degrees(value.mean_deg)} ± {give_or_take(value.half_width_deg)}" if value else ""


def _value(direction: Direction, words: str, y: float, size: float, nothing: str) -> Fragment:
    if not words:
        lines = wrapped(nothing, _FITS)
        first = y - 3.0 - (len(lines) - 1) * _LINE / 2.0
        return joined(
            text(_COLUMN[direction], first + i * _LINE, line, text_anchor="middle", font_size=SMALL, class_="muted")
            for i, line in enumerate(lines)
        )
    return text(_COLUMN[direction], y, words, text_anchor="middle", font_size=size, class_="b")


def _earlier_row(values: Pair, y: float) -> Fragment:
    days = {value.day for value in values if value is not None}
    day = days.pop() if len(days) == 1 else None
    words = f"on {day_words(day)}" if day else "on the other day"
    cells = [
        text(
            _COLUMN[direction],
            y + 13.0,
            _told(value),
            text_anchor="middle",
            font_size=SMALL,
            class_="muted",
        )
        for direction, value in zip(Direction, values, strict=True)
        if value is not None
    ]
    return group(_named(words, y + 13.0, ghost_swatch, class_="muted"), *cells)


def _states(dial: Dial, y: float) -> tuple[Fragment, float]:
    """Pain and "cannot tell yet" under their own side, each with a sign of its own."""
    parts: list[Fragment] = []
    deepest = 0
    for direction, side in dial.sides:
        if side.category not in _SHOWN:
            continue
        lines = wrapped(plain_category(side.category), 128.0, bold=True)
        deepest = max(deepest, len(lines))
        parts += _state(direction, side, lines, y)
    return group(*parts), y + (deepest * _LINE + 10.0 if deepest else 0.0)


def _state(direction: Direction, side: DialSide, lines: list[str], y: float) -> list[Fragment]:
    assert side.category is not None
    painful = side.category is Category.PAINFUL
    left = direction is Direction.LEFT
    x = 40.0 if left else g.WIDTH - 16.0 - max(width_of(line, bold=True) for line in lines)
    sign = (pain_sign if painful else open_sign)(x - 13.0, y + 13.0 - SMALL * 0.36)
    colour = "f-stop b" if painful else "b"
    return [sign, *(text(x, y + 13.0 + i * _LINE, line, font_size=SMALL, class_=colour) for i, line in enumerate(lines))]


def _legend(dial: Dial, y: float) -> tuple[Fragment, float]:
    """What the remaining signs mean, one line each."""
    lines: list[tuple[str, Swatch, str | None]] = []
    marks = {mark for mark in (dial.left.mark, dial.right.mark) if mark is not None}
    lines += [(_mark_words(mark), mark_swatch, "f-mark b") for mark in sorted(marks, key=lambda mark: mark.value_deg)]
    if not marks and any(side.category is Category.NO_CRITERION for _, side in dial.sides):
        lines.append((NO_MARK, no_mark_swatch, "muted"))
    if dial.left.measured or dial.right.measured:
        lines.append(("dotted: somewhere in here (95 %)", interval_swatch, "muted"))
    drawn = [_named(words, y + 13.0 + i * 21.0, swatch, class_=class_) for i, (words, swatch, class_) in enumerate(lines)]
    return group(*drawn), y + len(lines) * 21.0 + 12.0


def _mark_words(mark: DialMark) -> str:
    return cut(f"mark {plainly(mark.value_deg)}° ({mark.strength})", g.WIDTH - 60.0, bold=True)
