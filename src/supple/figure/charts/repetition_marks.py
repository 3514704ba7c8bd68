"""The marks of one repetition on a recording's line: its stretch, hold, peak with error, number and grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from supple.conventions import AXIAL_SIGN, FloatArray
from supple.figure.charts.frame import dots, whiskers
from supple.figure.charts.scales import Scale
from supple.figure.lettering import SMALL, width_of
from supple.figure.phrases import degrees
from supple.figure.svg import Fragment, element, group, joined, number, text
from supple.motion.model import Repetition
from supple.quantities import Direction, Grade

#: Height of the strip below the plot that holds numbers and grades.
STRIP = 46.0
EMPTY_STRIP = 28.0
_HOLD_POINTS = 12


@dataclass(frozen=True)
class Plot:
    """The area of the chart: x of seconds, y of degrees of axial rotation (left is up)."""

    across: Scale
    up: Scale
    top: float
    bottom: float


def signed(one: Repetition, value_deg: float) -> float:
    """A value toward the repetition's side as axial rotation."""
    return value_deg * (AXIAL_SIGN[one.direction] if one.direction else 1.0)


def stretches(repetitions: Sequence[Repetition], plot: Plot) -> Fragment:
    """From start to end of each, behind the line; those that do not count are hatched."""
    boxes = hatched = ""
    for one in repetitions:
        start, end = plot.across(one.start_s), plot.across(one.end_s)
        boxes += f"M{number(start)} {number(plot.top)}H{number(end)}V{number(plot.bottom)}H{number(start)}z"
        if one.grade is Grade.REJECTED:
            hatched += hatch(start, plot.top, end - start, plot.bottom - plot.top)
    parts = [element("path", d=boxes, class_="f-panel")] if boxes else []
    if hatched:
        parts.append(element("path", d=hatched, class_="n s-stop", stroke_width=0.9, stroke_opacity=0.55))
    return joined(parts)


def hatch(x: float, y: float, wide: float, high: float, gap: float = 8.0) -> str:
    """Slanting lines across a box, cut at its edges."""
    pieces = ""
    offset = gap
    while offset < wide + high:
        x1, y1 = max(0.0, offset - high), min(offset, high)
        x2, y2 = min(offset, wide), max(0.0, offset - wide)
        pieces += f"M{number(x + x1)} {number(y + y1)}L{number(x + x2)} {number(y + y2)}"
        offset += gap
    return pieces


def holds(repetitions: Sequence[Repetition], time_s: FloatArray, angle_deg: FloatArray, plot: Plot) -> Fragment:
    """Where each was held, shaded from zero to the line: the very stretches that ``hold_s`` counts."""
    seen = np.isfinite(time_s) & np.isfinite(angle_deg)
    if not seen.any():
        return Fragment("")
    time_s, angle_deg = time_s[seen], angle_deg[seen]
    d = "".join(_hold(window, time_s, angle_deg, plot) for one in repetitions for window in one.holds_s)
    return element("path", d=d, class_="f-assisted", fill_opacity=0.8) if d else Fragment("")


def _hold(window: tuple[float, float], time_s: FloatArray, angle_deg: FloatArray, plot: Plot) -> str:
    """All of it lies within 3 degrees: a few points follow it as well as the line itself does."""
    moments = np.linspace(*window, _HOLD_POINTS)
    xs = places(plot.across, moments).tolist()
    ys = places(plot.up, np.interp(moments, time_s, angle_deg)).tolist()
    zero = number(plot.up(0.0))
    line = "".join(f"L{number(x)} {number(y)}" for x, y in zip(xs, ys, strict=True))
    return f"M{number(xs[0])} {zero}{line}V{zero}z"


def places(scale: Scale, values: FloatArray) -> FloatArray:
    """Many values at once, (n,); the middle where the scale has no length."""
    if scale.high == scale.low:
        return np.full(values.shape, scale(scale.low))
    return scale.start + (values - scale.low) * ((scale.end - scale.start) / (scale.high - scale.low))


