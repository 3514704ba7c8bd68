"""Body-worn sensors: speed beside OpenSim, memory of a two-hour recording, orientation beside plain VQF.

    python benchmarks/bench_sensors.py [--opensim-python PATH]

PATH is the Python of an environment of its own with ``pip install opensim==4.6`` (see ``opensim_reference.py``, which
builds OpenSim's model: two joints only, the quickest model for OpenSim there can be).
"""

import argparse
import resource
import statistics
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from supple.motion.facing import Facing
from supple.motion.sensors import sensor_angles
from supple.quantities import Direction
from supple.recording import SensorRecording, read
from supple.recording.model import Channel, SensorStream
from supple.simulation import TWO_SENSORS, Device, Move, Rest, SimulationSpec, simulate

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
FILES = {
    "keraal-rtk": DATA / "keraal" / "RTK-vicon-orientations.sto",
    "keraal-ctk": DATA / "keraal" / "CTK-vicon-orientations.sto",
    "opensense-swinger": DATA / "opensense" / "MT_012005D6_009-quaternions_RHJCSwinger.sto",
}
#: Full-body IMU inverse kinematics with OpenSim 4.6 on two cores of this class, seconds a frame (8 sensors, 2,432 frames).
FULL_BODY_S_PER_FRAME = 0.0085


def median_s(work, runs=20):
    work()
    spent = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def opensim_s(python):
    if python is None:
        return {}
    script = Path(__file__).with_name("opensim_reference.py")
    done = subprocess.run([python, str(script), "--time", "5"], capture_output=True, text=True, check=True)
    rows = [line.split(",") for line in done.stdout.split() if line.count(",") == 2]
    return {name: float(seconds) for name, _, seconds in rows}


def beside_opensim(python):
    peers = opensim_s(python)
    for name, path in FILES.items():
        recording = read(path)
        assert isinstance(recording, SensorRecording)
        ours = median_s(lambda r=recording: sensor_angles(r, facing=Facing("pelvis", "z"), neutral="first"))
        frames = len(recording.streams["thorax"].orientation.time_s)
        line = f"{name:18s} {frames:5d} frames  ours {1e3 * ours:7.2f} ms"
        if name in peers:
            line += f"  OpenSim, two joints {1e3 * peers[name]:7.1f} ms: {peers[name] / ours:6.0f} times"
        full = FULL_BODY_S_PER_FRAME * frames
        print(f"{line}  (full-body model, {full:.1f} s by frame: {full / ours:.0f} times)")


def seated(seconds):
    moves = tuple(Move(direction=side, peak_deg=40.0, pelvis_turn_deg=8.0) for side in (Direction.RIGHT, Direction.LEFT) * 2)
    script = (Rest(seconds=seconds - 30.0 if seconds > 40.0 else 3.0), *moves)
    return simulate(SimulationSpec(script=script, devices=dict.fromkeys(TWO_SENSORS, Device(rate_hz=60.0))))[0]


def two_hours():
    """A hundred samples a second of two sensors, made by repeating a short recording."""
    short = seated(40.0)
    n = 720_000
    stamps = np.arange(n) / 100.0

    def long(channel):
        return Channel(stamps, np.resize(channel.values, (n, 3)))

    streams = {name: SensorStream(long(s.angular_rate), long(s.acceleration)) for name, s in short.streams.items()}
    return replace(short, streams=streams)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--opensim-python")
    beside_opensim(parser.parse_args().opensim_python)
    recording = seated(40.0)
    print(
        f"two raw sensors, {len(recording.streams['thorax'].angular_rate.time_s)} samples each: "
        f"{1e3 * median_s(lambda: sensor_angles(recording)):.1f} ms"
    )
    long = two_hours()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    sensor_angles(long)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = time.perf_counter() - began
    print(f"two hours at 100 Hz, two sensors: {spent:.1f} s, peak {peak / 1024:.0f} MB ({before / 1024:.0f} MB before)")


if __name__ == "__main__":
    main()
