"""The science's screening questions as fields of pages, and what answers mean together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Final

from django.utils.translation import gettext as _

from supple.evidence import figures, sources
from supple.findings.screening_questions import AnswerKind, Question, questionnaire, questions
from supple_web.assessments.fields import Field, Kind, Option, Value

#: Ids of choices that deny their question.
_DENIALS: Final = ("no", "none")
#: Yes to these is no warning, so that "None of these" answers nothing here.
_GOOD_NEWS: Final = frozenset({"pregnancy_cleared", "guardian"})
#: History that an earlier day's answer may be shown for, to be confirmed. What may have begun since then, emergencies and
#: pain are always asked anew.
HISTORY: Final = frozenset(
    {
        "osteoporosis",
        "steroids",
        "cancer_history",
        "immune",
        "injected_drugs",
        "inflammatory_pattern",
        "inflammatory_disease",
        "magnet_implant",
        "recent_fracture",
        "recent_surgery",
        "knees",
        "shoulder",
    }
)
#: After a session this long ago the question about its next morning still means something (convention of this project).
MORNING_AFTER_WITHIN: Final = timedelta(days=3)
#: How the questionnaire says that no page was found.
MEMORY: Final = "from memory"
_KINDS: Final = {AnswerKind.YES_NO: Kind.YES_NO, AnswerKind.CHOICE: Kind.CHOICE, AnswerKind.SCALE: Kind.SCALE}


@cache
def fields_of(*groups: str) -> tuple[Field, ...]:
    """The questions of some groups, in the questionnaire's order."""
    return tuple(_field(question) for question in questions() if question.group in groups)


@cache
def field_of(question: str) -> Field:
    return next(_field(one) for one in questions() if one.id == question)


def groups() -> tuple[str, ...]:
    """Every group, in the order in which it is first asked."""
    return tuple(dict.fromkeys(question.group for question in questions()))


def is_asked(field: Field, answers: Mapping[str, object], age_years: object) -> bool:
    """Whether a question applies, as far as age and the other answers say."""
    if field.under_age is not None:
        return isinstance(age_years, int | float) and age_years < field.under_age
    return all(answers.get(key) in accepted for key, accepted in field.only_if.items())


def still_asked(answers: Mapping[str, Value], age_years: object) -> dict[str, Value]:
    """The answers without those of questions that no longer apply: what was said of a pregnancy goes with it."""
    fields = {question.id: field_of(question.id) for question in questions()}
    return {key: value for key, value in answers.items() if key in fields and is_asked(fields[key], answers, age_years)}


def behind(flag: str) -> tuple[str, ...]:
    """The questions behind a flag: its own, or those that only together raised it (``age_years`` where age counts)."""
    for rule in questionnaire().rules:
        if rule.id == flag:
            ages = ("age_years",) if rule.age_from is not None or rule.age_below is not None else ()
            return (*rule.when, *rule.unless, *ages)
    return (flag,) if any(question.id == flag for question in questions()) else ()


def _field(question: Question) -> Field:
    return Field(
        id=question.id,
        kind=_KINDS[question.kind],
        words=question.text,
        term=question.term,
        source=_source(question),
        options=tuple(Option(choice.id, choice.text[:1].upper() + choice.text[1:]) for choice in question.choices),
        no=_denial(question),
        keeps=question.id in HISTORY,
        only_if=question.only_if,
        under_age=question.only_if_under_age,
    )


def _denial(question: Question) -> Value | None:
    if question.id in _GOOD_NEWS:
        return None
    if question.kind is AnswerKind.YES_NO:
        return False
    return next((choice.id for choice in question.choices if choice.id in _DENIALS), None)


def _source(question: Question) -> str:
    """Whence the question comes, and how well that was seen; a convention or a memory says just that."""
    if question.source in figures():
        return f"{figures()[question.source].source.short} ({question.strength})"
    known = sources().get(question.source)
    if known is None or question.strength == MEMORY:
        return _("a convention of this project") if question.source == "convention" else question.strength
    return f"{known.short} ({question.strength})"
