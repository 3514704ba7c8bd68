"""Where training meets the science; everything that other modules and apps may ask is named here."""

from supple.programme.moving import check_moves
from supple.programme.state_document import state_document
from supple_web.training.engine.choices import Choice, as_kept, checked_swap, choice_for, choices_of, later, offered, phases_ahead
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
    upcoming,
    week_of,
)
from supple_web.training.engine.log import check_document, derived, first_of, ordered, sets_of, told_at
from supple_web.training.engine.possible import possible_on
from supple_web.training.engine.reading import read_check
from supple_web.training.engine.retests import NextTest, next_test
from supple_web.training.engine.show import (
    advice_of,
    card,
    cards,
    figures,
    is_eased,
    is_fine,
    name_of,
    offer,
    opening,
    outcome_of,
    sheet,
    warning_words,
    why_none,
)
from supple_web.training.engine.zones import MODIFY_FROM, STOP_FROM

__all__ = [
    "MODIFY_FROM",
    "STOP_FROM",
    "Choice",
    "Current",
    "Day",
    "NextTest",
    "advice_of",
    "as_kept",
    "awaits_clinician",
    "card",
    "cards",
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
    "figures",
    "first_of",
    "is_eased",
    "is_fine",
    "kept_document",
    "later",
    "moves_of",
    "name_of",
    "next_test",
    "offer",
    "offered",
    "open_today",
    "opening",
    "ordered",
    "outcome_of",
    "phases_ahead",
    "player_document",
    "possible_on",
    "read_check",
    "sets_of",
    "sheet",
    "state_document",
    "stopped_on",
    "told_at",
    "upcoming",
    "warning_of",
    "warning_words",
    "week_of",
    "why_none",
]
