"""The head: skull, face and hair, each as much of it as the camera sees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.figure.body.skeleton import Skeleton
from supple.figure.body.spine import HEAD, INDEX, REST_M
from supple.figure.scene.solids import Ball, Part, Patch, Solid

_SKULL_AT: Final = np.array([0.012, 0.056, 0.0])
_SKULL: Final = np.array([0.099, 0.100, 0.078])
#: Where the hair's middle lies on the skull and how far round it reaches (cosine).
_CROWN: Final = np.array([-0.80, 0.60, 0.0])
_HAIR_REACH: Final = -0.02
_NECK: Final = 0.047
#: Half axes of the shirt's collar, leaning forward with the neck's root.
_LEAN: Final = np.deg2rad(24.0)
_COLLAR: Final = np.array(
    [[np.cos(_LEAN), np.sin(_LEAN), 0.0], [-np.sin(_LEAN), np.cos(_LEAN), 0.0], [0.0, 0.0, 1.0]]
) * np.array([0.060, 0.024, 0.064])


Carried = Callable[[FloatArray], FloatArray]


def head_part(skeleton: Skeleton) -> Part:
    """Neck, face and hair; eyes, ears and nose say which way it looks."""
    base = REST_M[HEAD]

    def ball(at: tuple[float, float, float], half: tuple[float, float, float]) -> Ball:
        return Ball(skeleton.spine.at(HEAD, base + np.array(at)), skeleton.head * np.array(half))

    def surface(points: FloatArray) -> FloatArray:
        return np.asarray(skeleton.spine.at(HEAD, base)[:, None] + points @ skeleton.head.swapaxes(1, 2))

    def turned(normals: FloatArray) -> FloatArray:
        return np.asarray(normals @ skeleton.head.swapaxes(1, 2))

    skull = ball((*_SKULL_AT,), (*_SKULL,))
    brow = ball((0.047, 0.030, 0.0), (0.060, 0.055, 0.062))
    chin = ball((0.062, -0.046, 0.0), (0.037, 0.028, 0.037))
    points, normals, crown = _skull_points()
    crown_way = skeleton.head @ (_CROWN / np.linalg.norm(_CROWN))
    hair = Patch(surface(points[crown]), turned(normals[crown]), "hair", toward=crown_way, otherwise=(skull,))
    face = Patch(surface(points[~crown]), turned(normals[~crown]), "skin", toward=-crown_way, with_balls=(brow, chin))
    collar_at = REST_M[INDEX["T1"]] + np.array([-0.006, 0.010, 0.0])
    neck = (
        Ball(skeleton.spine.at(INDEX["T1"], collar_at + np.array([0.0, 0.030, 0.0])), _NECK),
        ball((0.002, -0.012, 0.0), (_NECK, _NECK, _NECK)),
    )
    collar = Ball(skeleton.spine.at(INDEX["T1"], collar_at), skeleton.level("T1") @ _COLLAR)
    nose = (ball((0.104, 0.030, 0.0), (0.010, 0.014, 0.009)), ball((0.121, 0.004, 0.0), (0.010, 0.010, 0.011)))
    return Part(
        "head",
        (
            Solid(neck, "skin"),
            Solid((collar,), "shirt", fine=False),
            Solid((skull, brow, chin), "skin"),
            Solid(nose, "skin", fine=False),
            Solid((ball((-0.100, 0.122, 0.0), (0.036, 0.036, 0.036)),), "hair", fine=False),
            hair,
            face,
            *_features(surface, turned),
        ),
    )


def _features(surface: Carried, turned: Carried) -> tuple[Patch, ...]:
    """Eyes and ears as small discs on the skin, seen where they look toward the camera."""
    made = []
    round_ = np.linspace(0.0, 2.0 * np.pi, 10, endpoint=False)
    for side in (-1.0, 1.0):
        look = np.array([0.87, 0.0, side * 0.50])
        wide = 0.0070 * np.cos(round_)
        eye = np.column_stack([0.102 - side * look[2] * wide, 0.030 + 0.0095 * np.sin(round_), side * (0.031 + look[0] * wide)])
        made.append(Patch(surface(eye), turned(np.tile(look, (10, 1))), "line", rim=0.22, fine=False))
        ear = np.column_stack([0.004 + 0.014 * np.cos(round_), 0.022 + 0.022 * np.sin(round_), np.full(10, side * 0.080)])
        way = np.array([0.25, 0.0, side * 0.97])
        made.append(Patch(surface(ear), turned(np.tile(way, (10, 1))), "skin", rim=0.15, fine=False))
    return tuple(made)


def _skull_points() -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
    """Points all over the skull (head's axes from its joint), their normals, and which of them carry hair."""
    number = np.arange(420)
    height = 1.0 - 2.0 * (number + 0.5) / len(number)
    round_ = number * np.pi * (3.0 - np.sqrt(5.0))
    ring = np.sqrt(1.0 - height**2)
    sphere = np.column_stack([ring * np.cos(round_), height, ring * np.sin(round_)])
    edge = _edge()
    sphere = np.vstack([sphere, edge, edge])
    points = sphere * _SKULL + _SKULL_AT
    normals = sphere / _SKULL
    normals /= np.linalg.norm(normals, axis=1)[:, None]
    crown = sphere @ (_CROWN / np.linalg.norm(_CROWN)) > _HAIR_REACH
    crown[-2 * len(edge) : -len(edge)] = True
    crown[-len(edge) :] = False
    return points, normals, crown


def _edge() -> FloatArray:
    """The hair's own line round the skull, so that both sides of it meet exactly."""
    pole = _CROWN / np.linalg.norm(_CROWN)
    first = np.cross(pole, [0.0, 0.0, 1.0])
    second = np.cross(pole, first)
    angle = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)
    ring = np.sqrt(1.0 - _HAIR_REACH**2)
    return np.asarray(_HAIR_REACH * pole + ring * (np.cos(angle)[:, None] * first + np.sin(angle)[:, None] * second))
