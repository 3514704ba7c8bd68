"""Which set is done next today: the protocol's order and limits, what the screening allows, what the science asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from django.utils.translation import gettext

from supple import Finding, Screening
from supple.findings.model import NextTrial
from supple.findings.screening_pain import PainZone, zone_of
from supple.findings.settings import SELF_ASSISTED, Settings
from supple.quantities import SELF_RATER, Grade, Mode, Movement, Position
from supple.words import gates_words
from supple_web.assessments.engine.judging import findings_of, screening_of
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.stages import TOWARD, Stage, Task
from supple_web.common.lazy import gettext_lazy as _

#: Three of each first (the protocol).
FIRST: Final = 3
#: Repetitions that did not count may be made up for, but not without end: so many times the day's limit (convention).
_TRIES: Final = 2
#: Where bends are read between two pen marks: a kind of trial of its own, named by the lower mark.
BY_MARKS: Final = "T12-L1"
SIDES: Final = ("right", "left")
BENDS: Final = ("flexion", "extension")


@dataclass(frozen=True)
class Plan:
    """What the day still holds. task: the next set, None where nothing more is worth doing or allowed.

    closed: why nothing at all may be tested (any more), empty where something may. notes: what is left out, and why; what the
    science says of the day. begun: whether any set was done.
    """

    task: Task | None
    closed: str = ""
    notes: tuple[str, ...] = ()
    begun: bool = False


def plan_of(check: Check) -> Plan:
    """The next set of a check, or why there is none."""
    day = _Day(check)
    if not day.screening.active:
        return Plan(None, closed=day.screening.advice, begun=bool(day.sets))
    if day.zone is PainZone.STOP:
        return Plan(None, closed=_TOO_MUCH_PAIN, begun=True)
    left_out = {str(entry["stage"]) for entry in check.skipped}
    tasks = (task for task in day.tasks() if task.stage not in left_out)
    task = next(tasks, None)
    return Plan(task, notes=tuple(day.notes(task)), begun=bool(day.sets))


_TOO_MUCH_PAIN: Final = _(
    "It hurt too much to go on today. Rest, and test again on a day without pain; if it stays, let a clinician look at it."
)
_PAIN_CLOSES: Final = _("It hurt, so the helped test is left out today.")
_BLIND: Final = _("The upright turn is left out: an inclinometer cannot read a turn about the vertical.")


class _Day:
    """The rows of one check, and what follows from them."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.sets: list[TrialSet] = list(check.sets.prefetch_related("trials"))
        self.screening: Screening = screening_of(check)
        self.kneels = check.answers.get("knees") is not True
        self.position = Position.LUMBAR_LOCKED if self.kneels else Position.SEATED_INCLINED

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        return findings_of(self.check)

    @cached_property
    def zone(self) -> PainZone:
        """Of the worst pain in a set of today."""
        worst = max((pain for one in self.sets for pain in (one.pain or {}).values()), default=0)
        return zone_of(worst)

    @cached_property
    def hurt(self) -> frozenset[str]:
        """Directions that hurt today: they are over, in every position and mode."""
        least = Settings().painful_from
        return frozenset(name for one in self.sets for name, pain in (one.pain or {}).items() if pain >= least)

    @cached_property
    def helped_begun(self) -> bool:
        return bool(self.check.setup.get("helped")) or any(one.mode == Mode.ASSISTED for one in self.sets)

    @property
    def may_help(self) -> bool:
        return self.screening.assisted and self.zone is not PainZone.MODIFY and self.position in SELF_ASSISTED

    # ---------------------------------------------------------------- the sets, in order

    def tasks(self) -> Iterator[Task]:
        if not self.helped_begun:
            yield from self._active()
        if self.may_help:
            yield from self._helped()

    def _active(self) -> Iterator[Task]:
        yield from self._missing(self._task(Stage.TURNING, self.position), SIDES)
        if not self.kneels and not self._blind:
            yield from self._missing(replace(self._task(Stage.SEATED, Position.SEATED), optional=True), SIDES)
        yield from self._asked_for(Mode.ACTIVE, Stage.MORE)
        yield from self._missing(replace(self._task(Stage.BENDING, Position.SEATED), optional=True), BENDS)

    def _helped(self) -> Iterator[Task]:
        if self.position is not Position.LUMBAR_LOCKED:
            # There is no mark, so nothing the science could ask for: three of each that was turned alone, for the trend.
            alone = self._counted(self._task(Stage.TURNING, self.position))
            yield from self._missing(
                replace(self._task(Stage.HELPED, self.position), optional=True), [name for name in SIDES if alone[name]]
            )
            return
        done = self._counted(self._task(Stage.HELPED, self.position))
        untried = frozenset(name for name in SIDES if not done[name])
        yield from self._asked_for(Mode.ASSISTED, Stage.HELPED, only=untried, count=FIRST)
        yield from self._asked_for(Mode.ASSISTED, Stage.HELPED_MORE, only=frozenset(SIDES) - untried)

    def _missing(self, task: Task, names: Iterable[str]) -> Iterator[Task]:
        """The task with what is missing of three each; nothing where nothing is, or nothing may be added."""
        done = self._counted(task)
        wanted = {name: FIRST - done[name] for name in names if name not in self.hurt}
        tried = any(self._alike(one, task) for one in self.sets)
        yield from self._within_limits(replace(task, again=tried), wanted)

    def _asked_for(self, mode: Mode, stage: Stage, *, only: frozenset[str] = frozenset(SIDES), count: int = 1) -> Iterator[Task]:
        """What the findings name as worth doing, in the kind of trial that they name."""
        named = {str(finding.direction): trial for finding in self.findings if (trial := self._wanted(finding, mode))}
        wanted = {name: named[name] for name in SIDES if name in named and name in only and name not in self.hurt}
        if not wanted:
            return
        kind = next(iter(wanted.values())).kind
        same = {name: trial for name, trial in wanted.items() if trial.kind == kind}
        task = replace(
            self._task(stage, self.position),
            placement=str(kind.placement or ""),
            arm=str(kind.arm or ""),
            instrument=str(kind.instrument),
            why=tuple(dict.fromkeys(trial.why for trial in same.values())),
        )
        yield from self._within_limits(task, dict.fromkeys(same, count))

    def _wanted(self, finding: Finding, mode: Mode) -> NextTrial | None:
        trial = finding.next_trial
        about = finding.movement is Movement.ROTATION and finding.position is self.position
        return trial if about and trial is not None and trial.mode is mode and not trial.another_day else None

    def _within_limits(self, task: Task, wanted: Mapping[str, int]) -> Iterator[Task]:
        most = _limit(task)
        done, tried = self._of_any_kind(task), self._tried(task)
        counts = {name: min(count, most - done[name], most * _TRIES - tried[name]) for name, count in wanted.items() if count > 0}
        counts = {name: count for name, count in counts.items() if count > 0}
        if counts:
            yield replace(task, counts=counts)

    # ---------------------------------------------------------------- what was done

    def _task(self, stage: Stage, position: Position) -> Task:
        setup = self.check.setup
        bending, helped = stage is Stage.BENDING, stage in (Stage.HELPED, Stage.HELPED_MORE)
        upright = position is Position.SEATED
        support = {Position.LUMBAR_LOCKED: setup.get("support", "none"), Position.SEATED_INCLINED: "stool"}.get(position, "none")
        return Task(
            stage,
            movement="flexion-extension" if bending else "rotation",
            mode=Mode.ASSISTED if helped else Mode.ACTIVE,
            position=position,
            counts={},
            placement=BY_MARKS
            if bending and setup.get("way") == "typed" and setup.get("bends") == "marks"
            else placement_of(setup),
            arm="crossed" if upright else setup.get("arm", "low-back"),
            assist="floor-push" if helped and position is Position.LUMBAR_LOCKED else "",
            support="backrest" if bending else support,
        )

    def _counted(self, task: Task) -> Counter[str]:
        """Trials of exactly this kind, by name."""
        return Counter(name for one in self.sets if self._alike(one, task) for name in _counting(one))

    def _of_any_kind(self, task: Task) -> Counter[str]:
        """Trials in this position and mode, whatever the instrument: limits are of the person. The one that saw most counts."""
        seen: dict[str, Counter[str]] = {}
        for one in self._same_test(task):
            seen.setdefault(one.instrument, Counter()).update(_counting(one))
        most: Counter[str] = Counter()
        for counter in seen.values():
            most |= counter
        return most

    def _tried(self, task: Task) -> Counter[str]:
        tried: Counter[str] = Counter()
        for one in self._same_test(task):
            tried.update(one.asked)
        return tried

    def _same_test(self, task: Task) -> list[TrialSet]:
        return [one for one in self.sets if (one.movement, one.mode, one.position) == (task.movement, task.mode, task.position)]

    def _alike(self, one: TrialSet, task: Task) -> bool:
        kind = one.movement, one.mode, one.position, one.placement, one.arm, one.source
        way = str(self.check.setup.get("way", one.source))
        read_from = str(self.check.setup.get("instrument", one.instrument)) if way == "typed" else one.instrument
        if one.instrument != (task.instrument or read_from):
            return False
        return kind == (task.movement, task.mode, task.position, task.placement, task.arm, way)

    @property
    def _blind(self) -> bool:
        setup = self.check.setup
        return bool(setup.get("way") == "typed" and setup.get("instrument") == "inclinometer")

    # ---------------------------------------------------------------- what is said

    def notes(self, task: Task | None) -> Iterator[str]:
        """What is left out and why; once nothing is left to do, what the science says of another day."""
        if not self.kneels and self._blind:
            yield _BLIND
        if not self.screening.assisted:
            yield gates_words(self.screening)
        elif self.zone is PainZone.MODIFY:
            yield _PAIN_CLOSES
        for name in sorted(self.hurt):
            yield gettext("Nothing more {toward} today, because it hurt: let a clinician look at it.").format(toward=TOWARD[name])
        if task is None:
            later = (finding.next_trial for finding in self.findings)
            yield from dict.fromkeys(trial.why for trial in later if trial is not None and trial.another_day)


def _counting(one: TrialSet) -> Iterator[str]:
    """The names of a set's trials, without those that the person left out afterwards."""
    return (row.direction or row.movement for row in one.trials.all() if row.quality != Grade.REJECTED)


def placement_of(setup: Mapping[str, object]) -> str:
    """Where the sensor or instrument is, by the way that was chosen; empty where it is nowhere that has a name."""
    key = {"phone": "worn", "typed": "read_at", "file": "sensor_at"}.get(str(setup.get("way")), "worn")
    place = str(setup.get(key, ""))
    return "" if place == "other" else place


def _limit(task: Task) -> int:
    limits = Settings().limits_for(Position(task.position), SELF_RATER)
    return limits.active if task.mode == Mode.ACTIVE else limits.end_range
