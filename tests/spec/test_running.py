"""The running check: what each test says at and around its bounds.

Three values of a side, without pain. Errors are those of the table of tests: published where there is one, else assumed.
A bound that rests on few people is itself uncertain, and that is allowed for. No range predicts a running injury.
"""

from __future__ import annotations

import math

import pytest

from supple.evidence import figure
from supple.quantities import Direction
from supple.running import Readings, Tool, Why, compare, judge_side, running_check, running_tests
from supple.running.model import Bound

LEFT, RIGHT = Direction.LEFT, Direction.RIGHT

TITLE = "Running check: values against references"
COLUMNS = ("test", "tool", "value, mean of three", "result", "decided by")
TABLE = [
    ("knee-to-wall", "ruler", 12.0, "within-reference", "above-bound"),
    ("knee-to-wall", "ruler", 8.7, "within-reference", "above-bound"),
    ("knee-to-wall", "ruler", 8.5, "cannot-tell", "inside-error"),
    ("knee-to-wall", "ruler", 6.5, "cannot-tell", "inside-error"),
    ("knee-to-wall", "ruler", 4.5, "cannot-tell", "inside-error"),
    ("knee-to-wall", "ruler", 4.4, "below-published-reference", "below-bound"),
    ("knee-to-wall", "ruler", 0.0, "below-published-reference", "below-bound"),
    ("knee-to-wall", "ruler", 30.0, "within-reference", "above-bound"),
    ("knee-to-wall", "phone", 34.0, "within-reference", "above-bound"),
    ("knee-to-wall", "phone", 33.9, "cannot-tell", "inside-error"),
    ("knee-to-wall", "inclinometer", 26.1, "cannot-tell", "inside-error"),
    ("knee-to-wall", "inclinometer", 25.9, "below-published-reference", "below-bound"),
    ("hip-extension", "phone", 7.5, "within-reference", "above-bound"),
    ("hip-extension", "phone", 7.4, "cannot-tell", "inside-error"),
    ("hip-extension", "goniometer", -7.4, "cannot-tell", "inside-error"),
    ("hip-extension", "goniometer", -7.5, "below-published-reference", "below-bound"),
    ("big-toe", "goniometer", 57.5, "within-reference", "above-bound"),
    ("big-toe", "goniometer", 57.4, "cannot-tell", "sources-disagree"),
    ("big-toe", "phone", 46.0, "cannot-tell", "sources-disagree"),
    ("big-toe", "phone", 34.6, "cannot-tell", "sources-disagree"),
    ("big-toe", "phone", 34.5, "below-published-reference", "below-bound"),
]

BESIDE_TITLE = "Running check: what goes before the value"
BESIDE_COLUMNS = ("test", "values", "pain (0 to 10)", "pelvis kept from tipping", "result", "decided by")
BESIDE_TABLE = [
    ("knee-to-wall", (12.0, 12.0), 0, None, "within-reference", "above-bound"),
    ("knee-to-wall", (12.0, 12.0), None, None, "within-reference", "above-bound"),
    ("knee-to-wall", (12.0,), 0, None, "cannot-tell", "one-value"),
    ("knee-to-wall", (1.0,), 0, None, "cannot-tell", "one-value"),
    ("knee-to-wall", (12.0, 12.0), 1, None, "cannot-tell", "painful"),
    ("knee-to-wall", (1.0, 1.0), 7, None, "cannot-tell", "painful"),
    ("knee-to-wall", (), 3, None, "cannot-tell", "painful"),
    ("knee-to-wall", (), 0, None, "not-tested", "not-tested"),
    ("knee-to-wall", (), None, None, "not-tested", "not-tested"),
    ("knee-to-wall", (9.0, 15.0), 0, None, "cannot-tell", "inside-error"),
    ("hip-extension", (20.0, 20.0, 20.0), 0, True, "within-reference", "above-bound"),
    ("hip-extension", (20.0, 20.0, 20.0), 0, False, "cannot-tell", "condition"),
    ("hip-extension", (20.0, 20.0, 20.0), 0, None, "cannot-tell", "condition"),
    ("hip-extension", (-20.0, -20.0, -20.0), 0, False, "cannot-tell", "condition"),
    ("hip-extension", (20.0, 20.0, 20.0), 2, False, "cannot-tell", "painful"),
]

