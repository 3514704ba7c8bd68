"""The whole assessment in a terminal: screening, findings, what was not tested, one next step, the programme."""

from __future__ import annotations

from supple.exchange.assessment import Assessment
from supple.words import DECISION_SUPPORT, DISCOVERY_CALL
from supple_cli.look import Look, look_at
from supple_cli.printing.findings import print_findings, print_screening, print_stop
from supple_cli.printing.parts import bullets, heading, paragraph
from supple_cli.printing.programme import print_how, print_no_programme, print_programme


def print_assessment(assessment: Assessment, look: Look | None = None, *, how: bool = True) -> None:
    """Print everything that is said. how: also how the exercises of the first phase are done."""
    look = look or look_at()
    if assessment.screening.stop:
        print_stop(look, assessment.screening)
        return
    print_screening(look, assessment.screening)
    print_findings(look, assessment.findings)
    if assessment.side_differences:
        heading(look, "Left against right")
        bullets(look, (one.reason for one in assessment.side_differences))
    heading(look, "What was not tested")
    paragraph(look, " ".join(assessment.not_tested))
    if assessment.programme is not None:
        print_programme(look, assessment.programme)
        if how:
            print_how(look, assessment.programme.now)
    if assessment.no_programme is not None:
        print_no_programme(look, assessment.no_programme, said=assessment.next_step.text)
    heading(look, "Next")
    paragraph(look, assessment.next_step.text, style="bold")
    look.console.print()
    paragraph(look, f"{DECISION_SUPPORT} {DISCOVERY_CALL}{_contact(assessment)}", style="dim")


def _contact(assessment: Assessment) -> str:
    clinic = assessment.clinic
    if clinic.contact is None:
        return ""
    return f" {clinic.name}: {clinic.contact}." if clinic.name else f" Book it: {clinic.contact}."
