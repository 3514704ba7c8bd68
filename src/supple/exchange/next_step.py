"""The one thing to do next, out of everything an assessment says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from supple.findings import first_of
from supple.findings.model import Category, Finding, NextTrial, Screening
from supple.programme.model import NoProgramme, Programme
from supple.programme.words import PhaseName
from supple.words import MODE_TITLE, movement_words


@dataclass(frozen=True)
class NextStep:
    """text: one or two sentences. clinician: whether it leads to one."""

    text: str
    clinician: bool = False


def next_step(
    screening: Screening,
    findings: Sequence[Finding],
    programme: Programme | None,
    none: NoProgramme | None,
    *,
    twice: bool = False,
) -> NextStep:
    """Choose by what presses most: a warning, pain, two days without an answer, the trial worth doing today, the programme.

    twice: two days of tests in a row were undetermined.
    """
    if screening.stop:
        return NextStep(screening.advice, clinician=True)
    if programme is None:
        return NextStep(none.referral.text if none else screening.advice, clinician=True)
    if any(finding.category is Category.PAINFUL for finding in findings):
        return NextStep("Have the painful direction looked at by a clinician before testing it again.", clinician=True)
    if twice:
        return NextStep("Two days of tests gave no answer. A clinician can test what one cannot test alone.", clinician=True)
    trial = first_of(findings)
    if trial is not None:
        return NextStep(_one_more(trial, next(finding for finding in findings if finding.next_trial is trial)))
    later = next((f.next_trial for f in findings if f.next_trial), None)
    return NextStep(_start(programme) if later is None else f"{_start(programme)} {_another_day(later)}")


def _one_more(trial: NextTrial, finding: Finding) -> str:
    """Name the trial and the test it belongs to, whose day may be over when somebody reads this."""
    measured = finding.active or (finding.end_range.measurement if finding.end_range else None)
    of_day = "" if measured is None else f" of {measured.day}"
    return (
        f"One more trial in the test{of_day}: {movement_words(finding.movement, finding.direction)}, "
        f"{MODE_TITLE[trial.mode]}; then run this again. If that day is over, test anew on another day. {trial.why}"
    )


def _start(programme: Programme) -> str:
    if programme.now.name is PhaseName.MAINTENANCE:
        return "Fine, stop: nothing here needs training. Keep moving every day; phase 1 is all it takes."
    return f"Start today with phase 1 of your programme: {programme.now.title}."


def _another_day(trial: NextTrial) -> str:
    return f"Test again on another day. {trial.why}"
