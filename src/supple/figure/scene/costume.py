"""Flesh and clothes on the skeleton, as hulls of ellipsoids. All sizes are conventions of these drawings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from supple.conventions import FORWARD, FloatArray
from supple.figure.body.arms import Arm
from supple.figure.body.legs import BALL_HALF_M, BALL_M, Leg
from supple.figure.body.skeleton import SIDES, Skeleton
from supple.figure.body.spine import INDEX, REST_M
from supple.figure.body.vectors import unit
from supple.figure.scene.head import head_parts
from supple.figure.scene.solids import Ball, Part, Patch, Solid

#: Slices of the trunk: vertebra that carries it (None: the pelvis), height over the hips when upright, half width, half depth,
#: how far forward its middle lies, half height; metres. Its colour is the piece above it.
_TRUNK: Final = (
    (None, -0.030, 0.112, 0.098, -0.012, 0.040, "hips"),
    (None, 0.035, 0.158, 0.108, -0.010, 0.040, "hips"),
    (None, 0.105, 0.146, 0.100, -0.004, 0.035, "hips"),
    ("L4", 0.165, 0.132, 0.092, 0.004, 0.030, "lumbar"),
    ("L2", 0.230, 0.127, 0.088, 0.006, 0.030, "lumbar"),
    ("T12", 0.295, 0.134, 0.094, 0.006, 0.030, "lumbar"),
    ("T10", 0.360, 0.146, 0.104, 0.006, 0.030, "thoracic"),
    ("T7", 0.425, 0.157, 0.108, 0.004, 0.030, "thoracic"),
    ("T4", 0.485, 0.160, 0.100, 0.000, 0.030, "thoracic"),
    ("T2", 0.525, 0.135, 0.076, -0.012, 0.026, "yoke"),
    ("T1", 0.556, 0.070, 0.056, -0.018, 0.022, "yoke"),
)
#: How much a whole breath widens the trunk, sideways and forward, and how much of that each slice takes: low ribs and belly most.
_BREATH: Final = (0.045, 0.085)
_CHEST: Final = {"L2": 0.9, "T12": 1.1, "T10": 1.0, "T7": 0.8, "T4": 0.6, "T2": 0.3}


def body_parts(skeleton: Skeleton, works: Iterable[str]) -> list[Part]:
    """All parts of the body; works: regions of the trunk in the colour of what works (lumbar, thoracic)."""
    colours = {"hips": "trousers", "lumbar": "shirt", "thoracic": "shirt", "yoke": "shirt", **dict.fromkeys(works, "work")}
    parts = [_trunk(skeleton, colours), *head_parts(skeleton)]
    for side, sign in SIDES.items():
        parts += _arm(side, skeleton.arms[side], skeleton, sign)
        parts += _leg(side, skeleton.legs[side], skeleton, sign)
    return parts


def _trunk(skeleton: Skeleton, colours: dict[str, str]) -> Part:
    slices = [_slice(skeleton, row) for row in _TRUNK]
    solids = [Solid((lower, upper), colours[row[6]]) for lower, upper, row in zip(slices, slices[1:], _TRUNK[1:], strict=False)]
    shoulders = colours["yoke"]
    neck = slices[-1]
    for side in SIDES:
        cap = Ball(skeleton.arms[side].shoulder_m, 0.056)
        solids.append(Solid((cap, neck), shoulders))
        solids.append(Solid((cap, slices[-3]), shoulders))
    return Part(
        "trunk", (*_hips_first(solids), _buckle(skeleton)), dots_m=_spinous(skeleton), dots_face=-skeleton.level("T7")[:, :, 0]
    )


def _buckle(skeleton: Skeleton) -> Patch:
    """A belt buckle: it shows whether the hips turn along."""
    corners = np.array([(0.101, 0.128 + y, z) for y, z in ((-0.013, -0.021), (-0.013, 0.021), (0.013, 0.021), (0.013, -0.021))])
    points = skeleton.hips_m[:, None] + corners @ skeleton.pelvis.swapaxes(1, 2)
    return Patch(points, skeleton.pelvis[:, :, 0], "bone", rim=0.12)


def _hips_first(solids: list[Solid]) -> list[Solid]:
    """Each colour in one run, so that one path holds it; the trousers' waist lies over the shirt."""
    rank = {"work": 0, "shirt": 1, "trousers": 2}
    return sorted(solids, key=lambda solid: rank[solid.colour])


