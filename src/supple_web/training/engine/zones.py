"""Pain from which one goes on with less, and from which one stops, as numbers for pages and scripts."""

from __future__ import annotations

from typing import Final

from supple.findings.screening_pain import WORST_PAIN, PainZone, zone_of

_LEVELS: Final = range(WORST_PAIN + 1)
MODIFY_FROM: Final = next(level for level in _LEVELS if zone_of(level) is not PainZone.GO)
STOP_FROM: Final = next(level for level in _LEVELS if zone_of(level) is PainZone.STOP)
