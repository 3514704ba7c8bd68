"""An exercise as a loop that moves, as stills in a grid, and as a thumbnail."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from supple.figure.body.pose import turned_to
from supple.figure.body.skeleton import Skeleton
from supple.figure.exercises.panels import Grid, Shots, breath_of, named, panels, parts_for, shown_rows
from supple.figure.exercises.plan import Plan
from supple.figure.exercises.reading import plans
from supple.figure.exercises.timing import Film, film, still
from supple.figure.lettering import spoken, spoken_language
from supple.figure.palette import Theme, style_sheet, theme_class, theme_of
from supple.figure.scene.captions import caption
from supple.figure.scene.marks import paper
from supple.figure.scene.paint import FINE, Painter, Run, Stage, fit, stage
from supple.figure.svg import Fragment, checked_key, document, group, rekeyed
from supple.programme.exercise import Exercise
from supple.programme.exercises import catalogue

#: The loop's natural size, pixels; a thumbnail's side; the width of one still.
WIDTH: Final = 400
HEIGHT: Final = 300
_THUMBNAIL: Final = 160
_STILL: Final = 200
_MARGIN: Final = 12
#: As many stills stand beside each other in the place of the loop at most; more stand in two rows.
_BESIDE: Final = 3
#: Drawings of each kind that are kept: about 0.15 MB a loop.
_KEPT: Final = 128
_REGIONS: Final = {"lumbar": "low back", "thoracic": "upper back and ribs"}


def plan_of(exercise: str, side: str | None = None) -> tuple[Plan, Exercise]:
    """The plan, turned to a side, and the exercise. Raises InputProblem for an unknown one and for a side where there is none."""
    one = catalogue()[exercise]
    return turned_to(plans()[exercise], side, exercise), one


def animated(
    exercise: str,
    *,
    side: str | None = None,
    theme: Theme | str | None = Theme.ADAPTIVE,
    captions: bool = True,
    key: str | None = None,
) -> Fragment:
    """The exercise as a loop that needs no script; who prefers reduced motion, and paper, get the stills instead.

    side: where it turns to, as it was made if None. theme: None leaves the style sheet to the page (``style_sheet()``). key:
    begins the ids, for a page that shows the same drawing twice. A page can pause it: ``svg.pauseAnimations()``.
    Raises InputProblem for an unknown exercise, side or theme.
    """
    plan, _ = plan_of(exercise, side)
    return _keyed(_animated(exercise, plan.side, theme_of(theme), captions, spoken_language()), plan, key)


def stills(
    exercise: str,
    *,
    side: str | None = None,
    columns: int = 2,
    theme: Theme | str | None = Theme.ADAPTIVE,
    captions: bool = True,
    key: str | None = None,
) -> Fragment:
    """The key poses in a grid, each with its name, time and breath.

    columns: pictures beside each other; two are readable on a phone. The others as for ``animated``.
    """
    plan, _ = plan_of(exercise, side)
    return _keyed(_stills(exercise, plan.side, columns, theme_of(theme), captions, spoken_language()), plan, key)


def thumbnail(
    exercise: str, *, side: str | None = None, theme: Theme | str | None = Theme.ADAPTIVE, key: str | None = None
) -> Fragment:
    """The pose that shows best what the exercise is, square, without words; arguments as for ``animated``."""
    plan, _ = plan_of(exercise, side)
    return _keyed(_thumbnail(exercise, plan.side, theme_of(theme), spoken_language()), plan, key)


@lru_cache(maxsize=_KEPT)
def _animated(exercise: str, side: str | None, theme: Theme | None, captions: bool, _language: str) -> Fragment:
    plan, one = plan_of(exercise, side)
    key, rows, shot = _key(plan, "m"), shown_rows(plan), film(plan, one)
    shown = _stage(plan, shot.skeleton)
    moving = _loop(plan, one, shot, shown, key, captions=captions)
    shots = Shots(shown, shot.skeleton, rows, [shot.poses[row] for row in rows])
    lines = 1 if len(rows) <= _BESIDE else 2
    grid = Grid(math.ceil(len(rows) / lines), WIDTH, HEIGHT / lines, small=True)
    instead, _ = panels(plan, one, shots, grid=grid, key=_key(plan, "s"), captions=captions)
    parts = (group(*moving, class_="moving"), group(*instead, class_="still"))
    return _document(plan, one, parts, size=(WIDTH, HEIGHT), key=key, theme=theme)


@lru_cache(maxsize=_KEPT)
def _stills(exercise: str, side: str | None, columns: int, theme: Theme | None, captions: bool, _language: str) -> Fragment:
    plan, one = plan_of(exercise, side)
    rows = shown_rows(plan)
    skeleton = still(plan).only(rows)
    shots = Shots(_stage(plan, skeleton), skeleton, rows, range(len(rows)))
    beside = max(1, min(columns, len(rows)))
    width, key = _STILL * beside, _key(plan, "p")
    pictures, height = panels(plan, one, shots, grid=Grid(beside, width), key=key, captions=captions)
    return _document(plan, one, pictures, size=(width, height), key=key, theme=theme)


@lru_cache(maxsize=_KEPT)
def _thumbnail(exercise: str, side: str | None, theme: Theme | None, _language: str) -> Fragment:
    plan, one = plan_of(exercise, side)
    shown, key, size = _stage(plan, still(plan).only([plan.shows])), _key(plan, "t"), (_THUMBNAIL, _THUMBNAIL)
    picture = Painter(shown, fit(shown.bounds(), size[0] * FINE, size[1] * FINE, 6 * FINE), key).draw()
    return _document(plan, one, [picture], size=size, key=key, theme=theme)


def _keyed(drawing: Fragment, plan: Plan, key: str | None) -> Fragment:
    return drawing if key is None else rekeyed(drawing, _key(plan, ""), checked_key(key))


def _stage(plan: Plan, skeleton: Skeleton) -> Stage:
    return stage(parts_for(plan.props, skeleton, plan.works), plan.view, len(skeleton.hips_m))


def _document(
    plan: Plan, one: Exercise, parts: Sequence[Fragment], *, size: tuple[float, float], key: str, theme: Theme | None
) -> Fragment:
    return document(
        paper(*size),
        *parts,
        title=f"{one.name}, {plan.side} side" if plan.side else one.name,
        description=description(plan, one),
        size=(size[0] * FINE, size[1] * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
        class_=theme_class(theme),
    )


def description(plan: Plan, one: Exercise) -> str:
    """What is seen, for those who do not see it."""
    steps = f"; {spoken('then')} ".join(spoken(plan.name(row)).lower() for row in range(len(plan.poses)))
    sentences = [
        one.purpose,
        f"Position: {plan.stance.value.replace('-', ' ')}.",
        f"The movement: {steps}.",
        f"Turning to the {plan.side}." if plan.side else "",
        one.breath.pattern,
        f"Coloured as what works: the {' and '.join(_REGIONS[each] for each in plan.works)}." if plan.works else "",
    ]
    return " ".join(spoken(sentence) for sentence in sentences if sentence)


def _key(plan: Plan, kind: str) -> str:
    return f"{plan.exercise}-{(plan.side or 'both')[0]}{kind}"


def _loop(plan: Plan, one: Exercise, shot: Film, shown: Stage, key: str, *, captions: bool) -> list[Fragment]:
    run = Run(shot.rows, shot.times, shot.seconds)
    words, foot = _moving_captions(plan, one, shot, run) if captions else ([], 0.0)
    page = fit(shown.bounds(), WIDTH * FINE, (HEIGHT - foot) * FINE, _MARGIN * FINE)
    return [Painter(shown, page, key, run).draw(), *words]


def _moving_captions(plan: Plan, one: Exercise, shot: Film, run: Run) -> tuple[list[Fragment], float]:
    """Each pose's name while it is approached, and the height they take; a name that stays is written once."""
    spans: list[tuple[float, tuple[str, str]]] = []
    for share, row, back in shot.marks:
        # on the way back through other poses one is on the way to the start
        words = (
            (plan.name(0), breath_of(plan, 0, moving=True))
            if back
            else (named(plan, one, row), breath_of(plan, row, moving=True))
        )
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
