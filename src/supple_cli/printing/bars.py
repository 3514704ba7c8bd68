"""The rotation dial laid flat: zero in the middle, left and right outward, active inside end range, the mark and the errors."""

from __future__ import annotations

import math
from dataclasses import dataclass

from supple_cli.look import Glyphs

_STEP_DEG = 20
_LEAST_SCALE_DEG = 60
_FEWEST_COLUMNS = 25


@dataclass(frozen=True)
class Side:
    """One direction in degrees; what was not measured is None and stays empty."""

    active_deg: float | None = None
    active_interval_deg: tuple[float, float] | None = None
    end_range_deg: float | None = None

    @property
    def furthest_deg(self) -> float:
        interval = self.active_interval_deg or (0.0, 0.0)
        return max(self.active_deg or 0.0, self.end_range_deg or 0.0, interval[1])


def range_lines(left: Side, right: Side, *, mark_deg: float | None, width: int, glyphs: Glyphs) -> list[str]:
    """Draw scale, bar and error line; each at most ``width`` columns (25 at least)."""
    half = (max(width, _FEWEST_COLUMNS) - 1) // 2
    furthest = max(left.furthest_deg, right.furthest_deg, mark_deg or 0.0, _LEAST_SCALE_DEG)
    scale = math.ceil(furthest / _STEP_DEG) * _STEP_DEG
    lines = [_heading(half), _scale(half, scale)]
    bar, errors = [glyphs.empty] * (2 * half + 1), [" "] * (2 * half + 1)
    for sign, side in ((-1, left), (1, right)):
        _fill(bar, half, sign, _column(side.end_range_deg, scale, half), glyphs.shade)
        _fill(bar, half, sign, _column(side.active_deg, scale, half), glyphs.solid)
        if mark_deg is not None:
            bar[half + sign * (_column(mark_deg, scale, half) or 0)] = glyphs.mark
        near, far = (_column(edge, scale, half) or 0 for edge in side.active_interval_deg or (0.0, 0.0))
        if side.active_interval_deg is not None:
            _error_bar(errors, half + sign * near, half + sign * far, glyphs)
    bar[half] = "0"
    lines.append("".join(bar))
    if any(c != " " for c in errors):
        lines.append("".join(errors).rstrip())
    return lines


def legend(glyphs: Glyphs, *, mark: bool, end_range: bool, active: bool) -> str:
    parts = [f"{glyphs.solid} by yourself"] if active else []
    parts += [f"{glyphs.shade} helped"] if end_range else []
    parts += [f"{glyphs.mark} mark"] if mark else []
    parts += [f"{glyphs.left_end}{glyphs.line}{glyphs.right_end} how sure (95 %)"] if active else []
    return "   ".join(parts)


def _heading(half: int) -> str:
    return "left" + " " * (2 * half - 8) + "right"


def _scale(half: int, scale: int) -> str:
    row = [" "] * (2 * half + 1)
    step = _STEP_DEG if half >= 6 * scale // _STEP_DEG else 2 * _STEP_DEG
    for degrees in range(0, scale + 1, step):
        for sign in (-1, 1):
            label = str(degrees)
            centre = half + sign * round(degrees / scale * half)
            start = min(max(0, centre - len(label) // 2), 2 * half + 1 - len(label))
            row[start : start + len(label)] = label
    return "".join(row).rstrip()


def _column(degrees: float | None, scale: int, half: int) -> int | None:
    return None if degrees is None else min(half, max(0, round(degrees / scale * half)))


def _fill(bar: list[str], half: int, sign: int, columns: int | None, glyph: str) -> None:
    for step in range(1, (columns or 0) + 1):
        bar[half + sign * step] = glyph


def _error_bar(row: list[str], one: int, other: int, glyphs: Glyphs) -> None:
    start, end = sorted((one, other))
    row[start : end + 1] = glyphs.line * (end + 1 - start)
    row[start], row[end] = glyphs.left_end, glyphs.right_end
