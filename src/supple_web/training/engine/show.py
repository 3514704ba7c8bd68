"""Exercises, phases and warnings in the words of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext

from supple.evidence import sources
from supple.figure import Fragment
from supple.findings.model import Screening, Urgency
from supple.guidance.training import dose_words, sides_of
from supple.programme import Exercise, NoProgramme, Prescribed, Programme, Stage, Standing, State, catalogue
from supple.programme.events import session_outcome
from supple.programme.exercise import Dose
from supple.programme.neighbours import Neighbour, Relation
from supple.programme.state import LUMBAR_FROM, OPEN_FROM
from supple.programme.words import LINEAR, Equipment, Side
from supple.words import URGENCY_TITLE
from supple_web.common.cited import Cited
from supple_web.common.engine import loop
from supple_web.common.engine.evidence import cited
from supple_web.common.lazy import gettext_lazy
from supple_web.training.engine.current import Current
from supple_web.training.engine.days import Day
from supple_web.training.engine.happening import Edited, EditKind
from supple_web.training.engine.log import report_of
from supple_web.training.engine.word import prescribed
from supple_web.training.models import Session

_SIDES: Final = {
    Side.LEFT: gettext_lazy("turning left"),
    Side.RIGHT: gettext_lazy("turning right"),
    Side.EACH: gettext_lazy("each side"),
    Side.ALTERNATE: gettext_lazy("one side a day, taking turns"),
    Side.BOTH_AT_ONCE: "",
}
_RELATIONS: Final = {
    Relation.EASIER: gettext_lazy("easier"),
    Relation.LIKE: gettext_lazy("about as hard"),
    Relation.HARDER: gettext_lazy("harder"),
}
_TRAINING: Final = frozenset({Stage.HOLD, Stage.END_RANGE, Stage.CONTROL, Stage.AWAITING})


@dataclass(frozen=True)
class Card:
    """One exercise in a list. side: left or right where its drawing has one, else empty."""

    id: str
    name: str
    side: str
    sides: str
    dose: str
    why: str


@dataclass(frozen=True)
class Offer:
    """What an exercise may be swapped for."""

    card: Card
    relation: str


@dataclass(frozen=True)
class Sheet:
    """One exercise on its own page. equipment: what it needs; helpful: what makes it more comfortable."""

    id: str
    name: str
    clinical_name: str
    purpose: str
    cues: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]
    breath: str
    equipment: tuple[str, ...]
    helpful: tuple[str, ...]
    sided: bool
    linear: bool
    evidence: str
    source: tuple[Cited, ...]


@dataclass(frozen=True)
class Warned:
    """What a red flag says, and nothing else beside it. call: the emergency services, now."""

    title: str
    advice: str
    call: bool


@dataclass(frozen=True)
class Opening:
    """How far linear movement has come toward opening rotation: sessions that counted, of two steps."""

    steps: tuple[tuple[str, tuple[bool, ...]], ...]

    @property
    def done(self) -> int:
        return sum(sum(dots) for _, dots in self.steps)

    @property
    def of(self) -> int:
        return sum(len(dots) for _, dots in self.steps)


def card(one: Prescribed) -> Card:
    side = str(one.side) if one.side in {Side.LEFT, Side.RIGHT} else ""
    return Card(one.exercise.id, one.exercise.name, side, _SIDES[one.side], dose_words(one.dose), _capital(one.why))


def card_of_item(item: Mapping[str, Any]) -> Card:
    """An exercise of a clinic's own programme, with the dose it has there."""
    return card(prescribed(Edited(date.min, EditKind.ADD, who="", reason=str(item.get("words") or ""), **item)))


def dose_words_of(dose: Dose) -> str:
    """How much, in words."""
    return dose_words(dose)


def offer(one: Neighbour) -> Offer:
    return Offer(card(one.prescribed), _RELATIONS[one.relation])


def sheet(key: str) -> Sheet:
    one = catalogue()[key]
    return Sheet(
        id=one.id,
        name=one.name,
        clinical_name=one.clinical_name,
        purpose=one.purpose,
        cues=one.cues,
        faults=tuple((each.fault, each.remedy) for each in one.faults),
        breath=one.breath.pattern,
        equipment=tuple(map(_thing, sorted(one.equipment))),
        helpful=tuple(map(_thing, one.helpful)),
        sided=one.sided,
        linear=_is_linear(one),
        evidence=_with_names(one.evidence),
        source=cited(one.source),
    )


def name_of(key: str) -> str:
    """The name of an exercise; its id where a later catalogue has it no more."""
    known = catalogue().exercises.get(key)
    return known.name if known else key


def warning_words(screening: Screening) -> Warned:
    urgency = screening.urgency
    return Warned(URGENCY_TITLE[urgency], screening.advice, call=urgency is Urgency.EMERGENCY)


def opening(state: State) -> Opening | None:
    """None where rotation is open, or nothing waits for it."""
    if state.rotation_open or not _TRAINING & {state.left.stage, state.right.stage}:
        return None
    dots = tuple(number < state.linear_done for number in range(OPEN_FROM))
    return Opening(((gettext("the whole spine"), dots[:LUMBAR_FROM]), (gettext("the low back as well"), dots[LUMBAR_FROM:])))


def is_fine(state: State) -> bool:
    """Nothing needs training: fine, stop."""
    return state.standing is not Standing.URGENT and {state.left.stage, state.right.stage} == {Stage.MAINTENANCE}


def is_eased(now: Current) -> bool:
    """Whether pain asks for the smallest doses."""
    return now.eased


def advice_of(programme: Programme) -> list[str]:
    """Every advice to be seen, once; what holds for both directions is said of either way."""
    told: dict[str, list[str]] = {}
    for one in programme.referrals:
        about, _, text = one.text.rpartition(": ") if one.direction else ("", "", one.text)
        told.setdefault(text, []).append(about)
    return [f"{_either(about)}: {text}" if about[0] else text for text, about in told.items()]


def _either(about: list[str]) -> str:
    return about[0] if len(about) == 1 else gettext("Turning either way")


def cards(exercises: Iterable[Prescribed]) -> list[Card]:
    """In order."""
    return [card(one) for one in exercises]


def figures(day: Day) -> dict[str, Fragment]:
    """The moving drawings of a day's exercises for the player: by id, and by id and side where it goes to one."""
    found: dict[str, Fragment] = {}
    for one in day.plan.exercises:
        for side in sides_of(one):
            name = f"{one.exercise.id}-{side}" if side else one.exercise.id
            found.setdefault(name, loop(one.exercise.id, str(side) if side else None, key=f"player-{name}"))
    return found


def why_none(now: Current) -> str:
    """Why there is no exercise, in a sentence, where it is more than that pain stopped the plan."""
    stopped = now.state.standing is Standing.HALTED and now.screening.active
    return now.built.referral.text if isinstance(now.built, NoProgramme) and not stopped else ""


def outcome_of(session: Session) -> str:
    """good, done, eased or stopped, by the pain zones."""
    return str(session_outcome(report_of(session)))


def _is_linear(one: Exercise) -> bool:
    return one.role in LINEAR


def _with_names(text: str) -> str:
    """The catalogue names a source by its id; a page says its author and year."""
    return re.sub(r"\b[a-z_]+\d{4}\w*\b", lambda found: sources()[found[0]].short if found[0] in sources() else found[0], text)


def _thing(one: Equipment) -> str:
    return str(one).replace("-", " ")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
