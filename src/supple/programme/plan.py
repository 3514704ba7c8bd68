"""What each stage asks for: roles in order of priority, as a table. Which exercise fills a role is decided elsewhere."""

from __future__ import annotations

from typing import Final, NamedTuple

from supple.programme.state import Stage
from supple.programme.words import Role

#: Priorities: what is fitted first. The session's own order is ``SESSION_ORDER``.
LINEAR, MAIN, UPKEEP, SECOND, LOW_BACK, EXTRA = range(1, 7)


class Ask(NamedTuple):
    """One place in a session. roles: the first that has an allowed exercise fills it."""

    roles: tuple[Role, ...]
    priority: int
    why: str


#: In every session of every stage.
ALWAYS: Final = (
    Ask((Role.LINEAR_GENERAL,), LINEAR, "Every session begins with bending and arching, one region after another."),
    Ask((Role.UPKEEP,), UPKEEP, "Gentle daily circles keep what is there; they are not meant to gain range."),
)
#: What everybody does every day, also on days without training; the linear movement comes first as in every session.
EVERY_DAY: Final = frozenset({Role.LINEAR_GENERAL, Role.UPKEEP})
DAYS_A_WEEK: Final = 7
#: While it is the linear step at hand it comes right after the general one; later as minutes allow.
LUMBAR_NOW: Final = Ask((Role.LINEAR_LUMBAR,), LINEAR, "The second linear step: the low back by itself.")
LUMBAR_LATER: Final = Ask((Role.LINEAR_LUMBAR,), LOW_BACK, "Keeps the low back moving by itself, as minutes allow.")

#: For each direction in the stage, once rotation is open.
STAGES: Final[dict[Stage, tuple[Ask, ...]]] = {
    Stage.HOLD: (
        Ask(
            (Role.LONG_HOLD, Role.SHORT_HOLDS, Role.UNHELD_MOBILITY),
            MAIN,
            "passive and active range are both limited, so passive range is built first.",
        ),
        Ask((Role.UNHELD_MOBILITY,), SECOND, "moves through the range that the hold has opened."),
    ),
    Stage.END_RANGE: (
        Ask((Role.END_RANGE, Role.UNHELD_MOBILITY), MAIN, "passive range is enough now; strength at its end comes next."),
        Ask((Role.UNHELD_MOBILITY,), SECOND, "keeps the range in use."),
    ),
    Stage.CONTROL: (
        Ask((Role.CONTROL,), MAIN, "the range is there but not under control, so control is trained and nothing is stretched."),
        Ask((Role.CONTROL,), SECOND, "the same control in another position."),
    ),
}
#: For the session as a whole while some direction builds passive range.
WITH_HOLD: Final = (
    Ask((Role.LINEAR_EXTENSION,), EXTRA, "Arching is a component of turning; it comes before it."),
    Ask((Role.BREATHING,), EXTRA, "Slow breathing lets the ribs go along with the turn."),
)
SESSION_ORDER: Final = (
    Role.LINEAR_GENERAL,
    Role.LINEAR_LUMBAR,
    Role.LINEAR_EXTENSION,
    Role.UPKEEP,
    Role.BREATHING,
    Role.LONG_HOLD,
    Role.SHORT_HOLDS,
    Role.END_RANGE,
    Role.UNHELD_MOBILITY,
    Role.CONTROL,
)
