"""An exercise as a loop that moves, as stills in a row, and as a thumbnail."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.places import PLACES
from supple.figure.body.pose import Breath, Pose
from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import INDEX
from supple.figure.body.stances import Stance
from supple.figure.exercises.plan import Plan, Step
from supple.figure.exercises.reading import plans
from supple.figure.exercises.timing import Film, between, film, still
from supple.figure.palette import Theme, style_sheet
from supple.figure.scene.camera import Camera
from supple.figure.scene.costume import body_parts
from supple.figure.scene.marks import CAPTION, arrow, caption, paper
from supple.figure.scene.paint import FINE, LARGEST, Painter, Run, fit, stage
from supple.figure.scene.props import Prop, floor_part, prop_parts
from supple.figure.scene.solids import Part
from supple.figure.svg import Fragment, document, group
from supple.problems import InputProblem
from supple.programme.exercise import Exercise
from supple.programme.exercises import catalogue

#: The picture's natural size, pixels, and how large a person is drawn in it at most, pixels a metre.
WIDTH: Final = 400
HEIGHT: Final = 300
_MARGIN: Final = 12
_FEW: Final = 3
_PANEL: Final = 250
#: How far before the breastbone its way is drawn, how many points it has, and from what length on, metres.
_POINTER_M: Final = 0.40
_WAY: Final = 9
_SHORTEST_M: Final = 0.10
_BREATHS: Final = {Breath.IN: "breathe in", Breath.OUT: "breathe out", Breath.QUIET: ""}


def plan_of(exercise: str, side: str | None = None) -> tuple[Plan, Exercise]:
    """The plan, turned to a side, and the exercise. Raises InputProblem for an unknown one and for a side where there is none."""
    one = catalogue()[exercise]
    plan = plans()[exercise]
    if side is None or side == plan.side:
        return plan, one
    if plan.side is None:
        raise InputProblem("side", f"{side} for {exercise}", "no side: both sides work at once", "leave the side out")
    if side not in {"left", "right"}:
        raise InputProblem("side", repr(side), "left or right", "choose one")
    return plan.mirrored(), one


@lru_cache(maxsize=256)
def animated(exercise: str, *, side: str | None = None, theme: Theme | None = Theme.ADAPTIVE, captions: bool = True) -> Fragment:
    """The exercise as a loop that needs no script; who prefers reduced motion, and paper, get the stills instead."""
    plan, one = plan_of(exercise, side)
    key = _key(plan, "m")
    shot = film(plan, one)
    moving = group(*_loop(plan, one, shot, key, captions=captions), class_="moving")
    stills = group(*_panels(plan, one, _key(plan, "s"), WIDTH, _few(plan), captions=captions, height=HEIGHT)[0], class_="still")
    return document(
        paper(WIDTH, HEIGHT),
        moving,
        stills,
        title=_title(plan, one),
        description=description(plan, one),
        size=(WIDTH * FINE, HEIGHT * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
    )


@lru_cache(maxsize=256)
def stills(exercise: str, *, side: str | None = None, theme: Theme | None = Theme.ADAPTIVE, captions: bool = True) -> Fragment:
    """The key poses side by side, each with its name, time and breath."""
    plan, one = plan_of(exercise, side)
    key = _key(plan, "p")
    rows = _shown(plan)
    width = _PANEL * len(rows)
    panels, height = _panels(plan, one, key, width, rows, captions=captions)
    return document(
        paper(width, height),
        *panels,
        title=_title(plan, one),
        description=description(plan, one),
        size=(width * FINE, height * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
    )


@lru_cache(maxsize=256)
def thumbnail(exercise: str, *, side: str | None = None, theme: Theme | None = Theme.ADAPTIVE) -> Fragment:
    """The pose that shows best what the exercise is, square, without words."""
    plan, one = plan_of(exercise, side)
    key = _key(plan, "t")
    size = 160
    skeleton = still(plan).only([plan.shows])
    shown = stage(parts_of(plan, skeleton), plan.view, 1)
    return document(
        paper(size, size),
        Painter(shown, fit(shown.bounds(), size * FINE, size * FINE, 6 * FINE), key).draw(),
        title=_title(plan, one),
        description=one.purpose,
        size=(size * FINE, size * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
    )


def parts_of(plan: Plan, skeleton: Skeleton) -> list[Part]:
    return parts_for(plan.props, skeleton, plan.works)


def parts_for(props: Sequence[Prop], skeleton: Skeleton, works: Iterable[str]) -> list[Part]:
    """Floor (unless there is a mat), things and body."""
    things = [part for prop in props for part in prop_parts(prop, skeleton)]
    floor = [] if any(prop.kind == "mat" for prop in props) else [floor_part(skeleton)]
    return [*floor, *things, *body_parts(skeleton, works)]


def description(plan: Plan, one: Exercise) -> str:
    """What is seen, for those who do not see it."""
    steps = "; then ".join(each.pose.name.lower() for each in plan.poses)
    turn = f" Turning to the {plan.side}." if plan.side else ""
    return f"{one.purpose} Position: {plan.stance.value.replace('-', ' ')}. The movement: {steps}.{turn} {one.breath.pattern}"


def _title(plan: Plan, one: Exercise) -> str:
    return f"{one.name}, {plan.side} side" if plan.side else one.name


def _key(plan: Plan, kind: str) -> str:
    return f"{plan.exercise}-{(plan.side or 'both')[0]}{kind}"


def _loop(plan: Plan, one: Exercise, shot: Film, key: str, *, captions: bool) -> list[Fragment]:
    shown = stage(parts_of(plan, shot.skeleton), plan.view, len(shot.skeleton.hips_m))
    foot = CAPTION * FINE if captions else 0
    page = fit(shown.bounds(), WIDTH * FINE, HEIGHT * FINE - foot, _MARGIN * FINE)
    run = Run(shot.rows, shot.times, shot.seconds)
    drawn = [Painter(shown, page, key, run).draw()]
    return [*drawn, *_moving_captions(plan, one, shot, run)] if captions else drawn


def _moving_captions(plan: Plan, one: Exercise, shot: Film, run: Run) -> list[Fragment]:
    """Each pose's name while it is approached; a name that stays is written once."""
    spans: list[tuple[float, tuple[str, str]]] = []
    for share, row in shot.marks:
        words = (plan.poses[row].pose.name, _words(plan, one, row, moving=True))
        if not spans or spans[-1][1] != words:
            spans.append((share, words))
    made = []
    for words in dict.fromkeys(each for _, each in spans):
        states = ["visible" if each == words else "hidden" for _, each in spans]
        lines = caption(WIDTH / 2, HEIGHT, *words)
        if len(spans) == 1:
            made.append(lines)
        else:
            change = run.animate("visibility", states, [share for share, _ in spans], calcMode="discrete")
            made.append(group(change, lines, visibility=states[0]))
    return made


