"""The exercises of a programme for paper."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from typing import Any

from supple.evidence import describe
from supple.figure import Theme, thumbnail
from supple.figure.svg import Fragment
from supple.findings.screening_pain import ZONES
from supple_web.accounts.models import Person
from supple_web.training import engine as training


@dataclass(frozen=True)
class Sheet:
    """One exercise: how much, how, and why it is there. uri: the drawing as an address, for a PDF."""

    card: training.ExerciseCard
    cues: tuple[str, ...]
    breath: str
    drawing: Fragment

    @property
    def uri(self) -> str:
        return "data:image/svg+xml;base64," + base64.b64encode(self.drawing.encode()).decode("ascii")


def sheets_of(person: Person, today: date, *, for_pdf: bool) -> tuple[Any, tuple[Sheet, ...], str]:
    """The phase at hand, its exercises after a clinician's word, and why there are none where there are none."""
    now = training.current(person)
    warned = training.warning_of(person)
    if warned is not None:
        return None, (), warned.advice
    if now is None or now.programme is None:
        return None, (), training.why_none(now) if now else ""
    choices = training.choices_of(now, today, offers=False)
    return now.programme.now, tuple(_sheet(training.card(one.chosen), for_pdf) for one in choices), ""


def pain_source() -> str:
    """Where the zones of pain come from."""
    return describe(ZONES[0].source)


def _sheet(card: training.ExerciseCard, for_pdf: bool) -> Sheet:
    told = training.sheet(card.id)
    theme = Theme("print") if for_pdf else None
    drawing = thumbnail(card.id, side=card.side or None, theme=theme, key=f"paper-{card.id}")
    return Sheet(card, told.cues, told.breath, drawing)
