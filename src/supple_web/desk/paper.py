"""A client's programme on paper: what to do, how much, with a drawing and the words of whoever prescribed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from supple_web.accounts.models import Person
from supple_web.clinic.models import Face, Staff, face
from supple_web.common.pages import written
from supple_web.desk.engine.paper import Sheet, pain_source, sheets_of
from supple_web.desk.models import ClientCard
from supple_web.progress.pdf import pdf_of
from supple_web.training.engine import MODIFY_FROM, STOP_FROM


@dataclass(frozen=True)
class Paper:
    """phase: of the programme; None where there is none, and why then."""

    name: str
    clinic: Face
    clinician: Staff
    made_on: date
    phase: Any
    sheets: tuple[Sheet, ...]
    why_none: str
    as_images: bool
    pain_source: str
    eased_from: int = MODIFY_FROM
    stop_from: int = STOP_FROM


def paper_of(person: Person, staff: Staff, today: date, *, for_pdf: bool = False) -> Paper:
    """for_pdf: drawings as images, since no style sheet of the page reaches them there."""
    phase, sheets, why_none = sheets_of(person, today, for_pdf=for_pdf)
    card = ClientCard.objects.of(person).first()
    return Paper(card.name if card else "", face(), staff, today, phase, sheets, why_none, for_pdf, pain_source())


def programme_pdf(person: Person, staff: Staff, today: date) -> bytes:
    """Raises PdfMissing where this server cannot make one."""
    return pdf_of(written("desk/paper.html", {"paper": paper_of(person, staff, today, for_pdf=True)}))
