"""The made-up people of ``supple.examples`` in the database: their checks as the page of a result finds them."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from builders.checks import make_check
from builders.phone_feed import recorded, trial_document
from supple.examples import example_text
from supple.exchange.assess_file import AssessInput, parse_assess_text
from supple.exchange.person_fields import FIELDS
from supple.measurement.model import Trial as ScienceTrial
from supple.release import version
from supple_web.accounts.models import Person
from supple_web.assessments.actions.measuring import add_trials
from supple_web.assessments.engine import assessment_of
from supple_web.assessments.engine.guiding import guidance_of
from supple_web.assessments.engine.recordings import measure_blob
from supple_web.assessments.models import Check, Result, Source, Trial, TrialSet
from supple_web.assessments.stages import Stage, Task


def given_in(name: str) -> AssessInput:
    with TemporaryDirectory() as folder:
        return parse_assess_text(example_text(f"{name}.toml"), f"{name}.toml", Path(folder))


def example_check(
    person: Person, name: str, day: date | None = None, *, keep: Callable[[ScienceTrial], bool] = lambda trial: True
) -> Check:
    """The latest check of an example, finished and judged; its earlier days become earlier checks.

    day: what its latest day becomes, else today. keep: which of its trials there are.
    """
    given = given_in(name)
    days = sorted({trial.day for trial in given.trials})
    shift = (day or timezone.localdate()) - days[-1]
    by_day: dict[date, list[ScienceTrial]] = {one: [t for t in given.trials if t.day == one and keep(t)] for one in days}
    checks = [_check(person, given, one + shift, trials) for one, trials in by_day.items()]
    for check in checks:
        finish(check)
    return checks[-1]


def finish(check: Check) -> Check:
    """What finishing a check does to its row."""
    check.finished_at = timezone.now()
    check.save()
    document = assessment_of(check).to_json()
    Result.objects.update_or_create(check_of=check, defaults={"document": document, "science_version": version()})
    return check


def _check(person: Person, given: AssessInput, day: date, trials: list[ScienceTrial]) -> Check:
    about = {name: getattr(given.person, name) for name in FIELDS if getattr(given.person, name) is not None}
    about["equipment"] = sorted(map(str, given.person.equipment))
    check = Check.objects.create(person=person, day=day, about=about, answers=dict(given.answers))
    sets: dict[tuple[str, ...], TrialSet] = {}
    pains: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)
    for order, trial in enumerate(trials, start=1):
        key = (trial.movement, trial.kind.mode, trial.kind.position, trial.kind.assist or "")
        if key not in sets:
            sets[key] = _set(check, trial)
        side = str(trial.direction or trial.movement)
        pains[key][side] = max(trial.pain or 0, pains[key].get(side, 0))
        Trial.objects.create(
            person=person,
            trial_set=sets[key],
            movement=trial.movement,
            direction=trial.direction or "",
            value_deg=trial.value_deg,
            order=order,
            pain=trial.pain,
        )
    for key, one in sets.items():
        one.pain = pains[key]
        one.save()
    return check


def _set(check: Check, trial: ScienceTrial) -> TrialSet:
    kind = trial.kind
    return TrialSet.objects.create(
        person=check.person,
        check_of=check,
        source=Source.TYPED,
        movement=trial.movement,
        mode=kind.mode,
        position=kind.position,
        instrument=kind.instrument,
        placement=kind.placement or "",
        arm=kind.arm or "",
        assist=kind.assist or "",
        rater=trial.rater,
        science_version=version(),
    )


def stopped_check(person: Person, day: date | None = None) -> Check:
    """A check that ended at a red flag."""
    return example_check(person, "red-flag", day)


def recorded_check(person: Person, day: date | None = None) -> Check:
    """A finished check with one set that a simulated phone recorded: three turns to each side."""
    check = make_check(person, day or timezone.localdate())
    task = Task(Stage.TURNING, "rotation", "active", "lumbar-locked", {"right": 3, "left": 3}, "sternum", "low-back")
    document = json.loads(json.dumps(guidance_of(task)))
    recording, _ = recorded(document)
    blob = json.dumps(trial_document(document, recording)).encode()
    measured = measure_blob(blob, "phone.json", task, {})
    one = TrialSet.objects.create(
        person=person,
        check_of=check,
        source=Source.PHONE,
        movement=task.movement,
        mode=task.mode,
        position=task.position,
        instrument=measured.instrument,
        placement=task.placement,
        arm=task.arm,
        raw=gzip.compress(blob, mtime=0),
        file_name="phone.json",
        document=measured.document,
        science_version=measured.version,
        pain={"left": 0, "right": 0},
    )
    add_trials(one, measured.turns)
    return finish(check)


def days_before(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


__all__ = ["days_before", "example_check", "finish", "given_in", "recorded_check", "stopped_check"]
