"""How often a turn is judged rightly: the joint judgement and its next trial, beside the usual mean of three against the mark.

    python benchmarks/decisions.py [--people 4000] [--seed 1]

Simulated people (passive range N(54, 9), gap 2 + |N(0, 5)|, mark 50; both rows measured by the same person on one day) go through
the real ``supple.findings.judge`` and do the trial it names next until it names none for today. The usual rule sees the mean of
the first three active and the first three end-range trials of the same people. Prints one row for each error.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from supple.findings.judgement import judge
from supple.findings.model import Category, Finding
from supple.measurement.model import Trial
from supple.quantities import Arm, Assist, Direction, Instrument, Mode, Movement, Placement, Position

MARK_DEG = 50.0
FIRST_DAY = date(2026, 1, 5)


@dataclass(frozen=True)
class Way:
    """A way of measuring with its true error (degrees) and the gap that counts; shortfall_deg is a mean."""

    name: str
    rater: str
    end_mode: Mode
    s_trial_deg: float
    s_day_deg: float
    shortfall_deg: float
    floor_deg: float
    fixed_shortfall: bool = False


WAYS = (
    Way("trained rater", "clinician", Mode.PASSIVE, 2.5, 1.2, 0.0, 6.0),
    Way("by oneself", "self", Mode.ASSISTED, 4.0, 3.0, 3.0, 10.0),
    Way("by oneself, every shortfall 3", "self", Mode.ASSISTED, 4.0, 3.0, 3.0, 10.0, fixed_shortfall=True),
)


@dataclass(frozen=True)
class Person:
    """True ranges (degrees), and a source of trials that never runs out."""

    active_deg: float
    passive_deg: float
    shortfall_deg: float
    way: Way
    rng: np.random.Generator

    @property
    def truth(self) -> Category:
        return by_rule(self.active_deg, self.passive_deg, self.way.floor_deg)

    def day(self, number: int) -> Day:
        shift = self.rng.normal(0.0, self.way.s_day_deg, 2)
        trial = self.rng.normal(0.0, self.way.s_trial_deg, (2, 8))
        true = np.array([self.active_deg, self.passive_deg - self.shortfall_deg])
        return Day(FIRST_DAY + timedelta(days=number), true[:, None] + shift[:, None] + trial, self.way)


@dataclass(frozen=True)
class Day:
    """values_deg: (2, 8) possible trials, active then end range, in order."""

    on: date
    values_deg: np.ndarray
    way: Way

    def trial(self, mode: Mode, place: int) -> Trial:
        return Trial(
            movement=Movement.ROTATION,
            direction=Direction.LEFT,
            mode=mode,
            position=Position.LUMBAR_LOCKED,
            instrument=Instrument.PHONE,
            value_deg=float(self.values_deg[0 if mode is Mode.ACTIVE else 1, place]),
            day=self.on,
            order=place + (1 if mode is Mode.ACTIVE else 101),
            rater=self.way.rater,
            placement=Placement.STERNUM,
            arm=Arm.LOW_BACK,
            assist=Assist.FLOOR_PUSH if mode is Mode.ASSISTED else None,
            pain=0,
        )

    def usual(self) -> Category:
        means = self.values_deg[:, :3].mean(axis=1)
        return by_rule(float(means[0]), float(means[1]), self.way.floor_deg)


def by_rule(active_deg: float, passive_deg: float, floor_deg: float) -> Category:
    if active_deg >= MARK_DEG:
        return Category.MEETS_CRITERION
    if passive_deg < MARK_DEG:
        return Category.MOBILITY_LIMITATION
    return Category.MOTOR_CONTROL_DEFICIT if passive_deg - active_deg >= floor_deg else Category.BORDERLINE


def people(way: Way, count: int, seed: int) -> list[Person]:
    rng = np.random.default_rng(seed)
    passive = rng.normal(54.0, 9.0, count)
    active = passive - 2.0 - np.abs(rng.normal(0.0, 5.0, count))
    spread = way.shortfall_deg * np.sqrt(np.pi / 2.0)
    short = np.full(count, way.shortfall_deg) if way.fixed_shortfall else np.abs(rng.normal(0.0, 1.0, count)) * spread
    rows = zip(active.tolist(), passive.tolist(), short.tolist(), rng.spawn(count), strict=True)
    return [Person(a, p, s, way, own) for a, p, s, own in rows]


def measure(day: Day, before: list[Trial]) -> tuple[Finding, list[Trial]]:
    """Do the trials that are named, until none is named for today."""
    trials = [day.trial(Mode.ACTIVE, place) for place in range(3)]
    while True:
        (finding,) = judge([*before, *trials])
        step = finding.next_trial
        if step is None or step.another_day:
            return finding, trials
        done = Counter(trial.mode for trial in trials)
        assert not (step.mode is Mode.ACTIVE and len(done) > 1), "an active trial after end-range ones"
        trials.append(day.trial(step.mode, done[step.mode]))


@dataclass(frozen=True)
class Outcome:
    """One person: what the usual rule said, what was said after one day and after a second one, and the trials of the first."""

    truth: Category
    usual: Category
    said: Category
    later: Category
    trials: int


def go_through(person: Person, *, second_day: bool) -> Outcome:
    first = person.day(0)
    finding, trials = measure(first, [])
    later = finding.category
    if second_day and later is Category.UNDETERMINED:
        later = measure(person.day(2), trials)[0].category
    return Outcome(person.truth, first.usual(), finding.category, later, len(trials))


def simulate(way: Way, count: int, seed: int, *, second_day: bool = False) -> list[Outcome]:
    return [go_through(person, second_day=second_day) for person in people(way, count, seed)]


def answers_and_wrong(pairs: list[tuple[Category, Category]]) -> tuple[float, float]:
    """Share of (truth, said) pairs that were answered, and share of wrong ones among those."""
    said = [(truth, answer) for truth, answer in pairs if answer is not Category.UNDETERMINED]
    wrong = sum(truth is not answer for truth, answer in said)
    return len(said) / len(pairs), wrong / max(1, len(said))


def report(way: Way, outcomes: list[Outcome], seconds: float) -> str:
    usual = answers_and_wrong([(row.truth, row.usual) for row in outcomes])
    one = answers_and_wrong([(row.truth, row.said) for row in outcomes])
    two = answers_and_wrong([(row.truth, row.later) for row in outcomes])
    trials = float(np.mean([row.trials for row in outcomes]))
    return (
        f"{way.name:30s} | {usual[1]:6.1%} | {one[0]:6.1%} | {one[1]:5.1%} | {trials:5.2f} | {two[0]:6.1%} | {two[1]:5.1%} | "
        f"{1000.0 * seconds / len(outcomes):5.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{options.people} simulated people a row, seed {options.seed}; wrong is of those answered")
    print(f"{'error':30s} | usual  | answer | wrong | trials| with a second day | ms a person")
    for way in WAYS:
        start = time.perf_counter()
        outcomes = simulate(way, options.people, options.seed, second_day=True)
        print(report(way, outcomes, time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main()
