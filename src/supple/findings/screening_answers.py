"""What a person answered, checked against the questionnaire before anything is decided."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final

from supple.findings.screening_pain import checked_pain
from supple.findings.screening_questions import Answer, AnswerKind, Question, questionnaire
from supple.problems import InputProblem

#: Oldest age taken for an age, years.
OLDEST: Final = 120
_WORDS: Final = {"yes": True, "no": False}


def checked_answers(answers: Mapping[str, object], *, where: str = "screening") -> dict[str, Answer]:
    """Every answer by its question; None is no answer. Raises InputProblem naming the key for what cannot be."""
    known = {question.id: question for question in questionnaire().questions}
    checked: dict[str, Answer] = {}
    for key, value in answers.items():
        if key not in known:
            raise InputProblem(f"{where}:{_one_line(key)}", "no such question", _expected(key, known), "correct or remove it")
        if value is not None:
            checked[key] = _checked(known[key], value, f"{where}:{key}")
    return checked


def checked_age(age_years: float | None, *, where: str = "person:age_years") -> int | None:
    """Whole years; None stays None. Raises InputProblem for what is no age."""
    if age_years is None:
        return None
    number = not isinstance(age_years, bool) and isinstance(age_years, int | float)
    if not number or not 0 <= age_years <= OLDEST:
        raise InputProblem(where, f"{age_years!r}", f"an age from 0 to {OLDEST} years", "correct the age")
    return int(age_years)


def _checked(question: Question, value: object, where: str) -> Answer:
    if question.kind is AnswerKind.SCALE:
        return checked_pain(value, where)
    if question.kind is AnswerKind.YES_NO:
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.strip().lower() in _WORDS:
            return _WORDS[value.strip().lower()]
    elif isinstance(value, str) and value in {choice.id for choice in question.choices}:
        return value
    raise InputProblem(where, _shown(value), question.accepts, "correct the answer")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _one_line(key: object) -> str:
    text = str(key)
    return text if text.isprintable() and len(text) <= 40 else _shown(text)


def _expected(key: object, known: Mapping[str, Question]) -> str:
    close = difflib.get_close_matches(str(key), known, n=1)
    return f"an id of the questionnaire, perhaps {close[0]}" if close else "an id of the questionnaire"
