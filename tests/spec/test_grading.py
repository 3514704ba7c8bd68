"""Every rule of the grade at its bounds and around them; rendered into the docs (repetitions)."""

from dataclasses import replace

import pytest

from supple.motion.grading import REASON_TEXT, RULES, Facts, grade, worst
from supple.quantities import Grade, Movement, Reason

FAULTLESS = Facts(
    peak_speed_dps=40.0,
    pelvis_turn_deg=2.0,
    lean_deg=3.0,
    lean_share=0.08,
    end_deg=1.0,
    missing_share=0.0,
    missing_at_peak=0.0,
)

# fact, value, movement, grade, reasons
TRUTH = [
    ("peak_speed_dps", 120.0, Movement.ROTATION, Grade.GOOD, ()),
    ("peak_speed_dps", 120.1, Movement.ROTATION, Grade.USABLE, (Reason.TOO_FAST,)),
    ("peak_speed_dps", 240.0, Movement.FLEXION, Grade.USABLE, (Reason.TOO_FAST,)),
    ("peak_speed_dps", 240.1, Movement.FLEXION, Grade.REJECTED, (Reason.TOO_FAST,)),
    ("pelvis_turn_deg", None, Movement.ROTATION, Grade.GOOD, ()),
    ("pelvis_turn_deg", 10.0, Movement.ROTATION, Grade.GOOD, ()),
    ("pelvis_turn_deg", 10.1, Movement.ROTATION, Grade.USABLE, (Reason.PELVIS_TURNED,)),
    ("pelvis_turn_deg", 30.1, Movement.ROTATION, Grade.REJECTED, (Reason.PELVIS_TURNED,)),
    ("pelvis_turn_deg", 30.1, Movement.EXTENSION, Grade.GOOD, ()),
    ("lean_deg", 15.0, Movement.ROTATION, Grade.GOOD, ()),
    ("lean_deg", 15.1, Movement.ROTATION, Grade.USABLE, (Reason.LEANED,)),
    ("lean_deg", 40.0, Movement.ROTATION, Grade.USABLE, (Reason.LEANED,)),
    ("lean_deg", 40.0, Movement.LATERAL_FLEXION, Grade.GOOD, ()),
    ("lean_share", None, Movement.ROTATION, Grade.GOOD, ()),
    ("lean_share", 0.5, Movement.ROTATION, Grade.GOOD, ()),
    ("lean_share", 0.51, Movement.ROTATION, Grade.USABLE, (Reason.LEANED,)),
    ("lean_share", 0.81, Movement.ROTATION, Grade.REJECTED, (Reason.LEANED,)),
    ("end_deg", 8.0, Movement.ROTATION, Grade.GOOD, ()),
    ("end_deg", 8.1, Movement.ROTATION, Grade.USABLE, (Reason.NOT_RETURNED,)),
    ("end_deg", 20.1, Movement.FLEXION, Grade.REJECTED, (Reason.NOT_RETURNED,)),
    ("missing_share", 0.01, Movement.ROTATION, Grade.USABLE, (Reason.SAMPLES_MISSING,)),
    ("missing_share", 0.25, Movement.ROTATION, Grade.USABLE, (Reason.SAMPLES_MISSING,)),
    ("missing_share", 0.26, Movement.ROTATION, Grade.REJECTED, (Reason.SAMPLES_MISSING,)),
    ("missing_at_peak", 0.2, Movement.FLEXION, Grade.USABLE, (Reason.SAMPLES_MISSING,)),
    ("missing_at_peak", 0.21, Movement.FLEXION, Grade.REJECTED, (Reason.SAMPLES_MISSING,)),
]


@pytest.mark.parametrize(("fact", "value", "movement", "expected", "reasons"), TRUTH)
def test_each_rule(fact, value, movement, expected, reasons):
    assert grade(replace(FAULTLESS, **{fact: value}), movement) == (expected, reasons)


@pytest.mark.parametrize("movement", list(Movement))
def test_a_faultless_repetition_is_good(movement):
    assert grade(FAULTLESS, movement) == (Grade.GOOD, ())


def test_every_rule_is_in_the_table():
    assert {rule.fact for rule in RULES} == {row[0] for row in TRUTH}


def test_the_worst_decides_and_each_reason_is_named_once():
    facts = replace(FAULTLESS, lean_deg=20.0, lean_share=0.9, peak_speed_dps=150.0)
    assert grade(facts, Movement.ROTATION) == (Grade.REJECTED, (Reason.TOO_FAST, Reason.LEANED))


def test_every_reason_has_a_sentence():
    assert set(REASON_TEXT) == set(Reason)
    assert all(text.endswith(".") and text[0].isupper() for text in REASON_TEXT.values())


def test_every_rule_names_its_source_and_unit():
    assert all(rule.source and rule.unit and rule.usable_above <= rule.rejected_above for rule in RULES)


def test_worst():
    assert worst() is Grade.GOOD
    assert worst(Grade.USABLE, Grade.GOOD) is Grade.USABLE
    assert worst(Grade.USABLE, Grade.REJECTED) is Grade.REJECTED
