"""Where somebody stands in their programme: a small, finite, hashable state, so that every path can be searched.

Named tuples, not dataclasses: the exhaustive proof in ``tests/spec`` makes and hashes millions of them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from supple.quantities import Direction

#: Painless, controlled sessions of each of the two linear steps before the next one opens. Convention.
LINEAR_SESSIONS: Final = 3
#: ``State.linear_done`` at which the lumbar step begins, and at which training of rotation opens.
LUMBAR_FROM: Final = LINEAR_SESSIONS
OPEN_FROM: Final = 2 * LINEAR_SESSIONS
#: Re-tests after which a course is decided, whatever it was doing. Convention: 12 to 24 weeks.
COURSE_RETESTS: Final = 6
#: Re-tests by which the linear step should have opened rotation. Convention.
LINEAR_RETESTS: Final = 2


class Stage(StrEnum):
    """What is being done about one direction of rotation."""

    AWAITING = "awaiting"  # no answer yet: linear movement and upkeep until the re-test
    HOLD = "passive-range"
    END_RANGE = "end-range"
    CONTROL = "control"
    MAINTENANCE = "maintenance"
    REFERRAL = "referral"
    PAINFUL = "painful"  # a referral too; nothing goes in that direction


SETTLED: Final = frozenset({Stage.MAINTENANCE, Stage.REFERRAL, Stage.PAINFUL})
REFERRED: Final = frozenset({Stage.REFERRAL, Stage.PAINFUL})


class Miss(StrEnum):
    """What the last re-test failed to bring; the second such re-test in a row decides."""

    NONE = "none"
    NO_GAIN = "no-gain"
    NO_ANSWER = "no-answer"


class Standing(StrEnum):
    """What pain and screening allow. eased: smallest doses, easier exercises. halted, urgent: no exercise at all."""

    GO = "go"
    EASED = "eased"
    HALTED = "halted"
    URGENT = "urgent"


class Track(NamedTuple):
    """One direction: its stage and what the last re-test missed."""

    stage: Stage
    miss: Miss = Miss.NONE

    @property
    def settled(self) -> bool:
        return self.stage in SETTLED


class State(NamedTuple):
    """The whole plan.

    linear_done: painless, controlled linear sessions so far, 0..OPEN_FROM. retests: counted re-tests of this course.
    stopped_before: pain has halted the programme once since the last re-test.
    """

    left: Track
    right: Track
    linear_done: int = 0
    retests: int = 0
    standing: Standing = Standing.GO
    stopped_before: bool = False

    @property
    def rotation_open(self) -> bool:
        return self.linear_done >= OPEN_FROM

    @property
    def settled(self) -> bool:
        """Both directions have ended in maintenance or referral, or care is urgent."""
        return self.standing is Standing.URGENT or (self.left.settled and self.right.settled)

    def track(self, direction: Direction) -> Track:
        return self.left if direction is Direction.LEFT else self.right

    def mirrored(self) -> State:
        return self._replace(left=self.right, right=self.left)
