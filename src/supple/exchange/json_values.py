"""JSON values: unmeasured is null and never NaN, enumerations are their words, the order is the builder's."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, time
from enum import Enum

#: Degrees and seconds are given to this many decimals; more is noise.
_DECIMALS = 4


def number(value: float | None, decimals: int = _DECIMALS) -> float | None:
    """Round for print; None, NaN and infinity are null."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), decimals) + 0.0  # no minus zero


def word(value: Enum | None) -> str | None:
    return None if value is None else str(value.value)


def moment(value: date | time | None) -> str | None:
    return None if value is None else value.isoformat()


def json_text(document: Mapping[str, object]) -> str:
    """Write with two spaces of indentation and a line end; NaN is a fault, not an output."""
    return json.dumps(document, indent=2, allow_nan=False, ensure_ascii=True) + "\n"
