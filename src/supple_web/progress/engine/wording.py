"""Words that pages add to those of the science: days as people write them, short verdicts."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from supple.figure.phrases import between, figure
from supple.progress.model import Interval, SeriesProgress, Verdict
from supple.progress.settings import LEAST_DAYS, LEAST_WEEKS
from supple_web.common.lazy import gettext_lazy

#: What stands on the tag of a series and how it is coloured.
TAGS: Final = {
    Verdict.IMPROVED: (gettext_lazy("Real change: more"), "good"),
    Verdict.DECLINED: (gettext_lazy("Real change: less"), "caution"),
    Verdict.NO_REAL_CHANGE: (gettext_lazy("No change beyond error"), ""),
    Verdict.TOO_EARLY: (gettext_lazy("Too early to tell"), ""),
}
_ISO_DAY: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def day_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def readable(sentence: str) -> str:
    """The same sentence with its days as people write them."""
    return _ISO_DAY.sub(lambda found: day_words(date.fromisoformat(found.group())), sentence)


def degrees_words(middle: float, interval: Interval | None) -> str:
    """``41.2° (95 %: 38.0 to 44.4)``."""
    return f"{figure(middle, 1)}°" + (f" ({between(*interval)})" if interval else "")


def signed_words(middle: float, interval: Interval | None) -> str:
    """As ``degrees_words``, with the sign of a change."""
    return ("+" if middle > 0 else "") + degrees_words(middle, interval)


def waiting_words(series: SeriesProgress) -> str:
    """What is missing for a verdict, with days; empty where there is one."""
    trend = series.trend
    if trend.verdict is not Verdict.TOO_EARLY:
        return ""
    soonest = date.fromordinal(trend.first.toordinal() + round(7 * LEAST_WEEKS.value))
    missing = int(LEAST_DAYS.value) - trend.days
    if missing <= 0:
        said = gettext("There are days enough; from {day} on another one can give a verdict.")
        return said.format(day=day_words(soonest))
    return ngettext(
        "One more measured day, the last on {day} or later, can give a verdict.",
        "{n} more measured days, the last on {day} or later, can give a verdict.",
        missing,
    ).format(n=missing, day=day_words(soonest))
