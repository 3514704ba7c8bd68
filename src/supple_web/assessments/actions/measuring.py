"""Sets of trials: typed, recorded, stopped by pain, left out; and the pain that is asked after each."""

from __future__ import annotations

import gzip
import uuid
from collections.abc import Mapping, Sequence

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext

from supple_web.accounts.models import Person
from supple_web.assessments.actions.closing import refresh
from supple_web.assessments.actions.locking import locked
from supple_web.assessments.engine.documents import science_version
from supple_web.assessments.engine.recordings import Measured, Turn
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.engine.typed import checked_degrees
from supple_web.assessments.models import Check, Source, Trial, TrialSet
from supple_web.assessments.stages import Stage, Task
from supple_web.assessments.standing import is_open
from supple_web.audit.record import record
from supple_web.common.problems import Problem

#: Turned by oneself or moved by the clinician; helping oneself is nobody else's to measure.
CLINICIANS_MODES = ("active", "passive")


class Over(Problem):
    """A set that is not the next one any more: it was entered elsewhere, or the day or the check is over."""


@transaction.atomic
def add_typed_set(
    *, check: Check, task: Task, values: Sequence[tuple[str, float]], instrument: str, client_id: uuid.UUID, by: Person
) -> TrialSet:
    """Keep typed values, (name, degrees) in the order in which they were made. The same ``client_id`` twice is one set.

    Raises Over where this task is no longer the next one.
    """
    check, known = _held(check, task, client_id)
    if known is not None:
        return known
    document = {"typed": [{"name": name, "value_deg": value} for name, value in values]}
    one = _add(check, task, source=Source.TYPED, instrument=instrument, client_id=client_id, document=document)
    turns = [_typed(name, value, place) for place, (name, value) in enumerate(values, start=1)]
    add_trials(one, turns)
    record("type a set", one, by=by, about=check.person)
    return one


@transaction.atomic
def add_recorded_set(
    *,
    check: Check,
    task: Task,
    source: Source,
    raw: bytes,
    file_name: str,
    measured: Measured,
    client_id: uuid.UUID,
    by: Person,
) -> TrialSet:
    """Keep a recording as it came, and what the science measured of it. The same ``client_id`` twice is one set.

    Raises Over where this task is no longer the next one.
    """
    check, known = _held(check, task, client_id)
    if known is not None:
        return known
    one = _add(
        check,
        task,
        source=source,
        instrument=measured.instrument,
        client_id=client_id,
        document=measured.document,
        raw=gzip.compress(raw, mtime=0),
        file_name=file_name,
        science_version=measured.version,
        hints={"asks": list(measured.asks)} if measured.asks and source == Source.FILE else {},
        asked=dict(task.guided if source == Source.PHONE else task.counts),
    )
    add_trials(one, measured.turns)
    record("record a set", one, by=by, about=check.person)
    return one


@transaction.atomic
def add_clinicians_set(
    *,
    check: Check,
    mode: str,
    position: str,
    instrument: str,
    placement: str,
    arm: str,
    rater: str,
    values: Sequence[tuple[str, float]],
    pain: Mapping[str, int],
    client_id: uuid.UUID,
    by: Person,
) -> TrialSet:
    """Keep turns that a clinician measured, (side, degrees) in order, and the pain told with them.

    Never assisted, which is by oneself. The same ``client_id`` twice is one set. Raises Problem for a mode that is none of
    theirs, for active turns after helped ones of that day (the protocol's order), for no value, and for degrees that cannot be.
    """
    check = locked(check)
    known = known_set(check, client_id)
    if known is not None:
        return known
    if mode not in CLINICIANS_MODES:
        raise Problem(gettext("the mode"), f"{mode!r:.20}", " or ".join(CLINICIANS_MODES), gettext("choose one"))
    if mode == "active" and (check.setup.get("helped") or check.sets.filter(movement="rotation").exclude(mode="active").exists()):
        found, expected = gettext("active turns after assisted or passive ones of that day"), gettext("all active turns first")
        remedy = gettext("measure them on another day, and enter active turns before passive ones")
        raise Problem(gettext("the mode"), found, expected, remedy)
    if not values:
        raise Problem(gettext("the values"), "none", gettext("at least one of one side"), gettext("type what was read"))
    turns = [_typed(name, checked_degrees("rotation", value, name), place) for place, (name, value) in enumerate(values, start=1)]
    one: TrialSet = TrialSet.objects.create(
        person=check.person,
        check_of=check,
        client_id=client_id,
        source=Source.TYPED,
        movement="rotation",
        mode=mode,
        position=position,
        instrument=instrument,
        placement=placement,
        arm=arm,
        rater=rater,
        document={"typed": [{"name": name, "value_deg": value} for name, value in values]},
        science_version=science_version(),
        asked={name: sum(side == name for side, _ in values) for name, _ in values},
        pain=dict(pain),
    )
    add_trials(one, turns)
    record("measure a client", one, by=by, about=check.person)
    refresh(check=check, by=by)
    return one


