"""Where training meets the science; everything that other modules and apps may ask is named here."""

from supple.programme.moving import check_moves
from supple.programme.state_document import state_document
from supple_web.training.engine.choices import Choice, as_kept, checked_swap, choice_for, choices_of, later, phase_now
from supple_web.training.engine.current import (
    Current,
    awaits_clinician,
    clinician_came_after_check,
    current,
    warning_of,
)
from supple_web.training.engine.days import (
    Day,
    day_of,
    days_of,
    kept_document,
    moves_of,
    open_today,
    player_document,
    stopped_on,
    week_of,
)
from supple_web.training.engine.log import check_document, derived, in_order, sets_of
from supple_web.training.engine.possible import possible_on
from supple_web.training.engine.reading import read_check
from supple_web.training.engine.retests import NextTest, next_test
from supple_web.training.engine.zones import MODIFY_FROM, STOP_FROM

__all__ = [
    "MODIFY_FROM",
    "STOP_FROM",
    "Choice",
    "Current",
    "Day",
    "NextTest",
    "as_kept",
    "awaits_clinician",
    "check_document",
    "check_moves",
    "checked_swap",
    "choice_for",
    "choices_of",
    "clinician_came_after_check",
    "current",
    "day_of",
    "days_of",
    "derived",
    "in_order",
    "kept_document",
    "later",
    "moves_of",
    "next_test",
    "open_today",
    "phase_now",
    "player_document",
    "possible_on",
    "read_check",
    "sets_of",
    "state_document",
    "stopped_on",
    "warning_of",
    "week_of",
]
