"""What the running check tests, what was measured, and what it says: closed sets of words and frozen objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from supple.evidence import Figure
from supple.quantities import Direction, Instrument, Position


class Tool(StrEnum):
    """With what a value was read. Never pooled, never one trend."""

    RULER = "ruler"
    PHONE = "phone"
    INCLINOMETER = "inclinometer"
    GONIOMETER = "goniometer"


class Unit(StrEnum):
    CM = "cm"
    DEG = "deg"


class Category(StrEnum):
    """Never "cleared" and never "at risk": no range predicts a running injury."""

    WITHIN = "within-reference"
    BELOW = "below-published-reference"
    CANNOT_TELL = "cannot-tell"
    NOT_TESTED = "not-tested"


class Why(StrEnum):
    """What decided a category."""

    ABOVE_BOUND = "above-bound"
    BELOW_BOUND = "below-bound"
    INSIDE_ERROR = "inside-error"
    SOURCES_DISAGREE = "sources-disagree"
    ONE_VALUE = "one-value"
    CONDITION = "condition"
    PAINFUL = "painful"
    NOT_TESTED = "not-tested"


class Step(StrEnum):
    """The one next thing to do."""

    MEASURE = "measure"
    AGAIN = "again"
    CLINICIAN = "clinician"
    NOTHING_MORE = "nothing-more"


@dataclass(frozen=True)
class Amount:
    """A number with its unit."""

    value: float
    unit: Unit

    def __str__(self) -> str:
        return f"{self.value:.1f} {'cm' if self.unit is Unit.CM else 'degrees'}"


@dataclass(frozen=True)
class Said:
    """A whole sentence as a template (``%(name)s``) and what goes into it, so that it can be said in another language.

    figures: the evidence behind it.
    """

    template: str
    values: Mapping[str, Amount | int | str]
    figures: tuple[Figure, ...] = ()

    def __str__(self) -> str:
        return self.template % {name: str(value) for name, value in self.values.items()}


@dataclass(frozen=True)
class Bound:
    """Below ``low`` is below reference, from ``high`` on is within. se: standard error of the bound itself, from so few people.

    strength: the weakest word that is true of it.
    """

    low: float
    high: float
    se: float
    strength: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Way:
    """One way of measuring a test. least, most: what can be right, in ``unit``. sem: of a day's value, None: none published."""

    tools: tuple[Tool, ...]
    unit: Unit
    least: float
    most: float
    bound: Bound
    sem: float | None
    error: Figure | None
    usual_difference: Figure | None


@dataclass(frozen=True)
class RunningTest:
    """condition: what must be so for a value to mean anything ("" where nothing must). shown: figures that decide nothing."""

    id: str
    title: str
    term: str
    ways: tuple[Way, ...]
    condition: str
    caveat: Figure | None
    shown: tuple[Figure, ...]

    def way(self, tool: Tool) -> Way | None:
        return next((way for way in self.ways if tool in way.tools), None)


@dataclass(frozen=True)
class Readings:
    """What was read of one side on one day. values: in the unit of the tool, one a try; pain 0..10, None where nobody asked.

    condition_met: whether what the test asks for was so; None where it asks for nothing or nobody said.
    """

    test: str
    side: Direction
    tool: Tool
    values: tuple[float, ...]
    pain: int | None = None
    condition_met: bool | None = None


@dataclass(frozen=True)
class SideResult:
    """One side of one test. mean, sem in the tool's unit, None: not tested. margin: right within it 95 times in 100."""

    test: RunningTest
    side: Direction
    category: Category
    why: Why
    reasons: tuple[Said, ...]
    readings: Readings | None = None
    mean: float | None = None
    sem: float | None = None
    bound: Bound | None = None
    unit: Unit | None = None

    @property
    def margin(self) -> float | None:
        return None if self.sem is None else 1.96 * self.sem


@dataclass(frozen=True)
class SideGap:
    """Left minus right of one test. beyond_error: at least ``detectable`` apart."""

    test: RunningTest
    unit: Unit
    difference: float
    detectable: float
    beyond_error: bool
    said: Said


@dataclass(frozen=True)
class Turn:
    """The latest thoracic rotation to a side, of one position, instrument and mode. It gates nothing."""

    side: Direction
    position: Position
    instrument: Instrument
    mode: str
    mean_deg: float
    sem_deg: float
    day: str
    healthy: tuple[Figure, ...]


@dataclass(frozen=True)
class RunningReport:
    """sides: every test and side, in order. about: what holds of the whole, first that no range predicts injury."""

    sides: tuple[SideResult, ...]
    gaps: tuple[SideGap, ...]
    turns: tuple[Turn, ...]
    turning: tuple[Said, ...]
    about: tuple[Said, ...]
    not_tested: tuple[str, ...]
    step: Step

    def of(self, test: str) -> tuple[SideResult, ...]:
        return tuple(one for one in self.sides if one.test.id == test)

    def document(self) -> dict[str, Any]:
        """As plain data (schema ``supple.running/1``)."""
        from supple.running.document import document

        return document(self)

    def _repr_html_(self) -> str:
        from supple.running.document import html

        return html(self)
