"""What to simulate: a script of movements, a posture, the devices worn, and how they err. All plain, frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from supple.quantities import Direction, Instrument, Mode, Movement, Placement, Position

#: A movement smaller than this is fidgeting, no repetition (convention of this project), degrees.
SMALLEST_REPETITION_DEG: Final = 10.0


@dataclass(frozen=True, kw_only=True)
class Move:
    """One excursion out of the neutral posture and back, each part of it with minimum jerk.

    peak_deg: size of the movement of the thorax in the pelvis. The three ``coupled`` angles and ``pelvis_turn_deg`` are
    reached together with it: a pelvis turn is positive toward the side of the movement. dip_deg: how far the person gives
    way in the middle of the hold before reaching the peak again. overshoot_deg: how far past neutral the way back goes.
    returns: share of the excursion that is undone (1: back to neutral; 0: straight from the peak into the next movement).
    """

    movement: Movement = Movement.ROTATION
    direction: Direction | None = None
    peak_deg: float = 40.0
    out_s: float = 2.0
    hold_s: float = 1.5
    back_s: float = 2.0
    pause_s: float = 1.0
    pelvis_turn_deg: float = 0.0
    coupled_flexion_deg: float = 0.0
    coupled_lateral_flexion_deg: float = 0.0
    coupled_rotation_deg: float = 0.0
    dip_deg: float = 0.0
    overshoot_deg: float = 0.0
    returns: float = 1.0

    @property
    def is_repetition(self) -> bool:
        return self.peak_deg >= SMALLEST_REPETITION_DEG


@dataclass(frozen=True, kw_only=True)
class Rest:
    """Staying in the neutral posture; ``marked`` makes its last part a declared zero for what follows."""

    seconds: float = 3.0
    marked: bool = False


class Start(StrEnum):
    STILL = "still"
    MOVING = "moving"


@dataclass(frozen=True, kw_only=True)
class Device:
    """How one sensor measures.

    bias_dps: length of the constant gyroscope bias (direction drawn). heading_drift_deg: what a further error about the
    neutral's vertical adds up to over the recording. Noise: standard deviation of one sample. rounding: 0 for none.
    jitter_s: of the time stamps. lost: share of events that never arrive. gap_s: one longer hole at a drawn moment.
    attitude: whether the device also gives its own orientation, with its own slow heading error.
    """

    rate_hz: float = 60.0
    bias_dps: float = 0.4
    bias_walk_dps_per_sqrt_s: float = 0.005
    heading_drift_deg: float = 5.0
    gyroscope_noise_dps: float = 0.15
    gyroscope_scale: float = 0.003
    accelerometer_noise_mps2: float = 0.04
    accelerometer_offset_mps2: float = 0.05
    rounding_dps: float = 0.0
    rounding_mps2: float = 0.0
    jitter_s: float = 0.0005
    lost: float = 0.0
    gap_s: float = 0.0
    starts_late_s: float = 0.0
    attitude: bool = False
    attitude_drift_deg: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Mounting:
    """Where a sensor sits: its turn against the segment (rotation vector, degrees, segment's axes) and its place (m).

    The turn is from the usual way of wearing it: a phone's top edge to the chin and the screen out in front.
    """

    turned_deg: tuple[float, float, float] = (0.0, 0.0, 0.0)
    place_m: tuple[float, float, float] = (0.10, 0.30, 0.0)


PHONE: Final = Device(rate_hz=60.0, rounding_dps=0.1, rounding_mps2=0.1, jitter_s=0.001, lost=0.01, attitude=True)
BODY_SENSOR: Final = Device(rate_hz=60.0)
ON_STERNUM: Final = Mounting()
ON_SACRUM: Final = Mounting(turned_deg=(0.0, 180.0, 0.0), place_m=(-0.08, 0.05, 0.0))
TWO_SENSORS: Final = MappingProxyType({"thorax": BODY_SENSOR, "pelvis": BODY_SENSOR})
ONE_PHONE: Final = MappingProxyType({"thorax": PHONE})
USUAL_PLACES: Final = MappingProxyType({"thorax": ON_STERNUM, "pelvis": ON_SACRUM})


@dataclass(frozen=True, kw_only=True)
class SimulationSpec:
    """Everything that decides a simulated recording; the same spec gives the same recording.

    devices: by segment, ``thorax`` always, ``pelvis`` where it is worn too. marked: upright, zero and end windows are
    declared as in the protocol. return_error_deg: standard deviation of the posture a person comes back to.
    trunk_lean_deg: how far from plumb the trunk is in the upright window.
    """

    script: tuple[Move | Rest, ...]
    position: Position = Position.SEATED
    mode: Mode | None = None
    instrument: Instrument = Instrument.SENSORS
    placement: Placement | None = Placement.STERNUM
    devices: Mapping[str, Device] = field(
        default_factory=lambda: MappingProxyType({"thorax": BODY_SENSOR, "pelvis": BODY_SENSOR})
    )
    mountings: Mapping[str, Mounting] = field(
        default_factory=lambda: MappingProxyType({"thorax": ON_STERNUM, "pelvis": ON_SACRUM})
    )
    facing_deg: float = 0.0
    start: Start = Start.STILL
    marked: bool = False
    declare_position: bool = True
    still_s: float = 3.0
    settle_s: float = 3.0
    sway_deg: float = 0.3
    return_error_deg: float = 0.0
    trunk_lean_deg: float = 0.0
    seed: int = 0