def _slice(skeleton: Skeleton, row: tuple[object, ...]) -> Ball:
    level, height, width, depth, ahead, thick, _ = row
    place = np.array([ahead, height, 0.0], dtype=np.float64)
    n = len(skeleton.hips_m)
    if level is None:
        axes, centre = skeleton.pelvis, skeleton.hips_m + skeleton.pelvis @ place
    else:
        axes, centre = skeleton.level(str(level)), skeleton.spine.at(INDEX[str(level)], place)
    half = np.broadcast_to(np.array([depth, thick, width], dtype=np.float64), (n, 3)).copy()
    if level in _CHEST:
        full = (2.0 * skeleton.breath - 1.0) * _CHEST[str(level)]
        half[:, 2] *= 1.0 + _BREATH[0] * full
        half[:, 0] *= 1.0 + _BREATH[1] * full
    return Ball(centre, axes * half[:, None, :])


def _spinous(skeleton: Skeleton) -> FloatArray:
    """(n, 18, 3) a dot a vertebra from L5 to C7, on the skin of the back."""
    dots = []
    for row in range(INDEX["L5"], INDEX["C7"] + 1):
        middle = 0.5 * (REST_M[row] + REST_M[row + 1])
        dots.append(skeleton.spine.at(row, middle + np.array([_back_at(middle[1]), 0.0, 0.0]) * [1.0, 0.0, 0.0]))
    return np.stack(dots, axis=1)


def _back_at(height: float) -> float:
    """From a vertebra back to the skin, metres, at a height over the hips when upright."""
    heights = [row[1] for row in _TRUNK]
    skin = [row[4] - row[3] for row in _TRUNK]
    spine = np.interp(height, REST_M[:, 1], REST_M[:, 0])
    return float(np.interp(height, heights, skin) - spine + 0.014)


def _along(start: FloatArray, end: FloatArray, share: float) -> FloatArray:
    return (1.0 - share) * start + share * end


def _arm(side: str, arm: Arm, skeleton: Skeleton, sign: float) -> list[Part]:
    shoulder, elbow, wrist = arm.shoulder_m, arm.elbow_m, arm.wrist_m
    back = skeleton.level("T2")[:, :, 0]
    top = Ball(shoulder, 0.055)
    deltoid = Ball(_along(shoulder, elbow, 0.30), 0.049)
    above = Ball(_along(shoulder, elbow, 0.55), 0.045)
    elbow_ball = Ball(elbow, 0.037)
    forearm = Ball(_along(elbow, wrist, 0.27), 0.040)
    wrist_ball = Ball(wrist, 0.0255)
    sleeve = "shirt"
    upper = Part(
        f"{side} upper arm",
        (
            Solid((above, elbow_ball), "skin"),
            Solid((top, deltoid), sleeve),
            Solid((deltoid, above), sleeve),
        ),
        joins=("trunk",),
        blend=(
            Solid(
                (
                    Ball(shoulder - 0.028 * sign * skeleton.level("T2")[:, :, 2], 0.046),
                    Ball(_along(shoulder, elbow, 0.08), 0.0475),
                ),
                "shirt",
            ),
        ),
    )
    lower = Part(
        f"{side} forearm",
        (Solid((elbow_ball, forearm), "skin"), Solid((forearm, wrist_ball), "skin"), *_hand(arm, sign)),
        joins=(f"{side} upper arm",),
        blend=(
            Solid(
                (Ball(_along(elbow, shoulder, 0.16), 0.0355), Ball(elbow, 0.0310), Ball(_along(elbow, wrist, 0.10), 0.0325)),
                "skin",
            ),
        ),
    )
    del back
    return [upper, lower]


