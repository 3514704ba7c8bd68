"""What happens in a course, reduced to what moves a plan, and what each happening came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from supple.findings.model import Category, Finding
from supple.programme import Because, SessionDone, State
from supple.programme.events import ScreeningOutcome
from supple.programme.words import Role
from supple.progress.model import Session as Sitting
from supple.progress.model import Verdict
from supple.quantities import Direction
from supple_web.training.engine.asked import Asking


class Kind(StrEnum):
    """What an event came to."""

    START = "start"
    RETEST = "retest"
    SCREENING = "screening"  # nothing was tested that day
    WARNING = "warning"  # a red flag
    SESSION = "session"
    MORNING = "morning"
    SEEN = "seen"
    OVERRULED = "overruled"  # a clinician says something else of a direction
    EDITED = "edited"  # a clinician changed an exercise or its dose


@dataclass(frozen=True)
class CheckDone:
    """A finished check. tested: whether it has trials of its own day. twice: directions without an answer on two days in a row.

    verdicts: of rotation since the block began that this check ends. seeks_more, days_per_week: as the person said then.
    """

    day: date
    screening: ScreeningOutcome
    findings: tuple[Finding, ...] = ()
    tested: bool = True
    twice: frozenset[Direction] = frozenset()
    verdicts: Mapping[Direction, Verdict] = field(default_factory=dict)
    seeks_more: bool = False
    days_per_week: int = 7


@dataclass(frozen=True)
class SessionHeld:
    """A session. training: on a day of training, not of upkeep alone. sets_done, sets: of all its exercises.

    linear_done: the linear roles that were done whole. offers_lumbar: whether anything allows the low back to be moved by itself.
    """

    day: date
    report: SessionDone
    training: bool = True
    sets_done: int = 1
    sets: int = 1
    linear_done: frozenset[Role] = frozenset({Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR})
    offers_lumbar: bool = True


@dataclass(frozen=True)
class MorningAfter:
    """The morning after sessions, told on its own day. outcome: what its pain allows, as a screening would."""

    day: date
    outcome: ScreeningOutcome


@dataclass(frozen=True)
class SeenOn:
    """A clinician has seen the person and says that the programme may go on."""

    day: date


@dataclass(frozen=True)
class Overruled:
    """A clinician says something else of a direction than the science did. of: the day of the check that they speak of."""

    day: date
    of: date
    direction: Direction
    said: Category
    category: Category
    who: str
    reason: str


class EditKind(StrEnum):
    ADD = "add"
    REMOVE = "remove"
    DOSE = "dose"


@dataclass(frozen=True)
class Edited:
    """A clinician adds an exercise, takes one out, or gives it another dose. sets, reps, hold_s: nought is the catalogue's."""

    day: date
    kind: EditKind
    exercise: str
    who: str
    reason: str
    side: str = ""
    sets: int = 0
    reps: int = 0
    hold_s: float = 0.0
    words: str = ""


@dataclass(frozen=True)
class TakenBack:
    """A clinician's word that was withdrawn: as if it had never been said; the row says that it was. kind: what it had been."""

    day: date
    kind: Kind
    who: str


Event = CheckDone | SessionHeld | MorningAfter | SeenOn | Overruled | Edited | TakenBack


@dataclass(frozen=True)
class Step:
    """What one event did. before: None for a start out of nothing; after: None where there is still no plan."""

    kind: Kind
    before: State | None
    after: State | None
    reasons: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Course:
    """Where somebody stands. began: the day of the first assessment that counts; block_began: since when gain is judged.

    stages_began: since when each direction, left and right, is in its stage. sittings: training sessions of this block.
    counted: days that counted toward opening rotation. trained: any session since. eased_on: the day of a check whose pain asked
    to go gently. asking: what was asked for since it began, oldest first. tested_on: the day of the last check with tests.
    edits: a clinician's last word on each exercise.
    """

    state: State | None = None
    began: date | None = None
    block_began: date | None = None
    stages_began: tuple[date, date] | None = None
    days_per_week: int = 7
    trained: bool = False
    sittings: tuple[Sitting, ...] = ()
    counted: frozenset[date] = frozenset()
    eased_on: date | None = None
    asking: tuple[Asking, ...] = ()
    tested_on: date | None = None
    edits: tuple[Edited, ...] = ()


def sentences(reasons: Iterable[Because]) -> tuple[str, ...]:
    """One sentence for each reason; what holds for both directions is said once."""
    reasons = tuple(reasons)
    told: list[str] = []
    for because in reasons:
        both = because.direction is not None and all(Because(because.why, side) in reasons for side in Direction)
        text = because.sentence
        if both:
            text = f"Turning either way: {text.partition(': ')[2]}"
        if text not in told:
            told.append(text)
    return tuple(told)
