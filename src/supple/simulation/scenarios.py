"""Draw whole recordings at random, as varied as people are: for tests, benchmarks and for trying things out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise
from typing import Final

import numpy as np

from supple.quantities import Direction, Instrument, Mode, Movement, Position
from supple.simulation.spec import BODY_SENSOR, ON_SACRUM, ON_STERNUM, PHONE, Device, Mounting, Move, Rest, SimulationSpec, Start

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT


class Kind(StrEnum):
    """What is worn in which position: errors differ, so they are judged one by one."""

    PHONE_SEATED = "phone-seated"
    PHONE_LUMBAR_LOCKED = "phone-lumbar-locked"
    TWO_SENSORS = "two-sensors"


#: Ranges the numbers are drawn from, uniformly; the usual size of the movements of healthy people and some far from it.
_PEAK_DEG: Final = {
    Movement.ROTATION: (18.0, 65.0),
    Movement.FLEXION: (20.0, 60.0),
    Movement.EXTENSION: (15.0, 30.0),
    Movement.LATERAL_FLEXION: (16.0, 35.0),
}
_PELVIS_TURN_DEG: Final = (3.0, 20.0)
_LOCKED_PELVIS_TURN_DEG: Final = (0.0, 2.0)
_HEADING_DRIFT_DEG: Final = (3.0, 9.0)
_RATES_HZ: Final = (50.0, 52.0, 60.0, 100.0, 120.0, 286.0)


def random_script(rng: np.random.Generator, *, pelvis_turn_deg: float, bends: bool = True) -> tuple[Move | Rest, ...]:
    """Blocks of movements in any order, with repetitions extra or missing, sides together or in turn."""
    blocks = [_rotation_block(rng, pelvis_turn_deg)]
    if bends:
        blocks += [_bend_block(rng, movement) for movement in (Movement.FLEXION, Movement.EXTENSION)]
        blocks.append(_lateral_block(rng))
        kept = rng.random(4) < (1.0, 0.6, 0.4, 0.5)
        blocks = [blocks[i] for i in rng.permutation(4) if kept[i]]
    script: list[Move | Rest] = []
    for block in blocks:
        script += [*block, Rest(seconds=float(rng.uniform(0.5, 3.0)))]
    return tuple(script)


def _tempo(rng: np.random.Generator) -> Move:
    slow = float(rng.uniform(0.6, 3.0))
    return Move(
        out_s=slow,
        back_s=slow * float(rng.uniform(0.8, 1.3)),
        hold_s=float(rng.choice([0.0, 0.5, 1.5, 2.0, 4.0])),
        pause_s=float(rng.choice([0.0, 0.5, 1.0, 3.0])),
    )


def _sides(rng: np.random.Generator) -> list[Direction]:
    left, right = (int(n) for n in rng.choice([2, 3, 3, 3, 4], 2))
    order = rng.choice(["turns", "left first", "right first", "one side"], p=[0.4, 0.25, 0.25, 0.1])
    if order == "turns":
        first, second = (LEFT, RIGHT) if rng.random() < 0.5 else (RIGHT, LEFT)
        return [first if i % 2 == 0 else second for i in range(left + right)]
    if order == "one side":
        return [LEFT if rng.random() < 0.5 else RIGHT] * left
    return [LEFT] * left + [RIGHT] * right if order == "left first" else [RIGHT] * right + [LEFT] * left


def _rotation_block(rng: np.random.Generator, pelvis_turn_deg: float) -> list[Move]:
    tempo, sides = _tempo(rng), _sides(rng)
    size = {side: float(rng.uniform(*_PEAK_DEG[Movement.ROTATION])) for side in (LEFT, RIGHT)}
    smaller = min(size, key=lambda side: size[side])
    # One side may be limited, hardly ever to less than this share of the other.
    size[smaller] = max(size[smaller], 0.4 * max(size.values()))
    side_share, forward_share = float(rng.uniform(0.0, 0.3)), float(rng.uniform(-0.3, 0.3))
    moves = []
    for side in sides:
        peak = size[side] * float(rng.uniform(0.9, 1.1))
        bent = replace(tempo, coupled_lateral_flexion_deg=side_share * peak, coupled_flexion_deg=forward_share * peak)
        turn = pelvis_turn_deg * float(rng.uniform(0.8, 1.2))
        moves.append(replace(bent, direction=side, peak_deg=peak, pelvis_turn_deg=turn))
    return _variety(rng, moves)


def _variety(rng: np.random.Generator, moves: Sequence[Move]) -> list[Move]:
    """Double peaks in a hold, direct passes from side to side, swinging past neutral, one far bigger than the rest."""
    style = rng.choice(["plain", "double", "direct", "overshoot", "outlier"], p=[0.5, 0.15, 0.1, 0.15, 0.1])
    if style == "double":
        return [replace(move, hold_s=3.0, dip_deg=0.25 * move.peak_deg) for move in moves]
    if style == "direct" and all(a.direction is not b.direction for a, b in pairwise(moves)):
        return [replace(move, returns=0.0, pause_s=0.0) for move in moves[:-1]] + [moves[-1]]
    if style == "overshoot":
        return [replace(move, overshoot_deg=0.2 * move.peak_deg, pause_s=max(move.pause_s, 0.5)) for move in moves]
    if style == "outlier":
        index = int(rng.integers(len(moves)))
        return [replace(move, peak_deg=1.6 * move.peak_deg) if i == index else move for i, move in enumerate(moves)]
    return list(moves)


def _bend_block(rng: np.random.Generator, movement: Movement) -> list[Move]:
    tempo, size = _tempo(rng), float(rng.uniform(*_PEAK_DEG[movement]))
    turn = float(rng.uniform(-0.15, 0.15)) * size
    bend = replace(tempo, movement=movement, peak_deg=size, coupled_rotation_deg=turn)
    return [bend] * int(rng.integers(1, 4))


def _lateral_block(rng: np.random.Generator) -> list[Move]:
    tempo, size = _tempo(rng), float(rng.uniform(*_PEAK_DEG[Movement.LATERAL_FLEXION]))
    # Side-bending takes some rotation with it, to either side.
    turn = float(rng.uniform(-0.4, 0.4)) * size
    bend = replace(tempo, movement=Movement.LATERAL_FLEXION, peak_deg=size, coupled_rotation_deg=turn)
    return [replace(bend, direction=side) for side in _sides(rng)]


def random_spec(seed: int, kind: Kind, *, bends: bool = True, marked: bool | None = None) -> SimulationSpec:
    """A recording of one kind with everything else drawn. Phones follow the protocol's marks; body sensors mostly do not."""
    rng = np.random.default_rng([seed, list(Kind).index(kind)])
    phone = kind is not Kind.TWO_SENSORS
    locked = kind is Kind.PHONE_LUMBAR_LOCKED
    turn = float(rng.uniform(*(_LOCKED_PELVIS_TURN_DEG if locked else _PELVIS_TURN_DEG)))
    is_marked = phone if marked is None else marked
    upright = (Position.SEATED, Position.STANDING, Position.HALF_KNEELING)
    return SimulationSpec(
        script=random_script(rng, pelvis_turn_deg=turn, bends=bends and not locked),
        position=Position.LUMBAR_LOCKED if locked else Position.SEATED if phone else upright[int(rng.integers(3))],
        mode=Mode.ACTIVE,
        instrument=Instrument.PHONE if phone else Instrument.SENSORS,
        devices={"thorax": _phone(rng)} if phone else {segment: _body_sensor(rng) for segment in ("thorax", "pelvis")},
        mountings={"thorax": _mounting(rng, ON_STERNUM), "pelvis": _mounting(rng, ON_SACRUM)},
        facing_deg=float(rng.uniform(-180.0, 180.0)),
        start=Start.MOVING if rng.random() < 0.4 else Start.STILL,
        marked=is_marked,
        return_error_deg=float(rng.uniform(0.5, 3.0)),
        trunk_lean_deg=float(rng.normal(0.0, 2.0)),
        seed=seed,
    )


