"""The trend of single, hand-made series."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest
from progress_series import FIRST, SEATED, day, days

from supple.problems import InputProblem
from supple.progress import Verdict, trend, two_point_change
from supple.progress.fit import Days, fit_prefixes, rater_sd
from supple.progress.settings import DEFAULT, OTHER_OBSERVER, ChangeSettings
from supple.quantities import Direction

WEEKLY = [7 * week for week in range(13)]


def test_every_prefix_fits_as_weighted_least_squares():
    """Against numpy's least squares on each prefix, whitened by hand."""
    rng = np.random.default_rng(3)
    measured = [day(int(n), float(rng.normal(50, 3)), sem=float(rng.uniform(1, 4))) for n in np.cumsum(rng.integers(1, 20, 12))]
    series = Days.of(measured)
    shape = np.clip(series.weeks - 1.0, 0.0, 12.0)
    fits = fit_prefixes(series, shape)
    sem = np.array([m.sem_deg for m in measured])
    for n in range(4, 13):
        design = np.column_stack([np.ones(n), shape[:n]]) / sem[:n, None]
        beta, residual, _, _ = np.linalg.lstsq(design, series.values_deg[:n] / sem[:n], rcond=None)
        assert fits.amount[n - 1] == pytest.approx(beta[1], rel=1e-9)
        assert fits.information[n - 1] == pytest.approx(1.0 / np.linalg.inv(design.T @ design)[1, 1], rel=1e-9)
        assert fits.residual[n - 1] == pytest.approx(residual[0], rel=1e-9)
        assert fits.freedom[n - 1] == n - 2


def test_a_clear_gain_is_called_with_its_size():
    found = trend(days([-4, -2, *WEEKLY], [50.0, 50.0, *(50.0 + week for week in range(13))]))
    assert found.verdict is Verdict.IMPROVED
    first = found.calls[0]
    assert first.since == FIRST
    assert first.size_deg == pytest.approx((first.seen - FIRST).days / 7.0)
    assert first.interval_deg[0] < first.size_deg < first.interval_deg[1]
    assert found.slope_deg_per_week == pytest.approx(1.0)
    assert found.change_deg == pytest.approx(12.0)
    assert found.level_deg == pytest.approx(62.0)


def test_a_clear_loss_is_called_a_decline():
    found = trend(days(WEEKLY, [60.0 - 1.5 * week for week in range(13)]))
    assert found.verdict is Verdict.DECLINED
    assert found.calls[0].size_deg < 0.0


def test_no_change_is_no_real_change_and_says_what_could_be_seen():
    found = trend(days(WEEKLY, [50.0] * 13))
    assert (found.verdict, found.calls) == (Verdict.NO_REAL_CHANGE, ())
    assert 2.0 < found.detectable_deg < 10.0
    assert found.error_scale < 1.0


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ([0], "too-early-to-tell"),
        ([0, 14], "too-early-to-tell"),
        ([0, 7, 13], "too-early-to-tell"),
        ([0, 7, 14], "no-real-change"),
        ([0, 100, 400], "no-real-change"),
    ],
)
def test_three_days_over_two_weeks_are_the_least(numbers, verdict):
    assert trend(days(numbers, [50.0] * len(numbers))).verdict == verdict


def test_one_day_has_a_level_and_nothing_else():
    found = trend([day(0, 50.0)])
    assert (found.level_deg, found.level_interval_deg) == (50.0, (50.0 - 1.96 * 2.0, 50.0 + 1.96 * 2.0))
    assert found.slope_deg_per_week is None
    assert found.change_deg is None
    assert found.detectable_deg is None


def test_a_gain_that_is_lost_again_ends_as_a_decline():
    values = [*(50.0 + week for week in range(13)), *(62.0 - 1.5 * week for week in range(1, 14))]
    found = trend(days([7 * week for week in range(26)], values))
    assert next(call.verdict for call in found.calls) is Verdict.IMPROVED
    assert found.verdict is Verdict.DECLINED


def test_a_gain_that_stays_stays_called():
    values = [*(50.0 + week for week in range(9)), *([58.0] * 40)]
    found = trend(days([7 * week for week in range(49)], values))
    assert found.verdict is Verdict.IMPROVED
    assert found.change_deg == pytest.approx(8.0, abs=1.5)
    assert found.slope_deg_per_week == pytest.approx(0.0, abs=1e-9)


def test_training_began_sets_the_baseline():
    measured = days([0, 10, 20, *range(27, 70, 7)], [50.0] * 3 + [51.0 + week for week in range(7)])
    found = trend(measured, training_began=FIRST + timedelta(days=20))
    assert found.calls[0].since == FIRST + timedelta(days=20)
    assert found.change_deg == pytest.approx(7.0)


def test_wider_scatter_than_stated_widens_what_is_said():
    rng = np.random.default_rng(1)
    calm = trend(days(range(0, 140, 7), 50.0 + rng.normal(0, 2.0, 20), sem=2.0))
    wild = trend(days(range(0, 140, 7), 50.0 + rng.normal(0, 6.0, 20), sem=2.0))
    assert wild.error_scale > 1.5 > calm.error_scale
    width = [found.slope_interval[1] - found.slope_interval[0] for found in (calm, wild)]
    assert width[1] > 1.5 * width[0]


