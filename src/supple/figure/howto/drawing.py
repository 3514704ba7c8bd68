"""How-to drawings as SVG: panels in a row, signs on the body, what they mean underneath."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.places import PLACES
from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import INDEX
from supple.figure.exercises.drawing import parts_for, ways
from supple.figure.exercises.timing import pose_skeleton
from supple.figure.howto.model import HowTo, Panel
from supple.figure.howto.reading import howto_of
from supple.figure.palette import Theme, style_sheet
from supple.figure.scene.marks import arrow, paper, pin, verdict
from supple.figure.scene.paint import FINE, LARGEST, Page, Painter, Stage, fit, stage
from supple.figure.svg import Fragment, document, element, group, line, number, text

_WIDTH: Final = 280
_PICTURE: Final = 230
_LETTERS: Final = 35
_LINE: Final = 17
_TITLE: Final = 30
_OFF: Final = 26
#: Half the width of what a near view shows, metres.
_NEAR_M: Final = 0.36


@lru_cache(maxsize=64)
def howto(key: str, *, side: str | None = None, theme: Theme | None = Theme.ADAPTIVE) -> Fragment:
    """A how-to by its id (``howtos()`` lists them). Raises InputProblem."""
    one = howto_of(key, side)
    name = f"howto-{one.id}-{(one.side or 'both')[0]}"
    skeletons = pose_skeleton(one.stance, tuple(panel.pose for panel in one.panels), mirror=one.mirror)
    foot = max(len(_lines(one, panel)) for panel in one.panels) * _LINE + 12
    height = _TITLE + _PICTURE + foot
    drawn = [_panel(one, row, skeletons.only([row]), f"{name}{row}-", height) for row in range(len(one.panels))]
    return document(
        paper(_WIDTH * len(one.panels), height),
        *(part for panel in drawn for part in panel),
        title=one.words(one.title),
        description=description(one),
        size=(_WIDTH * len(one.panels) * FINE, height * FINE),
        key=name,
        style=None if theme is None else style_sheet(theme),
    )


def description(one: HowTo) -> str:
    """What is seen, in words, picture by picture."""
    said = []
    for row, panel in enumerate(one.panels, start=1):
        kind = {True: "Right: ", False: "Wrong: ", None: ""}[panel.right]
        notes = "; ".join(f"{note.text} ({'moves' if note.moves else 'stays'})" for note in panel.notes)
        said.append(f"{row}. {kind}{panel.pose.name}" + (f": {notes}" if notes else "") + ".")
    return one.words(" ".join(said))


def _panel(one: HowTo, row: int, skeleton: Skeleton, key: str, height: int) -> list[Fragment]:
    panel = one.panels[row]
    left = row * _WIDTH
    shown = stage(parts_for(panel.props, skeleton, one.works), panel.view, 1)
    page = _page(panel, shown, skeleton, left)
    picture = [Painter(shown, page, key).draw()]
    if panel.coming and row:
        found = ways(
            one.stance, (one.panels[row - 1].pose, panel.pose), [(0, 1)], panel.view, mirror=one.mirror, traced=panel.traced
        )
        way = found.get(1)
        if way is not None:
            picture.insert(len(picture) if way[0] else 0, arrow(page, way[1]))
    picture += _pins(panel, skeleton, page)
    clip = f"{key}clip"
    edges = {"x": number((left + 4) * FINE), "y": number(_TITLE * FINE), "width": number((_WIDTH - 8) * FINE)}
    window = element("clipPath", element("rect", height=number(_PICTURE * FINE), **edges), id=clip)
    made = [window, group(*picture, clip_path=f"url(#{clip})"), *_words(one, panel, row, left)]
    if panel.right is not None:
        made.append(verdict((left + 26) * FINE, (_TITLE - 12) * FINE, right=panel.right))
    return made


def _page(panel: Panel, shown: Stage, skeleton: Skeleton, left: int) -> Page:
    width, height = (_WIDTH - 8) * FINE, _PICTURE * FINE
    if panel.near:
        chest = (PLACES["breastbone"](skeleton) @ panel.view.axes.T)[0]
        bounds = (chest[0] - _NEAR_M, chest[1] - 0.38, chest[0] + _NEAR_M, chest[1] + 0.40)
    else:
        bounds = shown.bounds()
    page = fit(bounds, width, height, 10 * FINE, left=(left + 4) * FINE, largest=2.5 * LARGEST if panel.near else LARGEST)
    return replace(page, top=page.top + _TITLE * FINE)


def _pins(panel: Panel, skeleton: Skeleton, page: Page) -> list[Fragment]:
    """A sign stands off the place it speaks of, away from the trunk; signs that would cover each other stand further off."""
    made: list[Fragment] = []
    taken: list[FloatArray] = []
    middle = page.place((skeleton.spine.places_m[:, INDEX["T9"]] @ panel.view.axes.T)[0, :2]).astype(float)
    for figure, note in enumerate(panel.notes, start=1):
        at = page.place((PLACES[note.at](skeleton) @ panel.view.axes.T)[0, :2]).astype(float)
        away = at - middle + np.array([0.0, -1.0])
        away /= np.hypot(*away)
        sign = at + _OFF * FINE * away
        while any(np.hypot(*(sign - other)) < 21 * FINE for other in taken):
            sign = sign + 7 * FINE * away
        taken.append(sign)
        made.append(line(*at, *sign, class_="s-ink round", stroke_width=1.4 * FINE))
        made.append(element("circle", cx=number(at[0]), cy=number(at[1]), r=number(2.6 * FINE), class_="f-ink"))
        x, y = sign.tolist()
        made.append(pin(x, y, figure, moves=note.moves))
    return made


def _lines(one: HowTo, panel: Panel) -> list[tuple[int | None, str, bool]]:
    """Lines under a picture: number (only where a note begins), words, whether it moves."""
    lines: list[tuple[int | None, str, bool]] = []
    for figure, note in enumerate(panel.notes, start=1):
        for k, part in enumerate(textwrap.wrap(one.words(note.text), _LETTERS)):
            lines.append((figure if k == 0 else None, part, note.moves))
    return lines


def _words(one: HowTo, panel: Panel, row: int, left: int) -> list[Fragment]:
    name = one.words(panel.pose.name)
    title = name if panel.right is not None else f"{row + 1} {name}"
    x = left + (46 if panel.right is not None else 14)
    made = [text(x * FINE, (_TITLE - 7) * FINE, title, font_size=15 * FINE, class_="b")]
    y = _TITLE + _PICTURE + 14
    for figure, words, moves in _lines(one, panel):
        if figure is not None:
            made.append(_small(left + 20, y - 4.5, figure, moves=moves))
        made.append(text((left + 34) * FINE, y * FINE, words, font_size=13 * FINE))
        y += _LINE
    return made


def _small(x: float, y: float, figure: int, *, moves: bool) -> Fragment:
    return group(pin(0.0, 0.0, figure, moves=moves), transform=f"translate({number(x * FINE)} {number(y * FINE)}) scale(.78)")
