"""Every set of a check as it came: each repetition with its value, error, grade and why it is not better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from supple.figure.phrases import degrees, figure, sentence
from supple.motion import REASON_TEXT
from supple.quantities import SELF_RATER, Assist, Direction, Grade, Instrument, Mode, Movement, Placement, Reason
from supple.words import ASSIST_TITLE, GRADE_TITLE, INSTRUMENT_TITLE, MODE_TITLE, PLACEMENT_TITLE, movement_short
from supple_web.assessments.engine.places import by_place, repetitions
from supple_web.assessments.models import Check, Source, Trial, TrialSet
from supple_web.common.lazy import gettext_lazy
from supple_web.common.science_words import told


@dataclass(frozen=True)
class Rep:
    """One repetition or typed value. counts: whether it is in the result."""

    what: str
    value: str
    interval: str
    hold: str
    grade: str
    tone: str
    reasons: tuple[str, ...]
    counts: bool


@dataclass(frozen=True)
class RecordedSet:
    """One set. picture: whether its raw recording is there to be drawn. pain: as it was said after it.

    rater: the name of whoever measured; empty where it was the person.
    """

    id: UUID
    title: str
    how: str
    reps: tuple[Rep, ...]
    pain: str
    picture: bool
    version: str
    corrected: bool
    rater: str = ""

    @property
    def counted(self) -> int:
        """How many of its repetitions are in the result."""
        return sum(rep.counts for rep in self.reps)


_LEFT_OUT = gettext_lazy("Left out by you")
_TONES = {Grade.GOOD: "good", Grade.USABLE: "caution", Grade.REJECTED: "stop"}


def recorded_sets(check: Check) -> tuple[RecordedSet, ...]:
    """In the order in which they were made."""
    return tuple(_set(one) for one in check.sets.prefetch_related("trials"))


def _set(one: TrialSet) -> RecordedSet:
    trials = list(one.trials.all())
    found = repetitions(one.document)
    placed = by_place(one, trials)
    measured = tuple(_rep(row, placed.get(place)) for place, row in enumerate(found, start=1))
    rotation = one.movement == Movement.ROTATION
    return RecordedSet(
        id=one.pk,
        title=f"{_('Turning') if rotation else _('Bending and arching')}, {_way(one)}",
        how=_how(one),
        reps=measured or tuple(map(_typed, trials)),
        pain=_pain(one.pain),
        picture=bool(found) and one.raw is not None and rotation,
        version=one.science_version,
        corrected=any(trial.corrected_at for trial in trials),
        rater="" if one.rater == SELF_RATER else one.rater,
    )


def _way(one: TrialSet) -> str:
    plain = told(MODE_TITLE[Mode(one.mode)]).partition(" (")[0]
    return f"{plain}, {told(ASSIST_TITLE[Assist(one.assist)])}" if one.assist else plain


def _how(one: TrialSet) -> str:
    instrument = sentence(told(INSTRUMENT_TITLE[Instrument(one.instrument)]))
    worn = f"{instrument}, {told(PLACEMENT_TITLE[Placement(one.placement)])}" if one.placement else instrument
    named = f"; {one.file_name}" if one.file_name and one.source == Source.FILE else ""
    return f"{worn}; {Source(one.source).label}{named}"


def _rep(row: Mapping[str, Any], trial: Trial | None) -> Rep:
    """trial: the row that it became; None for what did not count or was not asked for."""
    grade = Grade(row["grade"])
    left_out = trial is not None and trial.quality == Grade.REJECTED
    low, high = row["interval_deg"]
    hold = row.get("hold_s")
    return Rep(
        what=_what(row["movement"], row.get("direction")),
        value=degrees(row["peak_deg"], 1),
        interval="" if low is None or high is None else _("{low} to {high}").format(low=figure(low, 1), high=degrees(high, 1)),
        hold="" if hold is None else f"{hold:.1f} s",
        grade=_LEFT_OUT if left_out else sentence(GRADE_TITLE[grade]),
        tone="" if left_out else _TONES[grade],
        reasons=tuple(REASON_TEXT[Reason(reason)] for reason in row.get("reasons", ())),
        counts=trial is not None and not left_out,
    )


def _typed(trial: Trial) -> Rep:
    what, counts = _what(trial.movement, trial.direction or None), trial.quality != Grade.REJECTED
    return Rep(what, degrees(trial.value_deg, 1), "", "", _("Typed") if counts else _LEFT_OUT, "", (), counts=counts)


def _what(movement: str, direction: str | None) -> str:
    return sentence(movement_short(Movement(movement), Direction(direction) if direction else None))


def _pain(pain: Mapping[str, int | None] | None) -> str:
    """``Pain: left 0, right 2 (of 10)``; nothing where nobody asked."""
    asked: Sequence[str] = [f"{_side(side)} {value}" for side, value in (pain or {}).items() if value is not None]
    return _("Pain: {asked} (of 10)").format(asked=", ".join(asked)) if asked else ""


def _side(side: str) -> str:
    return {"left": _("left"), "right": _("right")}.get(side) or told(side)
