"""Beginning a check and answering its questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from supple_web.accounts.models import Person
from supple_web.assessments.actions.closing import end_or_go_on
from supple_web.assessments.actions.locking import locked
from supple_web.assessments.engine.questionnaire import still_asked
from supple_web.assessments.fields import Value
from supple_web.assessments.models import Check
from supple_web.assessments.standing import check_of_before, morning_after
from supple_web.audit.record import record

#: What a new check takes over to be confirmed: who one is and how one measures, never an answer about health.
_KEPT_ABOUT = ("age_years", "minutes_per_day", "days_per_week", "equipment", "goal", "symptoms", "long_holds")
_KEPT_SETUP = ("way", "worn", "instrument", "read_at", "bends", "sensor_at", "arm", "support")


@transaction.atomic
def begin(*, person: Person, day: date, by: Person) -> Check:
    """The check of this person's day, made where there is none yet."""
    check, made = Check.objects.get_or_create(person=person, day=day)
    if made:
        earlier = check_of_before(check)
        if earlier is not None:
            about = {key: earlier.about[key] for key in _KEPT_ABOUT if key in earlier.about}
            check.about = {**about, "from_earlier": True}
            check.setup = {key: earlier.setup[key] for key in _KEPT_SETUP if key in earlier.setup}
        if Person.objects.filter(pk=person.pk, helped_on=day).exists():  # in a check of this day that was deleted
            check.setup["helped"] = True
        check.save(update_fields=["about", "setup"])
        record("begin", check, by=by, about=person)
    return check


@transaction.atomic
def answer(
    *,
    check: Check,
    by: Person,
    answers: Mapping[str, Value] | None = None,
    about: Mapping[str, Value] | None = None,
    place: str = "",
) -> Check:
    """Keep answers to screening questions, and what somebody says of themself; a red flag ends the check at once.

    Answers of questions that no longer apply are dropped. A check that a red flag had ended goes on once it is taken back.
    """
    check = locked(check)
    check.about = {**check.about, **(about or {})}
    check.answers = still_asked({**check.answers, **(answers or {})}, check.about.get("age_years"))
    before = morning_after(check) if "pain_next_morning" in check.answers else None
    if before is not None:
        check.answers["pain_before_session"] = before
    check.place = place or check.place
    check.save(update_fields=["about", "answers", "place"])
    if about:
        check.person.about = {key: check.about[key] for key in _KEPT_ABOUT if key in check.about}
        check.person.save(update_fields=["about"])
    record("answer", check, by=by, about=check.person)
    end_or_go_on(check, by=by)
    return check


def confirm(*, check: Check, by: Person) -> Check:
    """What was taken over from an earlier check is still right."""
    return answer(check=check, by=by, about={"confirmed": True}, place="again")


@transaction.atomic
def set_up(*, check: Check, setup: Mapping[str, Value], by: Person, place: str = "") -> Check:
    """Keep how one measures today."""
    check = locked(check)
    check.setup = {**check.setup, **setup}
    check.place = place or check.place
    check.save(update_fields=["setup", "place"])
    record("set up", check, by=by, about=check.person)
    return check
