"""Orientation against the optical reference of two BROAD trials (Laidig et al. 2021, doi:10.3390/data6070072).

Evaluated as in that paper: during the movement phase, error quaternion in the earth frame, its turn about the vertical
(heading) and the rest (inclination), the heading's constant offset removed. VQF's own published use is ``offlineVQF`` with
default parameters and no magnetometer; ours must be no worse on either trial.
"""

from pathlib import Path

import h5py
import numpy as np
import pytest
from vqf import offlineVQF

from supple.motion.orientation import filtered_orientation
from supple.motion.quaternion import angle_deg, conjugate, heading_deg, multiply
from supple.recording.model import Channel, SensorStream

BROAD = Path(__file__).parents[1] / "data" / "broad"
TRIALS = sorted(path.name for path in BROAD.glob("*.hdf5"))


def trial(name):
    with h5py.File(BROAD / name) as file:
        rate = float(file.attrs["sampling_rate"])
        gyr, acc = file["imu_gyr"][()], file["imu_acc"][()]
        optical = file["opt_quat"][()][:, [1, 2, 3, 0]]
        moving = file["movement"][()] & np.isfinite(optical).all(axis=1)
    return gyr, acc, optical, moving, rate


def errors(quaternion, optical, moving):
    """Inclination and heading RMSE, degrees."""
    error = multiply(quaternion[moving], conjugate(optical[moving]))
    heading = heading_deg(error)
    offset = np.rad2deg(np.angle(np.exp(1j * np.deg2rad(heading)).mean()))
    heading = (heading - offset + 180.0) % 360.0 - 180.0
    inclination = angle_deg(np.column_stack([error[:, :2], np.zeros(len(error)), np.hypot(error[:, 2], error[:, 3])]))
    return np.sqrt(np.mean(inclination**2)), np.sqrt(np.mean(heading**2))


def ours(gyr, acc, stamps):
    stream = SensorStream(angular_rate=Channel(stamps, np.rad2deg(gyr)), acceleration=Channel(stamps, acc))
    return filtered_orientation(stream, where="broad")


@pytest.mark.reference
@pytest.mark.parametrize("name", TRIALS)
def test_no_worse_than_vqfs_own_use(name):
    gyr, acc, optical, moving, rate = trial(name)
    plain = offlineVQF(gyr, acc, None, 1.0 / rate, None)["quat6D"][:, [1, 2, 3, 0]]
    estimate = ours(gyr, acc, np.arange(len(gyr)) / rate)
    found, published = errors(estimate.quaternion, optical, moving), errors(plain, optical, moving)
    assert len(estimate.time_s) == len(gyr)
    assert found[0] <= published[0] + 0.001
    assert found[1] <= published[1] + 0.001


@pytest.mark.reference
@pytest.mark.parametrize("name", TRIALS)
def test_slow_sampling_is_filled_in(name):
    """At 26 Hz plain VQF's heading is off by up to 5 degrees; with the rates filled in between samples by far less."""
    gyr, acc, optical, moving, rate = trial(name)
    every = 11
    blocks = len(gyr) // every
    mean_gyr, mean_acc = (x[: blocks * every].reshape(blocks, every, 3).mean(axis=1) for x in (gyr, acc))
    middle = np.arange(blocks) * every + every // 2
    plain = offlineVQF(mean_gyr, mean_acc, None, every / rate, None)["quat6D"][:, [1, 2, 3, 0]]
    found = errors(ours(mean_gyr, mean_acc, middle / rate).quaternion, optical[middle], moving[middle])
    usual = errors(plain, optical[middle], moving[middle])
    assert found[0] < 0.5 * usual[0]
    assert found[1] < 0.7 * usual[1]
    assert found[1] < 2.5


@pytest.mark.reference
def test_lost_packets_and_jitter_leave_tilt_and_heading_near():
    gyr, acc, optical, moving, rate = trial(TRIALS[0])
    rng = np.random.default_rng(7)
    stamps = np.arange(len(gyr)) / rate + rng.uniform(-0.0003, 0.0003, len(gyr))
    kept = rng.random(len(gyr)) > 0.05
    estimate = ours(gyr[kept], acc[kept], stamps[kept])
    found = errors(estimate.quaternion, optical[kept], moving[kept])
    assert found[0] < 0.5
    assert found[1] < 1.5
