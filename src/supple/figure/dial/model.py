"""What a dial shows, as plain values; None is not measured, which is never zero."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from supple.findings.model import Category, Criterion
from supple.measurement.model import KindOfTrial, Measurement
from supple.progress.two_point import Z95
from supple.quantities import Assist, Direction, Mode, Position


@dataclass(frozen=True)
class DialValue:
    """One range toward one side: mean and standard error in degrees, positive toward that side. n: trials in it.

    Raises ValueError for values that are no numbers: what was not measured is None in ``DialSide``.
    """

    mean_deg: float
    sem_deg: float
    n: int | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.mean_deg) and math.isfinite(self.sem_deg) and self.sem_deg >= 0.0):
            raise ValueError(f"a value of {self.mean_deg} with SEM {self.sem_deg}: leave out what was not measured")

    @classmethod
    def of(cls, measured: Measurement) -> DialValue:
        return cls(measured.mean_deg, measured.sem_deg, measured.n, measured.day)

    @property
    def half_width_deg(self) -> float:
        return Z95 * self.sem_deg

    @property
    def interval_deg(self) -> tuple[float, float]:
        """95 %: mean - 1.96 SEM, mean + 1.96 SEM."""
        return self.mean_deg - self.half_width_deg, self.mean_deg + self.half_width_deg


@dataclass(frozen=True)
class DialMark:
    """The criterion on one side, degrees; strength is one of the words of ``supple.evidence`` ("convention", ...).

    Raises ValueError for a value that is no number.
    """

    value_deg: float
    strength: str
    source: str = ""

    def __post_init__(self) -> None:
        if not math.isfinite(self.value_deg):
            raise ValueError(f"a mark of {self.value_deg}: leave out a mark that is not known")

    @classmethod
    def of(cls, criterion: Criterion) -> DialMark:
        return cls(criterion.value_deg, criterion.strength, criterion.source)


@dataclass(frozen=True)
class DialSide:
    """One side. earlier_*: the other day's values of the same kinds of trial. category: None where nothing was judged.

    elsewhere: measured in another position only, so that "not measured" would be wrong.
    """

    active: DialValue | None = None
    end_range: DialValue | None = None
    mark: DialMark | None = None
    category: Category | None = None
    earlier_active: DialValue | None = None
    earlier_end_range: DialValue | None = None
    elsewhere: bool = False

    @property
    def measured(self) -> bool:
        return self.active is not None or self.end_range is not None

    @property
    def furthest_deg(self) -> float:
        """The furthest that anything of this side reaches, degrees; 0 where there is nothing."""
        values = (self.active, self.end_range, self.earlier_active, self.earlier_end_range)
        reached = [value.interval_deg[1] for value in values if value is not None]
        return max(0.0, *reached, self.mark.value_deg if self.mark else 0.0)


@dataclass(frozen=True)
class Dial:
    """Both sides of one kind of trial.

    kind: that of the active trials, None where nothing was measured. end_mode, assist: how the end range was reached.
    Raises ValueError for a kind of another position.
    """

    left: DialSide
    right: DialSide
    position: Position
    kind: KindOfTrial | None = None
    end_mode: Mode = Mode.ASSISTED
    assist: Assist | None = None

    def __post_init__(self) -> None:
        if self.kind is not None and self.kind.position is not self.position:
            raise ValueError(f"a dial of {self.position} cannot hold trials of {self.kind.position}")

    @property
    def sides(self) -> tuple[tuple[Direction, DialSide], ...]:
        return (Direction.LEFT, self.left), (Direction.RIGHT, self.right)
