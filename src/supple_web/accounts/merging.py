"""What a guest entered becomes part of an account: every row moves, and where both have one of the same, one of them stands.

The account's stands, with two exceptions: two checks of one day are put together, and a red flag is never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from supple_web.accounts.models import Person
from supple_web.assessments.models import Check, Result, Superseded, Trial

#: Derived from the rest and made anew after it has moved (``training.actions.recompute``).
_DERIVED = frozenset({"training.plan", "desk.standing"})
#: Days that close something: the later one holds.
_LATEST = ("screen_again_from", "helped_on")
_SAME_DAY = "assessments.check"


def move_rows(guest: Person, into: Person) -> None:
    """Move all rows of a guest; both people are locked. What rests on them is judged anew by the caller."""
    for model, field in _owned():
        if model._meta.label_lower in _DERIVED:
            model._base_manager.filter(**{field: guest}).delete()
    _join_checks(guest, into)
    for model, field in _owned():
        _move(model, field, guest, into)
    into.about = {**guest.about, **into.about}
    for name in _LATEST:
        setattr(into, name, max(filter(None, (getattr(guest, name), getattr(into, name))), default=None))
    into.save(update_fields=["about", *_LATEST])


def _owned() -> Iterator[tuple[type[models.Model], str]]:
    """Every model that belongs to a person, and by which field."""
    for relation in Person._meta.related_objects:
        model = relation.related_model
        assert isinstance(model, type)
        yield model, relation.field.name


def _move(model: type[models.Model], field: str, guest: Person, into: Person) -> None:
    """Rows that the account has already (the same session, the same day's choice) are the account's; the others move."""
    rows = model._base_manager.filter(**{field: guest})
    for keys, condition in _unique_with(model, field):
        theirs = model._base_manager.filter(condition, **{field: into})
        taken = set(theirs.values_list(*keys)) if keys else {()} if theirs.exists() else set()
        held = rows.filter(condition)
        twice = [row.pk for row in held if tuple(getattr(row, _column(model, key)) for key in keys) in taken]
        model._base_manager.filter(pk__in=twice).delete()
    rows.update(**{field: into})


def _unique_with(model: type[models.Model], field: str) -> list[tuple[tuple[str, ...], models.Q]]:
    """The other fields of each constraint that makes a row unique for its person, and for which rows it counts."""
    constraints = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint) and field in one.fields]
    found = [(tuple(name for name in one.fields if name != field), one.condition or models.Q()) for one in constraints]
    return [((), models.Q()), *found] if model._meta.get_field(field).one_to_one else found


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.attname)


def _join_checks(guest: Person, into: Person) -> None:
    for theirs in Check.objects.of(guest):
        own: Check | None = Check.objects.of(into).filter(day=theirs.day).select_for_update().first()
        if own is not None:
            _join_check(theirs, own)


def _join_check(theirs: Check, own: Check) -> None:
    """Two checks of one day and one person: the tests are put together, and one set of answers stands for both."""
    said = Result.objects.filter(check_of=theirs).first()
    red_flag = said is not None and bool(said.document["screening"]["stop"])
    yes = {key: answer for key, answer in own.answers.items() if answer is True}
    own.answers = {**own.answers, **theirs.answers, **yes} if red_flag else {**theirs.answers, **own.answers}
    own.about = {**theirs.about, **own.about}
    own.setup = {**theirs.setup, **own.setup}
    stages = {entry["stage"] for entry in own.skipped}
    own.skipped = [*own.skipped, *(entry for entry in theirs.skipped if entry["stage"] not in stages)]
    own.finished_at = own.finished_at or theirs.finished_at
    own.save()
    _put_in_order(theirs, own)
    for model, field in _of_check():
        model._base_manager.filter(**{field: theirs}).update(**{field: own})
    if said is not None:
        _keep_result(said, own)
    theirs.refresh_from_db()
    theirs.delete()


def _of_check() -> Iterator[tuple[type[models.Model], str]]:
    """Rows that follow a check to another one; those of which a check has one only do not."""
    for relation in Check._meta.related_objects:
        model = relation.related_model
        assert isinstance(model, type)
        if not relation.one_to_one and model._meta.label_lower not in _DERIVED:
            yield model, relation.field.name


def _put_in_order(theirs: Check, own: Check) -> None:
    """Trials are numbered through the day: those of the check that was begun later come after the others."""
    later, earlier = (theirs, own) if theirs.created_at >= own.created_at else (own, theirs)
    last = Trial.objects.filter(trial_set__check_of=earlier).aggregate(last=models.Max("order"))["last"] or 0
    Trial.objects.filter(trial_set__check_of=later).update(order=models.F("order") + last)


def _keep_result(said: Result, own: Check) -> None:
    """What was said of the guest's check is kept beside the result that is now made of both."""
    if Result.objects.filter(check_of=own).exists():
        Superseded.objects.create(person=own.person, check_of=own, document=said.document, science_version=said.science_version)
    else:
        Result.objects.create(check_of=own, document=said.document, science_version=said.science_version)