def _hand(arm: Arm, sign: float) -> tuple[Solid, ...]:
    along, back, across = (arm.hand[:, :, k] for k in range(3))
    flat = np.array([0.030, 0.014, 0.038])
    palm = Ball(arm.wrist_m + 0.060 * along, arm.hand * flat)
    knuckles = Ball(arm.wrist_m + 0.088 * along, arm.hand * np.array([0.020, 0.013, 0.040]))
    closed = arm.grip[:, None]
    tips = Ball(
        arm.wrist_m + (0.158 - 0.066 * closed) * along - 0.034 * closed * back, arm.hand * np.array([0.018, 0.012, 0.029])
    )
    thumb_side = -sign * across
    thumb = (
        Ball(arm.wrist_m + 0.045 * along + 0.024 * thumb_side, 0.014),
        Ball(arm.wrist_m + 0.098 * along + (0.054 - 0.034 * closed) * thumb_side - (0.004 + 0.030 * closed) * back, 0.011),
    )
    return (
        Solid((Ball(arm.wrist_m, 0.0255), palm), "skin", fine=False),
        Solid((palm, knuckles), "skin", fine=False),
        Solid((knuckles, tips), "skin", fine=False),
        Solid(thumb, "skin", fine=False),
    )


def _leg(side: str, leg: Leg, skeleton: Skeleton, sign: float) -> list[Part]:
    hip, knee, ankle = leg.hip_m, leg.knee_m, leg.ankle_m
    calf_back = _calf(hip, knee, ankle)
    hip_ball = Ball(hip + 0.004 * sign * skeleton.pelvis[:, :, 2], 0.086)
    thigh = Ball(_along(hip, knee, 0.30), 0.082)
    knee_ball = Ball(knee, 0.054)
    calf = Ball(_along(knee, ankle, 0.28) + 0.012 * calf_back, 0.053)
    ankle_ball = Ball(ankle, 0.035)
    upper = Part(
        f"{side} thigh",
        (Solid((hip_ball, thigh), "trousers"), Solid((thigh, knee_ball), "trousers")),
        joins=("trunk",),
        blend=(
            Solid(
                (
                    Ball(skeleton.hips_m + skeleton.pelvis @ np.array([-0.005, 0.020, sign * 0.068]), 0.071),
                    Ball(hip, 0.0755),
                    Ball(_along(hip, knee, 0.24), 0.0735),
                ),
                "trousers",
            ),
        ),
    )
    lower = Part(
        f"{side} shank",
        (
            *_foot(leg),
            Solid((knee_ball, calf), "trousers"),
            Solid((calf, Ball(_along(knee, ankle, 0.86), 0.037)), "trousers"),
        ),
        joins=(f"{side} thigh",),
        blend=(
            Solid(
                (Ball(_along(knee, hip, 0.14), 0.0525), Ball(knee, 0.0475), Ball(_along(knee, ankle, 0.10), 0.0470)), "trousers"
            ),
        ),
    )
    del ankle_ball
    return [upper, lower]


def _calf(hip: FloatArray, knee: FloatArray, ankle: FloatArray) -> FloatArray:
    """Where the calf bulges: to the inside of the bent knee."""
    return unit(0.5 * (hip + ankle) - knee + 1e-6 * FORWARD)


def _foot(leg: Leg) -> tuple[Solid, ...]:
    toward, back = leg.foot[:, :, 0], leg.foot[:, :, 1]
    ankle = leg.ankle_m
    heel = Ball(ankle - 0.040 * toward - 0.036 * back, 0.030)
    instep = Ball(ankle + 0.020 * toward - 0.008 * back, 0.034)
    joint = ankle + BALL_M[0] * toward + BALL_M[1] * back
    ball = Ball(joint, leg.foot * np.array([*BALL_HALF_M, 0.042]))
    tip = joint + 0.053 * leg.toes[:, :, 0] - 0.006 * leg.toes[:, :, 1]
    toes = Ball(tip, leg.toes * np.array([0.022, 0.013, 0.036]))
    return (
        Solid((Ball(ankle, 0.034), heel), "skin", fine=False),
        Solid((heel, instep, ball), "skin", fine=False),
        Solid((ball, toes), "skin", fine=False),
        Solid((Ball(_along(leg.knee_m, ankle, 0.80), 0.037), Ball(ankle, 0.034)), "skin", fine=False),
    )
