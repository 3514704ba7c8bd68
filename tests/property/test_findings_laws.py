"""Laws of findings, whatever the trials."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from builders.trials import trial, trials
from supple.findings.criteria import default_criteria
from supple.findings.judgement import judge
from supple.findings.model import Category
from supple.findings.posterior import grid, posterior
from supple.findings.settings import Prior, Settings
from supple.measurement import ErrorModel
from supple.quantities import Direction, Grade, Mode

degrees = st.floats(20.0, 80.0)
readings = st.lists(degrees, min_size=1, max_size=5)
raters = st.sampled_from(["self", "Kim"])
quick = settings(deadline=None, max_examples=40)


def made(active, end, rater, **fields):
    mode = "assisted" if rater == "self" else "passive"
    return trials(active, rater=rater, **fields) + trials(end, mode, rater=rater, **fields)


@quick
@given(readings, st.lists(degrees, max_size=4), raters)
def test_left_mirrored_is_right(active, end, rater):
    (left,) = judge(made(active, end, rater))
    (right,) = judge(made(active, end, rater, direction="right"))
    assert right.category is left.category
    assert right.probabilities == left.probabilities
    assert [text.replace("to the right", "to the left") for text in right.reasons] == list(left.reasons)
    assert (left.next_trial is None) == (right.next_trial is None)


@quick
@given(readings, readings, st.lists(degrees, max_size=3), raters)
def test_one_side_says_nothing_about_the_other(active, other, end, rater):
    (alone,) = judge(made(active, end, rater))
    left, _ = judge([*made(active, end, rater), *trials(other, rater=rater, direction="right")])
    assert left == alone


@quick
@given(readings, st.lists(degrees, max_size=4), raters)
def test_probabilities_are_a_distribution_and_a_category_is_said_only_when_likely(active, end, rater):
    (finding,) = judge(made(active, end, rater))
    if not finding.probabilities:
        assert finding.category is Category.UNDETERMINED
        return
    assert sum(finding.probabilities.values()) == pytest.approx(1.0, abs=1e-6)
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in finding.probabilities.values())
    best = max(finding.probabilities, key=lambda category: finding.probabilities[category])
    untested = best is not Category.MEETS_CRITERION and len(end) < 2
    assert (finding.category is Category.UNDETERMINED) == (finding.probabilities[best] < 0.80 or untested)
    if finding.category is Category.UNDETERMINED:
        assert finding.next_trial is not None


@quick
@given(readings, st.lists(degrees, max_size=4), st.sampled_from([math.nan, math.inf, -math.inf]), raters)
def test_missing_and_rejected_trials_change_nothing(active, end, missing, rater):
    given_trials = made(active, end, rater)
    more = [
        trial(missing, rater=rater),
        trial(1.0, rater=rater, quality=Grade.REJECTED),
        trial(missing, rater=rater, direction="right"),
    ]
    assert judge([*given_trials, *more]) == judge(given_trials)


@quick
@given(degrees, st.floats(1.0, 30.0), st.floats(1.0, 30.0), st.floats(-30.0, 30.0))
def test_moving_mark_values_and_prior_together_changes_nothing(active, gap, variance, shift):
    def judged(moved):
        prior = Prior(passive_mean_deg=54.0 + moved)
        return posterior(
            grid(prior, 6.0, 3.0),
            50.0 + moved,
            active_deg=active + moved,
            active_variance=variance,
            end_deg=active + gap + moved,
            end_variance=variance,
        ).probabilities

    assert judged(shift) == pytest.approx(judged(0.0), abs=1e-9)


@quick
@given(st.floats(51.0, 80.0), st.floats(0.5, 50.0), st.floats(0.0, 50.0))
def test_more_error_never_makes_a_clear_answer_more_certain(active, variance, more):
    """Active range beyond the mark and beyond what the prior expects: error can only pull it back."""
    assume(active >= 54.0)
    cells = grid(Prior(), 6.0, 0.0)
    meets = [
        float(posterior(cells, 50.0, active_deg=active, active_variance=size).probabilities[0])
        for size in (variance, variance + more)
    ]
    assert meets[1] <= meets[0] + 1e-6


@quick
@given(st.floats(20.0, 70.0), st.floats(0.1, 20.0), st.floats(1.0, 20.0))
def test_a_larger_active_range_never_meets_the_mark_less(active, more, variance):
    cells = grid(Prior(), 6.0, 3.0)
    low, high = posterior(cells, 50.0, active_deg=[active, active + more], active_variance=variance).probabilities[:, 0]
    assert high >= low - 1e-9


@quick
@given(st.floats(30.0, 60.0), st.floats(-5.0, 25.0), st.floats(2.0, 20.0), st.sampled_from([0.0, 3.0]))
def test_the_closed_form_agrees_with_drawing_people_at_random(active, gap, variance, shortfall):
    rng = np.random.default_rng(0)
    count = 200_000
    passive, apart = rng.normal(54.0, 9.0, count), 2.0 + np.abs(rng.normal(0.0, 5.0, count))
    short = np.abs(rng.normal(0.0, 1.0, count)) * shortfall * math.sqrt(math.pi / 2)
    misfit = ((active - passive + apart) ** 2 + (active + gap - passive + short) ** 2) / variance
    weight = np.exp(-0.5 * (misfit - misfit.min()))
    assume(weight.sum() ** 2 / (weight**2).sum() > 2000)
    weight /= weight.sum()
    reaches = passive - apart >= 50.0
    below = passive < 50.0
    drawn = [weight[reaches].sum(), weight[below].sum()]
    drawn += [weight[~reaches & ~below & (apart >= 10.0)].sum(), weight[~reaches & ~below & (apart < 10.0)].sum()]
    found = posterior(
        grid(Prior(), 10.0, shortfall),
        50.0,
        active_deg=active,
        active_variance=variance,
        end_deg=active + gap,
        end_variance=variance,
    ).probabilities
    assert found == pytest.approx(drawn, abs=0.05)


@quick
@given(st.lists(degrees, min_size=3, max_size=6), st.lists(degrees, max_size=6), raters)
def test_no_active_trial_after_end_range_and_no_limit_passed(active, end, rater):
    (finding,) = judge(made(active, end, rater))
    step = finding.next_trial
    if step is None or step.another_day:
        return
    limits = Settings().limits_for(finding.position, rater)
    if step.mode is Mode.ACTIVE:
        assert not end
        assert len(active) < limits.active
    else:
        assert len(end) < limits.end_range


@quick
@given(readings, st.lists(degrees, max_size=4), st.integers(1, 10), raters)
def test_pain_is_always_painful_and_never_judged(active, end, pain, rater):
    given_trials = made(active, end, rater)
    (finding,) = judge([*given_trials[:-1], replace(given_trials[-1], pain=pain)])
    assert (finding.category, finding.probabilities, finding.next_trial) == (Category.PAINFUL, {}, None)


@quick
@given(st.lists(degrees, min_size=3, max_size=5), st.floats(0.5, 4.0), st.floats(0.0, 4.0))
def test_more_error_never_says_a_side_difference_that_less_error_does_not(active, s_deg, more):
    from supple.findings.sides import side_differences

    both = [*trials(active), *trials([value + 12.0 for value in active], direction="right")]
    said = []
    for size in (s_deg, s_deg + more):
        findings = judge(both, errors=lambda _, size=size: ErrorModel(size, size, "made", learned_days=3))
        said.append(len(side_differences(findings)))
    assert said[1] <= said[0]


def test_trials_on_both_sides_are_two_findings_in_a_fixed_order():
    found = judge([*trials([60.0] * 3, direction="right"), *trials([60.0] * 3)])
    assert [row.direction for row in found] == [Direction.LEFT, Direction.RIGHT]
    assert found[0].criterion == default_criteria()[0]
