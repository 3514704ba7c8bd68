"""The spine as a chain of 24 vertebrae: where each stands, and what share of a region's bend and turn each joint takes.

Heights, resting curve and shares are tables below, each with its source. A region (lumbar, thoracic, neck) is given as one
rotation vector in degrees; every joint of the region turns by its share of it, about axes that are the pelvis' own when upright.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.spatial.transform import Rotation

from supple.conventions import FloatArray
from supple.figure.body.measures import SACRUM_M

LUMBAR: Final = ("L5", "L4", "L3", "L2", "L1")
THORACIC: Final = ("T12", "T11", "T10", "T9", "T8", "T7", "T6", "T5", "T4", "T3", "T2", "T1")
NECK: Final = ("C7", "C6", "C5", "C4", "C3", "C2", "C1")
LEVELS: Final = (*LUMBAR, *THORACIC, *NECK)
INDEX: Final = {name: row for row, name in enumerate(LEVELS)}
#: The head stands on the last vertebra and has a joint of its own.
HEAD: Final = len(LEVELS)
JOINTS: Final = len(LEVELS) + 1

#: One row a joint, from below, named by what stands on it: share of the spine's length from C1 to L5, per cent; tilt of its
#: axis at rest, degrees forward of upright; shares of its region's flexion, lateral flexion and rotation (only their ratios
#: count). Lengths and tilts: joints of an OpenSim model with the structure of Bruno et al. 2015 (doi:10.1115/1.4030408), read
#: in a copy of its model file; its neck joints spread evenly here. Shares: lumbar Christophy et al. 2012
#: (doi:10.1007/s10237-011-0290-6), flexion and lateral flexion read in its model file; thoracic lateral flexion and rotation
#: Wilke et al. 2017 (doi:10.1371/journal.pone.0177823), read in its abstract; everything else White & Panjabi 1990, Clinical
#: Biomechanics of the Spine, seen only where others quote it.
_TABLE: Final = np.array(
    [
        # length, tilt, flexion, lateral, rotation
        (6.08, 21.0, 0.125, 0.136, 1.0),  # L5
        (5.66, 3.0, 0.185, 0.181, 2.0),  # L4
        (5.65, -9.0, 0.204, 0.245, 2.0),  # L3
        (5.23, -16.0, 0.231, 0.25, 2.0),  # L2
        (5.46, -22.0, 0.255, 0.188, 2.0),  # L1
        (5.78, -20.0, 12.0, 16.0, 4.0),  # T12
        (5.05, -16.0, 12.0, 8.5, 7.5),  # T11
        (4.96, -11.0, 9.0, 8.5, 7.5),  # T10
        (4.3, -7.0, 6.0, 8.5, 11.0),  # T9
        (4.21, -2.0, 6.0, 8.5, 11.0),  # T8
        (4.43, 4.0, 6.0, 8.5, 11.0),  # T7
        (4.21, 10.0, 5.0, 11.0, 11.0),  # T6
        (4.31, 16.0, 4.0, 11.0, 11.0),  # T5
        (4.02, 22.0, 4.0, 11.0, 11.0),  # T4
        (3.64, 26.0, 4.0, 11.0, 11.0),  # T3
        (3.33, 29.0, 4.0, 11.0, 11.0),  # T2
        (3.33, 30.0, 4.0, 11.0, 11.0),  # T1
        (2.9, 27.0, 9.0, 4.0, 2.0),  # C7
        (2.9, 20.0, 17.0, 7.0, 6.0),  # C6
        (2.9, 14.0, 20.0, 8.0, 7.0),  # C5
        (2.9, 9.0, 20.0, 11.0, 7.0),  # C4
        (2.9, 5.0, 15.0, 11.0, 7.0),  # C3
        (3.2, 2.0, 10.0, 10.0, 3.0),  # C2
        (2.7, 0.0, 20.0, 5.0, 40.0),  # C1
        (0, 0.0, 25.0, 5.0, 5.0),  # head
    ]
)
#: From the sacrum to the skull along the joints, metres: convention. It puts the skin over C7 0.325 of stature above the hips,
#: a little lower than de Leva 1996 (doi:10.1016/0021-9290(95)00178-6), 0.3465, and keeps the head within its share of stature.
_LENGTH_M: Final = 0.576
#: The model's resting curve made flatter, so that the thorax has the 40 degrees of kyphosis of the AO Surgery Reference.
_CURVE: Final = 0.8
HEIGHT_M: Final = _TABLE[:, 0] / _TABLE[:, 0].sum() * _LENGTH_M
TILT_DEG: Final = _TABLE[:, 1] * _CURVE
REGIONS: Final = (slice(0, 5), slice(5, 17), slice(17, JOINTS))


def _shares() -> FloatArray:
    """(JOINTS, 3) shares along forward (lateral flexion), up (rotation), right (flexion)."""
    columns = _TABLE[:, [3, 4, 2]]
    shares = np.empty_like(columns)
    for region in REGIONS:
        shares[region] = columns[region] / columns[region].sum(axis=0)
    return shares


SHARES: Final = _shares()


def _resting_places() -> FloatArray:
    """(JOINTS + 1, 3) lower end of each vertebra, of the head, and the head's own centre, in the pelvis' axes when upright."""
    tilt = np.deg2rad(TILT_DEG)
    steps = HEIGHT_M[:, None] * np.column_stack([np.sin(tilt), np.cos(tilt), np.zeros(JOINTS)])
    return np.asarray(np.vstack([np.zeros(3), np.cumsum(steps, axis=0)]) + np.array(SACRUM_M))


#: (26, 3): row k is where joint k is when upright; the vertebra of joint k reaches from row k to row k + 1.
REST_M: Final = _resting_places()


@dataclass(frozen=True)
class Spine:
    """The vertebrae at n moments, in the pelvis' axes or the room's.

    places_m: (n, 26, 3) of the joints. turned: (n, 25, 3, 3), each vertebra (last: the head) against how it stands at rest, the
    identity there.
    """

    places_m: FloatArray
    turned: FloatArray

    def at(self, row: int, resting_m: FloatArray) -> FloatArray:
        """(n, 3) place of a point that is fixed to vertebra ``row`` and lies at ``resting_m`` (pelvis' axes) when upright."""
        place: FloatArray = self.places_m[:, row] + self.turned[:, row] @ (resting_m - REST_M[row])
        return place


def joint_vectors(regions_deg: FloatArray) -> FloatArray:
    """(n, 3, 3) degrees, a rotation vector a region (lumbar, thoracic, neck), to (n, JOINTS, 3) a joint."""
    rows = [regions_deg[:, which, None, :] * SHARES[region] for which, region in enumerate(REGIONS)]
    return np.concatenate(rows, axis=1)


def bent(vectors_deg: FloatArray) -> Spine:
    """The spine in the pelvis' axes for (n, JOINTS, 3) rotation vectors of its joints, degrees."""
    n = len(vectors_deg)
    turns = Rotation.from_rotvec(np.deg2rad(vectors_deg.reshape(-1, 3))).as_matrix().reshape(n, JOINTS, 3, 3)
    turned = np.empty_like(turns)
    turned[:, 0] = turns[:, 0]
    for row in range(1, JOINTS):
        turned[:, row] = turned[:, row - 1] @ turns[:, row]
    steps = np.einsum("nkij,kj->nki", turned, np.diff(REST_M, axis=0))
    places = np.empty((n, JOINTS + 1, 3))
    places[:, 0] = REST_M[0]
    places[:, 1:] = REST_M[0] + np.cumsum(steps, axis=1)
    return Spine(places, turned)
