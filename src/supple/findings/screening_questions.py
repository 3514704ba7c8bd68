"""The screening questionnaire as data: what is asked, what each answer changes, and where that comes from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from supple.findings.model import Urgency

#: An answer as the questionnaire takes it: yes or no, a whole number, or the id of a choice.
Answer = bool | int | str


class AnswerKind(StrEnum):
    YES_NO = "yes-no"
    SCALE = "0-10"
    CHOICE = "choice"


class Gate(StrEnum):
    """What an answer can close."""

    ACTIVE = "active"
    ASSISTED = "assisted"
    HELD_END_RANGE = "held-end-range"
    PHONE_ON_CHEST = "phone-on-chest"


#: Urgencies from none to now.
LADDER: Final = (Urgency.NONE, Urgency.CLINICIAN, Urgency.SOON, Urgency.URGENT, Urgency.EMERGENCY)


def rank(urgency: Urgency) -> int:
    return LADDER.index(urgency)


@dataclass(frozen=True)
class Effect:
    """What an answer changes. flag: the sentence for the person; empty where nothing changes."""

    urgency: Urgency = Urgency.NONE
    closes: frozenset[Gate] = frozenset()
    restrictions: frozenset[str] = frozenset()
    flag: str = ""

    @property
    def changes(self) -> bool:
        return bool(self.flag)


@dataclass(frozen=True)
class Choice:
    id: str
    text: str
    effect: Effect


@dataclass(frozen=True)
class Question:
    """One question. yes: what the answer yes changes (yes-no only). choices: of a choice, in order.

    urgency_without_pain: the lower urgency of a sign that only history makes, where the person says that nothing hurts; None
    where there is none. only_if: asked where each named answer is one of these; only_if_under_age: asked below this age, years.
    source: an id of ``supple.evidence`` or "convention"; strength: how well it was seen there.
    """

    id: str
    group: str
    kind: AnswerKind
    text: str
    term: str
    source: str
    strength: str
    required: bool
    yes: Effect
    choices: tuple[Choice, ...]
    urgency_without_pain: Urgency | None
    only_if: Mapping[str, tuple[Answer, ...]]
    only_if_under_age: int | None

    @property
    def accepts(self) -> str:
        """What may be answered, in words."""
        if self.kind is AnswerKind.CHOICE:
            return "one of " + ", ".join(choice.id for choice in self.choices)
        return "true or false" if self.kind is AnswerKind.YES_NO else "a whole number from 0 to 10"


@dataclass(frozen=True)
class Rule:
    """Answers that only together mean something, with bounds of age in whole years."""

    id: str
    group: str
    when: Mapping[str, tuple[Answer, ...]]
    unless: Mapping[str, tuple[Answer, ...]]
    age_from: int | None
    age_below: int | None
    effect: Effect
    source: str
    strength: str


@dataclass(frozen=True)
class Grading:
    """So many flags of one urgency count as a higher one."""

    id: str
    of: Urgency
    at_least: int
    becomes: Urgency
    flag: str
    source: str


@dataclass(frozen=True)
class Questionnaire:
    questions: tuple[Question, ...]
    rules: tuple[Rule, ...]
    gradings: tuple[Grading, ...]
    advice: Mapping[str, str]

    @property
    def restrictions(self) -> frozenset[str]:
        """Every contraindication that an answer can raise."""
        effects = [question.yes for question in self.questions]
        effects += [choice.effect for question in self.questions for choice in question.choices]
        effects += [rule.effect for rule in self.rules]
        return frozenset().union(*(effect.restrictions for effect in effects))


def questions() -> tuple[Question, ...]:
    """The questions in the order in which they are asked."""
    return questionnaire().questions


@cache
def questionnaire() -> Questionnaire:
    """The questionnaire with its rules and advice, read once from the data file beside this module."""
    raw = tomllib.loads(resources.files(__package__).joinpath("screening_questions.toml").read_text(encoding="utf-8"))
    return Questionnaire(
        questions=tuple(_question(row) for row in raw["question"]),
        rules=tuple(_rule(row) for row in raw["rule"]),
        gradings=tuple(_grading(row) for row in raw["grading"]),
        advice=MappingProxyType(raw["advice"]),
    )


def _question(row: dict[str, Any]) -> Question:
    lower = row.get("urgency_without_pain")
    return Question(
        id=row["id"],
        group=row["group"],
        kind=AnswerKind(row["kind"]),
        text=row["text"],
        term=row["term"],
        source=row["source"],
        strength=row["strength"],
        required=row.get("required", True),
        yes=_effect(row),
        choices=tuple(Choice(choice["id"], choice["text"], _effect(choice)) for choice in row.get("choice", ())),
        urgency_without_pain=Urgency(lower) if lower else None,
        only_if=_answers(row.get("only_if", {})),
        only_if_under_age=row.get("only_if_under_age"),
    )


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        id=row["id"],
        group=row["group"],
        when=_answers(row.get("when", {})),
        unless=_answers(row.get("unless", {})),
        age_from=row.get("age_from"),
        age_below=row.get("age_below"),
        effect=_effect(row),
        source=row["source"],
        strength=row["strength"],
    )


def _grading(row: dict[str, Any]) -> Grading:
    return Grading(row["id"], Urgency(row["of"]), row["at_least"], Urgency(row["becomes"]), row["flag"], row["source"])


def _effect(row: dict[str, Any]) -> Effect:
    return Effect(
        urgency=Urgency(row.get("urgency", "none")),
        closes=frozenset(Gate(word) for word in row.get("closes", ())),
        restrictions=frozenset(row.get("restrictions", ())),
        flag=row.get("flag", ""),
    )


def _answers(raw: dict[str, list[Answer]]) -> Mapping[str, tuple[Answer, ...]]:
    return MappingProxyType({key: tuple(values) for key, values in raw.items()})