@transaction.atomic
def stop_for_pain(*, check: Check, task: Task, client_id: uuid.UUID, by: Person) -> TrialSet:
    """A set that was broken off because it hurt: no values, and its pain is asked next. Raises Over."""
    check, known = _held(check, task, client_id)
    if known is not None:
        return known
    one = _add(check, task, source=Source.TYPED, instrument=_instrument(check, task), client_id=client_id, document={})
    record("stop a set for pain", one, by=by, about=check.person)
    return one


@transaction.atomic
def rate_pain(*, one: TrialSet, pain: Mapping[str, int], by: Person) -> TrialSet:
    """Keep how much each side (or bend) of a set hurt, 0..10; its trials carry it."""
    check = locked(one.check_of)
    one.pain = dict(pain)
    one.save(update_fields=["pain"])
    for name, level in pain.items():
        one.trials.filter(models.Q(direction=name) | models.Q(movement=name)).update(pain=level)
    record("rate pain", one, by=by, about=check.person)
    refresh(check=check, by=by)
    return one


@transaction.atomic
def skip(*, check: Check, task: Task, reason: str, by: Person) -> Check:
    """Leave a set out today. Raises Over where it is not the next one."""
    check = locked(check)
    _check_next(check, task)
    check.skipped = [*check.skipped, {"stage": str(task.stage), "reason": reason}]
    check.save(update_fields=["skipped"])
    record("skip a set", check, by=by, about=check.person)
    return check


@transaction.atomic
def keep_doubtful(*, check: Check, doubts: Sequence[str], by: Person) -> Check:
    """What can hardly be right was looked at, and stays as it is."""
    check = locked(check)
    check.setup = {**check.setup, "kept": [*check.setup.get("kept", ()), *doubts]}
    check.save(update_fields=["setup"])
    record("keep doubtful values", check, by=by, about=check.person)
    return check


@transaction.atomic
def take_back_skip(*, check: Check, stage: Stage, by: Person) -> Check:
    """A set that was left out is done after all, as far as the order still allows it."""
    check = locked(check)
    check.skipped = [entry for entry in check.skipped if entry["stage"] != stage]
    check.save(update_fields=["skipped"])
    record("take back a skip", check, by=by, about=check.person)
    return check


def known_set(check: Check, client_id: uuid.UUID) -> TrialSet | None:
    """The set that this person sent under this id before."""
    known: TrialSet | None = TrialSet.objects.of(check.person).filter(client_id=client_id).first()
    return known


def add_trials(one: TrialSet, turns: Sequence[Turn]) -> None:
    """Rows for the repetitions that count, after all that the check holds; rejected ones keep their place."""
    last = Trial.objects.filter(trial_set__check_of=one.check_of_id).aggregate(last=models.Max("order"))["last"] or 0
    now = timezone.now()
    Trial.objects.bulk_create(
        Trial(
            person_id=one.person_id,
            trial_set=one,
            movement=turn.movement,
            direction=turn.direction,
            value_deg=turn.value_deg,
            own_error_deg=turn.own_error_deg,
            quantity=turn.quantity,
            quality=turn.quality,
            order=last + turn.place,
            pain=(one.pain or {}).get(turn.name),
            measured_at=now,
        )
        for turn in turns
    )


def _typed(name: str, value: float, place: int) -> Turn:
    side = name if name in ("left", "right") else ""
    return Turn("rotation" if side else name, side, value, None, "", "good", place)


def _instrument(check: Check, task: Task) -> str:
    """What the set was to be measured with."""
    setup = check.setup
    by_way = {"phone": "phone", "typed": setup.get("instrument", "inclinometer"), "file": "sensors"}
    return task.instrument or str(by_way.get(setup.get("way", ""), "phone"))


def _held(check: Check, task: Task, client_id: uuid.UUID) -> tuple[Check, TrialSet | None]:
    """The check, held for writing, and its set of this id: the same post may have come twice. Raises Over for a new, late one."""
    check = locked(check)
    known = known_set(check, client_id)
    if known is None:
        _check_next(check, task)
    return check, known


def _check_next(check: Check, task: Task) -> None:
    """Refuse a task that is not the next one of a held check any more. Raises Over."""
    now = plan_of(check).task if is_open(check) else None
    if now is None or (now.stage, now.counts, now.placement, now.arm) != (task.stage, task.counts, task.placement, task.arm):
        raise Over(
            gettext("this set"),
            gettext("a set that is not the next one any more"),
            gettext("the next one"),
            gettext("go on where the check stands now"),
        )


def _add(check: Check, task: Task, **fields: object) -> TrialSet:
    one: TrialSet = TrialSet.objects.create(
        person=check.person,
        check_of=check,
        movement=task.movement,
        mode=task.mode,
        position=task.position,
        placement=task.placement,
        arm=task.arm,
        assist=task.assist,
        support=task.support,
        **{"science_version": science_version(), "asked": dict(task.counts), **fields},
    )
    return one
