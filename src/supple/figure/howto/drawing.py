"""How-to drawings as SVG: panels in a grid, signs on the body, what they mean underneath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.places import PLACES
from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import INDEX
from supple.figure.exercises.panels import parts_for
from supple.figure.exercises.timing import pose_skeleton
from supple.figure.exercises.ways import force_ends, ways
from supple.figure.howto.model import HowTo, Note, Panel
from supple.figure.howto.reading import howto_of
from supple.figure.lettering import SMALL, spoken, spoken_language, wrapped
from supple.figure.palette import Theme, style_sheet, theme_class, theme_of
from supple.figure.scene.marks import arrow, paper, pin, push, verdict
from supple.figure.scene.paint import FINE, LARGEST, Page, Painter, Stage, fit, stage
from supple.figure.svg import Fragment, checked_key, document, element, group, line, number, rekeyed, text

#: Pixels: a panel, its picture, lines of its title and notes, and how far a sign stands off what it speaks of.
_WIDTH: Final = 200.0
_PICTURE: Final = 190.0
_TITLE: Final = 15.0
_LINE: Final = 17.0
_INDENT: Final = 32.0
_APART: Final = 21.0
#: Where a sign is tried, pixels from the place it speaks of and degrees round it; how far inside its picture it stays, and how
#: far from what it must not cover.
_OFFS: Final = (24.0, 34.0, 46.0, 60.0, 76.0)
_TURNS: Final = (0.0, 35.0, -35.0, 70.0, -70.0, 110.0, -110.0)
_INSIDE: Final = 12.0
_CLEAR: Final = 9.0
#: Floor, mat and wall may lie under a sign.
_BACKGROUND_M: Final = -5.0
_VERDICT: Final = 36.0
_EDGE: Final = 10.0
#: What a near view shows round a place: left and right, below, above; metres.
_NEAR_M: Final = {"breastbone": (0.36, 0.38, 0.40), "foot": (0.40, 0.17, 0.60)}


Frame = tuple[FloatArray, FloatArray]
Covered = Callable[[FloatArray], bool]


def howto(
    which: str,
    *,
    side: str | None = None,
    columns: int = 2,
    theme: Theme | str | None = Theme.ADAPTIVE,
    key: str | None = None,
) -> Fragment:
    """A how-to by its id (``howtos()`` lists them).

    columns: panels beside each other; two are readable on a phone. side, theme, key: as for ``animated``. Raises InputProblem.
    """
    one = howto_of(which, side)
    made = _howto(which, one.side, columns, theme_of(theme), spoken_language())
    return made if key is None else rekeyed(made, _key(one), checked_key(key))


def _key(one: HowTo) -> str:
    return f"howto-{one.id}-{(one.side or 'both')[0]}"


@lru_cache(maxsize=64)
def _howto(which: str, side: str | None, columns: int, theme: Theme | None, _language: str) -> Fragment:
    one = howto_of(which, side)
    name = _key(one)
    skeletons = pose_skeleton(one.stance, tuple(panel.pose for panel in one.panels), mirror=one.mirror)
    beside = max(1, min(columns, len(one.panels)))
    made: list[Fragment] = []
    top = 0.0
    cells = [_Cell(one, row, skeletons.only([row]), f"{name}{row}-") for row in range(len(one.panels))]
    for together in _rows(cells, beside):
        head, foot = max(cell.head for cell in together), max(cell.foot for cell in together)
        for column, cell in enumerate(together):
            made += cell.draw(column * _WIDTH, top, head)
        top += head + _PICTURE + foot
    return document(
        paper(_WIDTH * beside, top),
        *made,
        title=one.words(one.title),
        description=description(one),
        size=(_WIDTH * beside * FINE, top * FINE),
        key=name,
        style=None if theme is None else style_sheet(theme),
        class_=theme_class(theme),
    )


def _rows(cells: list[_Cell], beside: int) -> list[list[_Cell]]:
    """Cells in rows; the right way and the wrong one after it stay side by side."""
    rows: list[list[_Cell]] = [[]]
    for cell, following in zip(cells, [*cells[1:], None], strict=True):
        pair = cell.panel.right is True and following is not None and following.panel.right is False
        room = beside - len(rows[-1])
        if room == 0 or (pair and room == 1 and beside > 1):
            rows.append([])
        rows[-1].append(cell)
    return rows


def description(one: HowTo) -> str:
    """What is seen, in words, picture by picture."""
    said = []
    for row, panel in enumerate(one.panels, start=1):
        kind = spoken({True: "Right: ", False: "Wrong: ", None: ""}[panel.right])
        notes = "; ".join(f"{_said(one, note.text)} ({spoken('moves' if note.moves else 'stays')})" for note in panel.notes)
        said.append(f"{row}. {kind}{_said(one, panel.pose.name)}" + (f": {notes}" if notes else "") + ".")
    return " ".join(said)


def _said(one: HowTo, words: str) -> str:
    return spoken(one.words(words))


@dataclass(frozen=True)
class _Cell:
    """One panel: title above, picture, notes below."""

    one: HowTo
    row: int
    skeleton: Skeleton
    key: str

    @property
    def panel(self) -> Panel:
        return self.one.panels[self.row]

    @property
    def title(self) -> list[str]:
        name = _said(self.one, self.panel.pose.name)
        if self.panel.right is None:
            return wrapped(f"{self.row + 1} {name}", _WIDTH - 2 * _EDGE, _TITLE, bold=True)
        return wrapped(name, _WIDTH - _EDGE - _VERDICT, _TITLE, bold=True)

    @property
    def notes(self) -> list[tuple[Note, list[str]]]:
        return [(note, wrapped(self.one.words(note.text), _WIDTH - _INDENT - 6.0, SMALL)) for note in self.panel.notes]

    @property
    def head(self) -> float:
        return max(_LINE * len(self.title), 30.0 if self.panel.right is not None else 0.0) + 10.0

    @property
    def foot(self) -> float:
        return _LINE * sum(len(lines) for _, lines in self.notes) + 12.0

    def draw(self, left: float, top: float, head: float) -> list[Fragment]:
        """At a corner; the picture begins ``head`` below it. Pixels."""
        shown = stage(parts_for(self.panel.props, self.skeleton, self.one.works), self.panel.view, 1)
        page = page_of(self.panel, shown, self.skeleton, (left, top + head), (_WIDTH, _PICTURE))
        way = self._way()
        corner = np.array([left + _INSIDE, top + head + _INSIDE])
        frame = (FINE * corner, FINE * (corner + np.array([_WIDTH, _PICTURE]) - 2 * _INSIDE))
        covered = _cover(shown, page, None if way is None else way[1])
        picture = [Painter(shown, page, self.key).draw()]
        if way is not None:
            picture.append(arrow(page, way[1], behind=not way[0]))
        picture += _pins(self.panel, self.skeleton, page, frame, covered)
        view = self.panel.view
        picture += [push(page, *force_ends(force, self.skeleton, 0, view)) for force in self.panel.forces]
        clip = f"{self.key}clip"
        edges = {"x": number((left + 2.0) * FINE), "y": number((top + head) * FINE), "width": number((_WIDTH - 4.0) * FINE)}
        window = element("clipPath", element("rect", height=number(_PICTURE * FINE), **edges), id=clip)
        framed = group(*picture, clip_path=f"url(#{clip})")
        return [window, framed, *self._title(left, top), *self._notes(left, top + head + _PICTURE)]

    def _way(self) -> tuple[bool, FloatArray] | None:
        if not (self.panel.coming and self.row):
            return None
        poses = (self.one.panels[self.row - 1].pose, self.panel.pose)
        view, traced = self.panel.view, self.panel.traced
        return ways(self.one.stance, poses, [(0, 1)], view, mirror=self.one.mirror, traced=traced)[0]

    def _title(self, left: float, top: float) -> list[Fragment]:
        right = self.panel.right
        x = left + (_EDGE if right is None else _VERDICT)
        made = [
            text(x * FINE, (top + 19.0 + _LINE * row) * FINE, words, font_size=_TITLE * FINE, class_="b")
            for row, words in enumerate(self.title)
        ]
        if right is not None:
            made.append(verdict((left + 20.0) * FINE, (top + 19.0) * FINE, right=right))
        return made

    def _notes(self, left: float, top: float) -> list[Fragment]:
        made = []
        y = top + 14.0
        for figure, (note, lines) in enumerate(self.notes, start=1):
            place = f"translate({number((left + 18.0) * FINE)} {number((y - 4.5) * FINE)}) scale(.78)"
            made.append(group(pin(0.0, 0.0, figure, moves=note.moves), transform=place))
            for words in lines:
                made.append(text((left + _INDENT) * FINE, y * FINE, words, font_size=SMALL * FINE))
                y += _LINE
        return made


def page_of(panel: Panel, shown: Stage, skeleton: Skeleton, corner: tuple[float, float], size: tuple[float, float]) -> Page:
    """Where a panel's picture lies. corner: left and top, size: width and height, pixels."""
    bounds = shown.bounds()
    if panel.near:
        x, y = (PLACES[panel.near](skeleton) @ panel.view.axes.T)[0, :2]
        aside, below, above = _NEAR_M[panel.near.rpartition(" ")[2]]
        bounds = (x - aside, y - below, x + aside, y + above)
    largest = 2.5 * LARGEST if panel.near else LARGEST
    place = {"left": (corner[0] + 2.0) * FINE, "top": corner[1] * FINE}
    return fit(bounds, (size[0] - 4.0) * FINE, size[1] * FINE, 6 * FINE, largest=largest, **place)


