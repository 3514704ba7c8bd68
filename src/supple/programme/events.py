"""What can happen to a programme, and how each happening is reduced to one of a few outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from supple.findings.model import Category, Finding, Screening
from supple.problems import InputProblem
from supple.programme.limits import GO_PAIN, MODIFY_PAIN
from supple.programme.moves import Reading
from supple.programme.reading import deciding_findings, painful_linear
from supple.quantities import Direction

#: Regions of the spine that a linear exercise asks to move one after another, and that must have moved. Convention.
SEGMENTS: Final = 3
_WORST_PAIN: Final = 10


class Change(StrEnum):
    """What the progress of one direction amounts to, beyond error."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


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
        for name in ("pain_before", "pain_during", "pain_after", "pain_next_morning"):
            _check(name, getattr(self, name), _WORST_PAIN)
        _check("segments_moved", self.segments_moved, SEGMENTS)


def _check(name: str, value: int | None, most: int) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most):
        raise InputProblem(f"session:{name}", f"{value!r}", f"a whole number from 0 to {most}", "correct the answer")


class SessionOutcome(StrEnum):
    GOOD = "good"  # no added pain, controlled, every region moved: counts toward the next linear step
    DONE = "done"
    EASED = "eased"  # pain in the zone in which one goes on with less
    STOPPED = "stopped"  # pain in the stop zone, or worse the next morning


def session_outcome(session: SessionDone) -> SessionOutcome:
    """The outcome of a session by the pain rules (see ``limits.py``); the strictest that applies."""
    later = (session.pain_during, session.pain_after)
    worst = max(session.pain_before, *later, session.pain_next_morning or 0)
    worse_next_morning = (session.pain_next_morning or 0) > session.pain_before
    if worst > MODIFY_PAIN.value or worse_next_morning:
        return SessionOutcome.STOPPED
    if worst > GO_PAIN.value:
        return SessionOutcome.EASED
    painless = max(later) <= session.pain_before
    good = painless and session.controlled and session.segments_moved >= SEGMENTS
    return SessionOutcome.GOOD if good else SessionOutcome.DONE


class ScreeningOutcome(StrEnum):
    GO = "go"
    MODIFY = "modify"
    PAUSE = "pause"  # no active movement today, or pain in the stop zone
    RED_FLAG = "red-flag"


def screening_outcome(screening: Screening) -> ScreeningOutcome:
    if screening.stop:
        return ScreeningOutcome.RED_FLAG
    if not screening.active or screening.pain_zone == "stop":
        return ScreeningOutcome.PAUSE
    return ScreeningOutcome.MODIFY if screening.pain_zone == "modify" else ScreeningOutcome.GO


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
    (Category.MOBILITY_LIMITATION, Change.BETTER): Reading.MOBILITY_GAIN,
    (Category.MOBILITY_LIMITATION, Change.SAME): Reading.MOBILITY_SAME,
    (Category.MOBILITY_LIMITATION, Change.WORSE): Reading.MOBILITY_LOSS,
    (Category.MOTOR_CONTROL_DEFICIT, Change.BETTER): Reading.CONTROL_GAIN,
    (Category.MOTOR_CONTROL_DEFICIT, Change.SAME): Reading.CONTROL_SAME,
    (Category.MOTOR_CONTROL_DEFICIT, Change.WORSE): Reading.CONTROL_LOSS,
}
_PLAIN: Final = {
    Category.MEETS_CRITERION: Reading.FINE,
    Category.BORDERLINE: Reading.FINE,
    Category.UNDETERMINED: Reading.UNDETERMINED,
    Category.PAINFUL: Reading.PAINFUL,
    Category.NO_CRITERION: Reading.NO_MARK,
}


def reading(category: Category | None, change: Change = Change.SAME) -> Reading:
    """What one direction's finding and change amount to. None: this direction was not tested."""
    if category is None:
        return Reading.NO_MARK
    return _PLAIN.get(category) or _LIMITATION[category, change]


def retest(
    findings: Iterable[Finding],
    changes: Mapping[Direction, Change],
    *,
    done_enough: bool = True,
    seeks_more: bool = False,
) -> Retest:
    """A re-test from its findings. changes: of the rotation, a direction without one counts as unchanged."""
    findings = tuple(findings)
    decided = deciding_findings(findings)
    readings = {
        side: reading(decided[side].category if side in decided else None, changes.get(side, Change.SAME)) for side in Direction
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
