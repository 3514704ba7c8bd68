"""The simulation of benchmarks/change_detection.py, smaller, with binomial bounds; seeds fixed."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path

import numpy as np
import pytest

_PATH = Path(__file__).resolve().parents[3] / "benchmarks" / "change_detection.py"
_SPEC = importlib.util.spec_from_file_location("change_detection", _PATH)
bench = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = bench
_SPEC.loader.exec_module(bench)

PEOPLE = 40_000
ERRORS = pytest.mark.parametrize("error", [bench.TRAINED, bench.ALONE], ids=lambda error: error.name)


def margin(share, people):
    """Four standard deviations of a share."""
    return 4.0 * math.sqrt(share * (1.0 - share) / people)


@ERRORS
@pytest.mark.parametrize("baseline", [1, 3])
def test_at_most_five_percent_of_people_are_called_changed(error, baseline):
    (_, usual, usual_up, _, _), _, (_, ours, ours_up, _, _) = bench.compare(error, baseline, PEOPLE, np.random.default_rng(11))
    assert ours <= 0.05 + margin(0.05, PEOPLE)
    assert ours_up < 0.045
    # Every day 5 % by itself; with a shared first day 31.9 % in any direction and 16.0 % up (numerical integration).
    assert usual == pytest.approx(0.319, abs=margin(0.319, PEOPLE))
    assert usual_up == pytest.approx(0.160, abs=margin(0.160, PEOPLE))


@ERRORS
def test_with_three_baseline_days_a_degree_a_week_is_seen_no_later(error):
    first, mean, ours = bench.compare(error, 3, PEOPLE, np.random.default_rng(12))
    noise = 4.0 * 3.0 / math.sqrt(PEOPLE)  # of a difference of means; the weeks scatter by about 2.5
    for usual in (first, mean):
        assert ours[3] <= usual[3]
        assert ours[4] <= usual[4] + noise


@ERRORS
def test_with_one_baseline_day_it_is_seen_within_a_week_of_it(error):
    usual, _, ours = bench.compare(error, 1, PEOPLE, np.random.default_rng(13))
    assert ours[3] <= usual[3] + 1.0
    assert ours[4] <= usual[4] + 1.0


@ERRORS
def test_irregular_looks_keep_the_rate(error):
    values = bench.scatter(bench.IRREGULAR, error, PEOPLE, np.random.default_rng(14))
    assert bench.alarms(bench.sequential(values, bench.IRREGULAR, error.sem_deg))[0] <= 0.05 + margin(0.05, PEOPLE)


@ERRORS
def test_a_stated_error_that_is_too_small_hurts_far_less_than_the_usual_rule(error):
    schedule = bench.weekly(3, bench.LOOKS)
    values = bench.scatter(schedule, error, 10_000, np.random.default_rng(15), factor=1.5)
    ours = bench.alarms(bench.sequential(values, schedule, error.sem_deg))[0]
    usual = bench.alarms(bench.two_point(values, schedule, error.sem_deg, whole_baseline=False))[0]
    assert ours < usual / 2.0


@pytest.mark.parametrize("slope", [0.0, 1.0])
@pytest.mark.parametrize(
    "schedule", [bench.weekly(1, 14), bench.weekly(3, 14), bench.IRREGULAR], ids=lambda schedule: schedule.name
)
def test_the_product_calls_what_the_simulation_calls(slope, schedule):
    values = bench.scatter(schedule, bench.TRAINED, 15, np.random.default_rng(16)) + slope * np.maximum(schedule.weeks, 0.0)
    expected = bench.sequential_first_call(bench.sequential(values, schedule, bench.TRAINED.sem_deg), schedule)
    found = [bench.product_first_call(schedule, person, bench.TRAINED.sem_deg) for person in values]
    assert found == pytest.approx(expected)


def test_intervals_hold_the_truth_in_95_percent():
    """Slope and level of a line, and the change since the baseline, for 150 people at 0.7 degrees a week."""
    schedule, people, slope = bench.weekly(3, 8), 150, 0.7
    truth = 45.0 + slope * np.maximum(schedule.weeks, 0.0)
    values = truth + bench.scatter(schedule, bench.TRAINED, people, np.random.default_rng(17))
    held = np.zeros(2)
    for person in values:
        found = bench.trend(bench.series(schedule, person, bench.TRAINED.sem_deg), training_began=bench.FIRST)
        held += [
            found.change_interval_deg[0] <= slope * 8.0 <= found.change_interval_deg[1],
            found.level_interval_deg[0] <= truth[-1] <= found.level_interval_deg[1],
        ]
    assert held / people == pytest.approx(0.95, abs=margin(0.95, people))
