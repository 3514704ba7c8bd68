"""A result as a page shows it: sentences, values as written, drawings; nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from supple_web.common.cited import Cited


@dataclass(frozen=True)
class Said:
    """A sentence with where its numbers come from."""

    words: str
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Name:
    """A plain word with the clinical one beside it; term is empty where there is none."""

    plain: str
    term: str = ""


class Tone(StrEnum):
    """How a finding looks: never by colour alone, its words stand beside it."""

    GOOD = "good"
    WORK = "work"
    STOP = "stop"
    OPEN = "open"


@dataclass(frozen=True)
class Value:
    """One measured range: ``34°``, ``± 7°``, by which way, and exactly."""

    way: Name
    value: str
    error: str
    trials: str
    exact: str


@dataclass(frozen=True)
class Share:
    """How probable one finding is: in words, and as a number from 0 to 1."""

    name: str
    percent: str
    share: float


@dataclass(frozen=True)
class Side:
    """One movement and direction: what was found, how sure, and why.

    sure: ``Very likely``, ``Likely``; empty where nothing was judged. why: what is said of this direction alone.
    in_full: the science's own sentences, numbers and all. other_day: set where the latest trials are of an earlier day.
    """

    key: str
    title: Name
    finding: Name
    tone: Tone
    meaning: str
    values: tuple[Value, ...]
    sure: str
    shares: tuple[Share, ...]
    why: tuple[Said, ...]
    in_full: tuple[str, ...]
    other_day: date | None = None


@dataclass(frozen=True)
class Healthy:
    """What one published group reached, with its source; never of another position."""

    value: str
    who: str
    cited: tuple[Cited, ...]
    note: str


@dataclass(frozen=True)
class Mark:
    """The mark, its strength and source; beside it what healthy people reached. below: said where all of those lie below it."""

    value: str
    strength: str
    cited: tuple[Cited, ...]
    healthy: tuple[Healthy, ...]
    instrument: str
    below: bool


@dataclass(frozen=True)
class Error:
    """How far off a value may be, and how that is known. status: ``borrowed``, ``partly your own``, ``your own``."""

    status: str
    size: str
    cited: tuple[Cited, ...]
    strength: str
    note: str


@dataclass(frozen=True)
class Row:
    """One line of the table of values."""

    side: str
    way: Name
    mean: str
    interval: str
    sem: str
    mdc: str
    trials: str


@dataclass(frozen=True)
class How:
    """What was measured how: facts as (name, words), every value, its error, what is known against the instrument."""

    facts: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    errors: tuple[Error, ...]
    cautions: tuple[Said, ...]


@dataclass(frozen=True)
class Between:
    """Left against right of one way of turning. differs: whether beyond error. picture: both on one scale."""

    words: str
    differs: bool
    detail: Said
    picture: str


@dataclass(frozen=True)
class Test:
    """Everything of one kind of movement in one position: its drawing(s), its sides, what holds for all of them."""

    #: Keeps pytest from taking it for one of its own.
    __test__ = False

    key: str
    title: str
    position: Name
    dials: tuple[str, ...]
    sides: tuple[Side, ...]
    shared: tuple[Said, ...]
    mark: Mark | None
    between: tuple[Between, ...]
    how: How
    ghost_note: str = ""

    @property
    def is_turning(self) -> bool:
        return self.key.startswith("turn-")


class Step(StrEnum):
    """Where the one next step leads; the view knows the addresses."""

    BEGIN = "begin"
    KEEP_MOVING = "keep-moving"
    ONCE_MORE = "once-more"
    MEASURE = "measure"
    ANOTHER_DAY = "another-day"
    CLINICIAN = "clinician"


@dataclass(frozen=True)
class Next:
    """title: what to do; words: what that is, and why. also: what comes besides. path: the phases ahead, the present first."""

    step: Step
    title: str
    words: tuple[Said, ...]
    also: str = ""
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screened:
    """What the answers before the tests mean for today. limits: what is closed and open; empty where nothing is."""

    advice: Said
    flags: tuple[Said, ...]
    limits: str
    unanswered: str


@dataclass(frozen=True)
class Result:
    """stop: a red flag; then nothing else here may be shown."""

    stop: bool
    headline: tuple[str, ...]
    tests: tuple[Test, ...] = ()
    next: Next | None = None
    screened: Screened | None = None
    not_tested: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    decision_support: str = ""
    #: The probability from which a finding is said, ``80%``.
    said_from: str = ""
    call: str = ""

    @property
    def first(self) -> Test | None:
        """The test that the page begins with."""
        return self.tests[0] if self.tests else None


STOPPED: Final = Result(stop=True, headline=())
