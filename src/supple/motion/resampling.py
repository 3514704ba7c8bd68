"""Channels by their own time stamps: cleaned, laid on a uniform grid, and read at other moments; gaps stay gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.model import Channel

#: Samples further apart than this have a gap between them, in which no angle is given (convention), seconds.
MAX_GAP_S: Final = 0.25
#: Stamps that depart from their grid by less than this share of a step count as uniform (convention).
UNIFORM_WITHIN: Final = 0.02
FEWEST_SAMPLES: Final = 3
#: A hole longer than this means two recordings or a broken clock (convention), seconds.
LONGEST_HOLE_S: Final = 600.0


@dataclass(frozen=True)
class Samples:
    """A channel without repeated stamps and without missing rows.

    stamps_s: (m,) every distinct stamp, those of missing rows too. time_s: (n,) stamps of the rows that hold a sample.
    values: (n, k). dropped: rows left out because their stamp did not lie after the one before.
    """

    stamps_s: FloatArray
    time_s: FloatArray
    values: FloatArray
    dropped: int

    @property
    def step_s(self) -> float:
        """Median time from one sample to the next."""
        return float(np.median(np.diff(self.time_s)))


def clean(channel: Channel, *, where: str) -> Samples:
    """Leave out rows whose stamp repeats or runs backward, and tell rows with a sample from missing ones.

    Raises InputProblem where hardly anything is left, most stamps are not in order, or the rate is too low to follow a movement.
    """
    time = np.asarray(channel.time_s, dtype=np.float64)
    values = np.asarray(channel.values, dtype=np.float64)
    known = np.isfinite(time)
    time, values = time[known], values[known]
    forward = _running_forward(time)
    if len(time) and forward.sum() < 0.5 * len(time):
        raise InputProblem(
            where,
            f"{len(time) - int(forward.sum())} of {len(time)} time stamps out of order",
            "rising time stamps",
            "sort the rows by time",
        )
    stamps, values = time[forward], values[forward]
    whole = np.isfinite(values).all(axis=1)
    if whole.sum() < FEWEST_SAMPLES:
        raise InputProblem(
            where, f"{int(whole.sum())} samples", f"at least {FEWEST_SAMPLES} complete samples", "check that the sensor recorded"
        )
    samples = Samples(stamps, stamps[whole], values[whole], int((~forward).sum()))
    longest = float(np.diff(samples.time_s).max())
    if longest > LONGEST_HOLE_S:
        raise InputProblem(
            where, f"a leap of {longest:.3g} s in the time stamps", "one recording without such holes", "cut the recording there"
        )
    if samples.step_s > MAX_GAP_S:
        raise InputProblem(
            where, f"one sample every {samples.step_s:.2f} s", "at least 4 samples a second", "record at 25 Hz or more"
        )
    return samples


def _running_forward(time: FloatArray) -> NDArray[np.bool_]:
    forward = np.ones(len(time), dtype=np.bool_)
    if len(time) > 1:
        forward[1:] = time[1:] > np.maximum.accumulate(time)[:-1]
    return forward


def is_uniform(time_s: FloatArray) -> bool:
    """Whether stamps are as good as a grid, so that samples can be taken as they are."""
    step = (time_s[-1] - time_s[0]) / (len(time_s) - 1)
    grid = time_s[0] + step * np.arange(len(time_s))
    return bool(np.abs(time_s - grid).max() <= UNIFORM_WITHIN * step)


def uniform_grid(time_s: FloatArray, step_s: float) -> FloatArray:
    """A grid from the first stamp to beyond the last."""
    return np.asarray(time_s[0] + step_s * np.arange(int(np.ceil((time_s[-1] - time_s[0]) / step_s)) + 2))


def interpolate(time_s: FloatArray, values: FloatArray, at_s: FloatArray) -> FloatArray:
    """Straight lines between samples, the nearest sample beyond the ends."""
    return np.column_stack([np.interp(at_s, time_s, column) for column in values.T])


def gaps(time_s: FloatArray, *, longer_than_s: float = MAX_GAP_S) -> NDArray[np.intp]:
    """Indices i such that too much time passes between sample i and i + 1."""
    return np.flatnonzero(np.diff(time_s) > longer_than_s)


def covered(time_s: FloatArray, at_s: FloatArray) -> NDArray[np.bool_]:
    """Whether each moment lies on a sample or between two that are no gap apart."""
    after = np.searchsorted(time_s, at_s, side="left").clip(0, len(time_s) - 1)
    before = (np.searchsorted(time_s, at_s, side="right") - 1).clip(0, len(time_s) - 1)
    apart = time_s[after] - time_s[before]
    inside = (at_s >= time_s[0]) & (at_s <= time_s[-1])
    return np.asarray(inside & (apart <= MAX_GAP_S), dtype=np.bool_)


def slerp(time_s: FloatArray, quaternions: FloatArray, at_s: FloatArray) -> FloatArray:
    """(m, 4) orientations at other moments along the shortest arcs; NaN inside gaps and beyond the ends.

    Source: Shoemake 1985, doi:10.1145/325334.325242.
    """
    right = np.searchsorted(time_s, at_s, side="left").clip(1, len(time_s) - 1)
    start, stop = quaternions[right - 1], quaternions[right]
    span = time_s[right] - time_s[right - 1]
    share = ((at_s - time_s[right - 1]) / span).clip(0.0, 1.0)
    cosine = np.einsum("ij,ij->i", start, stop)
    stop = np.where(cosine[:, None] < 0.0, -stop, stop)
    half = np.arccos(np.minimum(np.abs(cosine), 1.0))
    sine = np.sin(half)
    small = sine < 1e-6
    divisor = np.where(small, 1.0, sine)
    first = np.where(small, 1.0 - share, np.sin((1.0 - share) * half) / divisor)
    second = np.where(small, share, np.sin(share * half) / divisor)
    result = first[:, None] * start + second[:, None] * stop
    result /= np.linalg.norm(result, axis=1, keepdims=True)
    result[~covered(time_s, at_s)] = np.nan
    return np.asarray(result, dtype=np.float64)
