"""Drawings to test, and a reader of SVG that knows where shapes and words lie."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from xml.etree import ElementTree

import numpy as np

from builders.trials import measurement, trial
from supple.figure.lettering import width_of
from supple.findings import default_criteria
from supple.measurement.model import KindOfTrial
from supple.motion.model import AngleError, Compensation, JointAngles, RecordingMotion, Repetition
from supple.progress import progress_of
from supple.quantities import (
    Arm,
    Direction,
    Grade,
    Instrument,
    Mode,
    Movement,
    Placement,
    Position,
    Quantity,
    Reason,
    Zero,
)

SVG = "{http://www.w3.org/2000/svg}"
FIRST = date(2026, 8, 3)
KIND = KindOfTrial(Position.LUMBAR_LOCKED, Mode.ACTIVE, Instrument.PHONE, Placement.STERNUM, Arm.LOW_BACK)
MARK = next(row for row in default_criteria() if row.position is Position.LUMBAR_LOCKED)
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_COMMAND = re.compile(r"([MmLlHhVvAaCcQqZz])([^MmLlHhVvAaCcQqZz]*)")


@dataclass(frozen=True)
class Words:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    def meets(self, other: Words) -> bool:
        apart = self.right <= other.left or other.right <= self.left or self.bottom <= other.top or other.bottom <= self.top
        return not apart


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def view_box(root: ElementTree.Element) -> tuple[float, float]:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    assert (left, top) == (0.0, 0.0)
    return width, height


def walk(
    node: ElementTree.Element, inherited: dict[str, str] | None = None
) -> Iterator[tuple[ElementTree.Element, dict[str, str]]]:
    """Every element with the attributes that hold for it; shifts of groups are added up."""
    before = inherited or {}
    mine = {**before, **node.attrib}
    shift = [float(one) for one in _NUMBER.findall(node.attrib.get("transform", "translate(0 0)"))]
    old = [float(one) for one in before.get("shift", "0 0").split()]
    mine["shift"] = f"{old[0] + shift[0]} {old[1] + shift[1]}"
    yield node, mine
    for child in node:
        yield from walk(child, mine)


def words_of(root: ElementTree.Element) -> list[Words]:
    """Every line of text with its box: as wide as estimated, from capitals' top to descenders' foot."""
    found = []
    for node, attributes in walk(root):
        if node.tag != f"{SVG}text":
            continue
        text, size = node.text or "", float(attributes["font-size"])
        wide = width_of(text, size, bold="b" in attributes.get("class", "").split())
        x, y = float(attributes["x"]), float(attributes["y"])
        start = x - {"start": 0.0, "middle": wide / 2, "end": wide}[attributes.get("text-anchor", "start")]
        found.append(Words(text, start, start + wide, y - 0.75 * size, y + 0.22 * size, size))
    return found


def path_points(d: str) -> list[tuple[float, float]]:
    """Corners of a path (control points for curves, quarter points for arcs of circles)."""
    x = y = 0.0
    start = (0.0, 0.0)
    points = []
    for command, rest in _COMMAND.findall(d):
        values = [float(one) for one in _NUMBER.findall(rest)]
        relative = command.islower()
        base = (x, y) if relative else (0.0, 0.0)
        kind = command.upper()
        if kind == "Z":
            x, y = start
        elif kind == "H":
            x = values[-1] + base[0]
        elif kind == "V":
            y = values[-1] + base[1]
        elif kind == "A":
            for at in range(0, len(values), 7):
                here = (x, y) if relative else (0.0, 0.0)
                x, y = values[at + 5] + here[0], values[at + 6] + here[1]
                points.append((x, y))
        else:
            pairs = list(zip(values[::2], values[1::2], strict=True))
            for index, (dx, dy) in enumerate(pairs):
                step = (x, y) if relative and kind in "ML" else base
                points.append((step[0] + dx, step[1] + dy))
                if kind in "ML" or index == len(pairs) - 1:
                    x, y = points[-1]
        if kind == "M":
            start = (x, y)
        if kind in "HVZ":
            points.append((x, y))
    return points


def shape_points(root: ElementTree.Element) -> list[tuple[float, float]]:
    """Corners of everything drawn, half a line's width left aside."""
    found = []
    for node, attributes in walk(root):
        across, down = (float(one) for one in attributes["shift"].split())
        tag = node.tag.removeprefix(SVG)
        if tag == "path":
            found += [(x + across, y + down) for x, y in path_points(node.attrib["d"])]
        elif tag == "rect":
            x, y = float(node.attrib.get("x", 0)), float(node.attrib.get("y", 0))
            found += [(x, y), (x + float(node.attrib["width"]), y + float(node.attrib["height"]))]
        elif tag == "circle":
            x, y, r = (float(node.attrib[name]) for name in ("cx", "cy", "r"))
            found += [(x - r, y - r), (x + r, y + r)]
        else:
            assert tag in {"svg", "g", "text", "title", "desc", "style"}, tag
    return found


