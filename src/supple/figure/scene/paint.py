"""Parts to SVG: outlines on the page, who covers whom, and the same shapes over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.scene.camera import Camera
from supple.figure.scene.order import Beads, claims, orders
from supple.figure.scene.solids import DIRECTIONS, Cap, Flat, Part, Patch, Solid, flatten, outlines
from supple.figure.svg import Fragment, element, group, joined, number

#: Points of the view box to a pixel of its natural size: whole numbers are then fine enough.
FINE: Final = 2
_LINE: Final = 2.0 * FINE
_THINGS: Final = frozenset({"prop", "mat", "wall", "cloth"})
#: Dots show from behind and from the side: cosine between where they face and the line of sight.
_DOTS_FROM: Final = -0.30
#: Of a ball's radius, what counts when asking who covers whom: rims that only touch decide nothing.
_SOLID_SHARE: Final = 0.9
_MOST_BEADS: Final = 8


@dataclass(frozen=True)
class Page:
    """Where metres land: x = left + scale * rightward, y = top - scale * upward, in fine units."""

    left: float
    top: float
    scale: float

    def place(self, metres: FloatArray) -> np.ndarray:
        """Whole numbers on the page."""
        flipped = metres * np.array([self.scale, -self.scale]) + np.array([self.left, self.top])
        whole: np.ndarray = np.rint(flipped).astype(np.int64)
        return whole


#: How large a person is drawn at most, pixels a metre.
LARGEST: Final = 200.0


def fit(
    bounds: tuple[float, float, float, float],
    width: float,
    height: float,
    margin: float,
    *,
    left: float = 0.0,
    top: float = 0.0,
    largest: float = LARGEST,
) -> Page:
    """The picture in the middle of its room, as large as it may be, in fine units."""
    low_x, low_y, high_x, high_y = bounds
    scale = min((width - 2 * margin) / (high_x - low_x), (height - 2 * margin) / (high_y - low_y), largest * FINE)
    x = left + 0.5 * width - scale * 0.5 * (low_x + high_x)
    y = top + height - margin - 0.5 * max(0.0, (height - 2 * margin) - scale * (high_y - low_y)) + scale * low_y
    return Page(x, y, scale)


@dataclass(frozen=True)
class Stage:
    """Parts seen by a camera: their outlines (n, k, 2) in metres on the page, and who covers whom."""

    parts: tuple[Part, ...]
    shapes: tuple[tuple[FloatArray, ...], ...]
    blends: tuple[tuple[FloatArray, ...], ...]
    dots: tuple[FloatArray | None, ...]
    straps: tuple[FloatArray | None, ...]
    orders: tuple[tuple[int, int, tuple[int, ...]], ...]
    frames: int

    def bounds(self) -> tuple[float, float, float, float]:
        """left, bottom, right, top of everything in all frames, metres on the page."""
        every = np.concatenate([shape.reshape(-1, 2) for part in self.shapes for shape in part])
        x, y = every[:, 0], every[:, 1]  # one after the other: reducing rows of two is ten times slower
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def stage(parts: Sequence[Part], camera: Camera, frames: int) -> Stage:
    solids = [solid for part in parts for solid in (*part.solids, *part.blend) if isinstance(solid, Solid)]
    flat = flatten([ball for solid in solids for ball in solid.balls], camera, frames)
    ends = np.cumsum([len(solid.balls) for solid in solids]).tolist()
    groups = dict(zip(map(id, solids), zip([0, *ends[:-1]], ends, strict=True), strict=True))
    drawn = dict(zip(map(id, solids), outlines(flat, list(groups.values())), strict=True))

    def outline(solid: Solid | Patch | Cap) -> FloatArray:
        full = drawn[id(solid)] if isinstance(solid, Solid) else solid.outline(camera)
        return full if solid.fine else full[:, ::2]

    claim = claims(_beads(parts, flat, groups), len(parts))
    _follow(parts, claim)
    return Stage(
        tuple(parts),
        tuple(tuple(map(outline, part.solids)) for part in parts),
        tuple(tuple(map(outline, part.blend)) for part in parts),
        tuple(_seen_dots(part, camera) for part in parts),
        tuple(_seen_half(part, camera, frames) for part in parts),
        tuple(orders(claim)),
        frames,
    )


def _seen_dots(part: Part, camera: Camera) -> FloatArray | None:
    if part.dots_m is None or (part.dots_face is not None and float((part.dots_face @ camera.axes[2]).mean()) < _DOTS_FROM):
        return None
    return np.asarray((part.dots_m @ camera.axes.T)[..., :2])


def _follow(parts: Sequence[Part], claim: FloatArray) -> None:
    """A part that follows another is drawn after it and before whatever covers that."""
    names = [part.name for part in parts]
    for row, part in enumerate(parts):
        if part.follows:
            leader = names.index(part.follows)
            claim[:, row] = claim[:, leader]
            claim[:, :, row] = claim[:, :, leader]
            claim[:, row, leader], claim[:, leader, row] = 1e6, -1e6


def _seen_half(part: Part, camera: Camera, n: int) -> FloatArray | None:
    """(n, 15, 2) the half of a strap that looks toward the camera."""
    if part.ring_m is None or part.ring_axes is None:
        return None
    toward = part.ring_axes.swapaxes(1, 2) @ camera.axes[2]
    middle = np.arctan2(toward[:, 2], toward[:, 0])
    count = part.ring_m.shape[1]
    angles = middle[:, None] + np.linspace(-0.5 * np.pi, 0.5 * np.pi, 15)
    place = angles / (2.0 * np.pi) * count % count
    low = np.floor(place).astype(int) % count
    share = (place - np.floor(place))[..., None]
    pick = np.arange(n)[:, None]
    points = (1.0 - share) * part.ring_m[pick, low] + share * part.ring_m[pick, (low + 1) % count]
    return np.asarray((points @ camera.axes.T)[..., :2])


def _beads(parts: Sequence[Part], flat: Flat, groups: dict[int, tuple[int, int]]) -> Beads:
    """Balls along every solid: its own ellipsoids and as many between them as leave no gap on the page."""
    first, second, share, owner, nearer = [], [], [], [], []
    for index, part in enumerate(parts):
        for solid in part.solids:
            if not isinstance(solid, Solid):
                continue
            start, end = groups[id(solid)]
            pairs = [(row, row, 0.0) for row in range(start, end)]
            pairs += [(row, row + 1, t) for row in range(start, end - 1) for t in _between(flat, row)]
            for a, b, t in pairs:
                first.append(a)
                second.append(b)
                share.append(t)
                owner.append(index)
                nearer.append(part.nearer_m)
    p = np.array(share)
    depth = (1.0 - p) * flat.depth[:, first] + p * flat.depth[:, second] + np.array(nearer)
    place = (1.0 - p)[:, None] * flat.centre[:, first] + p[:, None] * flat.centre[:, second]
    radius = (1.0 - p) * flat.radius[:, first] + p * flat.radius[:, second]
    # single precision is good for a micrometre here, and faster
    radius *= _SOLID_SHARE
    return Beads(place.astype(np.float32), depth.astype(np.float32), radius.astype(np.float32), np.array(owner))


def _between(flat: Flat, row: int) -> list[float]:
    """Shares of the way to the next ellipsoid such that balls there leave no gap, in the frame where they are farthest apart."""
    way = np.hypot(*(flat.centre[:, row + 1] - flat.centre[:, row]).T)
    radius = 0.5 * (flat.radius[:, row] + flat.radius[:, row + 1])
    steps = int(min(np.ceil((way / radius).max() / 1.6), _MOST_BEADS))
    return [k / steps for k in range(1, steps)]


@dataclass(frozen=True)
class Run:
    """A loop: which frame of the stage comes at which time (0 to 1), and how long it lasts."""

    rows: Sequence[int]
    times: Sequence[float]
    seconds: float

    def animate(self, what: str, values: Sequence[str], times: Sequence[float], **more: str) -> Fragment:
        return element(
            "animate",
            attributeName=what,
            dur=f"{self.seconds:g}s",
            repeatCount="indefinite",
            keyTimes=";".join(number(t, 3) for t in times),
            values=";".join(values),
            **more,
        )


class Painter:
    """Writes a stage.

    key: begins every id. run: how its frames follow each other; None draws the frame ``only``. small: outlines with half as many
    corners, for pictures too small to show the difference.
    """

    def __init__(self, shown: Stage, page: Page, key: str, run: Run | None = None, *, only: int = 0, small: bool = False) -> None:
        self.step = 2 if small else 1
        self.shown = shown
        self.page = page
        self.key = key
        self.run = run
        self.wanted = range(shown.frames) if run is not None else range(only, only + 1)
        self.drawn: dict[int, list[Fragment]] = {}

    def draw(self) -> Fragment:
        definitions = [self._definition(row) for row in range(len(self.shown.parts))]
        return joined([element("defs", *(one for each in definitions for one in each)), *self._layers()])

    def _definition(self, row: int) -> list[Fragment]:
        part, name = self.shown.parts[row], f"{self.key}{row}"
        shapes = self.shown.shapes[row]
        made = [self._path([shapes[i] for i in members], f"{name}-{run}") for run, (_, members) in enumerate(_runs(part.solids))]
        made += [self._path([shape], f"{name}-b{i}") for i, shape in enumerate(self.shown.blends[row])]
        strap, dots = self.shown.straps[row], self.shown.dots[row]
        if strap is not None:
            made.append(self._moving([_open(points) for points in self._placed(strap)], f"{name}-s"))
        if dots is not None:
            made.append(self._moving(["".join(f"M{x} {y}h0" for x, y in points) for points in self._placed(dots)], f"{name}-d"))
        return made

    def _placed(self, shape: FloatArray) -> list[list[list[int]]]:
        """Points of each wanted frame; of a single one where none differs."""
        placed = self.page.place(shape[self.wanted.start : self.wanted.stop])
        points: list[list[list[int]]] = (placed[:1] if (placed == placed[:1]).all() else placed).tolist()
        return points

    def _path(self, shapes: Sequence[FloatArray], name: str) -> Fragment:
        thinned = [shape[:, :: self.step] if shape.shape[1] == DIRECTIONS else shape for shape in shapes]
        drawn = [[_closed(points) for points in self._placed(shape)] for shape in thinned]
        frames = max(map(len, drawn))
        return self._moving(["".join(each[min(frame, len(each) - 1)] for each in drawn) for frame in range(frames)], name)

    def _moving(self, frames: list[str], name: str) -> Fragment:
        if self.run is None or len(frames) == 1:
            return element("path", id=name, d=frames[0])
        change = self.run.animate("d", [frames[row] for row in self.run.rows], self.run.times)
        return element("path", change, id=name, d=frames[self.run.rows[0]])

    def _layers(self) -> list[Fragment]:
        """One layer for each order of the parts, shown while it holds."""
        orders = {frame: order for first, last, order in self.shown.orders for frame in range(first, last)}
        if self.run is None:
            return [group(*self._painted(orders[self.wanted.start]))]
        distinct = list(dict.fromkeys(orders[row] for row in self.run.rows))
        if len(distinct) == 1:
            return [group(*self._painted(distinct[0]))]
        return [self._layer(order, [orders[row] == order for row in self.run.rows]) for order in distinct]

    def _layer(self, order: tuple[int, ...], holds: list[bool]) -> Fragment:
        """A change of order falls halfway between two frames."""
        run = self.run
        assert run is not None
        times, states = [0.0], [holds[0]]
        for before, after, then, now in zip(run.times, run.times[1:], holds, holds[1:], strict=False):
            if then != now:
                times.append(0.5 * (before + after))
                states.append(now)
        change = run.animate("visibility", ["visible" if on else "hidden" for on in states], times, calcMode="discrete")
        return group(change, *self._painted(order), visibility="visible" if holds[0] else "hidden")

    def _painted(self, order: tuple[int, ...]) -> list[Fragment]:
        names = [part.name for part in self.shown.parts]
        drawn: set[str] = set()
        made: list[Fragment] = []
        for row in order:
            part = self.shown.parts[row]
            if row not in self.drawn:
                self.drawn[row] = self._one(row)
            made += self.drawn[row]
            drawn.add(part.name)
            for other, each in enumerate(self.shown.parts):
                fits = set(each.joins) <= drawn and each.name in drawn and (part.name == each.name or part.name in each.joins)
                if each.blend and fits and not self._hidden_by(each, part):
                    made += self._blended(other, names)
        return made

    def _hidden_by(self, child: Part, last: Part) -> bool:
        """A limb that starts behind the trunk needs no blending: the trunk's own outline is the right one."""
        return last.name == "trunk" and child.name.endswith("arm")

    def _one(self, row: int) -> list[Fragment]:
        part = self.shown.parts[row]
        if self.shown.straps[row] is not None:
            strap = f"#{self.key}{row}-s"
            return [
                element("use", href=strap, class_="s-line n", stroke_width=9.0 * FINE),
                element("use", href=strap, class_="s-cloth n", stroke_width=5.4 * FINE),
            ]
        runs = _runs(part.solids)
        names = [f"#{self.key}{row}-{run}" for run in range(len(runs))]
        made = []
        if part.lined:
            line = part.solids[0].colour
            edge = "s-prop-line" if line in _THINGS else "s-line"
            made.append(
                group(
                    *(element("use", href=name) for name in names),
                    class_=f"{edge} n",
                    stroke_width=_LINE,
                    stroke_linejoin="round",
                )
            )
        made += [element("use", href=name, class_=f"f-{colour}") for name, (colour, _) in zip(names, runs, strict=True)]
        if self.shown.dots[row] is not None:
            dots = f"#{self.key}{row}-d"
            made.append(element("use", href=dots, class_="s-line round n", stroke_width=4.6 * FINE))
            made.append(element("use", href=dots, class_="s-bone round n", stroke_width=3.0 * FINE))
        return made

    def _blended(self, row: int, names: list[str]) -> list[Fragment]:
        part = self.shown.parts[row]
        made = []
        for i, solid in enumerate(part.blend):
            colour = solid.colour
            if colour.startswith("@"):
                colour = self.shown.parts[names.index(colour[1:])].solids[-1].colour
            made.append(element("use", href=f"#{self.key}{row}-b{i}", class_=f"f-{colour}"))
        return made


def _runs(solids: Sequence[Solid | Patch | Cap]) -> list[tuple[str, list[int]]]:
    """Solids of one colour that follow each other share a path."""
    runs: list[tuple[str, list[int]]] = []
    for row, solid in enumerate(solids):
        if runs and runs[-1][0] == solid.colour:
            runs[-1][1].append(row)
        else:
            runs.append((solid.colour, [row]))
    return runs


def _open(points: list[list[int]]) -> str:
    """Straight lines from point to point, relative, as short as they can be written."""
    (x, y), *rest = points
    steps = [step for (a, b), (c, d) in zip(rest, points, strict=False) for step in (a - c, b - d)]
    return f"M{x} {y}l" + (_steps(len(steps)) % tuple(steps)).replace(" -", "-")


@lru_cache(maxsize=256)
def _steps(count: int) -> str:
    """What to fill in whole numbers with, much faster than one by one."""
    return " ".join(["%d"] * count)


def _closed(points: list[list[int]]) -> str:
    return _open(points) + "z"
