"""Joint angles that somebody else computed, brought into the common shape."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.motion.model import AngleError, JointAngles
from supple.motion.neutral_offset import minus_neutral
from supple.problems import InputProblem
from supple.quantities import Instrument, Zero
from supple.recording.model import AngleRecording

#: A file of angles does not say how sure they are: conventions of this project, as for a full marker set, for two sensors
#: (Brouwer et al. 2021, doi:10.1111/sms.13851: under 5 degrees against optical markers) and for landmarks.
ERRORS: Final[Mapping[Instrument, AngleError]] = MappingProxyType(
    {
        Instrument.MARKERS: AngleError(fixed_deg=1.0, proportional=0.03, noise_deg=0.3),
        Instrument.CAMERA: AngleError(fixed_deg=8.6, noise_deg=3.0),
    }
)
OTHER_ERROR: Final = AngleError(fixed_deg=2.5, proportional=0.03, noise_deg=0.3)


def given_angles(recording: AngleRecording, *, relative_to_neutral: bool = False) -> JointAngles:
    """The recording's angles as they are, or less their neutral. NaN stays NaN; what the file does not hold stays None.

    swing_deg is the angle between the long axes of pelvis and thorax that flexion and lateral flexion amount to; 0 with a
    warning where the file holds neither. Raises InputProblem where the rotation has no finite value.
    """
    if not np.isfinite(recording.axial_rotation_deg).any():
        raise InputProblem(
            recording.source, "no finite axial rotation", "degrees in at least one row", "check the column of axial rotation"
        )
    angles = JointAngles(
        time_s=recording.time_s,
        axial_rotation_deg=recording.axial_rotation_deg,
        flexion_deg=recording.flexion_deg,
        lateral_flexion_deg=recording.lateral_flexion_deg,
        swing_deg=_swing_deg(recording),
        pelvis_rotation_deg=recording.pelvis_rotation_deg,
        quantity=recording.quantity,
        zero=recording.zero,
        error=ERRORS.get(recording.instrument, OTHER_ERROR),
        warnings=(*recording.warnings, *_notes(recording)),
        method="angles as given",
    )
    if relative_to_neutral and recording.zero is not Zero.NEUTRAL:
        return minus_neutral(angles)
    return angles


def _swing_deg(recording: AngleRecording) -> FloatArray:
    nothing = np.where(np.isnan(recording.axial_rotation_deg), np.nan, 0.0)
    flexion = nothing if recording.flexion_deg is None else np.deg2rad(recording.flexion_deg)
    lateral = nothing if recording.lateral_flexion_deg is None else np.deg2rad(recording.lateral_flexion_deg)
    return np.asarray(
        np.rad2deg(np.arctan2(np.hypot(np.sin(flexion) * np.cos(lateral), np.sin(lateral)), np.cos(flexion) * np.cos(lateral)))
    )


def _notes(recording: AngleRecording) -> tuple[str, ...]:
    missing = [
        name
        for name, values in (("flexion", recording.flexion_deg), ("lateral flexion", recording.lateral_flexion_deg))
        if values is None
    ]
    if not missing:
        return ()
    return (f"The file holds no {' and no '.join(missing)}, so leaning instead of turning cannot be told fully.",)
