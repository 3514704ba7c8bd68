"""A red flag in words: how urgent, where to go, what raised it, and which answers are behind it."""

from __future__ import annotations

from dataclasses import dataclass

from supple.findings.model import Urgency
from supple.words import URGENCY_TITLE
from supple_web.assessments.engine.judging import screening_of
from supple_web.assessments.engine.questionnaire import behind
from supple_web.assessments.models import Check


@dataclass(frozen=True)
class Stop:
    """title, advice: what to do. emergency: now, by the emergency number. flags: why. questions: the ids behind them."""

    title: str
    advice: str
    emergency: bool
    flags: tuple[str, ...]
    questions: tuple[str, ...]


def stop_of(check: Check) -> Stop | None:
    """The red flag of a check; None where there is none."""
    screening = screening_of(check)
    if not screening.stop:
        return None
    asked = (name for flag in screening.flags for name in behind(flag.question))
    answered = [name for name in dict.fromkeys(asked) if name in check.answers or name == "age_years"]
    return Stop(
        title=URGENCY_TITLE[screening.urgency],
        advice=screening.advice,
        emergency=screening.urgency is Urgency.EMERGENCY,
        flags=tuple(flag.text for flag in screening.flags if flag.urgency not in (Urgency.NONE, Urgency.CLINICIAN)),
        questions=tuple(answered),
    )
