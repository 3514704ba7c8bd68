"""Segment frames as data: which points span the axes of pelvis and thorax in each marker set.

Every frame is given by two directions between (means of) landmarks. The first is kept, the second is made square to
it within their common plane, the third axis follows; axes are forward, up, right (``supple.conventions``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from supple.motion.model import AngleError

AxisName = Literal["forward", "up", "right"]
_PLUG_IN_GAIT = "Vicon Plug-in Gait reference guide, upper body and pelvis segments"
_ISB_2002 = "Wu et al. 2002, doi:10.1016/S0021-9290(01)00222-6"
_ISB_2005 = "Wu et al. 2005, doi:10.1016/j.jbiomech.2004.05.042"
_CONVENTION = "convention of this project"


@dataclass(frozen=True)
class Axis:
    """A direction from the mean of some landmarks to the mean of others."""

    name: AxisName
    start: tuple[str, ...]
    end: tuple[str, ...]


@dataclass(frozen=True)
class FrameDefinition:
    """first, second: the two directions. origin: the mean of these landmarks. source: who defined it."""

    first: Axis
    second: Axis
    origin: tuple[str, ...]
    source: str

    @property
    def landmarks(self) -> tuple[str, ...]:
        every = (*self.first.start, *self.first.end, *self.second.start, *self.second.end, *self.origin)
        return tuple(dict.fromkeys(every))


@dataclass(frozen=True)
class MarkerSet:
    """rotation_first: the sequence this set's users expect (Plug-in Gait's own is Y-X-Z in our axes, ISB's Z-X-Y).

    approximate: what the set cannot give, as a sentence; empty where it is a full definition.
    """

    name: str
    title: str
    pelvis: FrameDefinition
    thorax: FrameDefinition
    error: AngleError
    rotation_first: bool = False
    approximate: str = ""

    @property
    def landmarks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.thorax.landmarks, *self.pelvis.landmarks)))


_ASIS = ("L_ASIS", "R_ASIS")
_PSIS = ("L_PSIS", "R_PSIS")
_RIGHTWARD = Axis("right", ("L_ASIS",), ("R_ASIS",))

PELVIS: Final = FrameDefinition(_RIGHTWARD, Axis("forward", _PSIS, _ASIS), _ASIS, f"{_PLUG_IN_GAIT}; {_ISB_2002}")
PELVIS_SACRUM: Final = FrameDefinition(_RIGHTWARD, Axis("forward", ("SACRUM",), _ASIS), _ASIS, _PLUG_IN_GAIT)

THORAX_PLUG_IN_GAIT: Final = FrameDefinition(
    Axis("up", ("PIG_STRN", "T10"), ("PIG_CLAV", "C7")),
    Axis("forward", ("C7", "T10"), ("PIG_CLAV", "PIG_STRN")),
    ("PIG_CLAV",),
    _PLUG_IN_GAIT,
)
# Z is square to the plane of IJ, C7 and mid(PX, T8); Y lies in that plane, so X is C7 -> IJ made square to Y
THORAX_ISB: Final = FrameDefinition(Axis("up", ("PX", "T8"), ("IJ", "C7")), Axis("forward", ("C7",), ("IJ",)), ("IJ",), _ISB_2005)
THORAX_NOTCH_C7_SHOULDERS: Final = FrameDefinition(
    Axis("forward", ("C7",), ("IJ",)), Axis("right", ("L_SHOULDER",), ("R_SHOULDER",)), ("IJ", "C7"), _CONVENTION
)
THORAX_STERNUM_SHOULDERS: Final = FrameDefinition(
    Axis("right", ("L_SHOULDER",), ("R_SHOULDER",)),
    Axis("forward", ("L_SHOULDER", "R_SHOULDER"), ("IJ",)),
    ("L_SHOULDER", "R_SHOULDER"),
    _CONVENTION,
)
THORAX_C7_SHOULDERS: Final = FrameDefinition(
    Axis("right", ("L_SHOULDER",), ("R_SHOULDER",)),
    Axis("forward", ("C7",), ("L_SHOULDER", "R_SHOULDER")),
    ("C7", "L_SHOULDER", "R_SHOULDER"),
    _CONVENTION,
)

_NO_LOWER_THORAX = "no marker shows the lower thorax, so flexion has an unknown constant offset (its changes are right)"
_SHOULDERS_MOVE = f"{_NO_LOWER_THORAX} and the angles contain movement of the shoulder blades"

#: Uncertainty of the rotation, conventions of this project. The two approximate ones are set from this project's comparison of
#: their frames with OpenSim's inverse kinematics on two full-body trials: 1.3 and 2.3 degrees RMS with notch and C7, 2.3 and
#: 3.7 with shoulders, constant offset removed; the proportional part allows for skin and shoulder blades moving over the ribs.
_FULL: Final = AngleError(fixed_deg=1.0, proportional=0.03, noise_deg=0.3)
_NOTCH_C7: Final = AngleError(fixed_deg=2.3, proportional=0.05, noise_deg=0.3)
_SHOULDERS: Final = AngleError(fixed_deg=3.7, proportional=0.10, noise_deg=0.3)


def _with_sacrum(marker_set: MarkerSet) -> MarkerSet:
    """The same thorax with one sacral marker where the two posterior iliac spines are not marked."""
    return replace(
        marker_set,
        name=f"{marker_set.name}-sacrum",
        title=f"{marker_set.title}, with a sacral marker",
        pelvis=PELVIS_SACRUM,
    )


_WITH_PSIS: Final = (
    MarkerSet("plug-in-gait", "Plug-in Gait", PELVIS, THORAX_PLUG_IN_GAIT, _FULL, rotation_first=True),
    MarkerSet("isb", "ISB landmarks", PELVIS, THORAX_ISB, _FULL),
    MarkerSet(
        "notch-c7-shoulders",
        "sternal notch, C7 and shoulders",
        PELVIS,
        THORAX_NOTCH_C7_SHOULDERS,
        _NOTCH_C7,
        approximate=_NO_LOWER_THORAX,
    ),
    MarkerSet(
        "sternum-shoulders",
        "sternum and shoulders",
        PELVIS,
        THORAX_STERNUM_SHOULDERS,
        _SHOULDERS,
        approximate=_SHOULDERS_MOVE,
    ),
    MarkerSet("c7-shoulders", "C7 and shoulders", PELVIS, THORAX_C7_SHOULDERS, _SHOULDERS, approximate=_SHOULDERS_MOVE),
)
#: Tried in this order; the first set with all its landmarks is used.
MARKER_SETS: Final = tuple(variant for each in _WITH_PSIS for variant in (each, _with_sacrum(each)))
