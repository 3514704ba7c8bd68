"""How fast recordings are read and measured, and the memory of the largest. Run: ``pytest benchmarks/bench_reading.py -s``.

The two bounds of the project, beyond imports: a 40 s three-channel phone log read and measured in under 0.1 s; a two-hour
100 Hz recording of two sensors read and measured in under 1 GB.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from supple.motion import measure_motion
from supple.quantities import Direction, Grade
from supple.recording import read, write_neutral_csv
from supple.simulation import TWO_SENSORS, Device, Move, Rest, SimulationSpec, simulate

DATA = Path(__file__).parents[1] / "tests" / "data"
REAL = ("ui-prmd/m05_s01_e01.trc", "pyomeca/markers_analogs.c3d", "keraal/G3-Kinect-RTK-P1T1-Unknown-C-0.txt")
TWO_HOURS = """
import resource, sys, time
from supple.motion import measure_motion
from supple.recording import read
start = time.perf_counter()
recording = read(sys.argv[1])
middle = time.perf_counter()
motion = measure_motion(recording)
end = time.perf_counter()
rows = recording.streams["thorax"].angular_rate.time_s.size
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(rows, len(motion.repetitions), middle - start, end - middle, peak)
"""
TURNS = tuple(Move(direction=side, peak_deg=40.0, pelvis_turn_deg=8.0) for side in (Direction.RIGHT, Direction.LEFT) * 3)


def rows(names: str, *columns: np.ndarray) -> str:
    table = np.column_stack(columns)
    return names + "\n" + "".join(",".join(f"{value:.6f}" for value in row) + "\n" for row in table.tolist())


@pytest.fixture
def phone_log(tmp_path: Path) -> Path:
    """A Sensor Logger ZIP: gyroscope, accelerometer and gravity, 40 s at 100 Hz, of a trunk that turns to and fro."""
    time_s = np.arange(4000) / 100
    noise = np.random.default_rng(1)
    turned_rad = np.deg2rad(40.0) * np.sin(2 * np.pi * (time_s - 4.0) / 6.0) * ((time_s > 4.0) & (time_s < 34.0))
    rates = noise.normal(0.0, 0.003, (time_s.size, 3))
    rates[:, 1] += np.gradient(turned_rad, time_s)  # columns z, y, x: y is up along the trunk
    path = tmp_path / "log.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        gravity = np.tile([0.0, 9.81, 0.0], (time_s.size, 1))
        channels = {"Gyroscope": rates, "Accelerometer": noise.normal(0.0, 0.05, gravity.shape), "Gravity": gravity}
        for name, values in channels.items():
            archive.writestr(f"{name}.csv", rows("time,seconds_elapsed,z,y,x", 1.7e18 + time_s * 1e9, time_s, values))
    return path


def test_phone_log_read_and_measured(benchmark, phone_log: Path) -> None:
    motion = benchmark(lambda: measure_motion(read(phone_log), position="seated"))
    assert sum(one.grade is not Grade.REJECTED for one in motion.repetitions) == 10
    assert benchmark.stats["median"] < 0.1


@pytest.mark.parametrize("name", REAL)
def test_real_file(benchmark, name: str) -> None:
    assert benchmark(read, DATA / name).time_s.size > 100


def test_two_hours_of_two_sensors(tmp_path: Path) -> None:
    """A short recording over and over, 720,000 samples of each sensor in rows of their own; prints seconds and peak bytes."""
    script = (Rest(seconds=5.0), *TURNS)
    short, _ = simulate(SimulationSpec(script=script, devices=dict.fromkeys(TWO_SENSORS, Device(rate_hz=100.0))))
    path, whole = tmp_path / "short.csv", tmp_path / "two-hours.csv"
    write_neutral_csv(short, path)
    header, *lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    values = [line.partition(",")[2] for line in lines]
    with whole.open("w", encoding="utf-8") as handle:
        handle.write(header + "\n")
        handle.writelines(f"{index / 200:.3f},{values[index % len(values)]}\n" for index in range(1_440_000))
    done = subprocess.run([sys.executable, "-c", TWO_HOURS, str(whole)], capture_output=True, text=True, check=True)
    count, repetitions, reading, measuring, peak = (float(word) for word in done.stdout.split())
    size = whole.stat().st_size / 1e6
    print(
        f"\n{size:.0f} MB, {count:.0f} rows, {repetitions:.0f} repetitions: "
        f"read {reading:.1f} s, measured {measuring:.1f} s, peak {peak / 1e6:.0f} MB"
    )
    assert count > 700_000
    assert peak < 1e9