def _pins(panel: Panel, skeleton: Skeleton, page: Page, frame: Frame, covered: Covered) -> list[Fragment]:
    """A sign stands off the place it speaks of: outside the body, inside the picture, clear of other signs and the arrow."""
    made: list[Fragment] = []
    taken: list[FloatArray] = []
    middle = page.place((skeleton.spine.places_m[:, INDEX["T9"]] @ panel.view.axes.T)[0, :2]).astype(float)
    for figure, note in enumerate(panel.notes, start=1):
        at = page.place((PLACES[note.at](skeleton) @ panel.view.axes.T)[0, :2]).astype(float)
        tried = [np.clip(one, *frame) for one in _around(at, at - middle + np.array([0.0, -1.0]))]
        apart = [one for one in tried if all(np.hypot(*(one - other)) >= _APART * FINE for other in taken)]
        sign = next((one for one in apart if not covered(one)), next(iter(apart), tried[0]))
        taken.append(sign)
        made.append(line(*at, *sign, class_="s-ink round", stroke_width=1.4 * FINE))
        made.append(element("circle", cx=number(at[0]), cy=number(at[1]), r=number(2.6 * FINE), class_="f-ink"))
        x, y = sign.tolist()
        made.append(pin(x, y, figure, moves=note.moves))
    return made


