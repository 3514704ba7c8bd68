"""What can happen to a programme, and how each happening is reduced to one of a few outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from supple.findings.model import Category, Finding, Screening
from supple.findings.screening_pain import PainZone, checked_pain, pain_zone
from supple.problems import InputProblem
from supple.programme.moves import Reading
from supple.programme.reading import deciding_findings, painful_linear
from supple.progress.model import SeriesProgress, Verdict
from supple.quantities import Direction

#: Regions of the spine that a linear exercise asks to move one after another, and that must have moved. Convention.
SEGMENTS: Final = 3


@dataclass(frozen=True)
class SessionDone:
    """One session as the person reports it. Pain 0..10; pain_next_morning None until it is asked.

    controlled: no jerk, no held breath, could stop at any point. segments_moved: regions (of SEGMENTS) that moved in turn.
    """

    pain_before: int
    pain_during: int
    pain_after: int
    pain_next_morning: int | None = None
    controlled: bool = True
    segments_moved: int = SEGMENTS

    def __post_init__(self) -> None:
        for name in ("pain_before", "pain_during", "pain_after"):
            checked_pain(getattr(self, name), f"session:{name}")
        if self.pain_next_morning is not None:
            checked_pain(self.pain_next_morning, "session:pain_next_morning")
        if isinstance(self.segments_moved, bool) or self.segments_moved not in range(SEGMENTS + 1):
            found, expected = f"{self.segments_moved!r}", f"a whole number from 0 to {SEGMENTS}"
            raise InputProblem("session:segments_moved", found, expected, "correct the answer")
        if not isinstance(self.controlled, bool):
            raise InputProblem("session:controlled", f"{self.controlled!r}", "true or false", "correct the answer")


class SessionOutcome(StrEnum):
    GOOD = "good"  # no added pain, controlled, every region moved: counts toward the next linear step
    DONE = "done"
    EASED = "eased"  # pain in the zone in which one goes on with less
    STOPPED = "stopped"  # pain in the stop zone, or worse the next morning


def session_outcome(session: SessionDone) -> SessionOutcome:
    """The outcome of a session by the pain zones of ``supple.findings.screening_pain``; the strictest that applies."""
    worst = max(session.pain_during, session.pain_after)
    judged = pain_zone(session.pain_before, during=worst, next_morning=session.pain_next_morning, before=session.pain_before)
    if judged.zone is PainZone.STOP:
        return SessionOutcome.STOPPED
    if judged.zone is PainZone.MODIFY:
        return SessionOutcome.EASED
    good = worst <= session.pain_before and session.controlled and session.segments_moved == SEGMENTS
    return SessionOutcome.GOOD if good else SessionOutcome.DONE


class ScreeningOutcome(StrEnum):
    GO = "go"
    MODIFY = "modify"
    PAUSE = "pause"  # no active movement today, or pain in the stop zone
    NOT_ASKED = "not-asked"  # nothing forbids, but pain was not asked: nothing is cleared by silence
    RED_FLAG = "red-flag"


def screening_outcome(screening: Screening) -> ScreeningOutcome:
    if screening.stop:
        return ScreeningOutcome.RED_FLAG
    if not screening.active or screening.pain_zone == PainZone.STOP:
        return ScreeningOutcome.PAUSE
    zones = {PainZone.MODIFY.value: ScreeningOutcome.MODIFY, PainZone.GO.value: ScreeningOutcome.GO}
    return zones.get(screening.pain_zone, ScreeningOutcome.NOT_ASKED)


class Retest(NamedTuple):
    """A re-test of both directions.

    done_enough: enough of the prescribed sessions were done to judge the training by it (adherence).
    seeks_more: symptoms, or a goal not yet reached: then a plateau is a reason to be seen rather than to stop.
    linear_painful: bending forward, arching back or leaning hurt in the test.
    """

    left: Reading
    right: Reading
    done_enough: bool = True
    seeks_more: bool = False
    linear_painful: bool = False


class SeenByClinician(NamedTuple):
    """A clinician has seen the person and says that the programme may go on."""


Outcome = SessionOutcome | ScreeningOutcome | Retest | SeenByClinician
Event = SessionDone | Screening | Retest | SeenByClinician

_LIMITATION: Final = {
    Category.MOBILITY_LIMITATION: (Reading.MOBILITY_GAIN, Reading.MOBILITY_SAME, Reading.MOBILITY_LOSS),
    Category.MOTOR_CONTROL_DEFICIT: (Reading.CONTROL_GAIN, Reading.CONTROL_SAME, Reading.CONTROL_LOSS),
}
_SHOWN: Final = (Verdict.IMPROVED, Verdict.NO_REAL_CHANGE, Verdict.DECLINED)
_PLAIN: Final = {
    Category.MEETS_CRITERION: Reading.FINE,
    Category.BORDERLINE: Reading.FINE,
    Category.UNDETERMINED: Reading.UNDETERMINED,
    Category.PAINFUL: Reading.PAINFUL,
    Category.NO_CRITERION: Reading.NO_MARK,
}


def reading(category: Category | None, verdict: Verdict = Verdict.NO_REAL_CHANGE) -> Reading:
    """What one direction's finding and change amount to. category None: this direction was not tested.

    What is too early to tell has shown no change; a gain or loss must have been called since the last re-test.
    """
    if category is None:
        return Reading.NO_MARK
    if category in _PLAIN:
        return _PLAIN[category]
    shown = verdict if verdict in _SHOWN else Verdict.NO_REAL_CHANGE
    return _LIMITATION[category][_SHOWN.index(shown)]


def verdict_since(progress: SeriesProgress, since: date) -> Verdict:
    """The latest change called after the day ``since`` (the last re-test); a gain that has levelled off is none."""
    called = [call.verdict for call in progress.trend.calls if call.seen > since]
    verdict = called[-1] if called else Verdict.NO_REAL_CHANGE
    if verdict is Verdict.IMPROVED and progress.plateau.reached:
        return Verdict.NO_REAL_CHANGE
    return verdict


def retest(
    findings: Iterable[Finding],
    verdicts: Mapping[Direction, Verdict],
    *,
    done_enough: bool = True,
    seeks_more: bool = False,
) -> Retest:
    """A re-test from its findings. verdicts: of rotation since the last re-test; a direction without one is unchanged."""
    findings = tuple(findings)
    decided = deciding_findings(findings)
    readings = {
        side: reading(decided[side].category if side in decided else None, verdicts.get(side, Verdict.NO_REAL_CHANGE))
        for side in Direction
    }
    return Retest(
        left=readings[Direction.LEFT],
        right=readings[Direction.RIGHT],
        done_enough=done_enough,
        seeks_more=seeks_more,
        linear_painful=painful_linear(findings) is not None,
    )


def outcome_of(event: Event) -> Outcome:
    if isinstance(event, SessionDone):
        return session_outcome(event)
    return screening_outcome(event) if isinstance(event, Screening) else event
