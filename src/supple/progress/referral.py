"""When progress itself is a reason to be seen: each reason is a row, and a row that holds is a reason on its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from supple.evidence.model import Strength
from supple.progress.model import Verdict
from supple.progress.settings import ENOUGH_ADHERENCE, NO_GAIN_WEEKS, UNDETERMINED_LIMIT, WORTH


class Refer(StrEnum):
    """Why the product advises to see a clinician."""

    PAIN = "pain"
    DECLINE = "decline"
    UNDETERMINED = "undetermined-twice"
    PLATEAU = "plateau"
    NO_GAIN = "no-gain"


@dataclass(frozen=True)
class Signs:
    """What is known of one series. None means not known, and what is not known refers nobody.

    trained_weeks: since training began. adherence: done against prescribed, 0..1. seeks_more: symptoms, or a goal not yet
    reached. pain_zone: go, modify or stop (see screening). undetermined: findings in a row that were undetermined.
    """

    verdict: Verdict
    slope_deg_per_week: float | None = None
    trained_weeks: float = 0.0
    plateau: bool | None = None
    adherence: float | None = None
    seeks_more: bool | None = None
    pain_zone: str | None = None
    undetermined: int = 0


@dataclass(frozen=True)
class ReferralRule:
    reason: Refer
    holds: Callable[[Signs], bool]
    source: str
    strength: Strength
    text: str


def _no_gain(signs: Signs) -> bool:
    slow = signs.slope_deg_per_week is not None and signs.slope_deg_per_week < WORTH.value
    known = signs.verdict is Verdict.NO_REAL_CHANGE and slow and signs.trained_weeks >= NO_GAIN_WEEKS.value
    return known and signs.seeks_more is not False and _done_enough(signs)


def _done_enough(signs: Signs) -> bool:
    """Too little training explains no gain by itself; unrecorded training does not."""
    return signs.adherence is None or signs.adherence >= ENOUGH_ADHERENCE.value


def _plateau(signs: Signs) -> bool:
    return signs.plateau is True and signs.seeks_more is True and _done_enough(signs)


RULES: Final = (
    ReferralRule(
        Refer.PAIN,
        lambda signs: signs.pain_zone == "stop",
        "pain_zones",
        Strength.SECONDARY,
        "Pain was in the zone in which one stops. Have it looked at before going on.",
    ),
    ReferralRule(
        Refer.DECLINE,
        lambda signs: signs.verdict is Verdict.DECLINED,
        "this project",
        Strength.CONVENTION,
        "The range shrank by more than its error explains. A clinician can find out why.",
    ),
    ReferralRule(
        Refer.UNDETERMINED,
        lambda signs: signs.undetermined >= UNDETERMINED_LIMIT.value,
        UNDETERMINED_LIMIT.source,
        UNDETERMINED_LIMIT.strength,
        "Two tests in a row gave no answer. A clinician can test what one cannot test alone.",
    ),
    ReferralRule(
        Refer.PLATEAU,
        _plateau,
        WORTH.source,
        WORTH.strength,
        "The range has stopped growing and you want more of it, or something still bothers you.",
    ),
    ReferralRule(
        Refer.NO_GAIN,
        _no_gain,
        NO_GAIN_WEEKS.source,
        NO_GAIN_WEEKS.strength,
        "Six weeks of training have brought no gain that can be seen. Get assessed.",
    ),
)


def referrals(signs: Signs) -> tuple[ReferralRule, ...]:
    """Every rule that holds, the most pressing first; empty where going on is fine."""
    return tuple(rule for rule in RULES if rule.holds(signs))
