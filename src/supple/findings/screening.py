"""Screening before every day's tests: answers to what may be done today, and to where to go if something warns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from supple.findings.model import Flag, Screening, Urgency
from supple.findings.screening_answers import checked_age, checked_answers
from supple.findings.screening_pain import PainVerdict, PainZone, pain_zone
from supple.findings.screening_questions import (
    Answer,
    AnswerKind,
    Effect,
    Gate,
    Question,
    Rule,
    questionnaire,
    questions,
    rank,
)

__all__ = ["questions", "screen"]

#: From this urgency on nothing is tested or trained, and nothing but the advice is shown.
STOPS_FROM: Final = Urgency.SOON
#: What a zone of pain closes.
PAIN_CLOSES: Final = {
    PainZone.MODIFY: frozenset({Gate.ASSISTED, Gate.HELD_END_RANGE}),
    PainZone.STOP: frozenset({Gate.ACTIVE, Gate.ASSISTED, Gate.HELD_END_RANGE}),
}
_EVERYTHING: Final = frozenset({Gate.ACTIVE, Gate.ASSISTED, Gate.HELD_END_RANGE})


@dataclass(frozen=True)
class _Raised:
    """A flag with what its answer closes."""

    flag: Flag
    effect: Effect


def screen(answers: Mapping[str, object], *, age_years: float | None = None, where: str = "screening") -> Screening:
    """Judge the answers. Keys are ids of ``questions()``; yes-no takes true or false (or "yes", "no"), None is no answer.

    What was not answered raises nothing and clears nothing; it is named in ``unanswered``. Clearances (a guardian, a midwife)
    count only where they were given. A single weak sign is graded lower where the person says that nothing hurts, and several
    together higher. ``stop`` is set from the urgency ``soon`` on. where: prefix of a problem's place.
    Raises InputProblem for unknown ids, impossible values and impossible ages.
    """
    given = checked_answers(answers, where=where)
    age = checked_age(age_years)
    pain = _pain(given)
    raised = [*_from_questions(given), *_from_rules(given, age)]
    flags = _graded([item.flag for item in raised])
    urgency = max((flag.urgency for flag in flags), key=rank, default=Urgency.NONE)
    stop = rank(urgency) >= rank(STOPS_FROM)
    closed = frozenset().union(*(item.effect.closes for item in raised), PAIN_CLOSES.get(pain.zone, frozenset()))
    if stop:
        closed |= _EVERYTHING
    unanswered = _unanswered(given, age)
    if pain.zone is PainZone.STOP and rank(urgency) < rank(Urgency.CLINICIAN):
        urgency = Urgency.CLINICIAN
    return Screening(
        stop=stop,
        flags=flags,
        urgency=urgency,
        advice=_advice(urgency, pain, stop=stop, complete=not unanswered, limited=bool(flags)),
        active=Gate.ACTIVE not in closed,
        assisted=Gate.ASSISTED not in closed,
        held_end_range=Gate.HELD_END_RANGE not in closed,
        phone_on_chest=Gate.PHONE_ON_CHEST not in closed,
        restrictions=frozenset().union(*(item.effect.restrictions for item in raised)),
        pain_zone=pain.zone,
        unanswered=unanswered,
    )


def _pain(given: Mapping[str, Answer]) -> PainVerdict:
    def value(key: str) -> int | None:
        return int(given[key]) if key in given else None

    return pain_zone(value("pain_now"), next_morning=value("pain_next_morning"), before=value("pain_before_session"))


def _from_questions(given: Mapping[str, Answer]) -> Iterable[_Raised]:
    painless = given.get("pain_now") == 0 and given.get("back_pain") == "none"
    for question in questions():
        effect = _effect_of(question, given.get(question.id))
        if effect.changes:
            urgency = effect.urgency
            if painless and question.urgency_without_pain is not None:
                urgency = question.urgency_without_pain
            yield _Raised(Flag(question.id, question.group, urgency, effect.flag, question.source), effect)


def _effect_of(question: Question, answer: Answer | None) -> Effect:
    if question.kind is AnswerKind.YES_NO:
        return question.yes if answer is True else Effect()
    return next((choice.effect for choice in question.choices if choice.id == answer), Effect())


def _from_rules(given: Mapping[str, Answer], age: int | None) -> Iterable[_Raised]:
    for rule in questionnaire().rules:
        if _holds(rule, given, age):
            yield _Raised(Flag(rule.id, rule.group, rule.effect.urgency, rule.effect.flag, rule.source), rule.effect)


def _holds(rule: Rule, given: Mapping[str, Answer], age: int | None) -> bool:
    if rule.age_from is not None and (age is None or age < rule.age_from):
        return False
    if rule.age_below is not None and (age is None or age >= rule.age_below):
        return False
    if any(given.get(key) in accepted for key, accepted in rule.unless.items()):
        return False
    return all(given.get(key) in accepted for key, accepted in rule.when.items())


def _graded(flags: list[Flag]) -> tuple[Flag, ...]:
    """Add the flags that several others together raise; the most urgent first."""
    for grading in questionnaire().gradings:
        if sum(flag.urgency is grading.of for flag in flags) >= grading.at_least:
            flags = [*flags, Flag(grading.id, "together", grading.becomes, grading.flag, grading.source)]
    return tuple(sorted(flags, key=lambda flag: -rank(flag.urgency)))


def _advice(urgency: Urgency, pain: PainVerdict, *, stop: bool, complete: bool, limited: bool) -> str:
    texts = questionnaire().advice
    if stop:
        return texts[urgency]
    words = [texts[urgency]] if urgency is not Urgency.NONE and pain.zone is not PainZone.STOP else []
    if pain.zone in (PainZone.MODIFY, PainZone.STOP):
        words.append(texts[f"pain_{pain.zone}"])
    kind = "limited" if limited else "none"
    return " ".join(words) or texts[kind if complete else f"{kind}_so_far"]


def _unanswered(given: Mapping[str, Answer], age: int | None) -> tuple[str, ...]:
    missing = [question.id for question in questions() if question.id not in given and _asked(question, given, age)]
    return tuple(["age_years", *missing] if age is None else missing)


def _asked(question: Question, given: Mapping[str, Answer], age: int | None) -> bool:
    if not question.required:
        return False
    if question.only_if_under_age is not None:
        return age is not None and age < question.only_if_under_age
    return all(given.get(key) in accepted for key, accepted in question.only_if.items())
