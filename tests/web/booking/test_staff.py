"""What staff may: any time with a reason, never the same minute twice; how a call went; who becomes a client."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from builders.calls import MINUTE, NOW, at, booked, details, free_times, kinds, make_call, make_caller, rules
from builders.checks import make_check
from supple_web.accounts.forgetting import forget_guests
from supple_web.accounts.joining import take_along
from supple_web.accounts.mine.erasing import erase
from supple_web.accounts.models import Person
from supple_web.audit.models import Row
from supple_web.booking.actions import answer_request, ask_for_call, book_by_staff, cancel, close, forget_leads
from supple_web.booking.asking import RedFlag, Taken, TooMany
from supple_web.booking.models import Call, CallChange, CallRequest, State, Tick
from supple_web.booking.rules import current_rules, retention
from supple_web.clinic import consents
from supple_web.clinic.actions.caring import end_care, share
from supple_web.clinic.models import Care, Invitation, Purpose, Staff
from supple_web.common.problems import Problem
from supple_web.outbox.models import Mail
from supple_web.serving.chores import CHORES

pytestmark = pytest.mark.django_db

TEN = at(1, 10)


@pytest.fixture
def kim(db) -> Staff:
    return make_caller()


@pytest.fixture
def somebody(db) -> Person:
    return Person.objects.create()


def by_staff(kim: Staff, starts_at=TEN, n: int = 0, *, now=NOW, reason: str = "", person=None, **more):
    return book_by_staff(
        starts_at=starts_at, clinician=kim, details=details(n, **more), by=kim, now=now, reason=reason, person=person
    )


class TestBookingForSomebody:
    def test_what_is_offered_needs_no_reason(self, kim):
        call = by_staff(kim).call
        assert (call.state, call.made_by, call.override_reason) == (State.BOOKED, kim, "")
        assert Tick.objects.count() == 4

    def test_without_an_address_of_mail(self, kim):
        assert by_staff(kim, email="").call.email == ""

    @pytest.mark.parametrize(
        ("start", "now"),
        [
            (at(1, 7), NOW),  # outside the hours
            (at(1, 10, 5), NOW),  # off the grid
            (at(1, 10), at(1, 9, 55)),  # at short notice
            (at(60, 10), NOW),  # beyond the horizon
        ],
    )
    def test_against_a_rule_with_a_reason(self, kim, start, now):
        with pytest.raises(Problem) as caught:
            by_staff(kim, start, now=now)
        assert caught.value.where == "reason"
        call = by_staff(kim, start, now=now, reason="their only free time").call
        assert (call.starts_at, call.override_reason) == (start, "their only free time")
        assert CallChange.objects.get().reason == "their only free time"

    def test_a_quarter_of_an_hour_is_one_also_where_the_clock_jumps(self, kim):
        berlin = ZoneInfo("Europe/Berlin")
        start = datetime(2027, 3, 28, 1, 50, tzinfo=berlin)  # ten minutes before the clock is put on
        call = by_staff(kim, start, reason="the night shift").call
        call.refresh_from_db()
        assert call.ends_at - call.starts_at == 15 * MINUTE
        assert f"{call.ends_at.astimezone(berlin):%H:%M}" == "03:05"

    def test_against_the_cap_with_a_reason(self, kim):
        by_staff(kim)
        with pytest.raises(Problem):
            by_staff(kim, at(1, 12))
        assert by_staff(kim, at(1, 12), reason="two questions").call.override_reason == "two questions"

    @pytest.mark.parametrize("minutes", [-15, -5, 0, 5, 15])
    def test_never_the_same_minute_twice_whatever_the_reason(self, kim, minutes):
        by_staff(kim)
        with pytest.raises(Taken) as caught:
            by_staff(kim, TEN + minutes * MINUTE, 1, reason="I can talk to two at once")
        assert len(caught.value.next_free) == 3

    @pytest.mark.parametrize("start", [NOW, NOW - timedelta(days=1), TEN + MINUTE, TEN + timedelta(seconds=1), at(3000, 10)])
    def test_what_makes_no_sense_no_reason_makes_right(self, kim, start):
        with pytest.raises(Problem):
            by_staff(kim, start, reason="really")

    def test_with_nobody_who_takes_no_calls(self, kim):
        kim.active = False
        kim.save()
        with pytest.raises(Problem):
            by_staff(kim, reason="really")

    def test_the_same_form_again_books_once(self, kim):
        form = uuid.uuid4()
        first, again = (by_staff(kim, client_id=form) for _ in range(2))
        assert (again.call, again.again) == (first.call, True)

    def test_for_somebody_with_a_warning_sign_only_with_a_reason(self, kim, somebody):
        make_check(somebody, NOW.date(), answers={"chest_pain": True})
        with pytest.raises(Problem):
            by_staff(kim, person=somebody)
        assert by_staff(kim, person=somebody, reason="seen by their doctor").call.summary is None

    def test_the_log_says_who(self, kim, somebody):
        by_staff(kim, person=somebody)
        row = Row.objects.get(what="booking.call")
        assert (row.by, row.about) == (kim.person.audit_id, somebody.audit_id)


class TestAfterTheCall:
    def test_it_took_place(self, kim):
        call = by_staff(kim).call
        closed = close(call=call, attended=True, by=kim, now=TEN, outcome=" Stiff after an accident. ", became_client=False)
        assert (closed.call.state, closed.call.outcome, closed.call.closed_at) == (
            State.ATTENDED,
            "Stiff after an accident.",
            TEN,
        )
        assert kinds(call) == ["confirmed", "attended"]
        assert Tick.objects.count() == 4

    def test_said_again_the_last_word_holds(self, kim):
        call = by_staff(kim).call
        close(call=call, attended=True, by=kim, now=TEN)
        assert close(call=call, attended=False, by=kim, now=TEN).call.state == State.MISSED
        assert kinds(call) == ["confirmed", "attended", "corrected"]

    def test_not_before_it_begins_nor_what_was_off(self, kim):
        call = by_staff(kim).call
        with pytest.raises(Problem):
            close(call=call, attended=True, by=kim, now=TEN - MINUTE)
        cancel(call=call, now=NOW, by=kim)
        with pytest.raises(Problem):
            close(call=call, attended=True, by=kim, now=TEN)

    def test_a_client_is_seen_only_with_their_consent(self, kim, somebody):
        call = booked(TEN, by=somebody).call
        closed = close(call=call, attended=True, by=kim, now=TEN, became_client=True)
        assert closed.care is None
        assert not Care.objects.exists()
        invitation = Invitation.objects.get()
        assert (invitation.email, invitation.clinician, invitation.for_staff) == (call.email, kim, False)
        close(call=call, attended=True, by=kim, now=TEN, became_client=True)
        assert Invitation.objects.count() == 1, "said again, nobody is asked again"

    def test_who_agreed_is_seen_from_now_on(self, kim, somebody):
        consents.give(person=somebody, purpose=Purpose.CARE, by=somebody)
        call = booked(TEN, by=somebody).call
        care = close(call=call, attended=True, by=kim, now=TEN, became_client=True).care
        assert care == Care.objects.get(clinician=kim, person=somebody, ended_at=None)
        assert not Invitation.objects.exists()
        close(call=call, attended=True, by=kim, now=TEN, became_client=True)
        assert Care.objects.count() == 1

    def test_who_refused_this_clinician_is_neither_given_to_them_nor_asked(self, kim, somebody):
        care = share(person=somebody, clinician=kim, by=somebody)
        share(person=somebody, clinician=make_caller("Lee Other"), by=somebody)
        end_care(care=care, by=somebody)
        call = booked(TEN, by=somebody, clinician=kim).call
        closed = close(call=call, attended=True, by=kim, now=TEN, became_client=True)
        assert (closed.care, closed.invited) == (None, None)

    def test_who_left_no_address_is_not_invited(self, kim):
        call = by_staff(kim, email="").call
        assert close(call=call, attended=True, by=kim, now=TEN, became_client=True).invited is None


class TestAskingToBeCalled:
    def test_it_waits_for_an_answer(self, kim, somebody):
        request = ask_for_call(details=details(), when=" after six ", by=somebody, now=NOW)
        assert (request.when, request.person, request.answered_at) == ("after six", somebody, None)
        done = answer_request(request=request, by=kim, now=NOW, note="called on Tuesday")
        assert (done.answered_by, done.note) == (kim, "called on Tuesday")
        assert answer_request(request=request, by=kim, now=TEN).answered_at == NOW

    def test_sent_twice_it_is_asked_once(self, kim):
        form = uuid.uuid4()
        for _ in range(2):
            ask_for_call(details=details(client_id=form), when="", by=None, now=NOW)
        assert CallRequest.objects.count() == 1

    def test_not_for_a_warning_sign_and_not_without_end(self, kim, somebody):
        make_check(somebody, NOW.date(), answers={"chest_pain": True})
        with pytest.raises(RedFlag):
            ask_for_call(details=details(), when="", by=somebody, now=NOW)
        now = timezone.now()
        for _ in range(2):
            ask_for_call(details=details(), when="", by=None, now=now)
        with pytest.raises(TooMany):
            ask_for_call(details=details(), when="", by=None, now=now)
        answer_request(request=CallRequest.objects.first(), by=kim, now=now)
        assert ask_for_call(details=details(), when="", by=None, now=now)


class TestWhatBecomesOfIt:
    def test_what_nobody_confirmed_goes_after_a_day(self, kim):
        from builders.calls import held

        held(TEN)
        assert forget_leads(NOW + timedelta(days=1)) == 0
        assert forget_leads(NOW + timedelta(days=1, minutes=15)) == 1
        assert not Call.objects.exists()

    @pytest.mark.parametrize("state", [State.CANCELLED, State.MISSED, State.ATTENDED, State.BOOKED])
    def test_what_led_to_nothing_goes_after_the_stated_days(self, kim, state):
        call = make_call(kim, TEN, state=state)
        assert forget_leads(call.ends_at + timedelta(days=179)) == 0
        assert forget_leads(call.ends_at + timedelta(days=180)) == 1
        assert not Tick.objects.exists()
        assert Row.objects.filter(verb="forget", what="booking.call").count() == 1

    def test_a_clients_call_stays_with_their_record(self, kim, somebody):
        make_call(kim, TEN, state=State.ATTENDED, became_client=True, person=somebody)
        make_call(kim, at(1, 12), 1, state=State.ATTENDED, became_client=True)  # nobody's record: it goes
        assert forget_leads(at(400, 0)) == 1
        somebody.delete()
        assert not Call.objects.exists()

    def test_requests_too(self, kim):
        request = ask_for_call(details=details(), when="", by=None, now=NOW)
        CallRequest.objects.update(created_at=NOW)
        assert forget_leads(NOW + timedelta(days=180)) == 1
        assert not CallRequest.objects.filter(pk=request.pk).exists()

    def test_the_days_are_said_where_people_type(self, kim):
        assert "180 days" in retention(current_rules())
        assert "7 days" in retention(rules(lead_days=7))


def test_a_guests_calls_come_along_to_their_account(kim):
    from supple_web.accounts.models import User

    guest, user = Person.objects.create(), User.objects.create_user("own@example.org", "a long enough password")
    own = Person.objects.create(user=user)
    call = booked(TEN, by=guest).call
    request = ask_for_call(details=details(), when="", by=guest, now=NOW)
    take_along(guest=guest, user=user)
    call.refresh_from_db()
    request.refresh_from_db()
    assert call.person == request.person == own
    assert Tick.objects.filter(call=call).count() == 4


def test_who_erases_themself_frees_their_minutes_and_who_waits_is_told_no_more_than_that(kim, somebody):
    now = timezone.now()
    call = booked(free_times(now)[0], by=somebody, now=now).call
    erase(person=somebody, by=somebody)
    assert not Call.objects.exists()
    assert not Tick.objects.exists()
    mail = Mail.objects.get(key__startswith="erased call")
    assert (mail.to, mail.person) == (kim.user.email, kim.person)
    assert "A call was cancelled" in mail.subject
    assert "has erased" in mail.body
    assert not {call.name, call.email, str(call.pk)} & set(f"{mail.subject}\n{mail.body}\n{mail.key}\n{mail.about}".split())


def test_nobody_is_told_of_a_call_that_is_over(kim, somebody):
    make_call(kim, timezone.now() - timedelta(days=1), person=somebody)
    somebody.delete()
    assert not Mail.objects.filter(key__startswith="erased call").exists()


def test_a_clinician_who_erases_themself_leaves_no_mail_of_their_own_call(kim):
    now = timezone.now()
    booked(free_times(now)[0], by=kim.person, now=now)
    erase(person=kim.person, by=kim.person)
    assert not Mail.objects.filter(key__startswith="erased call").exists()


def test_a_guest_who_awaits_a_call_is_not_forgotten_before_it(kim, somebody):
    call = make_call(kim, TEN, person=somebody)
    Person.objects.filter(pk=somebody.pk).update(last_seen_at=TEN - timedelta(days=400))
    assert forget_guests(TEN) == 0
    assert forget_guests(call.ends_at) == 1
    assert not Call.objects.exists()


def test_the_hourly_chore_frees_and_erases(kim, capsys):
    assert ("tend_calls", 60) in CHORES
    make_call(kim, TEN, state=State.HELD, expires_at=timezone.now() - 1 * MINUTE)
    make_call(kim, timezone.now() - timedelta(days=200), 1)
    call_command("tend_calls")
    assert capsys.readouterr().out == "1 freed, 1 erased\n"
    assert not Tick.objects.exists()
