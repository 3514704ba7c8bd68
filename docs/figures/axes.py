"""Draws docs/figures/axes.svg: the axes of thorax and pelvis and the signs of the three angles, on a plain trunk.

    python docs/figures/axes.py

The trunk is a stack of ellipses; the postures are made by the same matrices that the package measures with, so the picture
cannot disagree with the code. tests/unit/motion/test_axes_figure.py draws it again and compares.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.interpolate import PchipInterpolator

from supple.conventions import FORWARD, RIGHT, UP, FloatArray
from supple.motion.cardan import cardan_matrices

Angles = tuple[float, float, float]
FILE = Path(__file__).with_suffix(".svg")
WIDTH, HEIGHT = 920, 900
#: Height of a slice over the hips, half its width, half its depth, and how far it lies forward, metres.
TRUNK = np.array(
    [
        (-0.12, 0.120, 0.080, 0.00),
        (-0.06, 0.168, 0.112, 0.00),
        (0.00, 0.172, 0.116, -0.005),
        (0.09, 0.152, 0.104, 0.00),
        (0.19, 0.132, 0.094, 0.005),
        (0.29, 0.150, 0.108, 0.00),
        (0.38, 0.168, 0.120, 0.00),
        (0.46, 0.184, 0.114, -0.005),
        (0.525, 0.200, 0.086, -0.015),
        (0.560, 0.160, 0.066, -0.020),
        (0.585, 0.070, 0.058, -0.015),
        (0.640, 0.052, 0.054, -0.005),
    ]
)
HEAD = np.array(
    [
        (0.645, 0.040, 0.050, 0.020),
        (0.675, 0.060, 0.078, 0.020),
        (0.730, 0.074, 0.092, 0.015),
        (0.790, 0.078, 0.098, 0.010),
        (0.840, 0.064, 0.082, 0.005),
        (0.868, 0.034, 0.046, 0.005),
    ]
)
NOSE = np.array([(0.715, 0.016, 0.010, 0.100), (0.735, 0.014, 0.012, 0.118), (0.760, 0.008, 0.008, 0.102)])
#: The right arm hangs from the thorax: height, half width, half depth, how far forward, how far to the right.
ARM = np.array(
    [
        (0.545, 0.030, 0.034, -0.018, 0.178),
        (0.525, 0.042, 0.046, -0.018, 0.190),
        (0.440, 0.043, 0.046, -0.020, 0.210),
        (0.330, 0.037, 0.039, -0.022, 0.222),
        (0.245, 0.033, 0.034, -0.016, 0.228),
        (0.225, 0.020, 0.020, -0.015, 0.228),
    ]
)
#: Below the first height a slice stays with the pelvis, above the second it goes with the thorax.
BEND_FROM, BEND_TO = 0.04, 0.36
SHOULDER_HEIGHT = 0.50
SKIN, EDGE, GHOST = "#e9dfd4", "#6f6257", "#a89b90"
AXIS_COLOURS = {"x": "#b4380d", "y": "#15713a", "z": "#1c4fc4"}
ANGLE_COLOUR = "#7a1fa2"
LETTERS = "font-family:system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"


@dataclass(frozen=True)
class View:
    """Directions of the page in the body's axes (forward, up, right), where the hips are on it, pixels, and pixels a metre."""

    rightward: FloatArray
    upward: FloatArray
    at: tuple[float, float]
    scale: float = 300.0

    def project(self, points: FloatArray) -> FloatArray:
        """(n, 3) metres to (n, 2) pixels."""
        return np.stack(
            [self.at[0] + self.scale * points @ self.rightward, self.at[1] - self.scale * points @ self.upward], axis=1
        )


def oblique(azimuth_deg: float, elevation_deg: float, at: tuple[float, float]) -> View:
    """From in front of the person, this far round to their right and this far above."""
    a, e = np.deg2rad([azimuth_deg, elevation_deg])
    away = -np.cos(a) * FORWARD - np.sin(a) * RIGHT
    return View(np.cross(away, UP), np.cos(e) * UP + np.sin(e) * away, at)


def spine(angles_deg: Angles, heights: FloatArray) -> list[tuple[FloatArray, FloatArray]]:
    """Place and orientation of the body at each height, bent and turned more and more from pelvis to thorax."""
    fine = np.linspace(-0.12, 0.9, 1021)
    share = np.clip((fine - BEND_FROM) / (BEND_TO - BEND_FROM), 0.0, 1.0)
    turned = cardan_matrices(*(share * angle for angle in angles_deg))
    steps = np.gradient(fine)[:, None] * (turned @ UP)
    places = np.cumsum(steps, axis=0)
    places -= places[np.searchsorted(fine, 0.0)]
    return [(places[i], turned[i]) for i in np.searchsorted(fine, heights)]


