"""A recording's turn over time, with every repetition found in it: from where to where, peak, hold, grade."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.charts import frame, repetition_words
from supple.figure.charts import repetition_marks as marks
from supple.figure.charts.decimate import extremes, trace
from supple.figure.charts.scales import Scale, inner_ticks, nice_ticks
from supple.figure.drawing import Drawing, drawing
from supple.figure.lettering import SMALL
from supple.figure.palette import Theme
from supple.figure.svg import Fragment, element, joined, number, text
from supple.motion.model import RecordingMotion, Repetition
from supple.quantities import Grade
from supple.words import GRADE_TITLE

_LEFT: Final = 58.0
_HEIGHT: Final = 190.0
_LEAST_DEG: Final = 20.0
#: Units of the page for which one lowest and one highest sample are drawn.
_STRETCH: Final = 2.0
#: Part of the height that the degrees beside a peak need beyond its interval.
_LABEL_SHARE: Final = 0.1
_TICK_ROOM: Final = 60.0


def repetition_chart(
    motion: RecordingMotion, *, width: float = frame.WIDTH, theme: Theme | str | None = Theme.ADAPTIVE, key: str | None = None
) -> Drawing:
    """Draw axial rotation over time, left upward; the line is broken where nothing was measured.

    Only turns are marked; repetitions of other movements in the recording are left to other pictures. Of long recordings the
    lowest and highest sample of every stretch is drawn, so that peaks stay. width: of the view box, 320 to 2000.
    """
    frame.checked_width(width)
    repetitions = repetition_words.rotations(motion)
    head, y = frame.heading(repetition_words.heading(repetitions), [repetition_words.about(motion)], width)
    angles = motion.angles
    plot, ticks = _plot(angles.time_s, angles.axial_rotation_deg, repetitions, y + 18.0, width)
    right = width - frame.MARGIN
    foot = plot.bottom + (marks.STRIP if repetitions else marks.EMPTY_STRIP)
    legend, bottom = frame.legend(_entries(repetitions), foot + 34.0, width)
    return drawing(
        head,
        marks.stretches(repetitions, plot),
        frame.degree_axis(ticks, plot.up, _LEFT, right, both_ways=True),
        _side_words(plot),
        marks.holds(repetitions, angles.time_s, angles.axial_rotation_deg, plot),
        _zero(plot, right),
        _line(angles.time_s, angles.axial_rotation_deg, plot),
        marks.peaks(repetitions, plot),
        marks.strip(repetitions, plot),
        _seconds(plot, foot, right),
        legend,
        title=repetition_words.title(motion),
        description=repetition_words.description(motion, repetitions),
        size=(width, math.ceil(bottom)),
        table=repetition_words.table(motion, repetitions),
        theme=theme,
        key=key,
    )


def _plot(
    time_s: FloatArray, angle_deg: FloatArray, repetitions: Sequence[Repetition], top: float, width: float
) -> tuple[marks.Plot, list[float]]:
    """The area that holds every sample and interval, at least 20 degrees to each side."""
    edges = [marks.signed(one, edge) for one in repetitions for edge in one.interval_deg]
    seen = np.isfinite(angle_deg)
    if seen.any():
        edges += [float(angle_deg[seen].min()), float(angle_deg[seen].max())]
    low, high = min([-_LEAST_DEG, *edges]), max([_LEAST_DEG, *edges])
    room = _LABEL_SHARE * (high - low) if repetitions else 0.0
    ticks = nice_ticks(low - room, high + room, 8)
    times = time_s[np.isfinite(time_s)]
    first, last = (float(times[0]), float(times[-1])) if times.size else (0.0, 0.0)
    bottom = top + _HEIGHT
    across = Scale(first, last, _LEFT, width - frame.MARGIN)
    return marks.Plot(across, Scale(ticks[0], ticks[-1], bottom, top), top, bottom), ticks


def _side_words(plot: marks.Plot) -> Fragment:
    return joined(
        [
            text(_LEFT - 6.0, plot.top - 14.0 + SMALL * 0.36, "left", text_anchor="end", font_size=SMALL, class_="b"),
            text(_LEFT - 6.0, plot.bottom + 19.0 + SMALL * 0.36, "right", text_anchor="end", font_size=SMALL, class_="b"),
        ]
    )


def _zero(plot: marks.Plot, right: float) -> Fragment:
    d = f"M{number(_LEFT)} {number(plot.up(0.0))}H{number(right)}"
    return element("path", d=d, class_="n s-muted", stroke_width=1.2)


def _line(time_s: FloatArray, angle_deg: FloatArray, plot: marks.Plot) -> Fragment:
    picked = extremes(angle_deg, int((plot.across.end - plot.across.start) / _STRETCH))
    d = trace(marks.places(plot.across, time_s[picked]), marks.places(plot.up, angle_deg[picked]))
    return element("path", d=d, class_="n s-active round", stroke_width=1.8) if d else Fragment("")


def _seconds(plot: marks.Plot, y: float, right: float) -> Fragment:
    low, high = plot.across.low, plot.across.high
    most = int((right - _LEFT) / _TICK_ROOM)
    ticks = inner_ticks(low, high, most) if high > low else [low]
    return frame.foot_axis([(plot.across(tick), f"{number(tick)} s") for tick in ticks], y, _LEFT, right)


def _entries(repetitions: Sequence[Repetition]) -> list[frame.Entry]:
    if not repetitions:
        return []
    entries = []
    if any(one.grade is not Grade.REJECTED for one in repetitions):
        entries.append(frame.Entry("peak, 95 %", _peak_sign))
    if any(one.holds_s for one in repetitions):
        entries.append(frame.Entry("held", frame.swatch("f-assisted")))
    grades = {one.grade for one in repetitions}
    return entries + [frame.Entry(GRADE_TITLE[grade], _grade_sign(grade)) for grade in Grade if grade in grades]


def _grade_sign(grade: Grade) -> frame.Sign:
    return lambda x, y: marks.grade_sign(grade, [(x, y)])


def _peak_sign(x: float, y: float) -> Fragment:
    bar = element("path", d=frame.whiskers([(x, y - 8, y + 8)]), class_="n s-ink", stroke_width=1.3)
    return joined([bar, element("path", d=frame.dots([(x, y)], 3.6), class_="f-ink s-paper", stroke_width=1.2)])
