"""Range of the thoracic spine from two pen marks: T1-T2 above and T12-L1 below, each read in neutral and in the pose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SegmentRange:
    """range_deg with the standard deviation of its four readings put together."""

    range_deg: float
    error_deg: float


def segment_range(
    *,
    upper_neutral_deg: float,
    lower_neutral_deg: float,
    upper_pose_deg: float,
    lower_pose_deg: float,
    reading_error_deg: float,
) -> SegmentRange:
    """(upper - lower) in the pose minus (upper - lower) in neutral, degrees; four readings double one reading's error.

    Inclinations of an instrument held on the marks, all with the same sign. reading_error_deg: standard deviation of one
    reading; the four are taken as independent, so their error is sqrt(4) = 2 times it. NaN in gives NaN out.
    """
    change = (upper_pose_deg - lower_pose_deg) - (upper_neutral_deg - lower_neutral_deg)
    return SegmentRange(range_deg=change, error_deg=2.0 * reading_error_deg)
