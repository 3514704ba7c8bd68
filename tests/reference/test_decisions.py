"""The simulations of the decisions benchmark, smaller and seeded: enough answers, few wrong ones, fewer than the usual rule's.

The required shares (answered, wrong of those) are 74 % and 5 % for a trained rater, 55 % and 6.6 % by oneself. With so few
people a share is refused only beyond what chance gives once in a thousand where the truth just meets the requirement.
"""

import importlib.util
import sys
from pathlib import Path

import pytest
from scipy.stats import binom

_FILE = Path(__file__).parents[2] / "benchmarks" / "decisions.py"
_SPEC = importlib.util.spec_from_file_location("decisions_benchmark", _FILE)
decisions = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = decisions
_SPEC.loader.exec_module(decisions)

PEOPLE = 500
CHANCE = 0.001


@pytest.mark.reference
@pytest.mark.parametrize(("place", "answered", "wrong", "usual_wrong"), [(0, 0.74, 0.05, 0.16), (1, 0.55, 0.066, 0.26)])
def test_decisions_are_no_worse_than_required(place, answered, wrong, usual_wrong):
    way = decisions.WAYS[place]
    outcomes = decisions.simulate(way, PEOPLE, seed=2)
    share, mistaken = decisions.answers_and_wrong([(row.truth, row.said) for row in outcomes])
    _, by_usual_rule = decisions.answers_and_wrong([(row.truth, row.usual) for row in outcomes])
    said = round(share * PEOPLE)
    assert binom.cdf(said, PEOPLE, answered) > CHANCE
    assert binom.sf(round(mistaken * said) - 1, said, wrong) > CHANCE
    assert CHANCE < binom.cdf(round(by_usual_rule * PEOPLE), PEOPLE, usual_wrong) < 1 - CHANCE
    assert mistaken < by_usual_rule / 2
    assert sum(row.trials for row in outcomes) / PEOPLE < 6.5