def rings(table: FloatArray, angles_deg: Angles) -> list[FloatArray]:
    """(k, 3) points round each slice of a part of the trunk, with two more slices between each two of the table."""
    table = finer(table)
    placed = spine(angles_deg, table[:, 0])
    return [place + ring(row, 0.0, 0.0) @ turned.T for row, (place, turned) in zip(table, placed, strict=True)]


def arm_rings(side: float, angles_deg: Angles) -> list[FloatArray]:
    """The same for an arm, which keeps its place on the thorax; side: 1 right, -1 left."""
    ((place, turned),) = spine(angles_deg, np.array([SHOULDER_HEIGHT]))
    return [place + ring(row, row[0] - SHOULDER_HEIGHT, side * row[4]) @ turned.T for row in finer(ARM)]


def finer(table: FloatArray) -> FloatArray:
    rows = np.linspace(0, len(table) - 1, 3 * len(table) - 2)
    return np.asarray(PchipInterpolator(np.arange(len(table)), table, axis=0)(rows))


def ring(row: FloatArray, height: float, aside: float) -> FloatArray:
    angle = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    ahead, across = row[3] + row[2] * np.cos(angle), aside + row[1] * np.sin(angle)
    return np.outer(ahead, FORWARD) + height * UP + np.outer(across, RIGHT)


def hull(points: FloatArray) -> FloatArray:
    """The convex outline of (n, 2) points (Andrew's monotone chain)."""
    ordered = sorted({(float(x), float(y)) for x, y in points})

    def chain(sequence: list[tuple[float, float]]) -> list[tuple[float, float]]:
        kept: list[tuple[float, float]] = []
        for x, y in sequence:
            while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (
                x - kept[-2][0]
            ):
                kept.pop()
            kept.append((x, y))
        return kept[:-1]

    return np.array(chain(ordered) + chain(ordered[::-1]))


def path(points: FloatArray) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def silhouette(view: View, parts: list[list[FloatArray]], style: str) -> list[str]:
    """Parts as one shape: every piece first with a wide line, then without, so that only the outside shows."""
    flat = [[view.project(one) for one in part] for part in parts]
    shape = "".join(path(hull(np.vstack(pair))) for part in flat for pair in pairwise(part))
    line, fill, opacity = {"body": (EDGE, SKIN, 1.0), "ghost": (GHOST, "#faf6f1", 0.75)}[style]
    name = f"shape-{zlib.crc32(shape.encode()):08x}"
    return [
        f'<defs><path id="{name}" d="{shape}"/></defs><g opacity="{opacity}">',
        f'<use href="#{name}" fill="{line}" stroke="{line}" stroke-width="4" stroke-linejoin="round"/>',
        f'<use href="#{name}" fill="{fill}" stroke="{fill}" stroke-width="0.6"/></g>',
    ]


def body(view: View, angles_deg: Angles, style: str) -> list[str]:
    """Both arms, the trunk with the head, and the nearer arm once more as a line of its own where one hides the trunk."""
    trunk = [rings(part, angles_deg) for part in (TRUNK, HEAD, NOSE)]
    arms = [arm_rings(side, angles_deg) for side in (-1.0, 1.0)]
    drawn = silhouette(view, [*trunk, *arms], style)
    return drawn + (silhouette(view, arms[1:], style) if style == "body" and abs(view.rightward @ RIGHT) < 0.9 else [])


def text(
    x: float, y: float, words: str, *, size: int = 17, colour: str = "#2d2722", anchor: str = "middle", weight: int = 400
) -> str:
    look = f'font-size="{size}" fill="{colour}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text x="{x:.0f}" y="{y:.0f}" {look}>{words}</text>'


def arrow(points: FloatArray, colour: str, *, width: float = 4.0) -> list[str]:
    """A line along (n, 2) pixels with a head at its end, on a light rim that parts it from the body."""
    end = points[-1]
    along = end - points[-2]
    along = along / np.linalg.norm(along)
    across = np.array([-along[1], along[0]])
    head = np.array([end + 13 * along, end + 6.5 * across, end - 6.5 * across])
    line = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return [
        f'<path d="{line}" fill="none" stroke="#fffdf9" stroke-width="{width + 4}" stroke-linecap="round" opacity="0.85"/>',
        f'<path d="{line}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>',
        f'<path d="{path(head)}" fill="{colour}" stroke="{colour}" stroke-width="1" stroke-linejoin="round"/>',
    ]


