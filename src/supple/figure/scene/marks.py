"""Signs laid over a picture: the way something goes, what moves and what stays, right and wrong."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.scene.paint import FINE, Page
from supple.figure.svg import Fragment, element, group, number, polyline, text

#: Points of a drawn way.
_POINTS: Final = 9


def paper(width: float, height: float) -> Fragment:
    """A sheet under the whole picture, so that its colours always stand against what they were chosen for; pixels."""
    return element(
        "rect", width=number(width * FINE), height=number(height * FINE), rx=number(14.0 * FINE), class_="f-paper", fill="#fdfaf5"
    )


def arrow(page: Page, way: FloatArray, *, behind: bool = False) -> Fragment:
    """An arrow along (k, 2) metres on the page, on a light rim that parts it from the body; dashed where it goes behind it."""
    points = page.place(_even(way)).astype(float)
    return _headed(points, line=3.2, tip=9.0, dashes=f"{number(6.0 * FINE)} {number(6.0 * FINE)}" if behind else None)


def push(page: Page, place: FloatArray, way: FloatArray) -> Fragment:
    """A short thick arrow at a place, (2,) metres on the page, in the direction of a push; its tip stands at the place."""
    at = page.place(place).astype(float)
    toward = np.array([way[0], -way[1]]) / max(float(np.hypot(*way)), 1e-9)
    return _headed(np.array([at - 40.0 * FINE * toward, at - 14.0 * FINE * toward]), line=6.0, tip=13.0)


def _headed(points: FloatArray, *, line: float, tip: float, dashes: str | None = None) -> Fragment:
    end, along = points[-1], points[-1] - points[-2]
    along = along / max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]])
    long = tip * FINE
    head = np.array([end + long * along, end + 0.55 * long * across, end - 0.55 * long * across])
    drawn = polyline(points.tolist())
    return group(
        element("path", d=drawn, class_="s-paper n round", stroke_width=(line + 3.8) * FINE),
        element("path", d=drawn, class_="s-mark n round", stroke_width=line * FINE, stroke_dasharray=dashes),
        element("path", d=polyline(head.tolist(), closed=True), class_="f-mark s-paper", stroke_width=1.2 * FINE),
    )


def _even(way: FloatArray) -> FloatArray:
    """The middle of a way as points at equal distances."""
    run = np.concatenate([[0.0], np.cumsum(np.sqrt((np.diff(way, axis=0) ** 2).sum(axis=1)))])
    at = np.linspace(0.10, 0.92, _POINTS) * run[-1]
    return np.column_stack([np.interp(at, run, way[:, 0]), np.interp(at, run, way[:, 1])])


def pin(x: float, y: float, figure: int, *, moves: bool) -> Fragment:
    """A numbered sign, round for what moves and square for what stays; x, y in fine units."""
    r = 9.0 * FINE
    colour = "f-mark s-paper" if moves else "f-left s-paper"
    look: dict[str, str | float] = {"class_": colour, "stroke_width": 1.5 * FINE}
    shape = (
        element("circle", cx=number(x), cy=number(y), r=number(r), **look)
        if moves
        else element("rect", x=number(x - r), y=number(y - r), width=number(2 * r), height=number(2 * r), rx=2.0 * FINE, **look)
    )
    words = text(x, y + 4.3 * FINE, str(figure), text_anchor="middle", font_size=12 * FINE, class_="b on-mark")
    return group(shape, words)


def verdict(x: float, y: float, *, right: bool) -> Fragment:
    """A tick in a disc, or a cross in an octagon; x, y in fine units."""
    r = 13.0 * FINE
    if right:
        shape = element("circle", cx=number(x), cy=number(y), r=number(r), class_="f-good")
        sign = [(x - 0.45 * r, y + 0.02 * r), (x - 0.1 * r, y + 0.38 * r), (x + 0.48 * r, y - 0.36 * r)]
        lines = [polyline(sign)]
    else:
        angles = np.pi / 8 + np.arange(8) * np.pi / 4
        corners = [(x + r * float(np.cos(a)), y + r * float(np.sin(a))) for a in angles]
        shape = element("path", d=polyline(corners, closed=True), class_="f-stop")
        k = 0.38 * r
        lines = [polyline([(x - k, y - k), (x + k, y + k)]), polyline([(x - k, y + k), (x + k, y - k)])]
    strokes = [element("path", d=line, class_="n round on-mark-line", stroke_width=3.2 * FINE) for line in lines]
    return group(shape, *strokes)
