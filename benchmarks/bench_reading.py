"""How fast recordings are read, and how much memory the largest takes. Run: ``pytest benchmarks/bench_reading.py``.

The two bounds of the project: a 40 s three-channel phone log far below 0.1 s, a two-hour 100 Hz two-sensor CSV under 1 GB.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from supple.recording import read

DATA = Path(__file__).parents[1] / "tests" / "data"
REAL = ("ui-prmd/m05_s01_e01.trc", "pyomeca/markers_analogs.c3d", "keraal/G3-Kinect-RTK-P1T1-Unknown-C-0.txt")
MEASURE_PEAK = """
import resource, sys, time
from supple.recording import read
start = time.perf_counter()
recording = read(sys.argv[1])
rows = recording.streams["thorax"].angular_rate.time_s.size
print(rows, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
"""


def rows(names: str, *columns: np.ndarray) -> str:
    """Text of a table, a block at a time."""
    table = np.column_stack(columns)
    return names + "\n" + "".join(",".join(f"{value:.6f}" for value in row) + "\n" for row in table.tolist())


@pytest.fixture
def phone_log(tmp_path: Path) -> Path:
    """A Sensor Logger ZIP: gyroscope, accelerometer and gravity, 40 s at 100 Hz."""
    time_s = np.arange(4000) / 100
    noise = np.random.default_rng(1)
    path = tmp_path / "log.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, middle in (("Gyroscope", 0.0), ("Accelerometer", 0.0), ("Gravity", 5.66)):
            values = middle + noise.normal(0, 0.1, (time_s.size, 3))
            archive.writestr(f"{name}.csv", rows("time,seconds_elapsed,z,y,x", 1.7e18 + time_s * 1e9, time_s, values))
    return path


def test_phone_log(benchmark, phone_log: Path) -> None:
    recording = benchmark(read, phone_log)
    assert recording.streams["thorax"].acceleration.time_s.size == 4000
    assert benchmark.stats["median"] < 0.1


@pytest.mark.parametrize("name", REAL)
def test_real_file(benchmark, name: str) -> None:
    assert benchmark(read, DATA / name).time_s.size > 100


def test_two_hours_of_two_sensors(tmp_path: Path) -> None:
    """720,000 rows of 21 columns with quaternions, in a process of its own; prints rows, seconds and peak bytes."""
    block = 10_000
    names = ["time_s"]
    for sensor in ("thorax", "pelvis"):
        names += [f"{sensor}_{kind}_{axis}_{unit}" for kind, unit in (("gyr", "dps"), ("acc", "mps2")) for axis in "xyz"]
        names += [f"{sensor}_quat_{axis}" for axis in "xyzw"]
    noise = np.random.default_rng(2)
    values = noise.normal(0, 10, (block, 20))
    for start in (6, 16):
        values[:, start : start + 4] /= np.linalg.norm(values[:, start : start + 4], axis=1)[:, None]
    text = [",".join(f"{value:.6f}" for value in row) for row in values.tolist()]
    path = tmp_path / "two-hours.csv"
    with path.open("w") as handle:
        handle.write(",".join(names) + "\n")
        for first in range(0, 720_000, block):
            handle.writelines(f"{(first + i) / 100:.2f},{line}\n" for i, line in enumerate(text))
    done = subprocess.run([sys.executable, "-c", MEASURE_PEAK, str(path)], capture_output=True, text=True, check=True)
    count, seconds, peak = (float(word) for word in done.stdout.split())
    size = path.stat().st_size
    print(f"\n{size / 1e6:.0f} MB, {count:.0f} rows: {seconds:.2f} s, peak {peak / 1e6:.0f} MB")
    assert count == 720_000
    assert peak < 1e9
