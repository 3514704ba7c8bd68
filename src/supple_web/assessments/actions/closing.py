"""How a check ends: with a result, or at once with a red flag; and what follows from a result that changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from supple_web.accounts.models import Person
from supple_web.assessments.actions.locking import locked
from supple_web.assessments.engine import screening_of
from supple_web.assessments.engine.documents import result_document, science_version
from supple_web.assessments.models import Check, Result
from supple_web.audit.record import record
from supple_web.common.problems import Problem


@transaction.atomic
def finish(*, check: Check, by: Person) -> Result:
    """Keep what the science says of the check, and let the plan follow. Finishing twice changes nothing but the result.

    Raises Problem while the pain of a set was not asked: no finding is said without it.
    """
    check = locked(check)
    if check.sets.filter(pain__isnull=True).exists():
        raise Problem(
            gettext("the check"),
            gettext("a set whose pain was not asked yet"),
            gettext("an answer for each side"),
            gettext("answer it first"),
        )
    result = _store(check)
    record("finish", check, by=by, about=check.person)
    _take_up(check, by)
    return result


@transaction.atomic
def refresh(*, check: Check, by: Person | None) -> None:
    """Judge a finished check anew after something in it changed; one that is not finished has nothing to judge yet."""
    if Result.objects.filter(check_of=check).exists():
        _store(check)
        _take_up(check, by)


def end_or_go_on(check: Check, *, by: Person) -> None:
    """End the check at a red flag, take that back where the flag is gone, and judge a finished check anew."""
    stop = screening_of(check).stop
    stored = Result.objects.filter(check_of=check).first()
    if stop:
        _store(check)
        record("red flag", check, by=by, about=check.person)
        _take_up(check, by)
    elif stored is not None and stored.document["screening"]["stop"]:
        stored.delete()
        check.finished_at = None
        check.save(update_fields=["finished_at"])
        record("red flag taken back", check, by=by, about=check.person)
        _take_up(check, by)
    elif stored is not None:
        refresh(check=check, by=by)


def _store(check: Check) -> Result:
    document = result_document(check)
    result, _ = Result.objects.update_or_create(
        check_of=check, defaults={"document": document, "science_version": science_version()}
    )
    if check.finished_at is None:
        check.finished_at = timezone.now()
        check.save(update_fields=["finished_at"])
    return result


def _take_up(check: Check, by: Person | None) -> None:
    """Training follows a check that ends or goes on again. It builds on checks, so it is met here and not at import."""
    from supple_web.training.actions import take_up

    take_up(person=check.person, check=check, by=by)
