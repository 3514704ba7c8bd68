"""The file ``sets.toml``: what is said and how long each part lasts, one ``[[set]]`` a position and mode."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from supple.guidance.model import SetMovement
from supple.problems import InputProblem
from supple.programme.row import Row
from supple.quantities import Arm, Assist, Direction, Mode, Position, Support

_REQUIRED: Final = (
    "id",
    "title",
    "movement",
    "position",
    "mode",
    "figures",
    "arms",
    "supports",
    "down_at_most_s",
    "zero_each",
    "in_turn",
    "between_s",
    "place",
    "upright",
    "into",
    "zero",
    "rest",
    "end",
    "done",
    "move",
)
_OPTIONAL: Final = ("like", "assist", "still", "pause", "change", "ready")


@dataclass(frozen=True)
class Line:
    """One thing said and shown, and how long it has, seconds (0 where the builder knows)."""

    say: str
    show: str
    seconds: float = 0.0

    def toward(self, side: Direction | None) -> Line:
        return Line(filled(self.say, side), filled(self.show, side), self.seconds)


@dataclass(frozen=True)
class Move:
    """One repetition: out, perhaps a push further, hold, back."""

    label: str
    turn: Line
    push: Line | None
    hold: Line
    back: Line

    @property
    def seconds(self) -> float:
        return self.turn.seconds + (self.push.seconds if self.push else 0.0) + self.hold.seconds + self.back.seconds


@dataclass(frozen=True)
class SetOfTests:
    """One row of the file; see its head for what the keys mean. arms, supports: what may be chosen, the usual one first."""

    id: str
    title: str
    movement: SetMovement
    position: Position
    mode: Mode
    figures: tuple[str, ...]
    arms: tuple[Arm, ...]
    supports: tuple[Support, ...]
    assist: Assist | None
    down_at_most_s: float
    zero_each: bool
    in_turn: bool
    between_s: float
    place: Line
    upright: Line
    into: Line
    zero: Line
    still: Line | None
    rest: Line
    pause: Line | None
    change: Line | None
    end: Line
    done: Line
    ready: Mapping[Arm, str]
    moves: tuple[Move, ...]


def filled(text: str, side: Direction | None) -> str:
    if side is None:
        return text
    return text.format(side=side, other=side.opposite, Side=side.capitalize())


@cache
def all_sets() -> tuple[SetOfTests, ...]:
    """Every set, in the order of the file. Raises InputProblem naming set and key for anything wrong in it."""
    text = resources.files(__package__).joinpath("sets.toml").read_text(encoding="utf-8")
    return read_sets(text, "sets.toml")


def read_sets(text: str, name: str) -> tuple[SetOfTests, ...]:
    """The sets of a TOML text. Raises InputProblem."""
    try:
        rows = tomllib.loads(text).get("set", [])
    except tomllib.TOMLDecodeError as problem:
        raise InputProblem(name, str(problem), "TOML", "correct the file") from None
    known: dict[str, dict[str, Any]] = {}
    found = []
    for row in rows:
        like = row.get("like")
        if like is not None and like not in known:
            raise InputProblem(f"{name}:{row.get('id', '?')}:like", repr(like), "an earlier set", "correct the file")
        whole = {**(known[like] if like is not None else {}), **row}
        found.append(_set_of_tests(whole, name))
        known[found[-1].id] = whole
    return tuple(found)


def _set_of_tests(row: Mapping[str, Any], name: str) -> SetOfTests:
    read = Row(f"{name}:{row.get('id', '?')}", row)
    read.only(_REQUIRED, _OPTIONAL)
    ready = read.table("ready")
    return SetOfTests(
        id=read.text("id"),
        title=read.text("title"),
        movement=read.word("movement", SetMovement),
        position=read.word("position", Position),
        mode=read.word("mode", Mode),
        figures=read.texts("figures"),
        arms=read.words("arms", Arm),
        supports=read.words("supports", Support),
        assist=read.word("assist", Assist) if "assist" in row else None,
        down_at_most_s=read.number("down_at_most_s"),
        zero_each=read.flag("zero_each"),
        in_turn=read.flag("in_turn"),
        between_s=read.number("between_s"),
        place=_line(read, "place"),
        upright=_line(read, "upright"),
        into=_line(read, "into"),
        zero=_line(read, "zero"),
        still=_maybe(read, "still"),
        rest=_line(read, "rest"),
        pause=_maybe(read, "pause"),
        change=_maybe(read, "change"),
        end=_line(read, "end"),
        done=_line(read, "done"),
        ready=MappingProxyType({Arm(key): ready.text(key) for key in ready.row}),
        moves=read.tables("move", _move),
    )


def _move(read: Row) -> Move:
    read.only(("label", "turn", "hold", "back"), ("push",))
    return Move(
        label=read.text("label"),
        turn=_line(read, "turn"),
        push=_maybe(read, "push"),
        hold=_line(read, "hold"),
        back=_line(read, "back"),
    )


def _line(read: Row, key: str) -> Line:
    table = read.table(key)
    table.only(("say", "show"), ("s",))
    return Line(table.text("say"), table.text("show"), table.number("s") if "s" in table.row else 0.0)


def _maybe(read: Row, key: str) -> Line | None:
    return _line(read, key) if key in read.row else None
