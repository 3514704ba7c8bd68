"""When to measure again: a table of occasions, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from supple.evidence.model import Strength
from supple.problems import InputProblem
from supple.progress.settings import RETEST_BY_DAYS, RETEST_FROM_DAYS


class Occasion(StrEnum):
    """Why a re-test is due."""

    PAIN = "pain"
    BLOCK_DONE = "block-done"
    UNDETERMINED = "undetermined"
    BASELINE = "baseline"
    ROUTINE = "routine"


@dataclass(frozen=True)
class RetestRule:
    """From and by: days after the last measured day."""

    occasion: Occasion
    from_days: int
    by_days: int
    source: str
    strength: Strength
    text: str


@dataclass(frozen=True)
class Retest:
    """The window in which to measure again, both days included."""

    occasion: Occasion
    earliest: date
    latest: date
    text: str


RULES: Final = (
    RetestRule(
        Occasion.PAIN, 1, 7, "this project", Strength.CONVENTION, "Pain changed what is right for you: screen and test again."
    ),
    RetestRule(Occasion.BLOCK_DONE, 1, 7, "this project", Strength.CONVENTION, "The block is done: see what it brought."),
    RetestRule(
        Occasion.UNDETERMINED, 1, 7, "this project", Strength.CONVENTION, "The last test gave no answer: another day tells more."
    ),
    RetestRule(
        Occasion.BASELINE,
        1,
        3,
        "this project",
        Strength.CONVENTION,
        "Two or three days at the start show your own day-to-day difference, so that change is seen sooner.",
    ),
    RetestRule(
        Occasion.ROUTINE,
        int(RETEST_FROM_DAYS.value),
        int(RETEST_BY_DAYS.value),
        RETEST_FROM_DAYS.source,
        RETEST_FROM_DAYS.strength,
        "Every two to four weeks; sooner, a change is rarely larger than the error.",
    ),
)


def next_retest(last: date, occasions: Iterable[Occasion] = ()) -> Retest:
    """The most pressing occasion decides; without any, the routine one. Raises InputProblem for an unknown word."""
    given: set[Occasion] = {Occasion.ROUTINE}
    for word in occasions:
        if word not in set(Occasion):
            raise InputProblem("re-test", f"'{word}'", f"one of {', '.join(Occasion)}", "correct the word")
        given.add(Occasion(word))
    rule = next(rule for rule in RULES if rule.occasion in given)
    return Retest(rule.occasion, last + timedelta(days=rule.from_days), last + timedelta(days=rule.by_days), rule.text)
