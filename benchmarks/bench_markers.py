"""Markers to joint angles: supple beside bare NumPy and kineticstoolkit, 8 markers and 10,000 frames, in one run.

    pytest benchmarks/bench_markers.py -s

Bare NumPy is the least that the definition needs: two frames and three angles in closed form, no missing markers looked for,
nothing checked, no lean, no heading. Supple does all of that in the time it takes. kineticstoolkit runs in an environment of
its own (``peers.peer_python``), by its own functions. All three must give the same angles. The best round counts: what else
runs on the machine can only slow a round down.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest

from peers import peer_python
from supple.motion.markers import marker_angles
from supple.quantities import Instrument
from supple.recording.model import Format, MarkerRecording
from supple.recording.reading import read

FRAMES = 10_000
ROUNDS = 40
PEER = "kineticstoolkit==0.17.0"
WITHIN_TIMES_BARE = 2.0
TIMES_FASTER_THAN_PEER = 8.0
NEEDED = ("LASI", "RASI", "LPSI", "RPSI", "CLAV", "STRN", "C7", "T10")
TRIAL = Path(__file__).resolve().parents[1] / "tests" / "data" / "ui-prmd" / "m06_s01_e01.trc"


@pytest.fixture(scope="module")
def markers() -> MarkerRecording:
    """A real trial over and over, with noise so that no two frames are alike."""
    trial = read(TRIAL)
    columns = [trial.labels.index(name) for name in NEEDED]
    times = -(-FRAMES // len(trial.time_s))
    positions_m = np.tile(trial.positions_m[:, columns], (times, 1, 1))[:FRAMES]
    positions_m = positions_m + np.random.default_rng(1).normal(scale=5e-4, size=positions_m.shape)
    time_s = np.arange(FRAMES) / 100.0
    return MarkerRecording("markers", Format.TRC, Instrument.MARKERS, time_s=time_s, labels=NEEDED, positions_m=positions_m)


@pytest.fixture(scope="module")
def best_ms() -> dict[str, float]:
    return {}


def bare_numpy(positions_m):
    left_asis, right_asis, left_psis, right_psis, clav, strn, c7, t10 = positions_m.transpose(1, 0, 2)
    pelvis_right = unit(right_asis - left_asis)
    pelvis_forward = unit(square(left_asis + right_asis - left_psis - right_psis, pelvis_right))
    pelvis_up = np.cross(pelvis_right, pelvis_forward)
    thorax_up = unit(clav + c7 - strn - t10)
    thorax_forward = unit(square(clav + strn - c7 - t10, thorax_up))
    thorax_right = np.cross(thorax_forward, thorax_up)
    return np.rad2deg(
        np.stack(
            [
                np.arctan2(-dot(pelvis_up, thorax_forward), dot(pelvis_up, thorax_up)),
                np.arcsin(-dot(pelvis_up, thorax_right)),
                np.arctan2(dot(pelvis_forward, thorax_right), dot(pelvis_right, thorax_right)),
            ],
            axis=1,
        )
    )


def unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def square(vectors, to):
    return vectors - dot(vectors, to)[:, None] * to


def dot(a, b):
    return np.einsum("ij,ij->i", a, b)


def test_bare_numpy(benchmark, markers, best_ms):
    benchmark.pedantic(bare_numpy, args=(markers.positions_m,), rounds=ROUNDS, warmup_rounds=3)
    best_ms["bare NumPy"] = 1e3 * benchmark.stats.stats.min


def test_supple(benchmark, markers, best_ms):
    angles = benchmark.pedantic(marker_angles, args=(markers,), rounds=ROUNDS, warmup_rounds=3)
    best_ms["supple"] = 1e3 * benchmark.stats.stats.min
    found = np.stack([angles.flexion_deg, angles.lateral_flexion_deg, angles.axial_rotation_deg], axis=1)
    np.testing.assert_allclose(found, bare_numpy(markers.positions_m), atol=1e-9)


def test_kineticstoolkit(markers, best_ms):
    script = Path(__file__).with_name("peer_kineticstoolkit.py")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "markers.npz"
        np.savez(file, **{name: markers.positions_m[:, column] for column, name in enumerate(NEEDED)})
        command = [peer_python(PEER), script, file, str(ROUNDS // 4)]
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    best_ms[f"kineticstoolkit {result['version']}"] = 1e3 * min(result["seconds"])
    np.testing.assert_allclose(result["last_frame"], bare_numpy(markers.positions_m)[-1], atol=1e-9)


def test_ratios(best_ms):
    if len(best_ms) < 3:
        pytest.fail("run the whole file: the ratios need all three")
    ours = best_ms["supple"]
    print(f"\n\n8 markers, {FRAMES} frames to three joint angles, the best of {ROUNDS} rounds (of {ROUNDS // 4} for the peer)")
    for name, ms in best_ms.items():
        print(f"  {name:24} {ms:8.2f} ms   {ms / FRAMES * 1e3:6.3f} ms per 1000 frames   {ms / ours:6.2f} x supple")
    *_, peer = best_ms.values()
    assert ours <= WITHIN_TIMES_BARE * best_ms["bare NumPy"]
    assert peer >= TIMES_FASTER_THAN_PEER * ours
