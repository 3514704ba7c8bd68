"""Reasons that hold for a whole recording: the trunk's axis, the way back to the start, two estimates of one phone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from supple.conventions import WORLD_UP
from supple.motion.estimate import Estimate
from supple.motion.model import JointAngles
from supple.motion.phone import CLOSING, ESTIMATES, STILL, disagreement_deg, worst
from supple.motion.quaternion import angle_deg, conjugate, mean_orientation, multiply, rotate
from supple.motion.trunk_angles import Setting
from supple.motion.trunk_axis import (
    AXIS_MISMATCH_DEG,
    FOLDED_POSITIONS,
    LEAST_FOLD_DEG,
    AxisSource,
    angle_between_lines_deg,
    movement_axis,
)
from supple.quantities import Grade, Reason
from supple.recording.model import Format, SensorRecording, Still, StillWindow

Verdict = tuple[Reason, Grade, str]


def judged(recording: SensorRecording, estimate: Estimate, setting: Setting) -> JointAngles:
    """The reasons that hold for the whole recording."""
    angles = estimate.angles
    grades, reasons, warnings = [angles.grade], list(angles.reasons), list(angles.warnings)
    verdicts = (
        *_axis_verdict(recording, estimate, setting),
        *_still_verdict(estimate, setting),
        *_closing_verdict(estimate, setting),
    )
    for reason, grade, text in verdicts:
        reasons.append(reason)
        grades.append(grade)
        warnings.append(text)
    return replace(angles, reasons=tuple(reasons), grade=worst(*grades), warnings=tuple(warnings))


def _axis_verdict(recording: SensorRecording, estimate: Estimate, setting: Setting) -> list[Verdict]:
    found: list[Verdict] = []
    source, vector = estimate.axis.source, estimate.axis.vector
    no_window = recording.format is Format.PHONE_TRIAL and not any(m.purpose is Still.UPRIGHT for m in setting.marks)
    if no_window or source is AxisSource.MOVEMENT:
        found.append(
            (
                Reason.NO_UPRIGHT_WINDOW,
                Grade.REJECTED,
                "There is no upright still window, so left and right cannot be told for sure.",
            )
        )
    if source is AxisSource.PLACEMENT and vector is not None:
        movement = movement_axis(estimate.worn.thorax, estimate.zeros[0].thorax)
        apart = 0.0 if movement is None else angle_between_lines_deg(movement, vector)
        if apart > AXIS_MISMATCH_DEG:
            text = (
                f"The movement turns about an axis {apart:.0f} degrees from the one the placement says "
                f"(at most {AXIS_MISMATCH_DEG:.0f})."
            )
            found.append((Reason.AXIS_MISMATCH, Grade.REJECTED, text))
    return [*found, *_fold_verdict(estimate, setting)]


def _fold_verdict(estimate: Estimate, setting: Setting) -> list[Verdict]:
    """In a folded position the trunk cannot have stood upright where it lay at zero: then one of the two windows is wrong."""
    vector = estimate.axis.vector
    if estimate.axis.source is not AxisSource.UPRIGHT_WINDOW or setting.position not in FOLDED_POSITIONS or vector is None:
        return []
    up_at_zero = rotate(conjugate(estimate.zeros[0].thorax), WORLD_UP)
    folded = float(np.rad2deg(np.arccos(np.clip(vector @ up_at_zero, -1.0, 1.0))))
    if folded >= LEAST_FOLD_DEG:
        return []
    text = (
        f"Between the upright window and zero the trunk leaned only {folded:.0f} degrees (at least {LEAST_FOLD_DEG:.0f}); "
        "one of the two windows is not what it says."
    )
    return [(Reason.AXIS_MISMATCH, Grade.REJECTED, text)]


def _still_verdict(estimate: Estimate, setting: Setting) -> list[Verdict]:
    """How far the trunk moved about in the marked windows that the trunk's axis and zero are taken from."""
    marks = [mark for mark in setting.marks if mark.purpose in (Still.UPRIGHT, Still.ZERO)]
    largest = max((_wandering_deg(estimate, mark) for mark in marks), default=0.0)
    grade = STILL.judge(largest)
    if grade is Grade.GOOD:
        return []
    text = f"In a marked still window the trunk moved by {largest:.1f} degrees (at most {STILL.usable_deg:.0f})."
    return [(STILL.reason, grade, text)]


def _wandering_deg(estimate: Estimate, mark: StillWindow) -> float:
    """95th percentile of the angle from the window's mean orientation."""
    worn = estimate.worn
    inside = worn.known & (worn.time_s >= mark.start_s) & (worn.time_s <= mark.end_s)
    if not inside.any():
        return 0.0
    seen = worn.thorax[inside]
    return float(np.percentile(angle_deg(multiply(seen, conjugate(mean_orientation(seen)))), 95.0))


def _closing_verdict(estimate: Estimate, setting: Setting) -> list[Verdict]:
    """How far a single sensor's end windows stay from zero once the drift they show is taken off."""
    errors = [] if setting.two_sensors else [_closing_deg(estimate, mark) for mark in setting.marks if mark.purpose is Still.END]
    largest = max((abs(error) for error in errors if error is not None), default=0.0)
    grade = CLOSING.judge(largest)
    if grade is Grade.GOOD:
        return []
    text = f"At the end the trunk read {largest:.1f} degrees from the start (at most {CLOSING.usable_deg:.0f})."
    return [(CLOSING.reason, grade, text)]


def _closing_deg(estimate: Estimate, mark: StillWindow) -> float | None:
    angles = estimate.angles
    inside = (angles.time_s >= mark.start_s) & (angles.time_s <= mark.end_s) & np.isfinite(angles.axial_rotation_deg)
    return float(np.median(angles.axial_rotation_deg[inside])) if inside.any() else None


def cross_checked(angles: JointAngles, other: JointAngles) -> JointAngles:
    """A phone's own attitude (``other``) beside our filter."""
    apart = disagreement_deg(
        angles.time_s,
        angles.axial_rotation_deg,
        other_time_s=other.time_s,
        other_rotation_deg=other.axial_rotation_deg,
    )
    grade = Grade.GOOD if apart is None else ESTIMATES.judge(apart)
    if grade is Grade.GOOD or apart is None:
        return angles
    text = f"The phone's own attitude and our filter differ by {apart:.1f} degrees (at most {ESTIMATES.usable_deg:.0f})."
    return replace(
        angles,
        reasons=(*angles.reasons, ESTIMATES.reason),
        grade=worst(angles.grade, grade),
        warnings=(*angles.warnings, text),
    )
