"""Which moments count as zero, and the body's motion relative to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from supple.conventions import FloatArray
from supple.motion.neutral import find_neutral
from supple.motion.quaternion import about_vertical, conjugate, heading_deg, mean_orientation, multiply
from supple.problems import InputProblem
from supple.recording.model import Still, StillWindow

#: A moment (s), a still window (start_s, end_s), the first sample, or None: declared windows, else found.
NeutralChoice = float | tuple[float, float] | Literal["first"] | None


@dataclass(frozen=True)
class Worn:
    """One or two sensors on the reference sensor's stamps: (n,) s, (n, 4) sensor to world, NaN where unknown."""

    time_s: FloatArray
    thorax: FloatArray
    pelvis: FloatArray | None

    @property
    def known(self) -> NDArray[np.bool_]:
        """Mask (n,) of the samples with all sensors."""
        known = np.isfinite(self.thorax[:, 0])
        return known if self.pelvis is None else known & np.isfinite(self.pelvis[:, 0])


@dataclass(frozen=True)
class ZeroInForce:
    """A neutral posture and the rows [first, last) that are told relative to it.

    thorax, pelvis: (4,) the sensors' orientations in it. centre_s: the middle of its window. declared: marked or asked for.
    """

    first: int
    last: int
    thorax: FloatArray
    pelvis: FloatArray | None
    start_s: float
    end_s: float
    declared: bool

    @property
    def centre_s(self) -> float:
        return 0.5 * (self.start_s + self.end_s)

    @property
    def rows(self) -> slice:
        return slice(self.first, self.last)


def choose_zeros(worn: Worn, *, marks: tuple[StillWindow, ...], choice: NeutralChoice, where: str) -> tuple[ZeroInForce, ...]:
    """The zeros in time order; each holds until the next begins, the first from the beginning.

    Raises InputProblem where no sample lies in a window that was asked for.
    """
    known = worn.known
    if not known.any():
        raise InputProblem(
            where, "no moment at which every sensor has samples", "sensors that recorded together", "check their clocks"
        )
    windows = _windows(worn, marks=marks, choice=choice, where=where)
    starts = [0, *(int(np.searchsorted(worn.time_s, start)) for start, _ in windows[1:]), len(worn.time_s)]
    declared = choice is not None or any(mark.purpose is Still.ZERO for mark in marks)
    return tuple(_zero(worn, window, first=starts[k], last=starts[k + 1], declared=declared) for k, window in enumerate(windows))


def _windows(worn: Worn, *, marks: tuple[StillWindow, ...], choice: NeutralChoice, where: str) -> list[tuple[float, float]]:
    known = worn.time_s[worn.known]
    if choice == "first":
        return [(known[0], known[0])]
    if isinstance(choice, tuple):
        if not ((known >= choice[0]) & (known <= choice[1])).any():
            raise InputProblem(
                where,
                f"no samples between {choice[0]:g} and {choice[1]:g} s",
                f"a window within {known[0]:g} to {known[-1]:g} s",
                "choose another neutral",
            )
        return [choice]
    if choice is not None:
        if not known[0] - 0.5 <= choice <= known[-1] + 0.5:
            raise InputProblem(
                where, f"no sample at {choice:g} s", f"a moment within {known[0]:g} to {known[-1]:g} s", "choose another neutral"
            )
        nearest = float(known[np.argmin(np.abs(known - choice))])
        return [(nearest, nearest)]
    marked = [(mark.start_s, mark.end_s) for mark in marks if mark.purpose is Still.ZERO]
    marked = [(start, end) for start, end in marked if ((known >= start) & (known <= end)).any()]
    return sorted(marked) or [_found(worn)]


def _found(worn: Worn) -> tuple[float, float]:
    series = worn.thorax
    if worn.pelvis is not None:
        # Two sensors' headings have nothing to do with each other, their turns have: the pelvis' turn is taken out.
        base = worn.pelvis[int(np.argmax(worn.known))]
        turn = heading_deg(multiply(worn.pelvis, conjugate(base)))
        series = multiply(about_vertical(-turn), series)
    neutral = find_neutral(worn.time_s, series)
    return neutral.start_s, neutral.end_s


def _zero(worn: Worn, window: tuple[float, float], *, first: int, last: int, declared: bool) -> ZeroInForce:
    inside = worn.known & (worn.time_s >= window[0]) & (worn.time_s <= window[1])
    if not inside.any():
        inside[int(np.argmin(np.where(worn.known, np.abs(worn.time_s - window[0]), np.inf)))] = True
    pelvis = None if worn.pelvis is None else mean_orientation(worn.pelvis[inside])
    return ZeroInForce(first, last, mean_orientation(worn.thorax[inside]), pelvis, window[0], window[1], declared)


def since_zero(quaternions: FloatArray, zero: FloatArray) -> FloatArray:
    """(n, 4) how the body has turned since the zero posture, in world axes: q(t) q(zero)^-1. The mounting drops out."""
    return multiply(quaternions, conjugate(zero))