def _mounting(rng: np.random.Generator, usual: Mounting) -> Mounting:
    """Worn at any angle, a hand's width from the usual place."""
    vector = rng.normal(size=3)
    turned = vector / np.linalg.norm(vector) * rng.uniform(0.0, 180.0)
    place = np.asarray(usual.place_m) + rng.normal(0.0, 0.03, 3)
    return Mounting(turned_deg=(turned[0], turned[1], turned[2]), place_m=(place[0], place[1], place[2]))


def _phone(rng: np.random.Generator) -> Device:
    return replace(_erring(rng, PHONE), lost=float(rng.uniform(0.0, 0.03)))


def _body_sensor(rng: np.random.Generator) -> Device:
    rate = float(rng.choice(_RATES_HZ))
    lossy = rng.random() < 0.3
    return replace(
        _erring(rng, BODY_SENSOR),
        rate_hz=rate,
        starts_late_s=float(rng.uniform(0.0, 0.1)),
        lost=0.02 if lossy else 0.0,
        gap_s=0.15 if lossy else 0.0,
    )


def _erring(rng: np.random.Generator, device: Device) -> Device:
    return replace(device, heading_drift_deg=float(rng.uniform(*_HEADING_DRIFT_DEG)), bias_dps=float(rng.uniform(0.1, 0.8)))
