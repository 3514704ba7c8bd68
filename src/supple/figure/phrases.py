"""Numbers and days as drawings write them: short on the picture, to a tenth in descriptions and tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from supple.figure.svg import number

#: Named here, because the system's own names follow its language and the rest of the words do not.
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_words(day: date) -> str:
    """``2 Nov 2026``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """``2 Nov``."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def degrees(value: float, digits: int = 0) -> str:
    return f"{figure(value, digits)}°"


def figure(value: float, digits: int) -> str:
    """A measured number to so many digits, with a true minus sign and never "-0"."""
    return f"{value:z.{digits}f}".replace("-", "−")


def plainly(value: float) -> str:
    """An agreed number (a mark, a tick, a count): a tenth only where it has one."""
    return number(value, 1).replace("-", "−")


def percent(share: float) -> str:
    """A share of 0 to 1 in whole percent; all and none are said of nothing less than all and nothing more than none."""
    whole = round(100.0 * share)
    return f"{min(max(whole, 1), 99) if 1e-9 < share < 1.0 - 1e-9 else whole}%"


def give_or_take(half_width: float) -> str:
    """The ± of an interval in whole numbers; to a tenth where a whole one would say that there is no error."""
    return figure(half_width, 0 if half_width >= 0.5 else 1)


def between(low: float, high: float) -> str:
    """``95 %: 37.1 to 46.9``."""
    return f"95 %: {figure(low, 1)} to {figure(high, 1)}"


def sentence(words: str) -> str:
    """Beginning with a capital, as sentences and headings do."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
