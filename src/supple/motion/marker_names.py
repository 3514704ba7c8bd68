"""The names that laboratories give to the markers of the trunk, and what may stand in for a landmark that has none.

Names are compared without case, without a subject's prefix (``Anna:C7``) and without ``.``, ``_``, ``-`` and blanks,
so ``R.ASIS``, ``r_asis`` and ``Anna:RASIS`` are one name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_SEPARATORS: Final = str.maketrans("", "", "._- \t")


def plain_name(label: str) -> str:
    """A marker's label as it is compared: without prefix, case and separators."""
    return label.rpartition(":")[2].translate(_SEPARATORS).lower()


#: Landmark -> plain names, the first one found in a recording is taken. Capitals with ``PIG`` accept Plug-in Gait's names only.
NAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "PIG_CLAV": ("clav",),
        "PIG_STRN": ("strn",),
        "IJ": ("ij", "clav", "ster", "sn", "sjn", "jugularnotch", "suprasternale", "incisurajugularis", "manubrium"),
        "PX": ("px", "strn", "xiph", "xyph", "xp", "sxs", "xiphoid", "processusxiphoideus"),
        "C7": ("c7", "c7study", "cv7"),
        "T1": ("t1", "tv1"),
        "T8": ("t8", "tv8"),
        "T10": ("t10", "tv10"),
        "STERNUM": ("sternum", "sternumstudy"),
        "L_STERNUM": ("lsternum", "sterl"),
        "R_STERNUM": ("rsternum", "sterr"),
        "L_SHOULDER": ("lsho", "lacr", "lacromium", "lacromion", "lac", "lsae", "lshoulderstudy", "lshoulder"),
        "R_SHOULDER": ("rsho", "racr", "racromium", "racromion", "rac", "rsae", "rshoulderstudy", "rshoulder"),
        "L_ASIS": ("lasi", "lasis", "asisl", "lasisstudy", "lias"),
        "R_ASIS": ("rasi", "rasis", "asisr", "rasisstudy", "rias"),
        "L_PSIS": ("lpsi", "lpsis", "psisl", "lpsisstudy", "lips"),
        "R_PSIS": ("rpsi", "rpsis", "psisr", "rpsisstudy", "rips"),
        "SACRUM": ("sacr", "vsacral", "sacral", "sacrum"),
    }
)


@dataclass(frozen=True)
class Substitute:
    """Another point in the place of a landmark that no marker of the recording shows; ``why`` says what it costs."""

    landmark: str
    by: tuple[str, ...]
    why: str


_LEANS: Final = "the thorax' long axis leans by some constant degrees; changes of angle hardly differ"
#: Tried in this order. Every use is told in the result's warnings.
SUBSTITUTES: Final = (
    Substitute("T8", ("T10",), _LEANS),
    Substitute("C7", ("T1",), _LEANS),
    Substitute("IJ", ("L_STERNUM", "R_STERNUM"), "the middle of two markers beside the notch is taken for the notch"),
    Substitute("IJ", ("STERNUM",), "a marker on the breastbone is taken for its upper notch"),
)

#: What to call a landmark when it is missing: the commonest label.
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "PIG_CLAV": "CLAV",
        "PIG_STRN": "STRN",
        "L_SHOULDER": "LSHO",
        "R_SHOULDER": "RSHO",
        "L_ASIS": "LASI",
        "R_ASIS": "RASI",
        "L_PSIS": "LPSI",
        "R_PSIS": "RPSI",
        "SACRUM": "SACR",
    }
)


def usual_label(landmark: str) -> str:
    return LABELS.get(landmark, landmark)
