"""An exercise as a loop that moves, as stills in a grid, and as a thumbnail."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from supple.figure.exercises.panels import Grid, fewest, panels, parts_for, shown_rows, words_for
from supple.figure.exercises.plan import Plan
from supple.figure.exercises.reading import plans
from supple.figure.exercises.timing import Film, film, still
from supple.figure.palette import Theme, style_sheet
from supple.figure.scene.captions import caption
from supple.figure.scene.marks import paper
from supple.figure.scene.paint import FINE, Painter, Run, fit, stage
from supple.figure.svg import Fragment, document, group
from supple.problems import InputProblem
from supple.programme.exercise import Exercise
from supple.programme.exercises import catalogue

#: The loop's natural size, pixels; a thumbnail's side; the width of one still.
WIDTH: Final = 400
HEIGHT: Final = 300
_THUMBNAIL: Final = 160
_STILL: Final = 200
_MARGIN: Final = 12
#: As many stills stand in the place of the loop at most.
_FEW: Final = 3


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
    few = fewest(plan, _FEW)
    grid = Grid(len(few), WIDTH, HEIGHT)
    instead, _ = panels(plan, one, few, grid=grid, key=_key(plan, "s"), captions=captions)
    return document(
        paper(WIDTH, HEIGHT),
        moving,
        group(*instead, class_="still"),
        title=_title(plan, one),
        description=description(plan, one),
        size=(WIDTH * FINE, HEIGHT * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
    )


@lru_cache(maxsize=256)
def stills(
    exercise: str,
    *,
    side: str | None = None,
    columns: int = 2,
    theme: Theme | None = Theme.ADAPTIVE,
    captions: bool = True,
) -> Fragment:
    """The key poses in a grid, each with its name, time and breath.

    columns: pictures beside each other; two are readable on a phone.
    """
    plan, one = plan_of(exercise, side)
    rows = shown_rows(plan)
    beside = max(1, min(columns, len(rows)))
    width, key = _STILL * beside, _key(plan, "p")
    pictures, height = panels(plan, one, rows, grid=Grid(beside, width), key=key, captions=captions)
    return document(
        paper(width, height),
        *pictures,
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
    key, size = _key(plan, "t"), _THUMBNAIL
    skeleton = still(plan).only([plan.shows])
    shown = stage(parts_for(plan.props, skeleton, plan.works), plan.view, 1)
    return document(
        paper(size, size),
        Painter(shown, fit(shown.bounds(), size * FINE, size * FINE, 6 * FINE), key).draw(),
        title=_title(plan, one),
        description=one.purpose,
        size=(size * FINE, size * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
    )


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
    parts = parts_for(plan.props, shot.skeleton, plan.works)
    shown = stage(parts, plan.view, len(shot.skeleton.hips_m))
    run = Run(shot.rows, shot.times, shot.seconds)
    words, foot = _moving_captions(plan, one, shot, run) if captions else ([], 0.0)
    page = fit(shown.bounds(), WIDTH * FINE, (HEIGHT - foot) * FINE, _MARGIN * FINE)
    return [Painter(shown, page, key, run).draw(), *words]


def _moving_captions(plan: Plan, one: Exercise, shot: Film, run: Run) -> tuple[list[Fragment], float]:
    """Each pose's name while it is approached, and the height they take; a name that stays is written once."""
    spans: list[tuple[float, tuple[str, str]]] = []
    for share, row in shot.marks:
        words = (plan.poses[row].pose.name, words_for(plan, one, row, moving=True))
        if not spans or spans[-1][1] != words:
            spans.append((share, words))
    every = {words: caption(*words, WIDTH) for _, words in spans}
    foot = max(each.height for each in every.values())
    made = []
    for words, under in every.items():
        states = ["visible" if each == words else "hidden" for _, each in spans]
        lines = under.draw(WIDTH / 2, HEIGHT - foot)
        if len(spans) == 1:
            made.append(lines)
        else:
            change = run.animate("visibility", states, [share for share, _ in spans], calcMode="discrete")
            made.append(group(change, lines, visibility=states[0]))
    return made, foot
