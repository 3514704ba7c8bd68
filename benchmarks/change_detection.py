"""Real change over 12 weekly looks: the two-point rule beside the sequential test of supple.progress, in one run.

    python benchmarks/change_detection.py [--people 200000] [--seed 1]

Each simulated person is measured by y = theta + day + trials (means of three trials), with one or three baseline days before
training begins. The two-point rule calls a change where the latest day differs from the baseline by more than MDC95
(1.96 * sqrt(2) * SEM). ``sequential`` runs supple's boundaries on all people at once; a test proves that it calls what
``supple.progress.trend``, the code that people get, calls for each person.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from supple.measurement import ErrorModel, KindOfTrial, Measurement, Trial
from supple.progress.boundary import z_bounds
from supple.progress.history import group_history
from supple.progress.settings import DEFAULT, ChangeSettings
from supple.progress.trends import trend
from supple.quantities import Direction, Instrument, Mode, Movement, Position

Array = NDArray[np.float64]
LOOKS = 12
KIND = KindOfTrial(Position.LUMBAR_LOCKED, Mode.ACTIVE, Instrument.PHONE)
FIRST = date(2026, 1, 5)


@dataclass(frozen=True)
class Error:
    name: str
    s_trial_deg: float
    s_day_deg: float

    @property
    def sem_deg(self) -> float:
        return float(np.sqrt(self.s_day_deg**2 + self.s_trial_deg**2 / 3.0))


TRAINED = Error("trained rater", 2.5, 1.2)
ALONE = Error("by oneself", 4.0, 3.0)


@dataclass(frozen=True)
class Schedule:
    """Days since the last baseline day; the first ``baseline`` of them are the baseline."""

    name: str
    days: tuple[int, ...]
    baseline: int

    @property
    def weeks(self) -> Array:
        return np.array(self.days) / 7.0


def weekly(baseline: int, weeks: int) -> Schedule:
    before = tuple(range(-2 * (baseline - 1), 1, 2))
    return Schedule(
        f"{baseline} baseline day{'s' * (baseline > 1)}", before + tuple(7 * week for week in range(1, weeks + 1)), baseline
    )


IRREGULAR = Schedule(
    "irregular: 14 looks of 1 to 21 days",
    (-4, -2, 0, 3, 5, 12, 13, 20, 41, 43, 50, 57, 60, 67, 74, 80, 84),
    3,
)
DAILY = Schedule("every day for 12 weeks", tuple(range(-6, 85)), 7)


def ramp(schedule: Schedule) -> Array:
    return np.clip(schedule.weeks, 0.0, DEFAULT.ramp_weeks)


def two_point(values: Array, schedule: Schedule, sem: float, *, whole_baseline: bool) -> Array:
    """Signed calls (people, looks): +1 improved, -1 declined, 0 neither."""
    start = values[:, : schedule.baseline].mean(axis=1) if whole_baseline else values[:, 0]
    difference = values[:, schedule.baseline :] - start[:, None]
    mdc95 = 1.96 * np.sqrt(2.0) * sem
    return np.asarray(np.sign(difference) * (np.abs(difference) > mdc95), dtype=np.float64)


def sequential(values: Array, schedule: Schedule, sem: float, settings: ChangeSettings = DEFAULT) -> Array:
    """The same for supple's test with the stated error ``sem``: plain sums, all people at once."""
    shape, looks = ramp(schedule), len(schedule.days) - schedule.baseline
    z, scale, information = np.zeros((len(values), looks)), np.ones((len(values), looks)), np.zeros(looks)
    for look in range(looks):
        n = schedule.baseline + look + 1
        enough = n >= settings.least_days and (schedule.days[n - 1] - schedule.days[0]) / 7.0 >= settings.least_weeks
        centred = shape[:n] - shape[:n].mean()
        full = centred @ centred / sem**2
        score = values[:, :n] @ centred / sem**2
        about = ((values[:, :n] - values[:, :n].mean(axis=1, keepdims=True)) ** 2).sum(axis=1) / sem**2
        residual = about - score**2 / full
        scale[:, look] = (settings.error_weight_days + residual) / (settings.error_weight_days + n - 2)
        z[:, look] = score / np.sqrt(full)
        information[look] = full if enough else 0.0
    z /= np.sqrt(scale)
    up, down = z_bounds(information, settings.false_improved, settings), z_bounds(information, settings.false_declined, settings)
    return np.asarray((z > up).astype(float) - (-z > down), dtype=np.float64)


