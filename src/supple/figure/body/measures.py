"""Sizes of the drawn person, metres, from tables of segment lengths as shares of stature.

Lengths: Drillis & Contini 1966 (Body segment parameters, New York University, report 1166-03), as printed in Winter, Biomechanics
and Motor Control of Human Movement, figure 4.1. What those tables do not hold (where joint centres lie, how thick a limb is) is
a convention of these drawings, marked so, and no clinical number.
"""

from __future__ import annotations

from typing import Final

#: Stature of the drawn person, metres. Convention: drawings are scaled, so it shows nowhere.
STATURE_M: Final = 1.70

#: Shares of stature.
UPPER_ARM: Final = 0.186
FOREARM: Final = 0.146
HAND: Final = 0.108
THIGH: Final = 0.245
SHANK: Final = 0.246
ANKLE_HEIGHT: Final = 0.039

UPPER_ARM_M: Final = UPPER_ARM * STATURE_M
FOREARM_M: Final = FOREARM * STATURE_M
HAND_M: Final = HAND * STATURE_M
THIGH_M: Final = THIGH * STATURE_M
SHANK_M: Final = SHANK * STATURE_M
ANKLE_M: Final = ANKLE_HEIGHT * STATURE_M

# Conventions: joint centres, metres, in the axes of their segment (forward, up, right).
#: Half the distance between the hip joints.
HIP_ASIDE_M: Final = 0.086
#: The shoulder joint in the axes of the upper thorax, from the middle of the first thoracic vertebra; right side.
SHOULDER_M: Final = (0.035, -0.062, 0.170)
#: From the middle between the hips to the top of the sacrum.
SACRUM_M: Final = (-0.050, 0.095, 0.0)
#: Thickness of what touches the floor: from a joint's centre to the skin below it.
KNEE_SKIN_M: Final = 0.056
ELBOW_SKIN_M: Final = 0.038
SEAT_SKIN_M: Final = 0.105
