"""Things around and on a person: mat, chair, wall, stick, roller, pillow, band, phone with its strap. Sizes are conventions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.pose import other_side
from supple.figure.body.skeleton import SIDES, Skeleton
from supple.figure.body.spine import INDEX, REST_M
from supple.figure.body.stances import SEAT_HEIGHT_M
from supple.figure.body.vectors import rows, unit
from supple.figure.scene.solids import Ball, Part, Solid

Triple = tuple[float, float, float]
#: Behind everything, in this order.
_FLOOR, _WALL, _MAT, _UNDER = -30.0, -20.0, -10.0, -8.0
#: Length, height and width of a table to lie on, metres.
TABLE_M: Final = (1.5, 0.62, 0.66)
#: Height of a chair's backrest over the seat, metres.
_BACKREST_M: Final = 0.43


@dataclass(frozen=True)
class Prop:
    """A thing in the room or on the body.

    kind: a name of ``KINDS``. at: metres in the room (or on the body where it is worn). turn_deg: to the left. size: what the
    kind says. worn: which part of the body carries it.
    """

    kind: str
    at: Triple = (0.0, 0.0, 0.0)
    turn_deg: float = 0.0
    size: Triple = (0.0, 0.0, 0.0)
    worn: str = ""

    def mirrored(self) -> Prop:
        x, y, z = self.at
        return Prop(self.kind, (x, y, -z), -self.turn_deg, self.size, other_side(self.worn))


def prop_parts(prop: Prop, skeleton: Skeleton) -> list[Part]:
    return KINDS[prop.kind](prop, skeleton)


def floor_part(skeleton: Skeleton, reach_m: float = 0.16) -> Part:
    """A soft round of floor under everything the body passes over."""
    places = [skeleton.hips_m, skeleton.spine.places_m[:, -1]]
    for side in SIDES:
        places += [
            skeleton.legs[side].ankle_m,
            skeleton.legs[side].knee_m,
            skeleton.arms[side].wrist_m,
            skeleton.arms[side].elbow_m,
        ]
    flat = np.concatenate(places)[:, [0, 2]]
    low, high = flat.min(axis=0), flat.max(axis=0)
    middle, half = 0.5 * (low + high), 0.5 * (high - low) + reach_m
    shape = np.diag([half[0], 1e-4, half[1]])
    return Part(
        "floor", (Solid((Ball(np.array([[middle[0], -0.002, middle[1]]]), shape[None]),), "floor"),), nearer_m=_FLOOR, lined=False
    )


def _box(corner: FloatArray, half: Triple, axes: FloatArray, round_m: float, n: int) -> tuple[Ball, ...]:
    """Balls at the corners of a box; corner: its middle (n, 3)."""
    inner = np.maximum(np.array(half) - round_m, 1e-4)
    signs = [(a, b, c) for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]
    return tuple(Ball(corner + axes @ (inner * np.array(sign)) * np.ones((n, 1)), round_m) for sign in signs)


def _turn(degrees: float) -> FloatArray:
    a = np.deg2rad(degrees)
    return np.array([[np.cos(a), 0.0, np.sin(a)], [0.0, 1.0, 0.0], [-np.sin(a), 0.0, np.cos(a)]])


def _mat(prop: Prop, skeleton: Skeleton) -> list[Part]:
    long, _, wide = prop.size if any(prop.size) else (1.8, 0.0, 0.62)
    n = len(skeleton.hips_m)
    middle = rows((prop.at[0], -0.008, prop.at[2]), n)
    return [
        Part("mat", (Solid(_box(middle, (long / 2, 0.008, wide / 2), _turn(prop.turn_deg), 0.006, n), "mat"),), nearer_m=_MAT)
    ]


def _chair(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """A chair that faces forward, or a stool.

    at: the seat's middle on the floor. size: depth of the seat, its height, and the backrest's height over it.
    """
    n = len(skeleton.hips_m)
    axes = _turn(prop.turn_deg)
    depth = prop.size[0] or 0.42
    height = prop.size[1] or SEAT_HEIGHT_M
    rest_top = prop.size[2] or _BACKREST_M
    base = np.array([prop.at[0], 0.0, prop.at[2]])

    def at(x: float, y: float, z: float) -> FloatArray:
        return rows(base + axes @ np.array([x, y, z]), n)

    seat = Part("seat", (Solid(_box(at(0.0, height - 0.018, 0.0), (depth / 2, 0.018, 0.21), axes, 0.012, n), "prop"),))
    legs = [
        Part(
            f"chair leg {number}",
            (
                Solid(
                    (
                        Ball(at(x * (depth / 2 - 0.03), height - 0.04, z * 0.18), 0.014),
                        Ball(at(x * (depth / 2 - 0.02), 0.012, z * 0.19), 0.011),
                    ),
                    "prop",
                    fine=False,
                ),
            ),
        )
        for number, (x, z) in enumerate(((-1, -1), (-1, 1), (1, -1), (1, 1)))
    ]
    if prop.worn == "stool":
        return [*legs, seat]
    posts = tuple(
        Solid(
            (
                Ball(at(-depth / 2 + 0.012, height - 0.01, z * 0.18), 0.013),
                Ball(at(-depth / 2 - 0.035, height + rest_top, z * 0.18), 0.012),
            ),
            "prop",
            fine=False,
        )
        for z in (-1, 1)
    )
    rest = Solid(_box(at(-depth / 2 - 0.028, height + rest_top - 0.085, 0.0), (0.011, 0.085, 0.20), axes, 0.010, n), "prop")
    return [*legs, Part("chair back", (*posts, rest)), seat]


def _table(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """A firm table or bench to lie on. at: its middle on the floor; size: length, height, width."""
    n = len(skeleton.hips_m)
    long, high, wide = prop.size if any(prop.size) else TABLE_M
    axes = _turn(prop.turn_deg)
    base = np.array([prop.at[0], 0.0, prop.at[2]])

    def at(x: float, y: float, z: float) -> FloatArray:
        return rows(base + axes @ np.array([x, y, z]), n)

    top = Solid(_box(at(0.0, high - 0.03, 0.0), (long / 2, 0.03, wide / 2), axes, 0.02, n), "prop")
    legs = [
        Part(
            f"table leg {number}",
            (
                Solid(
                    (
                        Ball(at(x * (long / 2 - 0.12), high - 0.06, z * (wide / 2 - 0.06)), 0.02),
                        Ball(at(x * (long / 2 - 0.12), 0.015, z * (wide / 2 - 0.06)), 0.015),
                    ),
                    "prop",
                    fine=False,
                ),
            ),
            nearer_m=_UNDER,
        )
        for number, (x, z) in enumerate(((-1, -1), (-1, 1), (1, -1), (1, 1)))
    ]
    return [*legs, Part("table", (top,), nearer_m=_UNDER + 0.5)]


def _wall(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """at: a point of its foot; it faces along turn_deg (0: faces forward, so stands behind a person who faces forward)."""
    n = len(skeleton.hips_m)
    wide, high = prop.size[0] or 1.5, prop.size[1] or 1.95
    axes = _turn(prop.turn_deg)
    middle = rows(np.array(prop.at) + np.array([0.0, high / 2, 0.0]) - axes @ np.array([0.02, 0.0, 0.0]), n)
    return [Part("wall", (Solid(_box(middle, (0.02, high / 2, wide / 2), axes, 0.004, n), "wall"),), nearer_m=_WALL)]


def _stick(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """Across the body at a point of the upper thorax; size[0]: its length."""
    half = 0.5 * (prop.size[0] or 1.15)
    centre = skeleton.spine.at(INDEX["T3"], REST_M[INDEX["T3"]] + np.array(prop.at))
    along = skeleton.level("T3")[:, :, 2]
    ends = (Ball(centre - half * along, 0.0125), Ball(centre + half * along, 0.0125))
    middle = (Ball(centre, 0.0125),)
    return [Part("stick", (Solid((ends[0], *middle, ends[1]), "prop", fine=False),), nearer_m=0.02)]


def _roller(prop: Prop, skeleton: Skeleton) -> list[Part]:
    n = len(skeleton.hips_m)
    radius = prop.size[1] or 0.075
    axes = _turn(prop.turn_deg)
    disc = np.broadcast_to(axes @ np.diag([radius, radius, 0.008]), (n, 3, 3))
    middle = rows((prop.at[0], radius, prop.at[2]), n)
    ends = [Ball(middle + sign * 0.225 * axes[:, 2], disc) for sign in (-1.0, 1.0)]
    faces = [Part(f"roller end {k}", (Solid((end,), "prop"),), nearer_m=0.001) for k, end in enumerate(ends)]
    return [Part("roller", (Solid(tuple(ends), "prop"),)), *faces]


def _pillow(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """Lying on the floor at a place, or worn between the knees (``knees``); size: half lengths."""
    n = len(skeleton.hips_m)
    half = prop.size if any(prop.size) else (0.16, 0.055, 0.20)
    if prop.worn == "knees":
        knees = 0.5 * (skeleton.legs["left"].knee_m + skeleton.legs["right"].knee_m)
        hips = 0.5 * (skeleton.legs["left"].hip_m + skeleton.legs["right"].hip_m)
        centre = knees + 0.06 * unit(hips - knees)
        return [Part("knee pillow", (Solid((Ball(centre, skeleton.pelvis @ np.diag([0.095, 0.075, 0.045])),), "cloth"),))]
    balls = _box(rows(prop.at, n), half, _turn(prop.turn_deg), min(half) * 0.9, n)
    return [Part("pillow", (Solid(balls, "cloth"),), nearer_m=-0.05)]


def _band(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """From the hands to a point of the room."""
    hands = 0.5 * (skeleton.arms["left"].wrist_m + skeleton.arms["right"].wrist_m)
    along = 0.5 * (skeleton.arms["left"].hand[:, :, 0] + skeleton.arms["right"].hand[:, :, 0])
    start = hands + 0.07 * along
    end = rows(prop.at, len(hands))
    post = Part(
        "post",
        (
            Solid(
                (
                    Ball(rows((prop.at[0], 0.0, prop.at[2]), len(hands)), 0.022),
                    Ball(rows((prop.at[0], 1.75, prop.at[2]), len(hands)), 0.022),
                ),
                "prop",
                fine=False,
            ),
        ),
        nearer_m=-2.0,
    )
    return [post, Part("band", (Solid((Ball(start, 0.009), Ball(end, 0.009)), "band", fine=False),))]


def _phone(prop: Prop, skeleton: Skeleton) -> list[Part]:
    """worn: ``sternum`` or ``upper-back``; with ``-low`` behind it, where it should not be. ``right shin``: held there."""
    if " " in prop.worn:
        return [Part("phone", (_held_phone(prop.worn, skeleton),), nearer_m=0.10)]
    back = prop.worn.startswith("upper-back")
    low = prop.worn.endswith("-low")
    level = ("L1" if back else "T12") if low else "T6"
    ahead = (-0.095 if back else 0.104) if low else (-0.112 if back else 0.106)
    centre = skeleton.spine.at(INDEX[level], np.array([ahead, REST_M[INDEX[level]][1] + (0.0 if low else 0.012), 0.0]))
    axes = skeleton.level(level)
    tilt = np.deg2rad(8.0 if back else 14.0)
    lean = np.array([[np.cos(tilt), -np.sin(tilt), 0.0], [np.sin(tilt), np.cos(tilt), 0.0], [0.0, 0.0, 1.0]])
    if not back:
        lean = lean.T
    corners = [
        Ball(
            centre + np.einsum("nij,j->ni", axes @ lean, np.array([0.0, y * 0.066, z * 0.031])),
            (axes @ lean) * np.array([0.007, 0.008, 0.008]),
        )
        for y in (-1, 1)
        for z in (-1, 1)
    ]
    strap = [skeleton.spine.at(INDEX[level], REST_M[INDEX[level]] + point) for point in _strap_ring(level)]
    return [
        Part("strap", (), ring_m=np.stack(strap, axis=1), ring_axes=axes, nearer_m=0.05, follows="trunk"),
        Part("phone", (Solid(tuple(corners), "phone", fine=False),), nearer_m=0.10),
    ]


def _held_phone(worn: str, skeleton: Skeleton) -> Solid:
    """Its long edge along a shin or thigh, on its front; or along the outer edge of a foot."""
    side, _, where = worn.partition(" ")
    leg = skeleton.legs[side]
    if where == "foot":
        along, off = leg.foot[:, :, 0], SIDES[side] * leg.foot[:, :, 2]
        middle = leg.ankle_m + 0.055 * along - 0.030 * leg.foot[:, :, 1] + 0.044 * off
    else:
        top, end = (leg.knee_m, leg.ankle_m) if where == "shin" else (leg.hip_m, leg.knee_m)
        along = unit(top - end)
        off = unit(np.cross(along, leg.foot[:, :, 2])) if where == "shin" else unit(np.cross(along, skeleton.pelvis[:, :, 2]))
        share, thick = (0.28, 0.056) if where == "shin" else (0.55, 0.085)
        middle = top + share * (end - top) + thick * off
    across = np.cross(along, off)
    axes = np.stack([off, along, across], axis=2)
    return Solid(
        tuple(
            Ball(middle + y * 0.066 * along + z * 0.031 * across, axes * np.array([0.007, 0.008, 0.008]))
            for y in (-1, 1)
            for z in (-1, 1)
        ),
        "phone",
        fine=False,
    )


def _strap_ring(level: str) -> FloatArray:
    """(40, 3) points round the trunk at the height of a vertebra, from it, when upright."""
    angle = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)
    depth, width = (0.112, 0.152) if level == "T6" else (0.096, 0.134)
    middle = 0.004 - REST_M[INDEX[level]][0]
    return np.column_stack([middle + depth * np.cos(angle), np.zeros(40), width * np.sin(angle)])


KINDS: Final[dict[str, Callable[[Prop, Skeleton], list[Part]]]] = {
    "mat": _mat,
    "chair": _chair,
    "table": _table,
    "wall": _wall,
    "stick": _stick,
    "roller": _roller,
    "pillow": _pillow,
    "band": _band,
    "phone": _phone,
}
