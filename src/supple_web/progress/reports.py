"""The report of one person, as a page to print and as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supple_web.accounts.models import Person
from supple_web.assessments.models import Check, Result
from supple_web.clinic.face.shown import clinic_now
from supple_web.common.pages import written
from supple_web.progress import engine
from supple_web.progress.pages import changes_of
from supple_web.progress.pdf import pdf_of
from supple_web.training.models import PlanChange

#: The latest steps of the plan; more would not fit on the page.
_CHANGES = 6


@dataclass(frozen=True)
class Paper:
    """said: the report. checked: the check whose findings it holds, and which version of the science judged it."""

    said: engine.Report
    checked: Check | None
    judged_by: str
    changes: list[PlanChange]
    as_images: bool

    @property
    def empty(self) -> bool:
        return not (self.said.kinds or self.said.findings or self.said.done or self.said.red_flag)


def report_of(person: Person | None, today: date, *, for_pdf: bool = False) -> Paper:
    """for_pdf: drawings as images with their colours fixed, since no style sheet of the page reaches them there."""
    record = engine.gather(person, today)
    latest = _latest(person, today)
    about = {**(latest.check_of.about if latest else {}), **(person.about if person else {})}
    return Paper(
        said=engine.report(record, age_years=about.get("age_years"), theme="print" if for_pdf else None),
        checked=latest.check_of if latest else None,
        judged_by=latest.science_version if latest else "",
        changes=changes_of(person)[:_CHANGES],
        as_images=for_pdf,
    )


def report_pdf(person: Person | None, today: date) -> bytes:
    """Raises PdfMissing where this server cannot make one."""
    paper = report_of(person, today, for_pdf=True)
    return pdf_of(written("progress/report.html", {"report": paper, "clinic": clinic_now()}))


def _latest(person: Person | None, today: date) -> Result | None:
    finished = Result.objects.filter(check_of__person=person, check_of__finished_at__isnull=False, check_of__day__lte=today)
    finished = finished.exclude(document__screening__stop=True)
    return finished.select_related("check_of").order_by("-check_of__day").first() if person else None
