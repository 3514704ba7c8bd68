"""How one direction moves on at a re-test: a table, one row a case, and what stays the same is not in it.

The order (passive range, then strength at its end, then control) is the method's; that two re-tests without gain make a
plateau, and the rest of the bookkeeping, are conventions of this project.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from supple.programme.state import Miss, Stage, Track


class Reading(StrEnum):
    """What a re-test says of one direction: the finding, and for a limitation the change since the last one."""

    FINE = "fine"  # meets the criterion, or borderline
    MOBILITY_GAIN = "mobility-gain"
    MOBILITY_SAME = "mobility-same"
    MOBILITY_LOSS = "mobility-loss"
    CONTROL_GAIN = "control-gain"
    CONTROL_SAME = "control-same"
    CONTROL_LOSS = "control-loss"
    UNDETERMINED = "undetermined"
    PAINFUL = "painful"
    NO_MARK = "no-mark"  # a kind of trial without a criterion, or this direction was not tested


class Why(StrEnum):
    """Reasons for a move; ``reasons.py`` has a sentence for each."""

    FINE = "fine"
    PAINFUL = "painful"
    NO_ANSWER_TWICE = "no-answer-twice"
    NO_ANSWER = "no-answer"
    MOBILITY_FOUND = "mobility-found"
    CONTROL_FOUND = "control-found"
    RANGE_BUILT = "range-built"
    STRENGTH_DONE = "strength-done"
    RANGE_LOST = "range-lost"
    GAINING = "gaining"
    NO_GAIN = "no-gain"
    PLATEAU = "plateau"
    PLATEAU_FINE = "plateau-fine"
    PLATEAU_REFERRED = "plateau-referred"
    LOSING = "losing"
    NO_MARK = "no-mark"
    NOT_DONE = "not-done"
    REOPENED = "reopened"
    KEEP = "keep"
    LINEAR_STEP = "linear-step"
    LUMBAR_OPENS = "lumbar-opens"
    ROTATION_OPENS = "rotation-opens"
    NOT_COUNTED = "not-counted"
    LINEAR_NOT_OPEN = "linear-not-open"
    LINEAR_PAINFUL = "linear-painful"
    COURSE_FINE = "course-fine"
    COURSE_REFERRED = "course-referred"
    EASED = "eased"
    EASED_TWICE = "eased-twice"
    STOPPED = "stopped"
    STOPPED_TWICE = "stopped-twice"
    PAUSED = "paused"
    RESUMED = "resumed"
    STILL_HALTED = "still-halted"
    RED_FLAG = "red-flag"
    AFRESH = "afresh"
    SEEN = "seen"


class Move(NamedTuple):
    """to is None for a plateau, which symptoms and goal decide."""

    to: Track | None
    why: Why


_MOBILITY = (Reading.MOBILITY_GAIN, Reading.MOBILITY_SAME, Reading.MOBILITY_LOSS)
_CONTROL = (Reading.CONTROL_GAIN, Reading.CONTROL_SAME, Reading.CONTROL_LOSS)
_LOSS = (Reading.MOBILITY_LOSS, Reading.CONTROL_LOSS)
_TRAINING = (Stage.HOLD, Stage.END_RANGE, Stage.CONTROL)
_OPEN = (Stage.AWAITING, *_TRAINING)

_HOLD = Track(Stage.HOLD)
_END_RANGE = Track(Stage.END_RANGE)
_CONTROLLED = Track(Stage.CONTROL)
_REFERRAL = Track(Stage.REFERRAL)
_Key = tuple[Stage, Miss, Reading]


def _for_any_track() -> dict[_Key, Move]:
    """What holds in every stage that is not a referral."""
    moves: dict[_Key, Move] = {}
    for miss in Miss:
        for stage in _OPEN:
            moves[stage, miss, Reading.FINE] = Move(Track(Stage.MAINTENANCE), Why.FINE)
            moves[stage, miss, Reading.PAINFUL] = Move(Track(Stage.PAINFUL), Why.PAINFUL)
            no_answer = Move(Track(stage, Miss.NO_ANSWER), Why.NO_ANSWER)
            twice = Move(_REFERRAL, Why.NO_ANSWER_TWICE)
            moves[stage, miss, Reading.UNDETERMINED] = twice if miss is Miss.NO_ANSWER else no_answer
            moves[stage, miss, Reading.NO_MARK] = Move(Track(stage, miss), Why.NO_MARK)
        for reading in _MOBILITY:
            moves[Stage.AWAITING, miss, reading] = Move(_HOLD, Why.MOBILITY_FOUND)
            moves[Stage.CONTROL, miss, reading] = Move(_HOLD, Why.RANGE_LOST)
            moves[Stage.END_RANGE, miss, reading] = Move(_HOLD, Why.RANGE_LOST)
        for reading in _CONTROL:
            moves[Stage.AWAITING, miss, reading] = Move(_CONTROLLED, Why.CONTROL_FOUND)
            moves[Stage.HOLD, miss, reading] = Move(_END_RANGE, Why.RANGE_BUILT)
    moves[Stage.MAINTENANCE, Miss.NONE, Reading.PAINFUL] = Move(Track(Stage.PAINFUL), Why.PAINFUL)
    moves[Stage.MAINTENANCE, Miss.NONE, Reading.MOBILITY_LOSS] = Move(_HOLD, Why.REOPENED)
    moves[Stage.MAINTENANCE, Miss.NONE, Reading.CONTROL_LOSS] = Move(_CONTROLLED, Why.REOPENED)
    return moves


def _for_trained() -> dict[_Key, Move]:
    """What a re-test adds when the stage was open and enough of it was done to judge it."""
    moves = _for_any_track()
    for miss in Miss:
        second = miss is Miss.NO_GAIN
        for stage, gain, same in (
            (Stage.HOLD, Reading.MOBILITY_GAIN, Reading.MOBILITY_SAME),
            (Stage.CONTROL, Reading.CONTROL_GAIN, Reading.CONTROL_SAME),
        ):
            moves[stage, miss, gain] = Move(Track(stage), Why.GAINING)
            waiting = Move(Track(stage, Miss.NO_GAIN), Why.NO_GAIN)
            moves[stage, miss, same] = Move(None, Why.PLATEAU) if second else waiting
        for reading in (Reading.CONTROL_GAIN, Reading.CONTROL_SAME):
            moves[Stage.END_RANGE, miss, reading] = Move(_CONTROLLED, Why.STRENGTH_DONE)
        for stage in _TRAINING:
            for reading in _LOSS:
                moves[stage, miss, reading] = Move(_REFERRAL, Why.LOSING)
        no_mark = Move(Track(Stage.AWAITING, Miss.NO_GAIN), Why.NO_MARK)
        moves[Stage.AWAITING, miss, Reading.NO_MARK] = Move(None, Why.PLATEAU) if second else no_mark
    return moves


#: After a block whose training was open and done.
TRAINED: Final = _for_trained()
#: After a block that was not: the finding still counts, the lack of gain does not.
NOT_TRAINED: Final = _for_any_track()


def move(track: Track, reading: Reading, *, trained: bool) -> Move:
    """The move of one direction; a case without a row stays where it is."""
    table = TRAINED if trained else NOT_TRAINED
    stays = Why.KEEP if trained or track.settled else Why.NOT_DONE
    return table.get((track.stage, track.miss, reading)) or Move(track, stays)
