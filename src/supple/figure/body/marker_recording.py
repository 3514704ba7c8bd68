"""The figure as a person with markers on: what ``supple.motion`` measures of it is what the drawing claims."""

from __future__ import annotations

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.landmarks import landmarks
from supple.figure.body.skeleton import Skeleton
from supple.motion.marker_names import usual_label
from supple.quantities import Instrument, Position
from supple.recording.model import Declared, Format, MarkerRecording


def marker_recording(skeleton: Skeleton, time_s: FloatArray, position: Position | None = None) -> MarkerRecording:
    """ISB markers of thorax and pelvis in the room (x forward, y up, z right, metres). time_s: (n,) seconds of the moments."""
    points = {
        usual_label(name): skeleton.hips_m + np.einsum("nij,nj->ni", skeleton.pelvis, place)
        for name, place in landmarks(skeleton.spine_in_pelvis).items()
    }
    return MarkerRecording(
        "figure",
        Format.TRC,
        Instrument.MARKERS,
        declared=Declared(position=position),
        time_s=np.asarray(time_s, dtype=np.float64),
        labels=tuple(points),
        positions_m=np.stack(list(points.values()), axis=1),
    )
