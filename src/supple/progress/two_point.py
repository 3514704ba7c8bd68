"""Two days compared by the minimal detectable change: the usual rule, shown for reference."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from supple.measurement.model import Measurement
from supple.problems import InputProblem
from supple.progress.fit import rater_sd
from supple.progress.model import Change, SeriesKey

#: Two-sided 95 % of the normal distribution.
Z95: Final = 1.96


def series_key(measurement: Measurement) -> SeriesKey:
    return SeriesKey(measurement.movement, measurement.direction, measurement.kind)


def same_series(measurements: Iterable[Measurement]) -> SeriesKey:
    """The one series that all of them belong to. Raises InputProblem for none, or for several that are never pooled."""
    keys = {series_key(measurement) for measurement in measurements}
    if not keys:
        raise InputProblem("history", "no measurements", "at least one measured day", "measure first")
    if len(keys) > 1:
        ordered = sorted(keys, key=lambda key: key.sort_key)
        found = " and ".join(" ".join(part for part in key.sort_key if part) for key in ordered[:2])
        raise InputProblem("history", f"{len(keys)} kinds together: {found}", "one kind of trial", "compare each kind by itself")
    return keys.pop()


def two_point_change(first: Measurement, last: Measurement) -> Change:
    """Compare two days of one kind. Different raters widen the error; different kinds raise InputProblem."""
    same_series((first, last))
    if last.day <= first.day:
        raise InputProblem("history", f"{first.day} then {last.day}", "an earlier and a later day", "put them in order")
    error = math.sqrt(first.sem_deg**2 + last.sem_deg**2 + rater_sd(first, last) ** 2)
    difference = last.mean_deg - first.mean_deg
    mdc95 = Z95 * error
    return Change(
        first=first.day,
        last=last.day,
        difference_deg=difference,
        interval_deg=(difference - mdc95, difference + mdc95),
        mdc95_deg=mdc95,
        same_rater=first.rater == last.rater,
    )
