"""Deleting a check opens nothing that it had closed; what is kept of it says nothing about health."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.training_people import STIFF, finished_check
from supple_web.accounts.merging import move_rows
from supple_web.accounts.models import Person
from supple_web.assessments.actions import begin
from supple_web.assessments.engine.tasks import plan_of
from supple_web.training import engine

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def is_open(person):
    now = engine.current(person)
    return now is not None and bool(engine.open_today(now, today()).plan.exercises if now.programme else ())


def delete(client, check):
    assert client.post(reverse("mine_check_delete", args=[check.pk])).status_code == 302


@pytest.mark.parametrize("answers", [{}, {"chest_pain": True}, {"pain_now": 8}, {"recent_fracture": "yes"}])
@pytest.mark.parametrize("finished", [True, False])
def test_training_waits_for_a_new_check_whatever_the_deleted_one_said(guest, guest_client, answers, finished):
    finished_check(guest, 3, STIFF)
    check = finished_check(guest, 0, answers=answers) if finished else make_check(guest, today(), answers=answers)
    delete(guest_client, check)
    page = guest_client.get(reverse("today")).text
    play = reverse("session_play", args=[today()])
    assert not is_open(guest)
    assert "Your check comes first" in page
    assert play not in page
    assert guest_client.get(play).url == reverse("today")
    guest.refresh_from_db()
    assert guest.screen_again_from == today()
    make_check(guest, today())
    assert not is_open(guest)
    guest.checks.get(day=today()).delete()
    finished_check(guest, 0, STIFF)
    assert is_open(guest)


def test_an_old_check_with_a_newer_one_finished_closes_nothing(guest, guest_client):
    old = finished_check(guest, 20, STIFF)
    finished_check(guest, 3, STIFF)
    delete(guest_client, old)
    assert is_open(guest)


def test_a_check_without_an_answer_closes_nothing(guest, guest_client):
    finished_check(guest, 3, STIFF)
    delete(guest_client, begin(person=guest, day=today(), by=guest))
    assert is_open(guest)


@pytest.mark.parametrize(("helped", "modes"), [(True, {"assisted"}), (False, {"active"})])
def test_no_active_set_follows_a_helped_one_of_a_deleted_check(guest, guest_client, helped, modes):
    check = make_check(guest, today(), setup={"way": "tool", "instrument": "inclinometer", "arm": "low-back"})
    make_set(check, {"right": STIFF["active"], "left": STIFF["active"]})
    if helped:
        make_set(check, {"right": STIFF["assisted"][:1], "left": STIFF["assisted"][:1]}, "assisted")
    answers, about, setup = check.answers, check.about, check.setup
    delete(guest_client, check)
    again = begin(person=guest, day=today(), by=guest)
    again.answers, again.about, again.setup = answers, about, {**setup, **again.setup}
    again.save()
    task = plan_of(again).task
    assert {task.mode if task else "assisted"} == modes
    assert begin(person=guest, day=today() + timedelta(days=1), by=guest).setup.get("helped") is None


def test_a_merge_keeps_the_later_day(guest, member):
    guest.screen_again_from, guest.helped_on = today(), today()
    guest.save()
    member.screen_again_from = today() - timedelta(days=4)
    member.save()
    move_rows(guest, member)
    merged = Person.objects.get(pk=member.pk)
    assert (merged.screen_again_from, merged.helped_on) == (today(), today())


def test_an_answer_of_today_is_corrected_rather_than_deleted(guest, guest_client):
    check = finished_check(guest, 0, STIFF)
    page = guest_client.get(reverse("mine_check", args=[check.pk])).text
    links = [part.split('"')[0] for part in page.split('href="') if part.startswith(f"/check/{check.pk}/")]
    assert len(links) > 3
    assert all(guest_client.get(one).status_code == 200 for one in links)
    check.day -= timedelta(days=9)
    check.save()
    assert "answer it right in a new check" in guest_client.get(reverse("mine_check", args=[check.pk])).text
