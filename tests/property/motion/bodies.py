"""A trunk made of two rigid segments with Plug-in Gait markers, moved in a known way."""

from __future__ import annotations

import numpy as np

from supple.motion.cardan import cardan_matrices
from supple.quantities import Instrument
from supple.recording.model import Format, MarkerRecording

#: Segment axes forward, up, right; metres. Chosen so that the definitions' axes are the segment's own.
PELVIS = {
    "RASI": (0.10, 0.0, 0.12),
    "LASI": (0.10, 0.0, -0.12),
    "RPSI": (-0.10, 0.0, 0.05),
    "LPSI": (-0.10, 0.0, -0.05),
}
THORAX = {"CLAV": (0.08, 0.1, 0.0), "C7": (-0.08, 0.1, 0.0), "STRN": (0.12, -0.1, 0.0), "T10": (-0.12, -0.1, 0.0)}
#: Columns are forward, up and right of the laboratory in which the body stands at first: x forward, y left, z up.
Z_UP = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0], [0.0, 1.0, 0.0]])
MIRRORED = {"RASI": "LASI", "LASI": "RASI", "RPSI": "LPSI", "LPSI": "RPSI"}


def body(angles_deg, *, rotation_first=True, heading_deg=0.0, room=Z_UP, shift=(0.3, 0.4, 1.0)):
    """A recording at 100 Hz; angles_deg: (n, 3) flexion, lateral flexion, rotation of the thorax in the pelvis."""
    flexion, lateral, rotation = np.asarray(angles_deg, dtype=float).T
    relative = cardan_matrices(flexion, lateral, rotation, rotation_first=rotation_first)
    turned = cardan_matrices(0.0, 0.0, np.broadcast_to(heading_deg, flexion.shape))
    pelvis = room @ turned
    thorax = pelvis @ relative
    points = [pelvis @ local for local in PELVIS.values()]
    points += [thorax @ local + pelvis @ (0.0, 0.35, 0.0) for local in THORAX.values()]
    return recording(np.stack(points, axis=1) + np.asarray(shift), (*PELVIS, *THORAX))


def recording(positions_m, labels, **more):
    time_s = np.arange(len(positions_m)) / 100.0
    return MarkerRecording(
        "body", Format.TRC, Instrument.MARKERS, time_s=time_s, labels=tuple(labels), positions_m=positions_m, **more
    )
