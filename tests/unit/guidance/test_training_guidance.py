"""What is said in a session, by example; the laws are in tests/property/test_session_laws.py."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.programmes import FULL_DAY, plain_programme
from supple.guidance import dose_words, session_document, session_steps
from supple.guidance.training import Kind
from supple.problems import InputProblem
from supple.programme import SessionPlan, Side, today
from supple.programme.exercise import Dose


@pytest.fixture(scope="module")
def plan():
    return today(*plain_programme(), FULL_DAY)


def steps_of(plan, key):
    place = next(place for place, one in enumerate(plan.exercises) if one.exercise.id == key)
    return [step for step in session_steps(plan) if step.exercise == place]


def test_the_long_hold_is_told_half_way(plan):
    ready, held = steps_of(plan, "thoracic-rotation-breathing")
    assert ready.say == "Lying turn with breathing. Lie on your side. Turning left."
    assert (held.seconds, held.half_say, held.breathe) == (130.0, "Half way.", True)
    exercise = next(one for one in session_document(plan)["exercises"] if one["id"] == "thoracic-rotation-breathing")
    assert exercise["held"] is True
    assert exercise["dose"] == "one hold of 2 min 10 s"
    assert exercise["breath"]["in_s"] + exercise["breath"]["out_s"] <= 130.0


def test_repetitions_are_counted(plan):
    said = [step.say for step in steps_of(plan, "cat-camel-general") if step.kind is Kind.OUT]
    assert said == ["One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Last one."]


def test_the_other_side_is_announced(plan):
    switch = next(step for step in steps_of(plan, "thoracic-cars") if step.kind is Kind.SWITCH)
    assert switch.say == "Change sides. Now turning right."


def test_a_long_rest_ends_with_getting_ready(plan):
    kinds = [step.kind for step in steps_of(plan, "half-kneeling-rotation-stick")]
    rested = kinds.index(Kind.REST)
    assert kinds[rested : rested + 3] == [Kind.REST, Kind.READY, Kind.OUT]


def test_the_document_has_the_contracts_keys(plan):
    document = session_document(plan)
    assert document["schema"] == "supple.session/1"
    assert document["day"] == "2026-11-25"
    assert {"id", "name", "clinical_name", "why", "side", "dose", "cues", "faults", "breath", "linear", "held"} <= set(
        document["exercises"][0]
    )
    wanted = {"exercise", "kind", "seconds", "say", "show", "tone", "side", "set", "sets", "rep", "reps", "breathe", "half_say"}
    assert all(set(step) == wanted for step in document["steps"])


def test_a_day_of_rest_has_no_step():
    document = session_document(SessionPlan(FULL_DAY, (), "A day of rest."))
    assert (document["steps"], document["minutes"], document["note"]) == ([], 0.0, "A day of rest.")


def test_rotation_before_linear_movement_is_refused(plan):
    with pytest.raises(InputProblem, match="linear movement before everything else"):
        session_steps(replace(plan, exercises=plan.exercises[::-1]))


def test_sides_that_take_turns_need_a_day(plan):
    one = next(one for one in plan.exercises if one.side is Side.EACH)
    turned = replace(plan, exercises=(plan.exercises[0], replace(one, side=Side.ALTERNATE)))
    with pytest.raises(InputProblem, match="take turns by day"):
        session_steps(turned)


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(1, 8, 4, 0, 4, 0, 7), "8 times: 4 s out, 4 s back"),
        (Dose(2, 6, 3, 2, 3, 30, 5), "2 sets of 6: 3 s out, 2 s hold, 3 s back"),
        (Dose(1, 1, 0, 240, 0, 0, 5), "one hold of 4 min"),
        (Dose(5, 1, 0, 26, 0, 8, 5), "5 holds of 26 s"),
    ],
)
def test_a_dose_in_words(dose, words):
    assert dose_words(dose) == words
