"""Tiny recordings with known motion, for the tests of body-worn sensors."""

import numpy as np
from scipy.spatial.transform import Rotation

from supple.conventions import GRAVITY_MPS2
from supple.quantities import Instrument
from supple.recording.model import Channel, Declared, Format, SensorRecording, SensorStream

#: Segment axes (x forward, y up, z right) of somebody upright who faces along the room's x.
UPRIGHT = Rotation.from_matrix(np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]]))


def bump(time, start, length=4.0):
    """0 to 1 and back with smooth ends and a hold."""
    rise = np.clip((time - start) / (0.35 * length), 0.0, 1.0)
    fall = np.clip((time - start - 0.65 * length) / (0.35 * length), 0.0, 1.0)
    ease = lambda u: u**3 * (10 - 15 * u + 6 * u * u)  # noqa: E731
    return ease(rise) - ease(fall)


def body(flexion, lateral, rotation, base=UPRIGHT):
    """(n,) Rotation of a segment from angles in this project's signs."""
    return base * Rotation.from_euler("ZXY", np.column_stack([-flexion, lateral, rotation]), degrees=True)


def raw_stream(time, segment, mounting=None, bias_dps=(0.0, 0.0, 0.0)):
    """Rates and accelerations of a sensor on a segment, without noise."""
    sensor = segment * (mounting or Rotation.identity())
    steps = (sensor[:-1].inv() * sensor[1:]).as_rotvec(degrees=True) / np.diff(time)[:, None]
    rates = np.vstack([steps[:1], 0.5 * (steps[:-1] + steps[1:]), steps[-1:]]) + np.asarray(bias_dps)
    force = sensor.inv().apply([0.0, 0.0, GRAVITY_MPS2])
    return SensorStream(angular_rate=Channel(time, rates), acceleration=Channel(time, force))


def oriented_stream(time, segment, mounting=None, heading_deg=0.0):
    sensor = Rotation.from_euler("Z", heading_deg, degrees=True) * segment * (mounting or Rotation.identity())
    return SensorStream(orientation=Channel(time, sensor.as_quat()))


def recording(streams, *, form=Format.NEUTRAL_CSV, instrument=Instrument.SENSORS, marks=(), **declared):
    return SensorRecording("made-up", form, instrument, declared=Declared(**declared), streams=streams, marks=tuple(marks))