def history(gain_dpw=0.9, *, days=26, every=4, base=40.0, seed=4):
    """Trials of one kind: so many days, three a day."""
    noise = np.random.default_rng(seed)
    found = []
    for index in range(days):
        day = FIRST + timedelta(days=index * every)
        level = base + gain_dpw * index * every / 7.0 + noise.normal(0.0, 1.5)
        found += [trial(float(level + noise.normal(0.0, 1.5)), order=place, day=day) for place in (1, 2, 3)]
    return found


def series(*args, **more):
    (found,) = progress_of(history(*args, **more))
    return found


def side(mean_deg, direction, sem_deg=2.6, **more):
    return measurement(mean_deg, sem_deg, direction=direction, **more)


def repetition(direction, start_s, peak_deg, *, grade=Grade.GOOD, hold_s=2.0, reasons=(), movement=Movement.ROTATION):
    return Repetition(
        movement=movement,
        direction=direction,
        start_s=start_s,
        peak_s=start_s + 4.0,
        end_s=start_s + 8.0,
        peak_deg=peak_deg,
        interval_deg=(peak_deg - 2.5, peak_deg + 2.5),
        hold_s=hold_s,
        mean_speed_dps=13.0,
        sparc=-1.6,
        compensation=Compensation(),
        grade=grade,
        reasons=reasons,
        holds_s=((start_s + 3.0, start_s + 3.0 + hold_s),) if hold_s else (),
    )


def motion(repetitions=None, *, rate_hz=100.0, duration_s=60.0, source="turns.csv", hole_s=None, start_s=0.0):
    """Trapezoids of turns: 3 s out, 2 s held, 3 s back."""
    if repetitions is None:
        kinds = ((40.0, Grade.GOOD), (43.0, Grade.GOOD), (38.0, Grade.REJECTED), (47.0, Grade.USABLE), (51.0, Grade.GOOD))
        sides = (Direction.RIGHT, Direction.LEFT) * 3
        repetitions = tuple(
            repetition(
                side, 3.0 + 10.0 * i, peak, grade=grade, reasons=() if grade is Grade.GOOD else (Reason.TOO_FAST, Reason.LEANED)
            )
            for i, (side, (peak, grade)) in enumerate(zip(sides, kinds, strict=False))
        )
    time_s = start_s + np.arange(0.0, duration_s, 1.0 / rate_hz)
    angle = np.zeros_like(time_s)
    for one in repetitions:
        sign = 1.0 if one.direction is Direction.LEFT else -1.0
        ends = (one.start_s, one.start_s + 3.0, one.start_s + 5.0, one.end_s)
        angle += sign * np.interp(time_s, ends, (0.0, one.peak_deg, one.peak_deg, 0.0), left=0.0, right=0.0)
    if hole_s is not None:
        angle[(time_s > hole_s[0]) & (time_s < hole_s[1])] = np.nan
    angles = JointAngles(
        time_s, angle, None, None, np.zeros_like(angle), None, Quantity.TRUNK_TURN, Zero.NEUTRAL, error=AngleError()
    )
    return RecordingMotion(
        source=source,
        kind="sensors",
        sampling_rate_hz=rate_hz,
        duration_s=duration_s,
        position=Position.SEATED,
        mode=Mode.ACTIVE,
        instrument=Instrument.SENSORS,
        quantity=Quantity.TRUNK_TURN,
        zero=Zero.NEUTRAL,
        angles=angles,
        repetitions=tuple(repetitions),
        warnings=(),
    )
