"""Key poses side by side: stills at one scale, numbered, with the way from one to the next."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from supple.figure.body.pose import Breath
from supple.figure.body.skeleton import Skeleton
from supple.figure.exercises.plan import Plan, Step
from supple.figure.exercises.ways import force_ends, ways
from supple.figure.lettering import spoken
from supple.figure.scene.captions import caption
from supple.figure.scene.costume import body_parts
from supple.figure.scene.marks import arrow, push
from supple.figure.scene.paint import FINE, Painter, Stage, fit
from supple.figure.scene.props import Prop, floor_part, prop_parts
from supple.figure.scene.solids import Part
from supple.figure.svg import Fragment
from supple.programme.exercise import Exercise

_BREATHS: Final = {Breath.IN: "breathe in", Breath.OUT: "breathe out", Breath.QUIET: ""}
_MARGIN: Final = 8.0
#: How large a person is drawn in a still at most, pixels a metre.
_LARGEST: Final = 150.0


@dataclass(frozen=True)
class Grid:
    """Pictures beside and below each other.

    width: of the whole, pixels. height: of a picture with its caption, None for what it needs. small: drawn with fewer corners.
    """

    columns: int
    width: float
    height: float | None = None
    small: bool = False

    @property
    def cell(self) -> float:
        return self.width / self.columns


def parts_for(props: Sequence[Prop], skeleton: Skeleton, works: Iterable[str]) -> list[Part]:
    """Floor (unless there is a mat), things and body."""
    things = [part for prop in props for part in prop_parts(prop, skeleton)]
    floor = [] if any(prop.kind == "mat" for prop in props) else [floor_part(skeleton)]
    return [*floor, *things, *body_parts(skeleton, works)]


@dataclass(frozen=True)
class Shots:
    """Poses as frames of a stage: rows of the plan's poses, and the frame of each."""

    stage: Stage
    skeleton: Skeleton
    rows: Sequence[int]
    frames: Sequence[int]


def panels(plan: Plan, one: Exercise, shots: Shots, *, grid: Grid, key: str, captions: bool) -> tuple[list[Fragment], float]:
    """The pictures of some poses, and the height of the whole, pixels."""
    shown, rows = shots.stage, shots.rows
    names = [f"{number} {named(plan, one, row)}" for number, row in enumerate(rows, start=1)]
    under = [caption(name, breath_of(plan, row, moving=False), grid.cell) for name, row in zip(names, rows, strict=True)]
    foot = max(each.height for each in under) if captions else 0.0
    tall = (grid.height or _needed(shown, grid.cell)) - (foot if grid.height else 0.0)
    poses = tuple(each.pose for each in plan.poses)
    found = ways(plan.stance, poses, list(itertools.pairwise(rows)), plan.view, mirror=plan.mirror, traced=plan.traced)
    made: list[Fragment] = []
    for number, (frame, way) in enumerate(zip(shots.frames, [None, *found], strict=True)):
        left, top = number % grid.columns * grid.cell, number // grid.columns * (tall + foot)
        room = {"left": left * FINE, "top": top * FINE, "largest": _LARGEST}
        page = fit(shown.bounds(), grid.cell * FINE, tall * FINE, _MARGIN * FINE, **room)
        picture = [Painter(shown, page, f"{key}{number}", only=frame, small=grid.small).draw()]
        if way is not None:
            picture.append(arrow(page, way[1], behind=not way[0]))
        picture += [push(page, *force_ends(force, shots.skeleton, frame, plan.view)) for force in plan.poses[rows[number]].forces]
        made += picture
        if captions:
            made.append(under[number].draw(left + grid.cell / 2, top + tall))
    return made, math.ceil(len(rows) / grid.columns) * (tall + foot)


def _needed(shown: Stage, width: float) -> float:
    low_x, low_y, high_x, high_y = shown.bounds()
    return min((width - 2 * _MARGIN) / (high_x - low_x), _LARGEST) * (high_y - low_y) + 3 * _MARGIN


def named(plan: Plan, one: Exercise, row: int) -> str:
    """A pose's name, and how long one stays there."""
    parts, pose = held(plan), plan.poses[row]
    name = spoken(plan.name(row))
    if pose.step is Step.HOLD:
        return f"{name}, {one.dose.hold_s / len(parts):g}\u00a0s"
    last_out = max((k for k, each in enumerate(plan.poses) if each.step is Step.OUT), default=0)
    stays = one.dose.hold_s if row == last_out and not parts else 0.0
    return f"{name}, {stays:g}\u00a0s" if stays else name


def breath_of(plan: Plan, row: int, *, moving: bool) -> str:
    """What the breath does on the way to a pose; a still of a hold that is drawn as breaths stands for all of them."""
    pose = plan.poses[row]
    if pose.step is not Step.HOLD:
        return _BREATHS[pose.pose.breath]
    same = {each.pose.breath for each in plan.poses if each.step is Step.HOLD and each.pose.name == pose.pose.name}
    if pose.pose.breath is Breath.QUIET or (len(same) > 1 and not moving):
        return "keep breathing"
    return _BREATHS[pose.pose.breath]


def shown_rows(plan: Plan) -> list[int]:
    """Rows of the poses that a row of stills shows.

    A hold drawn as breaths is one picture, every other part of a hold its own.
    """
    rows = [row for row, one in enumerate(plan.poses) if one.step is not Step.HOLD]
    names = {plan.poses[row].pose.name for row in rows}
    return sorted(rows + [row for name, row in held(plan).items() if name not in names])


def held(plan: Plan) -> dict[str, int]:
    """The parts of a hold by name, and the first pose of each."""
    rows = [row for row, one in enumerate(plan.poses) if one.step is Step.HOLD]
    return {plan.poses[row].pose.name: row for row in reversed(rows)}
