"""How long a dial and each chart take, and how heavy they are. Run: ``python benchmarks/bench_figures_charts.py``.

Typical inputs: both sides with the other day's values; 26 days with 78 trials; 12 weeks of sessions; 60 s of two sensors at
100 Hz. Printed: median and 95th percentile of many runs in milliseconds, bytes of the SVG without its style sheet, and gzipped.
The bound of the project is 1 ms a chart in the median.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np

from supple.figure.charts import adherence_calendar, repetition_chart, sides_chart, trend_chart
from supple.figure.dial import Target, dial_of, draw_dial, live_dial
from supple.figure.drawing import Drawing
from supple.findings import default_criteria, judge
from supple.measurement import Trial, measure_day
from supple.motion import measure_motion
from supple.progress import progress_of
from supple.progress.model import Session
from supple.quantities import Assist, Direction, Instrument, Mode, Movement, Placement, Position
from supple.simulation import TWO_SENSORS, Device, Move, Rest, SimulationSpec, simulate

FIRST = date(2026, 8, 3)
MARK = next(row for row in default_criteria() if row.position is Position.LUMBAR_LOCKED)


def trial(value_deg: float, day: date, direction: Direction = Direction.LEFT, mode: Mode = Mode.ACTIVE) -> Trial:
    assist = Assist.FLOOR_PUSH if mode is Mode.ASSISTED else None
    return Trial(
        Movement.ROTATION,
        direction,
        mode,
        Position.LUMBAR_LOCKED,
        Instrument.PHONE,
        value_deg,
        day,
        placement=Placement.STERNUM,
        assist=assist,
        pain=0,
    )


def drawings() -> dict[str, Callable[[], Drawing]]:
    noise = np.random.default_rng(1)
    both = ((side, mode, level) for side in Direction for mode, level in ((Mode.ACTIVE, 42.0), (Mode.ASSISTED, 55.0)))
    set_of = [(side, mode, level + step) for side, mode, level in both for step in (-1.0, 0.0, 1.0)]
    now = judge([trial(value, FIRST + timedelta(days=28), side, mode) for side, mode, value in set_of])
    before = judge([trial(value - 4.0, FIRST, side, mode) for side, mode, value in set_of])
    dial = dial_of(now, before)

    days = [FIRST + timedelta(days=4 * index) for index in range(26)]
    trials = [trial(40.0 + index / 2 + noise.normal(0.0, 2.0), day) for index, day in enumerate(days) for _ in range(3)]
    (series,) = progress_of(trials)

    sessions = [Session(FIRST + timedelta(days=day), day % 7, 6, pain_during=day % 6) for day in range(84) if day % 7]
    last = FIRST + timedelta(days=83)

    left, right = (
        measure_day([trial(level + step, FIRST, side) for step in (-1.0, 0.0, 1.0)])[0]
        for side, level in ((Direction.LEFT, 47.0), (Direction.RIGHT, 35.0))
    )

    moves = tuple(Move(direction=side, peak_deg=40.0, pelvis_turn_deg=8.0) for side in (Direction.RIGHT, Direction.LEFT) * 4)
    devices = dict.fromkeys(TWO_SENSORS, Device(rate_hz=100.0))
    recording, _ = simulate(SimulationSpec(script=(Rest(seconds=3.0), *moves), devices=devices))
    motion = measure_motion(recording, position="seated")
    print(f"recording: {motion.duration_s:.0f} s, {motion.angles.time_s.size} samples, {len(motion.repetitions)} repetitions")
    return {
        "dial": lambda: draw_dial(dial),
        "live dial": lambda: live_dial(Target(Direction.LEFT, 40.0, 50.0)),
        "trend": lambda: trend_chart(series, criterion=MARK, trials=trials),
        "trend, 720 wide": lambda: trend_chart(series, criterion=MARK, trials=trials, width=720.0),
        "calendar": lambda: adherence_calendar(sessions, began=FIRST, until=last, days_per_week=5),
        "repetitions": lambda: repetition_chart(motion),
        "repetitions, 720 wide": lambda: repetition_chart(motion, width=720.0),
        "sides": lambda: sides_chart(left, right, criterion=MARK),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=500)
    runs = parser.parse_args().runs
    found = drawings()
    print(f"{'drawing':24}{'median ms':>10}{'95th':>8}{'bytes':>9}{'gzipped':>9}")
    for name, draw in found.items():
        taken = []
        for _ in range(runs):
            start = time.perf_counter()
            drawn = draw()
            taken.append(1e3 * (time.perf_counter() - start))
        bare = drawn.svg.encode()
        style = bare.find(b"<style>"), bare.find(b"</style>")
        bare = bare[: style[0]] + bare[style[1] :]
        median, late = np.percentile(taken, [50.0, 95.0])
        print(f"{name:24}{median:10.2f}{late:8.2f}{len(bare):9}{len(gzip.compress(bare)):9}")


if __name__ == "__main__":
    main()
