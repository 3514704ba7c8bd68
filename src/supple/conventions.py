"""Frames, axes, signs and units: the one page that everything else imports.

Segment axes follow the ISB (Wu et al. 2002, doi:10.1016/S0021-9290(01)00222-6; Wu et al. 2005,
doi:10.1016/j.jbiomech.2004.05.042): x forward, y up, z to the right. The motion of the trunk is the thorax
in the pelvis, Cardan sequence Z-X-Y (flexion, then lateral flexion, then axial rotation).

Signs of every angle this package gives out:

- flexion: positive forward (so OpenSim's ``lumbar_extension`` is our flexion with the sign turned);
- lateral flexion: positive to the person's right;
- axial rotation: positive to the person's left (counter-clockwise seen from above).

The world of body-worn sensors is z up with an arbitrary heading, as VQF gives it. Quaternions are
scalar-last ``(x, y, z, w)``, as in scipy, and map the segment or sensor into the world. Arrays hold one
sample per row; NaN in gives NaN out. Accelerometers read +9.81 m/s2 upward at rest. The unit is in the name
(``_deg``, ``_dps``, ``_s``, ``_hz``, ``_mps2``, ``_m``); other units are converted once, where a file is read.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def _read_only(*values: float) -> FloatArray:
    array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array


#: Standard acceleration of gravity, m/s2.
GRAVITY_MPS2: Final = 9.80665
#: Order of the intrinsic Cardan rotations of thorax in pelvis, in scipy's notation (upper case: intrinsic).
CARDAN_SEQUENCE: Final = "ZXY"
#: Axes of a body segment (ISB).
FORWARD: Final = _read_only(1.0, 0.0, 0.0)
UP: Final = _read_only(0.0, 1.0, 0.0)
RIGHT: Final = _read_only(0.0, 0.0, 1.0)
#: Upward axis of the sensors' world.
WORLD_UP: Final = _read_only(0.0, 0.0, 1.0)
#: Sign of axial rotation for a turn in a direction; lateral flexion has the opposite signs.
AXIAL_SIGN: Final = {"left": +1.0, "right": -1.0}
LATERAL_SIGN: Final = {"left": -1.0, "right": +1.0}
#: Middle angle (lateral flexion) beyond which the Cardan sequence nears its singularity, degrees.
NEAR_SINGULAR_DEG: Final = 70.0
