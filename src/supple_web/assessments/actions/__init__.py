"""Every way in which a check changes: one atomic verb each, with who did it, and an audit row in the same transaction."""

from supple_web.assessments.actions.answering import answer, begin, confirm, set_up
from supple_web.assessments.actions.closing import finish, refresh
from supple_web.assessments.actions.correcting import correct_trial, delete_check, delete_set, hint, leave_recording
from supple_web.assessments.actions.measuring import (
    Over,
    add_clinicians_set,
    add_recorded_set,
    add_typed_set,
    keep_doubtful,
    known_set,
    rate_pain,
    skip,
    stop_for_pain,
    take_back_skip,
)
from supple_web.assessments.actions.recomputing import recompute_result, recompute_set

__all__ = [
    "Over",
    "add_clinicians_set",
    "add_recorded_set",
    "add_typed_set",
    "answer",
    "begin",
    "confirm",
    "correct_trial",
    "delete_check",
    "delete_set",
    "finish",
    "hint",
    "keep_doubtful",
    "known_set",
    "leave_recording",
    "rate_pain",
    "recompute_result",
    "recompute_set",
    "refresh",
    "set_up",
    "skip",
    "stop_for_pain",
    "take_back_skip",
]