def peaks(repetitions: Sequence[Repetition], plot: Plot) -> Fragment:
    """Each peak with its interval, crossed where it does not count, and its degrees where they have room."""
    counted = [(plot.across(one.peak_s), one) for one in repetitions if one.grade is not Grade.REJECTED]
    crossed = [
        (plot.across(one.peak_s), plot.up(signed(one, one.peak_deg))) for one in repetitions if one.grade is Grade.REJECTED
    ]
    bars = [(x, plot.up(signed(one, one.interval_deg[0])), plot.up(signed(one, one.interval_deg[1]))) for x, one in counted]
    tops = [(x, plot.up(signed(one, one.peak_deg))) for x, one in counted]
    crosses = "".join(cross(x, y) for x, y in crossed)
    return group(
        *([element("path", d=whiskers(bars), class_="n s-ink", stroke_width=1.3)] if bars else []),
        *([element("path", d=dots(tops, 3.6), class_="f-ink s-paper", stroke_width=1.2)] if tops else []),
        *([element("path", d=crosses, class_="n s-paper round", stroke_width=5)] if crosses else []),
        *([element("path", d=crosses, class_="n s-stop round", stroke_width=2.2)] if crosses else []),
        *_labels(counted, plot),
    )


def cross(x: float, y: float, size: float = 4.5) -> str:
    full = number(2 * size)
    return f"M{number(x - size)} {number(y - size)}l{full} {full}m-{full} 0l{full} -{full}"


def _labels(counted: Sequence[tuple[float, Repetition]], plot: Plot) -> list[Fragment]:
    ends = {Direction.LEFT: -1e9, Direction.RIGHT: -1e9}
    parts: list[Fragment] = []
    for x, one in counted:
        words = degrees(one.peak_deg)
        half = width_of(words, bold=True) / 2.0
        side = one.direction or Direction.LEFT
        if x - half < ends[side] + 4.0:
            continue
        ends[side] = x + half
        y = plot.up(signed(one, one.interval_deg[1])) + (-6.0 if side is Direction.LEFT else SMALL + 3.0)
        middle = min(max(x, plot.across.start + half), plot.across.end - half)
        parts.append(text(middle, y, words, text_anchor="middle", font_size=SMALL, class_="b"))
    return parts


def strip(repetitions: Sequence[Repetition], plot: Plot) -> Fragment:
    """Below the plot: a bracket from start to end of each, its grade's sign and, where there is room, its number."""
    y = plot.bottom + 6.0
    brackets = ""
    parts: list[Fragment] = []
    signs: dict[Grade, list[tuple[float, float]]] = {grade: [] for grade in Grade}
    for index, one in enumerate(repetitions, start=1):
        start, end = plot.across(one.start_s), plot.across(one.end_s)
        brackets += f"M{number(start + 1)} {number(y)}v4H{number(max(start + 1, end - 1))}v-4"
        middle = (start + end) / 2.0
        if end - start >= 9.0:
            signs[one.grade].append((middle, y + 13.0))
        if end - start >= width_of(str(index)) + 3.0:
            parts.append(text(middle, y + 32.0, str(index), text_anchor="middle", font_size=SMALL, class_="muted"))
    drawn = [grade_sign(grade, places) for grade, places in signs.items() if places]
    line = [element("path", d=brackets, class_="n s-muted", stroke_width=1.2)] if brackets else []
    return group(*line, *drawn, *parts)


def grade_sign(grade: Grade, places: Sequence[tuple[float, float]]) -> Fragment:
    """Good: a full disc. Usable: a ring half full. Rejected: a cross."""
    if grade is Grade.GOOD:
        return element("path", d=dots(places, 4.2), class_="f-good")
    if grade is Grade.REJECTED:
        return element("path", d="".join(cross(x, y, 3.6) for x, y in places), class_="n s-stop round", stroke_width=2.2)
    halves = "".join(f"M{number(x)} {number(y - 3.6)}a3.6 3.6 0 0 1 0 7.2z" for x, y in places)
    return joined(
        [
            element("path", d=dots(places, 3.6), class_="n s-caution", stroke_width=1.5),
            element("path", d=halves, class_="f-caution"),
        ]
    )
