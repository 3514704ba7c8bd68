"""Time columns: units, frame numbers, wraps, duplicates and steps backward. Gaps stay gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.model import Channel

#: Seconds per unit of a time column, by the end of its name.
TIME_UNITS_S: Final = {"s": 1.0, "sec": 1.0, "seconds": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
#: No recording of a person lasts longer (convention); a longer span is a clock or unit error.
MAX_SPAN_S: Final = 7 * 24 * 3600.0


@dataclass(frozen=True)
class Ordered:
    """keep: positions of the rows that remain, in time order; what was dropped, as sentences."""

    time_s: FloatArray
    keep: np.ndarray[tuple[int], np.dtype[np.intp]]
    warnings: tuple[str, ...]


def in_order(time_s: FloatArray, *, where: str, what: str = "samples", sort: bool = False) -> Ordered:
    """Drop rows without a time, duplicate stamps and steps backward (or sort them in, where the stamps are events').

    A single stamp that jumps ahead costs itself, not everything after it.
    Raises InputProblem where fewer than two rows remain or they span more than a week.
    """
    keep = np.flatnonzero(np.isfinite(time_s))
    if sort:
        keep = keep[np.argsort(time_s[keep], kind="stable")]
    rising = _rising(time_s[keep])
    dropped = int(keep.size - np.count_nonzero(rising))
    keep = keep[rising]
    if keep.size < 2:
        raise InputProblem(where, f"{keep.size} {what} with a usable time", "at least two", "check the time column")
    kept = np.ascontiguousarray(time_s[keep])
    if kept[-1] - kept[0] > MAX_SPAN_S:
        raise InputProblem(
            where,
            f"times that span {(kept[-1] - kept[0]) / 3600:.3g} h",
            "at most a week, in seconds",
            "check the time column's unit",
        )
    told = f"{dropped} of {time_s.size} {what} had a duplicate or backward time stamp and were dropped."
    return Ordered(kept, keep, (told,) if dropped else ())


def _rising(time_s: FloatArray) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    if time_s.size < 2 or bool(np.all(np.diff(time_s) > 0)):
        return np.ones(time_s.size, dtype=np.bool_)
    before = np.concatenate(([-np.inf], np.maximum.accumulate(time_s)[:-1]))
    after = np.concatenate((np.minimum.accumulate(time_s[::-1])[::-1][1:], [np.inf]))
    from_left, from_right = time_s > before, time_s < after
    better = from_left if np.count_nonzero(from_left) >= np.count_nonzero(from_right) else from_right
    return np.asarray(better)


def channel(
    time_s: FloatArray, values: FloatArray, *, where: str, what: str, sort: bool = False
) -> tuple[Channel | None, tuple[str, ...]]:
    """A channel of the rows that have a time and every value; None where fewer than two have."""
    whole = np.isfinite(values).all(axis=1) & np.isfinite(time_s)
    if np.count_nonzero(whole) < 2 or np.ptp(time_s[whole]) == 0.0:
        return None, ((f"Too few {what} hold numbers; they were left out.",) if time_s.size else ())
    ordered = in_order(time_s[whole], where=where, what=what, sort=sort)
    return Channel(ordered.time_s, np.ascontiguousarray(values[whole][ordered.keep])), ordered.warnings


def unit_of_time(name: str) -> float | None:
    """Seconds per unit, by the end of a plain column name such as ``time_ms``; None where it says none."""
    return TIME_UNITS_S.get(name.rsplit("_", 1)[-1])


def seconds_by_step(time: FloatArray) -> tuple[FloatArray, str | None]:
    """Seconds from stamps whose unit nobody states, by their usual step; frame numbers are told by a step of one.

    Returns the stamps in seconds and the unit assumed (``frames`` leaves them as they are, None: too few stamps).
    """
    steps = np.diff(time[np.isfinite(time)])
    steps = steps[steps > 0]
    if steps.size == 0:
        return time, None
    step = float(np.median(steps))
    if step == 1.0 and bool(np.all(time[np.isfinite(time)] % 1 == 0)):
        return time, "frames"
    for unit, (least, scale) in {"ns": (1e6, 1e-9), "us": (1e3, 1e-6), "ms": (1.0, 1e-3)}.items():
        if step > least:
            return time * scale, unit
    return time, "s"


def frames_to_seconds(time_s: FloatArray, rate_hz: float | None, *, where: str) -> tuple[FloatArray, tuple[str, ...]]:
    """Seconds from a time column that may hold frame numbers, where the header states the rate.

    Raises InputProblem where the column counts frames and no rate is stated.
    """
    _, unit = seconds_by_step(time_s)
    whole = time_s[np.isfinite(time_s)]
    if unit == "frames" and (rate_hz is None or rate_hz > 2.0):
        if rate_hz is None:
            raise InputProblem(
                where,
                "frame numbers in the time column",
                "seconds, or a rate in the header",
                "state it (DataRate=100, or # sampling_rate_hz: 100)",
            )
        return time_s / rate_hz, (f"The time column counts frames, not seconds; the header's rate of {rate_hz:g} Hz was used.",)
    if rate_hz is not None and whole.size > 1 and rate_hz > 2.0:
        step = float(np.median(np.diff(whole)))
        if step > 0 and not 0.5 < step * rate_hz < 2.0:
            return time_s, (
                f"The time column steps by {step:g} s although the header states {rate_hz:g} Hz; the time column was believed.",
            )
        if whole[0] >= 60.0 and whole[0] % 1 == 0:
            return time_s, (
                f"The time column starts at {whole[0]:g}, which looks like a frame number; its steps agree with {rate_hz:g} Hz.",
            )
    return time_s, ()


def unwrap_counter(counter: FloatArray, modulus: float) -> FloatArray:
    """Undo the wraps of a device's counter: a fall of more than half its range is a wrap."""
    steps = np.diff(counter, prepend=counter[:1])
    return counter + modulus * np.cumsum(steps < -modulus / 2)
