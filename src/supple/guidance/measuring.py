"""The guidance of one set of tests, step by step as ``docs/protocol.md`` has it: what is said, shown, and marked when."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final, TypeVar

from supple.findings.settings import Settings
from supple.guidance.model import Guidance, Kind, Mark, MarkKind, SetMovement, Step, Tone
from supple.guidance.sets import Line, Move, SetOfTests, all_sets, filled
from supple.measurement.model import KindOfTrial
from supple.problems import InputProblem
from supple.quantities import SELF_RATER, Arm, Assist, Direction, Mode, Placement, Position, Support

#: The last seconds before a repetition say what comes (convention of this project).
READY_S: Final = 3.0
#: Once each way, with half the pause between: nothing of it is recorded.
_PRACTICE_BETWEEN_S: Final = 6.0
_WORN: Final = (Placement.STERNUM, Placement.UPPER_BACK)
_Word = TypeVar("_Word", bound=StrEnum)


def guidance(
    position: Position | str,
    mode: Mode | str = Mode.ACTIVE,
    *,
    placement: Placement | str = Placement.STERNUM,
    arm: Arm | str | None = None,
    assist: Assist | str | None = None,
    support: Support | str | None = None,
    movement: SetMovement | str = SetMovement.ROTATION,
    directions: Sequence[Direction | str] = (Direction.RIGHT, Direction.LEFT),
    each: int = 3,
    practice: bool = False,
) -> Guidance:
    """The guidance of one set: ``each`` repetitions of every direction (bends have none and are done ``each`` times too).

    arm, assist, support: the position's usual ones where nothing is said. directions: in the order in which they take turns;
    one of them for a further trial. practice: one easy repetition each way without any mark, to be played and not recorded.
    Raises InputProblem for what no voice can lead (a passive test, an assisted one where one cannot assist oneself), a way of
    holding the arm that the position does not have, and more repetitions than a day allows.
    """
    moved = _word(SetMovement, movement, "movement")
    one = _set(_word(Position, position, "position"), _word(Mode, mode, "mode"), moved)
    sides = _sides(directions, moved)
    _check_count(each, one)
    return Guidance(
        id=_id(one, sides, each, practice=practice),
        title=f"Practice: {one.title[:1].lower()}{one.title[1:]}" if practice else one.title,
        movement=moved,
        position=one.position,
        mode=one.mode,
        placement=_one_of(_WORN, placement, "placement"),
        arm=_one_of(one.arms, arm, "arm"),
        assist=None if one.assist is None and assist is None else _one_of((one.assist,), assist, "assist"),
        support=_one_of(one.supports, support, "support"),
        figures=one.figures,
        steps=tuple(_Script(one, _one_of(one.arms, arm, "arm"), practice).steps(_asked(one, sides, 1 if practice else each))),
        practice=practice,
    )


def further(kind: KindOfTrial, directions: Sequence[Direction], *, each: int = 1, support: Support | None = None) -> Guidance:
    """The guidance of further trials of a kind, as ``NextTrial.kind`` names it. Raises InputProblem as ``guidance`` does."""
    return guidance(
        kind.position,
        kind.mode,
        placement=kind.placement or Placement.STERNUM,
        arm=kind.arm,
        assist=kind.assist,
        support=support,
        directions=directions,
        each=each,
    )


@dataclass(frozen=True)
class _Ask:
    """One repetition: which movement, toward which side."""

    move: Move
    side: Direction | None

    @property
    def mark(self) -> Mark:
        return Mark(MarkKind.CUE, self.side, filled(self.move.label, self.side))


@dataclass(frozen=True)
class _Script:
    """Writes the steps of one set."""

    one: SetOfTests
    arm: Arm
    practice: bool

    def steps(self, asked: Sequence[_Ask]) -> Iterator[Step]:
        one, first = self.one, asked[0].side
        yield self._step(Kind.PLACE, one.place, Tone.READY, side=first)
        yield self._step(Kind.STILL, one.upright, Tone.STILL, MarkKind.UPRIGHT)
        yield self._step(Kind.PLACE, one.into, Tone.READY)
        stretches = self._stretches(asked)
        for number, stretch in enumerate(stretches):
            if number:
                yield from self._pause(stretch[0])
            yield from self._stretch(stretch)
        yield self._step(Kind.DONE, one.done, Tone.DONE)

    def _stretches(self, asked: Sequence[_Ask]) -> list[Sequence[_Ask]]:
        """What is done without a pause: one side where the sides do not take turns, else what the longest time down allows."""
        one = self.one
        if not one.in_turn:
            return [list(same) for _, same in groupby(asked, key=lambda ask: ask.side)]
        if not one.down_at_most_s:
            return [asked]
        still_s = one.still.seconds if one.still else 0.0
        each_s = READY_S + max(ask.move.seconds for ask in asked) + still_s
        spare_s = one.down_at_most_s - one.into.seconds - one.zero.seconds - one.end.seconds + still_s
        most = max(1, math.floor((spare_s + self._rest_s) / (each_s + self._rest_s)))
        count = math.ceil(len(asked) / most)  # as few stretches as can be, as alike as can be
        bounds = [round(part * len(asked) / count) for part in range(count + 1)]
        return [asked[start:end] for start, end in pairwise(bounds)]

    def _pause(self, following: _Ask) -> Iterator[Step]:
        one = self.one
        if one.change is not None:
            yield self._step(Kind.PLACE, one.change, Tone.READY, side=following.side)
        elif one.pause is not None:
            yield self._step(Kind.REST, one.pause, Tone.READY)
            yield self._step(Kind.PLACE, one.into, Tone.READY)

    @property
    def _rest_s(self) -> float:
        """Rest between two repetitions; what is said before the next one is part of the time between."""
        if self.practice:
            return _PRACTICE_BETWEEN_S
        return self.one.between_s - (self.one.zero.seconds if self.one.zero_each else READY_S)

    def _stretch(self, asked: Sequence[_Ask]) -> Iterator[Step]:
        one = self.one
        for number, ask in enumerate(asked):
            if number:
                if one.still is not None:
                    yield self._step(Kind.STILL, one.still, Tone.STILL)
                yield self._step(Kind.REST, Line(one.rest.say, one.rest.show, self._rest_s), None)
            if not number or one.zero_each:
                yield self._step(Kind.STILL, one.zero, Tone.STILL, MarkKind.ZERO, side=ask.side)
            yield from self._repetition(ask)
        yield self._step(Kind.STILL, one.end, Tone.STILL, MarkKind.END)

    def _repetition(self, ask: _Ask) -> Iterator[Step]:
        move, side = ask.move, ask.side
        if not self.one.zero_each:
            yield self._ready(ask)
        yield self._step(Kind.TURN, move.turn, Tone.OUT, MarkKind.CUE, side=side, label=filled(move.label, side))
        if move.push is not None:
            yield self._step(Kind.TURN, move.push, Tone.OUT, side=side)
        yield self._step(Kind.HOLD, move.hold, Tone.HOLD, MarkKind.HOLD, side=side, label=filled(move.label, side))
        yield self._step(Kind.BACK, move.back, Tone.BACK, side=side)

    def _ready(self, ask: _Ask) -> Step:
        """What to prepare, while everything else stays still; the next movement by name where there is nothing to prepare."""
        said = self.one.ready.get(self.arm) or f"Next: {ask.move.label}."
        return self._step(Kind.SAY, Line(said, said.rstrip("."), READY_S), Tone.READY, side=ask.side)

    def _step(
        self,
        kind: Kind,
        line: Line,
        tone: Tone | None,
        mark: MarkKind | None = None,
        *,
        side: Direction | None = None,
        label: str | None = None,
    ) -> Step:
        marked = None if mark is None or self.practice else Mark(mark, side if label else None, label)
        said = line.toward(side)
        return Step(kind, said.seconds, said.show, said.say, tone, marked, side)


def _asked(one: SetOfTests, sides: Sequence[Direction | None], each: int) -> list[_Ask]:
    """Every movement toward every side ``each`` times: in turn, or all of one side first."""
    in_turn = [_Ask(move, side) for side in sides for move in one.moves]
    if one.in_turn:
        return in_turn * each
    return [ask for ask in in_turn for _ in range(each)]


def _set(position: Position, mode: Mode, movement: SetMovement) -> SetOfTests:
    found = next((one for one in all_sets() if (one.position, one.mode, one.movement) == (position, mode, movement)), None)
    if found is None:
        led = ", ".join(f"{one.position} {one.mode}" for one in all_sets() if one.movement is movement)
        remedy = "choose one of these, or have a clinician measure and type the values"
        raise InputProblem("guidance", f"{position} {mode}, {movement}", f"one of {led}", remedy)
    return found


def _sides(directions: Sequence[Direction | str], movement: SetMovement) -> tuple[Direction | None, ...]:
    if movement is SetMovement.FLEXION_EXTENSION:
        return (None,)
    sides = tuple(_word(Direction, side, "directions") for side in directions)
    if not sides or len(set(sides)) < len(sides):
        found = ", ".join(sides) or "no direction"
        raise InputProblem("guidance:directions", found, "left, right or both, each once", "correct the directions")
    return sides


def _check_count(each: int, one: SetOfTests) -> None:
    limits = Settings().limits_for(one.position, SELF_RATER)
    most = limits.active if one.mode is Mode.ACTIVE else limits.end_range
    if isinstance(each, bool) or not isinstance(each, int) or not 1 <= each <= most:
        expected = f"1 to {most} of a direction and day in this position"
        raise InputProblem("guidance:each", f"{each!r} repetitions", expected, "ask for fewer, or go on another day")


def _one_of(allowed: Sequence[_Word | None], given: _Word | str | None, name: str) -> _Word:
    """The chosen word among those allowed, the first of them where nothing was said."""
    known = [word for word in allowed if word is not None]
    if given is None:
        return known[0]
    found = next((word for word in known if word.value == given), None)
    if found is None:
        expected = f"one of {', '.join(known)}" if known else "none in this set"
        raise InputProblem(f"guidance:{name}", f"{name} {given}", expected, f"choose another {name}")
    return found


def _word(kind: type[_Word], given: _Word | str, name: str) -> _Word:
    try:
        return kind(given)
    except ValueError:
        raise InputProblem(f"guidance:{name}", f"'{given}'", f"one of {', '.join(kind)}", "choose one of these") from None


def _id(one: SetOfTests, sides: Sequence[Direction | None], each: int, *, practice: bool) -> str:
    """The set's name, and what is special about this one."""
    parts = [one.id]
    if practice:
        parts.append("practice")
    if len(sides) == 1 and sides[0] is not None:
        parts.append(str(sides[0]))
    if each != 3 and not practice:
        parts.append(str(each))
    return "-".join(parts)
