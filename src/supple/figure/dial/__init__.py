"""The rotation dial: both turns seen from above, active inside end range, with mark, error and the other day's values."""

from supple.figure.dial.drawn import draw_dial
from supple.figure.dial.live import NEEDLE_SUFFIX, Target, live_dial
from supple.figure.dial.model import Dial, DialMark, DialSide, DialValue
from supple.figure.dial.of_findings import dial_of
from supple.figure.dial.small import small_dial

__all__ = [
    "NEEDLE_SUFFIX",
    "Dial",
    "DialMark",
    "DialSide",
    "DialValue",
    "Target",
    "dial_of",
    "draw_dial",
    "live_dial",
    "small_dial",
]
