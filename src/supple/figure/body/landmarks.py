"""The figure's skin landmarks, those that ``supple.motion`` measures with: breastbone, C7, T8 and the four corners of the pelvis.

They are placed so that the frames they span stand upright in the resting figure; each moves with the vertebra at its level.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.spine import INDEX, REST_M, Spine
from supple.motion.frames import build_frames, relative_matrices
from supple.motion.marker_sets import PELVIS, THORAX_ISB

#: Corners of the pelvis in its own axes from the middle between the hips, metres.
PELVIS_M: Final = {
    "R_ASIS": (0.075, 0.085, 0.115),
    "L_ASIS": (0.075, 0.085, -0.115),
    "R_PSIS": (-0.095, 0.085, 0.045),
    "L_PSIS": (-0.095, 0.085, -0.045),
}
_T1 = REST_M[INDEX["T1"]]
_T8 = REST_M[INDEX["T8"]]
#: Resting places of the thorax' landmarks (pelvis' axes) and the vertebra that carries each. The middle of IJ and C7 stands
#: straight above that of PX and T8, so that the resting frame is upright.
_ABOVE: Final = 0.5 * (_T1[0] + 0.108 + _T1[0] - 0.045)
THORAX_M: Final = {
    "IJ": ("T2", (_T1[0] + 0.108, _T1[1] - 0.045, 0.0)),
    "C7": ("T1", (_T1[0] - 0.045, _T1[1] + 0.030, 0.0)),
    "PX": ("T8", (2.0 * _ABOVE - (_T8[0] - 0.055), _T8[1] - 0.010, 0.0)),
    "T8": ("T8", (_T8[0] - 0.055, _T8[1] + 0.005, 0.0)),
}


def landmarks(spine: Spine) -> dict[str, FloatArray]:
    """Name -> (n, 3) metres, in the axes the spine is given in (its pelvis at the origin)."""
    n = len(spine.places_m)
    points = {name: np.broadcast_to(np.array(place), (n, 3)) for name, place in PELVIS_M.items()}
    for name, (level, place) in THORAX_M.items():
        points[name] = spine.at(INDEX[level], np.array(place))
    return points


def thorax_in_pelvis(spine: Spine) -> FloatArray:
    """(n, 3, 3), as ``supple.motion`` builds it from ISB landmarks."""
    points = {name: place.T for name, place in landmarks(spine).items()}
    relative = relative_matrices(build_frames(PELVIS, points), build_frames(THORAX_ISB, points))
    return np.moveaxis(relative, 2, 0)