def alarms(calls: Array) -> tuple[float, float]:
    """Share of people ever called changed, and ever called improved."""
    return float((calls != 0.0).any(axis=1).mean()), float((calls > 0.0).any(axis=1).mean())


def weeks_to_improved(calls: Array, schedule: Schedule) -> Array:
    """Weeks of training until the first call of an improvement; infinite where there was none."""
    improved = calls > 0.0
    weeks = schedule.weeks[schedule.baseline :]
    return np.where(improved.any(axis=1), weeks[improved.argmax(axis=1)], np.inf)


def scatter(schedule: Schedule, error: Error, people: int, rng: np.random.Generator, factor: float = 1.0) -> Array:
    return factor * error.sem_deg * rng.standard_normal((people, len(schedule.days)))


def compare(error: Error, baseline: int, people: int, rng: np.random.Generator) -> list[tuple[str, float, float, float, float]]:
    """One row a rule: called changed and improved where nothing changes, median and mean weeks at 1 degree a week."""
    short, long = weekly(baseline, LOOKS), weekly(baseline, 40)
    quiet = scatter(short, error, people, rng)
    gaining = scatter(long, error, people, rng) + np.maximum(long.weeks, 0.0)
    sem = error.sem_deg
    rules = {
        "two points, first day": lambda v, s: two_point(v, s, sem, whole_baseline=False),
        "two points, mean baseline": lambda v, s: two_point(v, s, sem, whole_baseline=True),
        "supple": lambda v, s: sequential(v, s, sem),
    }
    rows = []
    for name, rule in rules.items():
        weeks = weeks_to_improved(rule(gaining, long), long)
        rows.append((name, *alarms(rule(quiet, short)), float(np.median(weeks)), float(weeks.mean())))
    return rows


def series(schedule: Schedule, values: Sequence[float], sem: float) -> list[Measurement]:
    """One person's days as the product's own measurements."""
    model = ErrorModel(sem, 0.0, "simulated")
    return [
        Measurement(Movement.ROTATION, Direction.LEFT, KIND, "self", FIRST + timedelta(days=day), float(value), sem, 1, model)
        for day, value in zip(schedule.days, values, strict=True)
    ]


def product_first_call(schedule: Schedule, values: Sequence[float], sem: float) -> float:
    """Signed week of the first call by ``supple.progress.trend``; 0 for none."""
    calls = trend(series(schedule, values, sem), training_began=FIRST).calls
    if not calls:
        return 0.0
    return (calls[0].seen - FIRST).days / 7.0 * (1.0 if calls[0].verdict == "improved" else -1.0)


def sequential_first_call(calls: Array, schedule: Schedule) -> Array:
    looks = schedule.weeks[schedule.baseline :]
    at = (calls != 0.0).argmax(axis=1)
    return np.asarray(looks[at] * calls[np.arange(len(calls)), at], dtype=np.float64)


def learned_alarms(
    truth: Error, people: int, rng: np.random.Generator, slope: float = 0.0, weeks: int = LOOKS
) -> tuple[float, float]:
    """The whole chain from typed trials with the error learned from them: share ever called changed, median week of improved."""
    schedule = weekly(3, weeks)
    changed, first = 0, []
    for _ in range(people):
        day = truth.s_day_deg * rng.standard_normal(len(schedule.days)) + 40.0 + slope * np.maximum(schedule.weeks, 0.0)
        trials = [
            Trial(Movement.ROTATION, Direction.LEFT, Mode.ACTIVE, Position.LUMBAR_LOCKED, Instrument.PHONE,
                  float(level + truth.s_trial_deg * rng.standard_normal()), FIRST + timedelta(days=when))
            for when, level in zip(schedule.days, day, strict=True) for _ in range(3)
        ]  # fmt: skip
        measured = next(iter(group_history(trials).values()))
        calls = trend(measured, training_began=FIRST).calls
        changed += bool(calls)
        up = [call for call in calls if call.verdict == "improved"]
        first.append((up[0].seen - FIRST).days / 7.0 if up else np.inf)
    return changed / people, float(np.median(first))


