"""Do 95 of 100 true peaks lie inside the reported interval, and is it no wider than it needs to be? Are the counts exact?

    python benchmarks/bench_intervals.py --recordings 100 --first-seed 3000

Seeded simulation, whole chain: sensors -> orientation -> angles -> repetitions -> interval, by kind of recording. Printed
for each kind: peaks, share inside with its 95 % binomial (Clopper-Pearson) bounds, and how many times wider the interval
is than the one that, scaled, would hold exactly 95 % of these peaks.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field

import numpy as np
from scipy.stats import binomtest

from supple.motion import measure_motion
from supple.quantities import Movement
from supple.simulation import Kind, random_spec, simulate


@dataclass
class Tally:
    """Errors of the peaks in half widths of their intervals, degrees off, and recordings with other counts than moved."""

    in_half_widths: list[float] = field(default_factory=list)
    off_deg: list[float] = field(default_factory=list)
    recordings: int = 0
    miscounted: list[int] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.in_half_widths += other.in_half_widths
        self.off_deg += other.off_deg
        self.recordings += other.recordings
        self.miscounted += other.miscounted

    @property
    def inside(self) -> float:
        return float(np.mean(np.abs(self.in_half_widths) <= 1.0))

    @property
    def times_as_wide(self) -> float:
        return float(1.0 / np.percentile(np.abs(self.in_half_widths), 95.0))


def told(repetitions, *, bends):
    return [(r.movement, r.direction) for r in repetitions if bends or r.movement is Movement.ROTATION]


def judge(seed: int, kind: Kind) -> Tally:
    """One recording; bends count only where facing is known."""
    recording, truth = simulate(random_spec(seed, kind))
    motion = measure_motion(recording)
    bends = motion.angles.flexion_deg is not None
    tally = Tally(recordings=1)
    if told(motion.repetitions, bends=bends) != told(truth.repetitions, bends=bends):
        tally.miscounted.append(seed)
        return tally
    true = [r for r in truth.repetitions if bends or r.movement is Movement.ROTATION]
    for measured, expected in zip(motion.repetitions, true, strict=True):
        off = measured.peak_deg - expected.peak_deg
        tally.off_deg.append(off)
        tally.in_half_widths.append(2.0 * off / (measured.interval_deg[1] - measured.interval_deg[0]))
    return tally


def run(recordings: int, first_seed: int) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for kind in Kind:
        tallies[kind.value] = Tally()
        for seed in range(first_seed, first_seed + recordings):
            tallies[kind.value].add(judge(seed, kind))
    tallies["together"] = Tally()
    for kind in Kind:
        tallies["together"].add(tallies[kind.value])
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--recordings", type=int, default=100, help="of each kind")
    parser.add_argument("--first-seed", type=int, default=3000)
    arguments = parser.parse_args()
    print(
        f"{'kind':22}{'recordings':>11}{'miscounted':>11}{'peaks':>7}{'inside':>8}{'bounds':>16}{'times wide':>11}{'RMS deg':>9}"
    )
    for name, tally in run(arguments.recordings, arguments.first_seed).items():
        inside = int(np.sum(np.abs(tally.in_half_widths) <= 1.0))
        bounds = binomtest(inside, len(tally.off_deg)).proportion_ci(0.95)
        rms = float(np.sqrt(np.mean(np.square(tally.off_deg))))
        print(
            f"{name:22}{tally.recordings:11}{len(tally.miscounted):11}{len(tally.off_deg):7}{tally.inside:8.3f}"
            f"{f'{bounds.low:.3f}..{bounds.high:.3f}':>16}{tally.times_as_wide:11.2f}{rms:9.2f}"
        )


if __name__ == "__main__":
    main()