def _words(plan: Plan, one: Exercise, row: int, *, moving: bool) -> str:
    """What one does on the way to a pose: seconds and breath. A still of a long hold stands for all its breaths."""
    pose, held = plan.poses[row], _held(plan)
    breath = _BREATHS[pose.pose.breath]
    if pose.step is not Step.HOLD:
        return breath
    seconds = f"stay {one.dose.hold_s / len(held):g} s"
    return f"{seconds}, {breath}" if breath and moving else seconds


def _shown(plan: Plan) -> list[int]:
    """Rows of the poses that a row of stills shows.

    A hold drawn as breaths is one picture, every other part of a hold its own.
    """
    rows = [row for row, one in enumerate(plan.poses) if one.step is not Step.HOLD]
    names = {plan.poses[row].pose.name for row in rows}
    return sorted(rows + [row for name, row in _held(plan).items() if name not in names])


def _held(plan: Plan) -> dict[str, int]:
    """The parts of a hold by name, and the first pose of each."""
    rows = [row for row, one in enumerate(plan.poses) if one.step is Step.HOLD]
    return {plan.poses[row].pose.name: row for row in reversed(rows)}


def _few(plan: Plan) -> list[int]:
    """At most three of them, where the room is a single picture's."""
    rows = _shown(plan)
    if len(rows) <= _FEW:
        return rows
    return sorted({0, plan.shows, rows[len(rows) // 2]} | ({rows[-1]} if plan.shows in {0, rows[len(rows) // 2]} else set()))


def _panels(
    plan: Plan, one: Exercise, key: str, width: int, rows: list[int], *, captions: bool, height: int | None = None
) -> tuple[list[Fragment], float]:
    """The pictures side by side, at one scale, and the height that they need (or are given), pixels."""
    shown = stage(parts_of(plan, still(plan).only(rows)), plan.view, len(rows))
    each = width / len(rows)
    foot = CAPTION if captions else 0
    low_x, low_y, high_x, high_y = shown.bounds()
    scale = min((each - 16) / (high_x - low_x), LARGEST)
    tall = height or scale * (high_y - low_y) + 24 + foot
    poses = tuple(each.pose for each in plan.poses)
    arrows = ways(plan.stance, poses, list(itertools.pairwise(rows)), plan.view, mirror=plan.mirror, traced=plan.traced)
    made = []
    for number, row in enumerate(rows):
        page = fit(shown.bounds(), each * FINE, (tall - foot) * FINE, 8 * FINE, left=number * each * FINE)
        drawn = [Painter(shown, page, f"{key}{number}", only=number).draw()]
        if number in arrows:
            before, way = arrows[number]
            drawn.insert(len(drawn) if before else 0, arrow(page, way))
        made += drawn
        if captions:
            words = _words(plan, one, row, moving=False)
            made.append(caption((number + 0.5) * each, tall, f"{number + 1} {plan.poses[row].pose.name}", words))
    return made, tall


def ways(
    stance: Stance, poses: tuple[Pose, ...], pairs: list[tuple[int, int]], view: Camera, *, mirror: bool, traced: str = ""
) -> dict[int, tuple[bool, FloatArray]]:
    """Picture -> whether it lies before the body, and the way of the traced place to its pose, (k, 2) metres.

    pairs: rows of poses, one for each picture but the first. traced: a place of the body; none is where the breastbone points
    to. A way that is hardly seen is left out.
    """
    if not pairs:
        return {}
    skeleton = between(stance, poses, pairs, _WAY, mirror=mirror)
    axes = skeleton.level("T4")
    chest = skeleton.spine.places_m[:, INDEX["T4"]]
    point = PLACES[traced](skeleton) if traced else chest + _POINTER_M * axes[:, :, 0]
    seen = point @ view.axes.T
    deep = (chest @ view.axes.T)[:, 2]
    found = {}
    for number in range(len(pairs)):
        part = slice(number * _WAY, (number + 1) * _WAY)
        way = seen[part, :2]
        if np.sqrt((np.diff(way, axis=0) ** 2).sum(axis=1)).sum() > _SHORTEST_M:
            found[number + 1] = (bool((seen[part, 2] > deep[part]).mean() >= 0.5), way)
    return found
