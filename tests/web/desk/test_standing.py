"""What the list shows of a client is what their record says, after every verb there is and after every day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from builders.courses import finished, measured_days, trained
from builders.staff import make_care, make_staff
from builders.training_people import STIFF, finished_check
from builders.verbs import CALLS
from supple_web.accounts.models import Person
from supple_web.clinic.models import Care
from supple_web.desk.engine import reckon
from supple_web.desk.models import Standing
from supple_web.desk.standing import today_of

pytestmark = pytest.mark.django_db


def told(person: Person) -> dict[str, object]:
    return {name: getattr(Standing.objects.get(person=person), name) for name in reckon(person, today_of(person))}


def is_true(person: Person) -> None:
    person = Person.objects.get(pk=person.pk)
    assert told(person) == reckon(person, today_of(person))


@pytest.mark.parametrize("verb", CALLS)
def test_it_is_true_after_every_verb(verb: str, guest: Person):
    """Whatever changes a record reckons anew; a verb that forgets to fails here."""
    call = CALLS[verb](guest)
    if not Care.objects.filter(person=guest, ended_at=None).exists():
        make_care(make_staff("Of The Test"), guest)
    answer = call()
    if hasattr(answer, "close"):
        answer.close()
    cared = [care.person for care in Care.objects.filter(ended_at=None).select_related("person")]
    for person in cared:
        is_true(person)


def test_who_shares_is_reckoned_at_once(guest: Person):
    finished_check(guest, 1, STIFF)
    assert not Standing.objects.exists()  # nobody looks after them yet
    make_care(make_staff(), guest)
    is_true(guest)
    assert told(guest)["last_check_on"] == timezone.localdate() - timedelta(days=1)


def test_a_new_day_is_the_chores_matter(guest: Person):
    make_care(make_staff(), guest)
    finished(measured_days(guest, 1))
    assert told(guest)["retest_until"] is not None
    Standing.objects.update(reckoned_on=timezone.localdate() - timedelta(days=9), retest_from=None, last_pain=9)
    call_command("reckon_standings", verbosity=0)
    is_true(guest)


def test_a_missing_one_is_made_by_the_chore(guest: Person):
    finished_check(guest, 1, STIFF)
    Care.objects.bulk_create([Care(clinician=make_staff(), person=guest)])
    call_command("reckon_standings", verbosity=0)
    is_true(guest)


def test_what_it_says(guest: Person):
    today = timezone.localdate()
    make_care(make_staff(), guest)
    finished(measured_days(guest, 2, every=14))
    trained(guest, 5, pain=(1, 2, 2, None))
    told_now = told(guest)
    assert told_now["asks_since"] == today - timedelta(days=14)
    assert told_now["last_session_on"] == today - timedelta(days=1)
    assert (told_now["last_pain"], told_now["last_pain_on"]) == (0, today)  # today's check says more of now
    assert told_now["flag_on"] is None
