"""The head: skull, face and hair, each as much of it as the camera sees."""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import HEAD, INDEX, REST_M
from supple.figure.scene.solids import Ball, Cap, Part, Patch, Solid

_SKULL_AT: Final = np.array([0.012, 0.056, 0.0])
_SKULL: Final = np.array([0.099, 0.100, 0.078])
#: Where the hair's middle lies on the skull, and how much further out than the skin it is.
_CROWN: Final = np.array([-0.80, 0.60, 0.0])
_HAIR: Final = 1.035
_NECK: Final = 0.047
#: Half axes of the shirt's collar, leaning forward with the neck's root.
_LEAN: Final = np.deg2rad(24.0)
_COLLAR: Final = np.array(
    [[np.cos(_LEAN), np.sin(_LEAN), 0.0], [-np.sin(_LEAN), np.cos(_LEAN), 0.0], [0.0, 0.0, 1.0]]
) * np.array([0.060, 0.024, 0.064])


def head_parts(skeleton: Skeleton) -> list[Part]:
    """Neck, face and hair, and the bun; eyes, ears and nose say which way it looks."""
    base = REST_M[HEAD]

    def ball(at: tuple[float, float, float], half: tuple[float, float, float]) -> Ball:
        return Ball(skeleton.spine.at(HEAD, base + np.array(at)), skeleton.head * np.array(half))

    skull = ball((*_SKULL_AT,), (*_SKULL,))
    brow = ball((0.047, 0.030, 0.0), (0.060, 0.055, 0.062))
    chin = ball((0.062, -0.046, 0.0), (0.037, 0.028, 0.037))
    hair = Cap(skull.centre_m, skeleton.head * (_SKULL * _HAIR), _CROWN, "hair")
    collar_at = REST_M[INDEX["T1"]] + np.array([-0.006, 0.010, 0.0])
    neck = (
        Ball(skeleton.spine.at(INDEX["T1"], collar_at + np.array([0.0, 0.030, 0.0])), _NECK),
        ball((0.002, -0.012, 0.0), (_NECK, _NECK, _NECK)),
    )
    collar = Ball(skeleton.spine.at(INDEX["T1"], collar_at), skeleton.level("T1") @ _COLLAR)
    nose = (ball((0.104, 0.030, 0.0), (0.010, 0.014, 0.009)), ball((0.121, 0.004, 0.0), (0.010, 0.010, 0.011)))
    solids: tuple[Solid | Patch | Cap, ...] = (
        Solid(neck, "skin"),
        Solid((collar,), "shirt", fine=False),
        Solid((skull, brow, chin), "skin"),
        Solid(nose, "skin", fine=False),
        hair,
        *_features(skeleton),
    )
    bun = Solid((ball((-0.100, 0.122, 0.0), (0.036, 0.036, 0.036)),), "hair", fine=False)
    return [Part("head", solids), Part("bun", (bun,))]


def _features(skeleton: Skeleton) -> tuple[Patch, ...]:
    """Eyes and ears as small discs on the skin, seen where they look toward the camera."""
    made = []
    round_ = np.linspace(0.0, 2.0 * np.pi, 10, endpoint=False)
    origin = skeleton.spine.at(HEAD, REST_M[HEAD])[:, None]
    for side in (-1.0, 1.0):
        look = np.array([0.87, 0.0, side * 0.50])
        wide = 0.0070 * np.cos(round_)
        eye = np.column_stack([0.102 - side * look[2] * wide, 0.030 + 0.0095 * np.sin(round_), side * (0.031 + look[0] * wide)])
        ear = np.column_stack([0.004 + 0.014 * np.cos(round_), 0.022 + 0.022 * np.sin(round_), np.full(10, side * 0.082)])
        for points, way, colour, rim in ((eye, look, "line", 0.22), (ear, np.array([0.25, 0.0, side * 0.97]), "skin", 0.15)):
            made.append(Patch(origin + points @ skeleton.head.swapaxes(1, 2), skeleton.head @ way, colour, rim))
    return tuple(made)
