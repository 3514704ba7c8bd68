"""A small chart of measurements over days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supple_cli.look import Glyphs

_ROWS = 9
_GUTTER = 5
_LEAST_SPAN_DEG = 10.0


@dataclass(frozen=True)
class Point:
    day: date
    value_deg: float
    half_width_deg: float = 0.0


def trend_lines(points: Sequence[Point], *, mark_deg: float | None, width: int, glyphs: Glyphs) -> list[str]:
    """Draw degrees upward, days to the right, each point with its interval; empty for no points."""
    if not points:
        return []
    low, high = _span(points, mark_deg)
    columns = max(10, width - _GUTTER - 1)
    grid = [[" "] * columns for _ in range(_ROWS)]
    if mark_deg is not None:
        grid[_row(mark_deg, low, high)] = [glyphs.empty] * columns
    first, last = min(p.day for p in points), max(p.day for p in points)
    for point in points:
        column = round((point.day - first).days / max(1, (last - first).days) * (columns - 1))
        top, bottom = (_row(point.value_deg + s * point.half_width_deg, low, high) for s in (1, -1))
        for row in range(top, bottom + 1):
            grid[row][column] = glyphs.upright
        grid[_row(point.value_deg, low, high)][column] = glyphs.point
    lines = [_label(i, low, high) + glyphs.upright + "".join(row).rstrip() for i, row in enumerate(grid)]
    return [*lines, " " * _GUTTER + glyphs.upright + _axis(first, last, columns)]


def _span(points: Sequence[Point], mark_deg: float | None) -> tuple[float, float]:
    edges = [p.value_deg + s * p.half_width_deg for p in points for s in (1, -1)]
    edges += [] if mark_deg is None else [mark_deg]
    low, high = min(edges), max(edges)
    spare = max(0.0, _LEAST_SPAN_DEG - (high - low)) / 2
    return low - spare, high + spare


def _row(value: float, low: float, high: float) -> int:
    return min(_ROWS - 1, max(0, round((high - value) / (high - low) * (_ROWS - 1))))


def _label(row: int, low: float, high: float) -> str:
    if row % 4:
        return " " * _GUTTER
    return f"{high - row / (_ROWS - 1) * (high - low):{_GUTTER - 1}.0f} "


def _axis(first: date, last: date, columns: int) -> str:
    start, end = first.isoformat(), last.isoformat()
    if first == last or columns < len(start) + len(end) + 1:
        return start
    return start + " " * (columns - len(start) - len(end)) + end