def best_possible(error: Error, chance: float = 0.05, horizon: int = 25) -> float:
    """Mean weeks to 'improved' of the best rule there can be that knows the pace (1 degree a week) and has one baseline day.

    Backward induction over the likelihood ratio: stopping costs the weeks so far plus a price for false calls among the first
    12 looks; the price is raised until at most ``chance`` are called improved where nothing changes.
    """
    shape = np.arange(horizon + 1.0)
    information = np.array([((shape[: n + 1] - shape[: n + 1].mean()) ** 2).sum() for n in range(horizon + 1)]) / error.sem_deg**2
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    grid = np.linspace(-40.0, 60.0, 2001)

    def bounds(price: float) -> Array:
        value, found = np.full_like(grid, float(horizon)), np.full(horizon + 1, -np.inf)
        for look in range(horizon - 1, 0, -1):
            false = np.exp(-np.clip(grid - information[look] / 2.0, -50.0, 50.0)) if look <= LOOKS else 0.0
            stop = look + price * false
            step = information[look + 1] - information[look]
            after = grid[:, None] + step + np.sqrt(step) * nodes
            go_on = np.interp(after, grid, value) @ (weights / weights.sum())
            found[look] = grid[stop > go_on].max(initial=-np.inf)
            value = np.minimum(stop, go_on)
        return found[1:]

    rng = np.random.default_rng(0)
    quiet = np.cumsum(np.sqrt(np.diff(information)) * rng.standard_normal((40_000, horizon)), axis=1)
    low, high = 0.0, 12.0
    for _ in range(14):
        middle = (low + high) / 2.0
        called = (quiet > bounds(float(np.exp(middle))))[:, :LOOKS].any(axis=1).mean()
        low, high = (middle, high) if called > chance else (low, middle)
    crossed = quiet + information[1:] > bounds(float(np.exp(high)))
    return float((crossed.argmax(axis=1) + 1.0).mean())


def wrong_errors(schedule: Schedule, error: Error, people: int, rng: np.random.Generator) -> str:
    """False calls where the truth is 0.75 to 1.5 times the stated error, supple's and the two-point rule's."""
    cells = []
    for factor in (0.75, 1.0, 1.25, 1.5):
        values = scatter(schedule, error, people, rng, factor)
        ours = alarms(sequential(values, schedule, error.sem_deg))[0]
        usual = alarms(two_point(values, schedule, error.sem_deg, whole_baseline=True))[0]
        cells.append(f"{factor:g}: {ours:6.2%} ({usual:6.2%})")
    return "  ".join(cells)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--people", type=int, default=100_000)
    arguments.add_argument("--learned", type=int, default=400, help="people of the slow, whole-chain simulation")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    rng = np.random.default_rng(given.seed)
    print(f"{given.people} people, seed {given.seed}. {LOOKS} weekly looks; weeks to 'improved' at 1 degree a week.")
    for baseline in (1, 3):
        for error in (TRAINED, ALONE):
            print(f"\n{error.name}, SEM {error.sem_deg:.2f}, {baseline} baseline day(s)")
            for name, changed, improved, median, mean in compare(error, baseline, given.people, rng):
                print(f"  {name:27} changed {changed:6.2%}  improved {improved:6.2%}  median {median:4.1f}  mean {mean:5.2f}")
            if baseline == 1:
                print(f"  best rule there can be      improved  5.00%  mean {best_possible(error):5.2f}")
    print("\nFalse calls at other spacings, truth as a multiple of the stated error: supple (two points, mean baseline)")
    for schedule in (weekly(3, LOOKS), IRREGULAR, DAILY):
        for error in (TRAINED, ALONE):
            print(f"  {schedule.name:36} {error.name:14} {wrong_errors(schedule, error, given.people // 4, rng)}")
    print(f"\nWhole chain, self-measured, the error learned from the person's own days, {given.learned} people each")
    for truth in (Error("steadier than borrowed", 2.5, 1.2), ALONE, Error("1.5 times as unsteady", 6.0, 4.5)):
        changed, _ = learned_alarms(truth, given.learned, rng)
        _, median = learned_alarms(truth, given.learned // 4, rng, slope=1.0, weeks=30)
        print(f"  {truth.name:27} SEM {truth.sem_deg:.2f}: changed {changed:6.2%}, improved after {median:.1f} weeks (median)")


if __name__ == "__main__":
    main()