def test_a_learned_error_is_not_scaled_again():
    rng = np.random.default_rng(1)
    assert trend(days(range(0, 140, 7), 50.0 + rng.normal(0, 6.0, 20), sem=2.0, learned=5)).error_scale == 1.0


def test_another_rater_widens_the_error():
    values = [50.0] * 6 + [56.0] * 6
    numbers = range(0, 84, 7)
    same = trend(days(numbers, values))
    other = trend([day(n, v, rater="Kim" if n < 42 else "Lee") for n, v in zip(numbers, values, strict=True)])
    alone = trend([day(n, v, rater="Kim" if n < 42 else "self") for n, v in zip(numbers, values, strict=True)])
    width = [found.change_interval_deg[1] - found.change_interval_deg[0] for found in (same, other, alone)]
    assert width[0] < width[1] < width[2]
    assert same.verdict is Verdict.IMPROVED
    assert alone.verdict is Verdict.NO_REAL_CHANGE
    assert "Different people measured" in alone.reasons[-1]


def test_two_raters_on_one_day_are_one_look():
    measured = [day(n, 50.0, rater=rater) for n in WEEKLY for rater in ("Kim", "Lee")]
    found = trend(measured)
    assert found.days == 13
    assert found.verdict is Verdict.NO_REAL_CHANGE


def test_two_points_for_reference():
    change = two_point_change(day(0, 50.0), day(30, 56.0))
    assert change.mdc95_deg == pytest.approx(1.96 * np.sqrt(2.0) * 2.0)
    assert change.beyond_error
    assert not two_point_change(day(0, 50.0), day(30, 55.5)).beyond_error
    apart = two_point_change(day(0, 50.0), day(30, 56.0, rater="self"))
    assert not apart.same_rater
    assert apart.mdc95_deg == pytest.approx(1.96 * np.sqrt(8.0 + OTHER_OBSERVER.value**2))
    assert not apart.beyond_error


@pytest.mark.parametrize(
    "measured",
    [
        [],
        [day(0, 50.0), day(7, 50.0, kind=SEATED)],
        [day(0, 50.0), day(7, 50.0, direction=Direction.RIGHT)],
        [day(0, float("nan"))],
        [day(0, 50.0, sem=0.0)],
        [day(0, 50.0, sem=float("inf"))],
    ],
)
def test_what_cannot_be_judged_is_an_input_problem(measured):
    with pytest.raises(InputProblem):
        trend(measured)


def test_two_points_never_cross_kinds_or_days():
    for first, last in [(day(0, 50.0), day(7, 50.0, kind=SEATED)), (day(7, 50.0), day(7, 50.0)), (day(8, 50.0), day(7, 50.0))]:
        with pytest.raises(InputProblem):
            two_point_change(first, last)


@pytest.mark.parametrize("wrong", [{"false_improved": 0.0}, {"quick_share": 1.5}, {"ramp_weeks": float("nan")}])
def test_impossible_settings_are_named(wrong):
    with pytest.raises(InputProblem, match=next(iter(wrong))):
        ChangeSettings(**wrong)


def test_the_default_budget_is_below_five_percent():
    assert DEFAULT.false_improved + DEFAULT.false_declined < 0.05


def test_a_year_of_days_is_judged():
    rng = np.random.default_rng(5)
    found = trend(days(range(365), 50.0 + 0.3 * np.arange(365) / 7.0 + rng.normal(0, 2.0, 365)))
    assert found.verdict is Verdict.IMPROVED
    assert len(found.calls) > 1


def test_the_day_of_a_call_is_no_part_of_the_next_baseline():
    """It lies high by selection: after the call the next measured day begins anew."""
    values = [50.0] * 3 + [50.0 + 2.0 * week for week in range(1, 12)] + [72.0 - 4.0 * week for week in range(1, 12)]
    numbers = [0, 2, 4, *(7 * week for week in range(1, 23))]
    judged = trend(days(numbers, values))
    assert [call.verdict for call in judged.calls][-1] is Verdict.DECLINED
    assert len(judged.calls) > 1
    for before, after in pairwise(judged.calls):
        assert after.since > before.seen


def test_two_raters_differ_by_the_stated_deviation():
    """The variance of a day of one minus a day of the other is that of both days and of the raters, in any order of days."""
    series = [day(0, 50.0), day(7, 50.0, rater="Lee"), day(14, 50.0), day(21, 50.0, rater="Lee")]
    covariance = Days.of(series).covariance
    between = rater_sd(series[0], series[1])
    assert between == pytest.approx(2.0**0.5 * (2.15**2 - 1.2**2) ** 0.5)
    for one, other in ((0, 1), (1, 2), (2, 3), (0, 3)):
        variance = covariance[one, one] + covariance[other, other] - 2.0 * covariance[one, other]
        assert variance == pytest.approx(2.0 * 2.0**2 + between**2)
    same = covariance[0, 0] + covariance[2, 2] - 2.0 * covariance[0, 2]
    assert same == pytest.approx(2.0 * 2.0**2)