def _around(at: FloatArray, away: FloatArray) -> list[FloatArray]:
    """Where a sign may stand, the best first: near, and on the side away from the trunk."""
    turns = [np.deg2rad(turn) for turn in _TURNS]
    outward = away / np.hypot(*away)
    ways = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ outward for a in turns]
    return [at + off * FINE * way for off in _OFFS for way in ways]


def _cover(shown: Stage, page: Page, way: FloatArray | None) -> Covered:
    """Whether a sign at a point, fine units, would cover body, things or the arrow."""
    hulls = [
        page.place(shape[0]).astype(float)
        for part, shapes in zip(shown.parts, shown.shapes, strict=True)
        for shape in shapes
        if part.nearer_m > _BACKGROUND_M
    ]
    lows, highs = np.array([hull.min(axis=0) for hull in hulls]), np.array([hull.max(axis=0) for hull in hulls])
    margin = _CLEAR * FINE
    arrow_at = np.zeros((0, 2)) if way is None else page.place(way).astype(float)

    def covered(point: FloatArray) -> bool:
        if len(arrow_at) and np.hypot(*(arrow_at - point).T).min() < margin:
            return True
        near = (point > lows - margin).all(axis=1) & (point < highs + margin).all(axis=1)
        return any(_inside(hulls[row], point, margin) for row in np.flatnonzero(near))

    return covered


def _inside(hull: FloatArray, point: FloatArray, margin: float) -> bool:
    """Whether a point lies in a convex outline, or this near to it; what is not seen is a single point and covers nothing."""
    edges = np.roll(hull, -1, axis=0) - hull
    long = np.hypot(*edges.T)
    real = long > 0.5
    if not real.any():
        return False
    gaps = ((point - hull)[:, 0] * edges[:, 1] - (point - hull)[:, 1] * edges[:, 0])[real] / long[real]
    turning = np.sign(np.sum(hull[:, 0] * np.roll(hull[:, 1], -1) - np.roll(hull[:, 0], -1) * hull[:, 1]))
    return bool((-turning * gaps > -margin).all())
