"""The sets of a day's tests as data, in the order of the protocol: all active ones, then all assisted ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from supple_web.common.lazy import gettext_lazy


class Stage(StrEnum):
    """Also the word in the address of a set."""

    TURNING = "turning"
    SEATED = "turning-seated"
    MORE = "turning-more"
    BENDING = "bending"
    HELPED = "helped"
    HELPED_MORE = "helped-more"


@dataclass(frozen=True)
class Words:
    """title, term: plain and clinical. how: the drawing. says: what is done, a sentence a step. pace: where no voice leads."""

    title: str
    term: str
    how: str
    says: tuple[str, ...]
    pace: str


#: A direction or bend in words, within a sentence.
TOWARD: Final[Mapping[str, str]] = {
    "right": gettext_lazy("to the right"),
    "left": gettext_lazy("to the left"),
    "flexion": gettext_lazy("bending forward"),
    "extension": gettext_lazy("bending back"),
}
SHORT: Final[Mapping[str, str]] = {
    "right": gettext_lazy("Right"),
    "left": gettext_lazy("Left"),
    "flexion": gettext_lazy("Forward"),
    "extension": gettext_lazy("Back"),
}
TIMES: Final = (
    gettext_lazy("1st"),
    gettext_lazy("2nd"),
    gettext_lazy("3rd"),
    gettext_lazy("4th"),
    gettext_lazy("5th"),
    gettext_lazy("6th"),
)
_HEELS: Final = gettext_lazy(
    "Sit on your heels on a blanket, chest toward your thighs, both forearms down. Three seconds still: that is zero."
)
_FOLDED: Final = gettext_lazy(
    "On a chair with your feet wide, fold forward until your back is nearly level, both forearms on the stool. "
    "Three seconds still: that is zero."
)
_TURN: Final = gettext_lazy(
    "Turn right: right elbow up. The left forearm stays, the breastbone rolls to the right. Then the other way."
)
_SLOWLY: Final = gettext_lazy("Three seconds out while you breathe out, hold two, three back.")
_DOWN: Final = gettext_lazy(
    "One easy practice each way first. Then fifteen seconds between two turns; sit up whenever you want to, at the latest after "
    "ninety seconds."
)
_BETWEEN: Final = gettext_lazy("One easy practice first. Then ten to fifteen seconds between two.")
_STOP: Final = gettext_lazy("Stop at pain, tingling or dizziness. No bouncing, nobody helps.")

#: By stage and position.
WORDS: Final[Mapping[tuple[Stage, str], Words]] = {
    (Stage.TURNING, "lumbar-locked"): Words(
        gettext_lazy("Turn by yourself"),
        gettext_lazy("active rotation, lumbar-locked"),
        "lumbar-locked",
        (_HEELS, _TURN, _SLOWLY),
        _DOWN,
    ),
    (Stage.TURNING, "seated-inclined"): Words(
        gettext_lazy("Turn by yourself, folded forward"),
        gettext_lazy("active rotation, seated-inclined"),
        "seated-inclined",
        (_FOLDED, _TURN, _SLOWLY),
        _DOWN,
    ),
    (Stage.SEATED, "seated"): Words(
        gettext_lazy("Turn by yourself, sitting tall"),
        gettext_lazy("active trunk turn, seated"),
        "seated",
        (
            gettext_lazy("Sit tall with a pillow between your knees, arms crossed."),
            gettext_lazy("Turn right as far as you can and come back; then left. Keep still before each turn."),
            gettext_lazy("Under ten seconds a turn."),
        ),
        _BETWEEN,
    ),
    (Stage.BENDING, "seated"): Words(
        gettext_lazy("Bend and lift"),
        gettext_lazy("flexion and extension"),
        "flexion-extension",
        (
            gettext_lazy("Sit with your pelvis and low ribs against a low, firm back, arms crossed."),
            gettext_lazy("Curl your breastbone to your navel, hold two seconds, and back."),
            gettext_lazy("Then lift your breastbone over the backrest, hold two seconds, and back."),
        ),
        _BETWEEN,
    ),
    (Stage.HELPED, "lumbar-locked"): Words(
        gettext_lazy("Turn with a push from the floor"),
        gettext_lazy("assisted rotation, lumbar-locked"),
        "lumbar-locked-assisted",
        (
            gettext_lazy("Turn as before. At the end push the floor away with the supporting forearm, upper arm loose."),
            gettext_lazy("Breathe out twice, hold two seconds, come back."),
            _STOP,
        ),
        _DOWN,
    ),
    (Stage.HELPED, "seated-inclined"): Words(
        gettext_lazy("Turn with a push from the stool"),
        gettext_lazy("assisted rotation, seated-inclined"),
        "seated-inclined",
        (
            gettext_lazy("Turn as before. At the end push the stool away with the supporting forearm, upper arm loose."),
            gettext_lazy("Breathe out twice, hold two seconds, come back."),
            _STOP,
        ),
        _DOWN,
    ),
}
_LIKE: Final = {Stage.MORE: Stage.TURNING, Stage.HELPED_MORE: Stage.HELPED}


def title_of(stage: str) -> str:
    """What a stage is called, in whichever position."""
    like = _LIKE.get(Stage(stage), Stage(stage))
    return next(words.title for (named, _), words in WORDS.items() if named is like)


@dataclass(frozen=True)
class Task:
    """One set to be done now. counts: ``right``, ``left`` (or ``flexion``, ``extension``) -> repetitions still missing.

    instrument: the only one whose values can be put together with those that are there; empty where any may be used. why: the
    science's own sentences. again: whether it was tried today and not enough of it counted. optional: nothing rests on it.
    """

    stage: Stage
    movement: str
    mode: str
    position: str
    counts: Mapping[str, int]
    placement: str = ""
    arm: str = ""
    assist: str = ""
    support: str = ""
    instrument: str = ""
    why: tuple[str, ...] = ()
    again: bool = False
    optional: bool = False
    words: Words = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", WORDS[(_LIKE.get(self.stage, self.stage), self.position)])

    @property
    def each(self) -> int:
        """Repetitions of each name that one guided set asks for; the rest follows in a set of its own."""
        return min(self.counts.values())

    @property
    def guided(self) -> dict[str, int]:
        """What one guided set asks for, by name."""
        return dict.fromkeys(self.counts, self.each)

    @property
    def in_turn(self) -> tuple[tuple[str, int], ...]:
        """Every repetition in its order: (name, which time), the sides taking turns."""
        most = max(self.counts.values())
        return tuple((name, time) for time in range(1, most + 1) for name, count in self.counts.items() if time <= count)

    @property
    def named(self) -> tuple[tuple[str, int], ...]:
        """(``to the right``, how many), in order."""
        return tuple((TOWARD[name], count) for name, count in self.counts.items())

    @property
    def is_bending(self) -> bool:
        return self.stage is Stage.BENDING
