"""The one thing to do next, out of everything an assessment says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from supple.findings import first_of
from supple.findings.model import Category, Finding, NextTrial, Screening
from supple.programme.model import NoProgramme, Programme
from supple.programme.words import PhaseName
from supple.words import MODE_TITLE, movement_words


class StepKind(StrEnum):
    """What somebody does next; each leads to another place."""

    CLINICIAN = "clinician"
    ONCE_MORE = "once-more"
    ANOTHER_DAY = "another-day"
    BEGIN = "begin"
    ENOUGH = "enough"


@dataclass(frozen=True)
class NextStep:
    """text: one or two sentences. trial: the one worth doing, today or on another day; None where there is none.

    A programme that begins may still have a trial for another day; ``ANOTHER_DAY`` is said where nothing else is to be begun.
    """

    text: str
    kind: StepKind
    trial: NextTrial | None = None

    @property
    def clinician(self) -> bool:
        return self.kind is StepKind.CLINICIAN


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
    seen_first = _clinician_first(screening, findings, programme, none, twice=twice)
    if seen_first is not None or programme is None:
        return NextStep(seen_first or screening.advice, StepKind.CLINICIAN)
    trial = first_of(findings)
    if trial is not None:
        said = _one_more(trial, next(finding for finding in findings if finding.next_trial is trial))
        return NextStep(said, StepKind.ONCE_MORE, trial)
    later = next((f.next_trial for f in findings if f.next_trial), None)
    if later is None:
        return NextStep(_start(programme), _kind(programme))
    kind = StepKind.ANOTHER_DAY if programme.now.name is PhaseName.UPKEEP else _kind(programme)
    return NextStep(f"{_start(programme)} {_another_day(later)}", kind, later)


def _clinician_first(
    screening: Screening, findings: Sequence[Finding], programme: Programme | None, none: NoProgramme | None, *, twice: bool
) -> str | None:
    """Why a clinician comes before everything else, in words; None where none needs to."""
    if screening.stop:
        return screening.advice
    if programme is None:
        return none.referral.text if none else screening.advice
    if any(finding.category is Category.PAINFUL for finding in findings):
        return "Have the painful direction looked at by a clinician before testing it again."
    return "Two days of tests gave no answer. A clinician can test what one cannot test alone." if twice else None


def _kind(programme: Programme) -> StepKind:
    return StepKind.ENOUGH if programme.now.name is PhaseName.MAINTENANCE else StepKind.BEGIN


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
