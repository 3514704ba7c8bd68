"""Laws of screening: more signs never allow more, and nothing but InputProblem escapes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from supple.findings.model import Screening
from supple.findings.screening import screen
from supple.findings.screening_questions import AnswerKind, questionnaire, questions, rank
from supple.problems import InputProblem

#: Answers that lift a restriction instead of adding one.
CLEARANCES = {"guardian", "pregnancy_cleared"}
#: Pain and its absence grade other signs; they are varied, not added.
CONTEXT = {"back_pain", "pain_now"}
AGES = st.none() | st.integers(0, 120)


def answer_of(question):
    if question.kind is AnswerKind.YES_NO:
        return st.booleans()
    if question.kind is AnswerKind.CHOICE:
        return st.sampled_from([choice.id for choice in question.choices])
    return st.integers(0, 10)


ANSWERS = st.fixed_dictionaries({}, optional={question.id: answer_of(question) for question in questions()})
SIGNS = sorted(
    question.id for question in questions() if question.kind is AnswerKind.YES_NO and question.id not in CLEARANCES | CONTEXT
)


@settings(deadline=None, max_examples=200)
@given(answers=ANSWERS, sign=st.sampled_from(SIGNS), age=AGES)
def test_one_more_sign_never_allows_more(answers, sign, age):
    without = screen(answers | {sign: False}, age_years=age)
    with_it = screen(answers | {sign: True}, age_years=age)
    assert rank(with_it.urgency) >= rank(without.urgency)
    assert with_it.stop >= without.stop
    for gate in ("active", "assisted", "held_end_range", "phone_on_chest"):
        assert getattr(with_it, gate) <= getattr(without, gate)
    assert with_it.restrictions >= without.restrictions


@settings(deadline=None, max_examples=100)
@given(answers=ANSWERS, age=AGES)
def test_no_answer_is_the_same_as_none_and_is_named(answers, age):
    seen = screen(answers, age_years=age)
    blank = {question.id: None for question in questions() if question.id not in answers}
    assert screen(answers | blank, age_years=age) == seen
    assert not set(seen.unanswered) & set(answers)


@settings(deadline=None, max_examples=150)
@given(answers=ANSWERS, age=AGES)
def test_what_is_closed_is_said(answers, age):
    """Whatever is closed has a flag or a pain zone as its reason; a stop always has a flag and its advice."""
    seen = screen(answers, age_years=age)
    if not (seen.active and seen.assisted and seen.held_end_range and seen.phone_on_chest):
        assert seen.flags or seen.pain_zone in ("modify", "stop")
    if seen.stop:
        assert seen.flags
        assert seen.advice == questionnaire().advice[seen.urgency]
    assert seen.restrictions <= questionnaire().restrictions


JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | st.lists(st.integers(), max_size=2)


@settings(deadline=None, max_examples=200)
@given(answers=st.dictionaries(st.sampled_from([q.id for q in questions()]) | st.text(max_size=9), JUNK, max_size=4), age=JUNK)
def test_junk_is_an_input_problem_in_one_line(answers, age):
    try:
        found = screen(answers, age_years=age)
    except InputProblem as problem:
        found = problem
    assert isinstance(found, Screening) or len(str(found).splitlines()) == 1