def triad(view: View, height: float, name: str) -> list[str]:
    """The three axes of a segment, from its middle."""
    drawn = []
    origin = height * UP
    for letter, direction, length, word, shift in (
        ("y", UP, 0.21, "up", (14, 4)),
        ("x", FORWARD, 0.36, "forward", (16, 14)),
        ("z", RIGHT, 0.36, "right", (-18, 12)),
    ):
        ends = view.project(np.array([origin, origin + length * direction]))
        drawn += arrow(ends, AXIS_COLOURS[letter])
        anchor = "end" if shift[0] < 0 else "start"
        drawn.append(
            text(
                ends[1][0] + shift[0],
                ends[1][1] + shift[1],
                f"{letter} {word}",
                colour=AXIS_COLOURS[letter],
                anchor=anchor,
                weight=600,
            )
        )
    x, y = view.project(origin[None])[0]
    drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="#2d2722" stroke="#fffdf9" stroke-width="2"/>')
    drawn.append(text(view.at[0] - 142, y - 20, name, anchor="end", weight=700))
    return drawn


def arc(view: View, centre: FloatArray, angles: list[Angles], direction: FloatArray, radius: float) -> list[str]:
    """An arrow that goes with a direction of the thorax through the given postures."""
    matrices = cardan_matrices(*np.array(angles).T)
    return arrow(view.project(centre + radius * (matrices @ direction)), ANGLE_COLOUR, width=4.5)


def panel(x: float, y: float, title: str, subtitle: str) -> list[str]:
    return [
        f'<rect x="{x}" y="{y}" width="440" height="430" rx="18" fill="#fffdf9" stroke="#e3d9ce"/>',
        text(x + 22, y + 34, title, size=20, anchor="start", weight=700),
        text(x + 22, y + 57, subtitle, size=15, anchor="start", colour="#655a51"),
    ]


def axes_panel() -> list[str]:
    view = oblique(38.0, 16.0, (245.0, 372.0))
    return [
        *panel(15, 15, "Axes of thorax and pelvis", "seen from the front and the person's right"),
        *body(view, (0.0, 0.0, 0.0), "body"),
        *silhouette(view, [rings(NOSE, (0.0, 0.0, 0.0))], "body"),
        *triad(view, 0.41, "thorax"),
        *triad(view, 0.0, "pelvis"),
    ]


def bend_panel(
    corner: tuple[float, float], view: View, words: tuple[str, str, str], most: Angles, label: tuple[float, float]
) -> list[str]:
    title, subtitle, sign = words
    swept = [(share * most[0], share * most[1], share * most[2]) for share in np.linspace(0.06, 0.92, 25)]
    return [
        *panel(*corner, title, subtitle),
        *body(view, (0.0, 0.0, 0.0), "ghost"),
        *body(view, most, "body"),
        *arc(view, 0.12 * UP, swept, UP, 0.81),
        text(*label, sign, colour=ANGLE_COLOUR, weight=700, size=19, anchor="start"),
    ]


def rotation_panel() -> list[str]:
    view = View(RIGHT, FORWARD, (685.0, 722.0), 460.0)
    turn = (0.0, 0.0, 40.0)
    swept = [(0.0, 0.0, share * turn[2]) for share in np.linspace(0.05, 0.93, 25)]
    upper, pelvis = TRUNK[TRUNK[:, 0] > BEND_TO], TRUNK[TRUNK[:, 0] < BEND_FROM]
    start, end = view.project(np.outer((0.0, 0.33), FORWARD))
    return [
        *panel(465, 455, "Axial rotation", "seen from above, facing up the page"),
        *silhouette(view, [rings(pelvis, turn)], "ghost"),
        f'<path d="{path(np.array([start, end]))}" stroke="{GHOST}" stroke-width="2.5" stroke-dasharray="7 6"/>',
        *silhouette(view, [rings(upper, turn), arm_rings(-1.0, turn), arm_rings(1.0, turn)], "body"),
        *silhouette(view, [rings(HEAD, turn), rings(NOSE, turn)], "body"),
        *arc(view, 0.0 * UP, swept, FORWARD, 0.31),
        text(532, 590, "+ left", colour=ANGLE_COLOUR, weight=700, size=19, anchor="start"),
        text(685, 862, "light: the pelvis, which stays", size=15, colour="#655a51"),
    ]


def draw() -> str:
    title = (
        "Axes of thorax and pelvis: x forward, y up, z right. Flexion is positive forward, lateral flexion to the right, "
        "axial rotation to the left."
    )
    side = View(FORWARD, UP, (645.0, 384.0))
    behind = View(RIGHT, UP, (205.0, 824.0))
    parts = [
        *axes_panel(),
        *bend_panel((465, 15), side, ("Flexion", "seen from the person's right", "+ forward"), (35.0, 0.0, 0.0), (772.0, 128.0)),
        *bend_panel((15, 455), behind, ("Lateral flexion", "seen from behind", "+ right"), (0.0, 28.0, 0.0), (328.0, 574.0)),
        *rotation_panel(),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" style="{LETTERS}">',
            f"<title>{title}</title>",
            *parts,
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    FILE.write_text(draw(), encoding="utf-8")
