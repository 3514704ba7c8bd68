"""The numbers that doses, pain and re-tests are held against: each with its unit, its source and how strong it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CONVENTION: Final = "convention"


@dataclass(frozen=True)
class Limit:
    """One number. source: a key of the evidence, or "convention". note: what a reader must know before trusting it."""

    value: float
    unit: str
    source: str
    note: str


HOLD_S: Final = Limit(130.0, "s", CONVENTION, "one hold of more than two minutes; no trial shows that it beats shorter ones")
HOLD_MORE_THAN_S: Final = Limit(120.0, "s", CONVENTION, "what counts as a long hold")
HOLD_DAYS: Final = Limit(5, "days/week", "thomas2018", "at least; limb muscles of healthy people, none for the thorax")
WEEK_AT_LEAST_S: Final = Limit(300.0, "s/week", "thomas2018", "per direction; time in one session did not matter")
SESSION_AT_MOST_S: Final = Limit(
    240.0, "s/session", "ingram2025", "no more benefit beyond; a release of the same group says 3 minutes, unresolved"
)
WEEK_AT_MOST_S: Final = Limit(
    600.0, "s/week", "ingram2025", "no more benefit beyond; a release of the same group says 8 minutes, unresolved"
)
#: Five holds of more than two minutes cannot stay within ten minutes a week: the method's hold may pass it by this much.
WEEK_OVERSHOOT_S: Final = Limit(60.0, "s/week", CONVENTION, "the ceiling is of benefit, not of safety; nothing else is added")

#: Minutes a day below which no session can hold one linear movement and one long hold.
LEAST_MINUTES: Final = Limit(3, "min/day", CONVENTION, "one linear movement and one hold fit")
CHANGEOVER_S: Final = Limit(10.0, "s", CONVENTION, "getting into place, once an exercise")

LIMITS: Final = {
    "hold": HOLD_S,
    "long hold, more than": HOLD_MORE_THAN_S,
    "days of holding, at least": HOLD_DAYS,
    "holding per direction and week, at least": WEEK_AT_LEAST_S,
    "holding per direction and session, at most": SESSION_AT_MOST_S,
    "holding per direction and week, at most": WEEK_AT_MOST_S,
    "overshoot of that, at most": WEEK_OVERSHOOT_S,
    "minutes a day, at least": LEAST_MINUTES,
    "getting into place": CHANGEOVER_S,
}
