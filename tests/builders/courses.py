"""People with a history: checks weeks apart, sessions between them, one short call each."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from builders.checks import ABOUT, make_check, make_set
from supple_web.accounts.models import Person
from supple_web.assessments.engine.documents import result_document, science_version
from supple_web.assessments.models import Check, Result
from supple_web.training import actions as training
from supple_web.training.models import PlanChange, Session

#: How a set was made: by the phone, by an inclinometer on a chair, by somebody with a goniometer.
PHONE = {"instrument": "phone", "placement": "sternum", "source": "phone"}
SEATED = {"instrument": "inclinometer", "position": "seated", "arm": "crossed"}
CLINIC = {"instrument": "goniometer", "rater": "Dr Brown"}


def measured_days(
    person: Person,
    days: int,
    *,
    every: int = 7,
    gain_deg: float = 1.0,
    ways: tuple[dict[str, str], ...] = (PHONE,),
    assisted: bool = True,
    seed: int = 1,
) -> list[Check]:
    """Checks so many days apart, the last one today; turning left grows by so many degrees a week, turning right stays."""
    noise = random.Random(seed)
    first = timezone.localdate() - timedelta(days=every * (days - 1))
    made = []
    for place in range(days):
        day = first + timedelta(days=every * place)
        check = make_check(person, day, about={**ABOUT, "days_per_week": 7, "goal": True})
        grown = gain_deg * every * place / 7
        for way in ways:
            make_set(check, {"right": _values(46.0, noise), "left": _values(36.0 + grown, noise)}, **way)
            if assisted:
                make_set(check, {"right": _values(58.0, noise), "left": _values(56.0 + grown / 2, noise)}, "assisted", **way)
        made.append(check)
    return made


def _values(middle: float, noise: random.Random) -> list[float]:
    return [round(middle + noise.gauss(0.0, 1.5), 1) for _ in range(3)]


def finished(made: list[Check], *, derive: bool = True) -> list[Check]:
    """The same checks finished, each on its own day, and the plan derived from all of them at once (or by a later verb)."""
    for check in made:
        check.finished_at = _at(check.day, 8)
        check.save(update_fields=["finished_at"])
        Result.objects.create(check_of=check, document=result_document(check), science_version=science_version())
        PlanChange.objects.create(person=check.person, check_of=check, day=check.day, happened_at=check.finished_at)
    if derive:
        training.recompute(person=made[0].person, by=made[0].person)
    return made


def sat(person: Person, day: date, *, pain: tuple[int, ...] = (0, 1, 0, 0), done: int = 5, training_day: bool = True) -> Session:
    """A session of five sets; pain before, during, after and on the next morning."""
    before, during, after, morning = pain
    exercises = [{"id": "cat-camel-general", "sets": 2}, {"id": "half-kneeling-rotation-stick", "sets": 3}]
    rows = [
        {"exercise": one["id"], "sets_done": max(0, min(one["sets"], done - offset)), "sets": one["sets"]}
        for one, offset in zip(exercises, (0, 2), strict=True)
    ]
    session = Session.objects.create(
        person=person,
        client_id=uuid.uuid4(),
        day=day,
        document={"training": training_day, "exercises": exercises},
        started_at=_at(day, 18),
        finished_at=_at(day, 19),
        done=rows,
        pain_before=before,
        pain_during=during,
        pain_after=after,
        pain_next_morning=morning,
        controlled=True,
        segments_moved=3,
        training=training_day,
    )
    PlanChange.objects.create(person=person, session=session, day=day, happened_at=session.started_at)
    return session


def trained(person: Person, days: int, *, every: int = 1, **more: object) -> list[Session]:
    """Sessions on the last days before today, so many days apart, and the plan that follows."""
    today = timezone.localdate()
    sessions = [sat(person, today - timedelta(days=ago), **more) for ago in range(days, 0, -every)]  # type: ignore[arg-type]
    training.recompute(person=person, by=person)
    return sessions


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
