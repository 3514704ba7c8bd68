"""Values to places on the page, and ticks at numbers a person would choose."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_STEPS: Final = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Scale:
    """A straight map of values onto the page; ``end`` may lie before ``start`` there (degrees grow upward, y downward)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2.0
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten that divides a span into ``most`` parts or fewer."""
    least = span / most
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in _STEPS if step * power >= least * (1.0 - 1e-9))


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Multiples of a nice step from at or below ``low`` to at or above ``high``; at most ``most`` + 2 of them."""
    step = nice_step(high - low, most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 9) for index in range(first, last + 1)]


def inner_ticks(low: float, high: float, most: int) -> list[float]:
    """As ``nice_ticks``, but only those within the span: for an axis that ends where its data do."""
    return [tick for tick in nice_ticks(low, high, most) if low - 1e-9 <= tick <= high + 1e-9]
