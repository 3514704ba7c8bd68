"""Every way in which training changes: one atomic verb each, with who did it, and an audit row in the same transaction."""

from supple_web.training.actions.choices import (
    move_day,
    skip_day,
    swap_exercise,
    undo_skip,
    undo_swap,
)
from supple_web.training.actions.plan import recompute, seen_by_clinician, take_up
from supple_web.training.actions.sessions import Stored, next_morning, store_session
from supple_web.training.actions.word import edit_programme, overrule, take_back_word

__all__ = [
    "Stored",
    "edit_programme",
    "move_day",
    "next_morning",
    "overrule",
    "recompute",
    "seen_by_clinician",
    "skip_day",
    "store_session",
    "swap_exercise",
    "take_back_word",
    "take_up",
    "undo_skip",
    "undo_swap",
]
