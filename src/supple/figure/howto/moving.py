"""A how-to that moves: from where it begins to where it ends and back, as a loop without script."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np

from supple.figure.body.skeleton import Skeleton
from supple.figure.exercises.panels import parts_for
from supple.figure.exercises.timing import between
from supple.figure.howto.drawing import description, page_of
from supple.figure.howto.model import HowTo, Panel
from supple.figure.howto.reading import howto_of
from supple.figure.lettering import spoken_language
from supple.figure.palette import Theme, style_sheet, theme_class, theme_of
from supple.figure.scene.marks import paper
from supple.figure.scene.paint import FINE, Painter, Run, stage
from supple.figure.svg import Fragment, checked_key, document, group, rekeyed
from supple.problems import InputProblem

#: Natural size, pixels; frames of one way; and seconds of a way, of the stay at its end, and at its begin.
WIDTH: Final = 300.0
HEIGHT: Final = 285.0
_STEPS: Final = 8
_WAY_S: Final = 2.5
_STAY_S: Final = 2.0
_REST_S: Final = 1.0


def howto_moving(
    which: str, *, side: str | None = None, theme: Theme | str | None = Theme.ADAPTIVE, key: str | None = None
) -> Fragment:
    """The movement of a how-to as a loop; whoever prefers reduced motion sees its end.

    side, theme, key: as for ``howto``. Raises InputProblem, also for a how-to in which nothing moves.
    """
    one = howto_of(which, side)
    made = _moving(which, one.side, theme_of(theme), spoken_language())
    return made if key is None else rekeyed(made, _key(one), checked_key(key))


def _key(one: HowTo) -> str:
    return f"moving-{one.id}-{(one.side or 'both')[0]}"


@lru_cache(maxsize=32)
def _moving(which: str, side: str | None, theme: Theme | None, _language: str) -> Fragment:
    one = howto_of(which, side)
    key = _key(one)
    end = _end(one)
    panels = (one.panels[end - 1], one.panels[end])
    skeleton = between(one.stance, (panels[0].pose, panels[1].pose), [(0, 1)], _STEPS + 1, mirror=one.mirror)
    moving, still = _loop(one, panels[1], skeleton, key), _still(one, panels[1], skeleton, key)
    return document(
        paper(WIDTH, HEIGHT),
        group(moving, class_="moving"),
        group(still, class_="still"),
        title=one.words(one.title),
        description=description(one),
        size=(WIDTH * FINE, HEIGHT * FINE),
        key=key,
        style=None if theme is None else style_sheet(theme),
        class_=theme_class(theme),
    )


def _end(one: HowTo) -> int:
    """The panel that the movement ends in. Raises InputProblem."""
    found = next((row for row, panel in enumerate(one.panels) if panel.coming and row), None)
    if found is None:
        raise InputProblem(f"howto:{one.id}", "nothing that moves", "a how-to with a movement", "draw its panels instead")
    return found


def _loop(one: HowTo, panel: Panel, skeleton: Skeleton, key: str) -> Fragment:
    shown = stage(parts_for(panel.props, skeleton, one.works), panel.view, _STEPS + 1)
    out = list(range(_STEPS + 1))
    rows = [*out, _STEPS, *reversed(out[:-1]), 0]
    eased = _eased(np.linspace(0.0, 1.0, _STEPS + 1)).tolist()
    ways = [t * _WAY_S for t in eased]
    back = [_WAY_S + _STAY_S + t for t in ways[1:]]
    seconds = 2.0 * _WAY_S + _STAY_S + _REST_S
    times = [*ways, _WAY_S + _STAY_S, *back, seconds]
    run = Run(rows, [t / seconds for t in times], seconds)
    return Painter(shown, page_of(panel, shown, skeleton, (0.0, 0.0), (WIDTH, HEIGHT)), key, run).draw()


def _still(one: HowTo, panel: Panel, skeleton: Skeleton, key: str) -> Fragment:
    last = skeleton.only([_STEPS])
    shown = stage(parts_for(panel.props, last, one.works), panel.view, 1)
    return Painter(shown, page_of(panel, shown, last, (0.0, 0.0), (WIDTH, HEIGHT)), f"{key}-s").draw()


def _eased(share: np.ndarray) -> np.ndarray:
    """When each of equal steps along the way is reached, so that speed rises and falls."""
    return np.asarray(np.arccos(1.0 - 2.0 * share) / np.pi)