GAP_TITLE = "Running check: left and right"
GAP_COLUMNS = ("test", "left", "right", "said", "beyond error")
GAP_TABLE = [
    ("knee-to-wall", (12.0, 12.0), (10.2, 10.2), True, False),
    ("knee-to-wall", (12.0, 12.0), (10.0, 10.0), True, True),
    ("knee-to-wall", (10.0, 10.0), (12.0, 12.0), True, True),
    ("knee-to-wall", (12.0, 12.0), (10.0,), False, False),
    ("knee-to-wall", (12.0, 12.0), (), False, False),
    ("big-toe", (70.0, 70.0, 70.0), (60.0, 60.0, 60.0), True, False),
    ("big-toe", (70.0, 70.0, 70.0), (59.0, 59.0, 59.0), True, True),
]

NEXT_TITLE = "Running check: the one next step"
NEXT_COLUMNS = ("what there is", "next step")
NEXT_TABLE = [
    (("not-tested",), "measure"),
    (("above-bound", "not-tested"), "nothing-more"),
    (("above-bound", "one-value"), "again"),
    (("above-bound", "inside-error"), "clinician"),
    (("one-value", "sources-disagree"), "clinician"),
    (("above-bound", "condition"), "clinician"),
    (("above-bound", "below-bound"), "clinician"),
    (("above-bound", "painful"), "clinician"),
    (("one-value", "painful"), "clinician"),
]


def readings(test, values, tool=None, *, side=LEFT, pain=0, met=True):
    chosen = Tool(tool) if tool else running_tests()[test].ways[0].tools[-1]
    return Readings(test, side, chosen, tuple(values), pain, met)


@pytest.mark.parametrize(("test", "tool", "value", "category", "why"), TABLE)
def test_values(test, tool, value, category, why):
    said = judge_side(readings(test, (value,) * 3, tool))
    assert (said.category, said.why) == (category, why)
    assert said.reasons


@pytest.mark.parametrize("row", BESIDE_TABLE)
def test_what_goes_before(row):
    test, values, pain, met, category, why = row
    said = judge_side(readings(test, values, pain=pain, met=met))
    assert (said.category, said.why) == (category, why)


@pytest.mark.parametrize(("test", "left", "right", "said", "beyond"), GAP_TABLE)
def test_left_and_right(test, left, right, said, beyond):
    report = running_check([readings(test, left), readings(test, right, side=RIGHT)])
    assert bool(report.gaps) is said
    assert [one.beyond_error for one in report.gaps] == [beyond] * said


_EXAMPLES = {
    "not-tested": (),
    "above-bound": (12.0, 12.0),
    "inside-error": (6.5, 6.5),
    "below-bound": (2.0, 2.0),
    "one-value": (12.0,),
}


def example(why, side):
    if why == "condition":
        return readings("hip-extension", (20.0, 20.0), side=side, met=False)
    if why == "sources-disagree":
        return readings("big-toe", (46.0, 46.0), side=side)
    if why == "painful":
        return readings("knee-to-wall", (12.0, 12.0), side=side, pain=2)
    return readings("knee-to-wall", _EXAMPLES[why], side=side)


@pytest.mark.parametrize(("there", "step"), NEXT_TABLE)
def test_next_step(there, step):
    given = [example(why, side) for why, side in zip(there, (LEFT, RIGHT), strict=False)]
    report = running_check(given)
    assert {one.why for one in report.sides} - {Why.NOT_TESTED} == {Why(why) for why in there} - {Why.NOT_TESTED}
    assert report.step == step


def test_the_bounds_are_what_the_evidence_says():
    """Worked by hand from the published mean and spread: 12.0 - 1.96 x 2.8, and 39.0 - 1.96 x 4.6."""
    ruler, shin = running_tests()["knee-to-wall"].ways
    assert ruler.bound.low == pytest.approx(6.512)
    assert shin.bound.low == pytest.approx(29.984)
    assert ruler.sem * 1.96 * math.sqrt(2.0) == pytest.approx(figure("wblt_mdc_intra").numbers[0])
    assert ruler.bound.strength == shin.bound.strength == "derived"


def test_a_bound_counts_for_within_and_not_for_below():
    exact = Bound(10.0, 10.0, 0.0, "convention", ())
    assert compare(10.0, 0.0, exact) is Why.ABOVE_BOUND
    assert compare(9.999, 0.0, exact) is Why.BELOW_BOUND
    assert compare(10.0, 0.1, exact) is Why.INSIDE_ERROR


def test_nothing_clears_and_nothing_frightens():
    from supple.running.sentences import TEMPLATES

    said = " ".join(TEMPLATES).lower()
    assert not any(word in said for word in ("cleared", "at risk", "danger", "normal", "must ", "dysfunction", "deficit"))
