"""The form that people fill in asks everything, answers nothing by itself, and becomes a section that is read."""

import tomllib

from supple.exchange.screening_form import screening_form
from supple.findings import screen
from supple.findings.screening_questions import AnswerKind, questions


def test_nothing_is_answered_beforehand():
    assert tomllib.loads(screening_form()) == {"screening": {}}


def test_every_question_is_asked_with_its_answers():
    form = " ".join(screening_form().replace("\n#", " ").split())
    for question in questions():
        assert question.text in form
        assert all(f'"{choice.id}": {choice.text}' in form for choice in question.choices)


def test_filled_in_it_leaves_nothing_unanswered():
    form = screening_form()
    usual = {AnswerKind.YES_NO: "false", AnswerKind.SCALE: "0"}
    for question in questions():
        answer = usual.get(question.kind) or f'"{question.choices[0].id}"'
        form = form.replace(f"#{question.id} =", f"{question.id} = {answer}")
    screening = screen(tomllib.loads(form)["screening"], age_years=40)
    assert (screening.stop, screening.unanswered) == (False, ())


def test_who_need_not_answer_is_told():
    form = screening_form()
    assert "only under the age of 18" in form
    assert "only where pregnancy is first or second or third" in form
