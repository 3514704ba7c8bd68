"""Holding a time and confirming it: who may, what is refused, what the links are worth."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from builders.calls import DAY, MINUTE, NOW, at, booked, details, free_times, held, kinds, make_call, make_caller, rules
from builders.checks import make_check
from builders.courses import PHONE, finished, measured_days
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.audit.models import Row
from supple_web.booking.actions import ask_for_call, confirm, expire_holds, find_call, find_held, hold
from supple_web.booking.asking import RedFlag, Taken, TooMany, Unknown
from supple_web.booking.models import Call, State, Tick
from supple_web.booking.rules import token_digest
from supple_web.booking.summaries import summary_of, take_back_summary
from supple_web.clinic.models import Consent, Purpose
from supple_web.common.problems import Problem
from supple_web.outbox.models import Mail

pytestmark = pytest.mark.django_db

TEN = at(1, 10)
LATE = NOW + 15 * MINUTE


@pytest.fixture(autouse=True)
def kim(db):
    return make_caller()


@pytest.fixture
def somebody(db) -> Person:
    return Person.objects.create()


def warned(person: Person) -> Check:
    """A check of today whose answers are a red flag."""
    return make_check(person, NOW.date(), answers={"chest_pain": True})


class TestHolding:
    def test_it_takes_the_minutes_and_says_how_long(self, kim):
        call = held(TEN).call
        assert (call.state, call.starts_at, call.ends_at) == (State.HELD, TEN, TEN + 15 * MINUTE)
        assert (call.expires_at, call.blocked_until) == (NOW + 15 * MINUTE, TEN + 20 * MINUTE)
        assert Tick.objects.filter(call=call, clinician=kim).count() == 4
        assert kinds(call) == ["held"]
        assert TEN not in free_times()

    def test_a_mail_is_written_in_the_same_transaction(self):
        call = held(TEN).call
        assert list(Mail.objects.values_list("to", flat=True)) == [call.email]

    @pytest.mark.parametrize(
        "start",
        [
            at(1, 10, 5),  # not on the grid
            at(1, 10) + timedelta(seconds=1),
            at(1, 8, 45),  # before the hours
            at(1, 16, 50),  # would go on after them
            at(1, 17),
            at(0, 9, 45),  # past the notice
            at(0, 5),  # past
            at(-7, 10),
            at(29, 10),  # beyond the horizon
            at(4000, 10),
        ],
    )
    def test_what_is_not_listed_cannot_be_held(self, start):
        with pytest.raises(Taken) as caught:
            held(start)
        assert not Call.objects.exists()
        assert len(caught.value.next_free) == 3

    def test_a_start_in_a_buffer_cannot_be_crafted(self, kim):
        rules(buffer_before=10, buffer_after=10, grid_minutes=5)
        make_call(kim, TEN, blocked_from=TEN - 10 * MINUTE, blocked_until=TEN + 25 * MINUTE)
        for minutes in range(-30, 35, 5):
            with pytest.raises(Taken):
                held(TEN + minutes * MINUTE)
        assert held(TEN + 35 * MINUTE).call
        assert held(TEN - 35 * MINUTE, 1).call

    def test_the_loser_is_told_the_next_three(self):
        held(TEN)
        with pytest.raises(Taken) as caught:
            held(TEN, 1)
        assert [slot.starts_at for slot in caught.value.next_free] == [at(1, 10, 30), at(1, 10, 45), at(1, 11)]

    def test_with_whoever_is_free_and_least_busy(self, kim):
        other = make_caller("Lee Other")
        make_call(kim, at(1, 15), 9)
        assert held(TEN).call.clinician == other
        assert held(TEN, 1).call.clinician == kim
        with pytest.raises(Taken):
            held(TEN, 2)

    def test_with_the_one_who_was_asked_for(self, kim):
        make_caller("Lee Other")
        assert held(TEN, clinician=kim).call.clinician == kim
        with pytest.raises(Taken):
            held(TEN, 1, clinician=kim)

    def test_the_same_form_again_is_the_same_hold(self):
        form = uuid.uuid4()
        first = held(TEN, client_id=form)
        again = held(TEN, client_id=form)
        assert (again.call, again.again, again.confirm_token) == (first.call, True, "")
        assert Call.objects.count() == Mail.objects.count() == 1

    def test_nobody_gets_at_a_call_by_the_id_of_its_form(self, somebody):
        form = uuid.uuid4()
        held(TEN, client_id=form)
        for n, by in ((1, None), (0, somebody)):
            with pytest.raises(Problem):
                held(at(1, 11), n, client_id=form, by=by)

    @pytest.mark.parametrize(
        ("wrong", "where"),
        [
            ({"name": "  "}, "name"),
            ({"name": "x" * 81}, "name"),
            ({"email": ""}, "email"),
            ({"email": "nobody"}, "email"),
            ({"email": "a@example.org\nBcc: b@example.org"}, "email"),
            ({"phone": ""}, "phone"),
            ({"how": "carrier-pigeon"}, "how"),
            ({"question": "?" * 1001}, "question"),
        ],
    )
    def test_what_cannot_be_meant(self, wrong, where):
        with pytest.raises(Problem) as caught:
            held(TEN, **wrong)
        assert caught.value.where == where
        assert not Call.objects.exists()

    def test_by_video_no_number_is_needed(self):
        assert held(TEN, how="video", phone="").call.how == "video"

    def test_a_zone_or_language_nobody_knows_is_the_clinics(self):
        call = held(TEN, time_zone="Mars/Olympus", language="tlh").call
        assert (call.time_zone, call.language) == ("UTC", "en")

    def test_the_network_address_is_stored_nowhere(self):
        call = held(TEN, address="192.0.2.44").call
        assert "192.0.2.44" not in str(list(Call.objects.values())) + str(list(Mail.objects.values()))
        assert len(call.address_digest) == 64


def test_who_was_erased_or_joined_in_another_tab_is_asked_to_begin_anew(somebody):
    somebody.delete()
    somebody.pk = uuid.uuid4()
    for act in (lambda: held(TEN, by=somebody), lambda: ask_for_call(details=details(), when="", by=somebody, now=NOW)):
        with pytest.raises(Problem) as caught:
            act()
        assert "open the page anew" in str(caught.value)


class TestLimitsOfHolds:
    def test_of_an_address_of_mail(self):
        for hour in (10, 11):
            held(at(1, hour))
        with pytest.raises(TooMany):
            held(at(1, 12), email="BOOKER0@example.org")
        held(at(1, 12), 1)

    def test_of_a_network_address(self):
        for n in range(4):
            held(at(1, 10 + n), n, address="192.0.2.44")
        with pytest.raises(TooMany):
            held(at(1, 15), 8, address="192.0.2.44")
        held(at(1, 15), 8, address="192.0.2.45")

    def test_of_a_clinician_so_that_nobody_can_hold_a_whole_day(self, kim):
        for n in range(6):
            held(at(1, 10 + n), n)
        with pytest.raises(TooMany):
            held(at(2, 10), 8)
        other = make_caller("Lee Other")
        assert held(at(2, 10), 8).call.clinician == other

    def test_they_end_with_the_holds(self):
        for hour in (10, 11):
            held(at(1, hour))
        assert held(at(1, 12), now=LATE).call

    def test_whatever_the_limit_the_words_are_the_same(self):
        """So that nobody learns from them that an address of somebody else's has holds."""
        rules(holds_per_clinician=1)
        held(TEN)
        told = set()
        for n in (0, 1):
            rules(holds_per_clinician=n or 50, holds_per_mail=1)
            with pytest.raises(TooMany) as caught:
                held(at(1, 12), n)
            told.add(str(caught.value))
        assert len(told) == 1


class TestConfirming:
    def test_it_is_booked(self):
        done = booked(TEN)
        call = Call.objects.get()
        assert (call.state, call.confirmed_at, call.expires_at, call.sequence) == (State.BOOKED, NOW, None, 0)
        assert find_call(token=done.manage_token, now=NOW) == call
        assert kinds(call) == ["held", "confirmed"]
        assert Tick.objects.count() == 4

    def test_again_by_the_same_link_nothing_more_happens(self):
        token = held(TEN).confirm_token
        first, again = (confirm(token=token, now=NOW) for _ in range(2))
        assert (again.call, again.again, again.manage_token) == (first.call, True, "")
        assert find_call(token=first.manage_token, now=NOW), "the link that was mailed still works"

    def test_looking_at_the_link_changes_nothing(self):
        token = held(TEN).confirm_token
        before = list(Call.objects.values())
        find_held(token=token, now=NOW)
        assert list(Call.objects.values()) == before

    def test_a_hold_that_is_over_is_booked_where_its_time_is_still_free(self):
        token = held(TEN).confirm_token
        expire_holds(LATE)
        assert not Tick.objects.exists()
        assert confirm(token=token, now=LATE).call.state == State.BOOKED
        assert Tick.objects.count() == 4

    def test_also_before_anybody_has_freed_it(self):
        token = held(TEN).confirm_token
        assert confirm(token=token, now=LATE).call.state == State.BOOKED
        assert kinds(Call.objects.get()) == ["held", "expired", "confirmed"]

    def test_and_not_where_somebody_else_has_it(self):
        token = held(TEN).confirm_token
        other = held(TEN, 1, now=LATE)
        with pytest.raises(Taken) as caught:
            confirm(token=token, now=LATE)
        assert caught.value.next_free[0].starts_at == at(1, 10, 30)
        assert confirm(token=other.confirm_token, now=LATE).call.email == "booker1@example.org"

    def test_nor_where_it_is_too_late_to_book_by_now(self):
        token = held(at(0, 10)).confirm_token
        with pytest.raises(Taken):
            confirm(token=token, now=at(0, 6, 16))

    def test_one_call_at_a_time_by_address(self):
        first, second = (held(at(1, hour)).confirm_token for hour in (10, 11))
        confirm(token=first, now=NOW)
        with pytest.raises(Problem) as caught:
            confirm(token=second, now=NOW)
        assert "a call that you have already" in str(caught.value)
        rules(calls_each=2)
        assert confirm(token=second, now=NOW).call

    def test_holding_tells_nobody_whether_an_address_has_a_call(self):
        """Only whoever confirms has shown that it is theirs."""
        booked(TEN)
        assert held(at(1, 12)).call.state == State.HELD

    def test_one_call_at_a_time_by_person(self, somebody):
        booked(TEN, by=somebody)
        with pytest.raises(Problem):
            held(at(1, 12), 1, by=somebody)
        held(at(8, 12), 1, by=somebody, now=at(1, 11))  # the first is over


class TestLinks:
    def test_the_database_holds_no_secret(self):
        first = held(TEN)
        done = confirm(token=first.confirm_token, now=NOW)
        stored = str(list(Call.objects.values()))
        assert first.confirm_token not in stored
        assert done.manage_token not in stored
        assert token_digest(done.manage_token) in stored

    def test_they_are_long_and_each_is_another(self):
        tokens = {held(at(1, 9 + n), n).confirm_token for n in range(6)}
        assert len(tokens) == 6
        assert {len(token) for token in tokens} == {43}  # 256 bits

    def test_one_does_not_do_the_others_work(self):
        first = held(TEN)
        done = confirm(token=first.confirm_token, now=NOW)
        with pytest.raises(Unknown):
            find_call(token=first.confirm_token, now=NOW)
        with pytest.raises(Unknown):
            confirm(token=done.manage_token, now=NOW)

    @pytest.mark.parametrize("token", ["", "x", "0" * 43, "ä" * 43, "x" * 10_000])
    def test_unknown_ones(self, token):
        held(TEN)
        make_call(make_caller("Lee Other"), TEN, manage_digest="")
        for find in (find_held, find_call, confirm):
            with pytest.raises(Unknown) as caught:
                find(token=token, now=NOW)
            assert str(caught.value) == ""

    def test_one_that_is_over_is_as_unknown(self):
        token = held(at(3, 10)).confirm_token
        with pytest.raises(Unknown) as caught:
            confirm(token=token, now=LATE + DAY)
        assert str(caught.value) == ""
        done = booked(at(3, 12), 1)
        with pytest.raises(Unknown):
            find_call(token=done.manage_token, now=done.call.ends_at)

    def test_an_empty_digest_is_no_link(self):
        """Calls without a link have an empty digest; the digest of nothing is another."""
        assert token_digest("") != ""


class TestRedFlags:
    def test_whoever_has_one_holds_nothing(self, somebody):
        check = warned(somebody)
        with pytest.raises(RedFlag) as caught:
            held(TEN, by=somebody)
        assert caught.value.check == check
        assert not Call.objects.exists()

    def test_nor_confirms_what_they_held_before_it(self, somebody):
        token = held(TEN, by=somebody).confirm_token
        warned(somebody)
        with pytest.raises(RedFlag):
            confirm(token=token, now=NOW)
        assert Call.objects.get().state == State.HELD


class TestWhatTheCheckFound:
    @pytest.fixture
    def measured(self, somebody) -> Person:
        finished(measured_days(somebody, 1, ways=(PHONE,)), derive=False)
        return somebody

    def test_it_goes_with_the_call_only_if_they_agree(self, measured):
        assert held(TEN, by=measured).call.summary is None
        assert not Consent.objects.exists()
        call = held(at(1, 11), by=measured, share_summary=True).call
        assert call.summary["lines"] == list(summary_of(measured)["lines"]) != []
        assert Consent.objects.get().purpose == Purpose.BOOKING

    def test_in_words_without_a_number(self, measured):
        summary = summary_of(measured)
        assert not any(sign.isdigit() for line in summary["lines"] for sign in line)

    def test_nothing_where_nothing_was_found(self, somebody):
        assert held(TEN, by=somebody, share_summary=True).call.summary is None
        assert held(at(1, 11), share_summary=True).call.summary is None
        assert not Consent.objects.exists()

    def test_never_beside_a_red_flag(self, measured):
        Check.objects.of(measured).update(day=NOW.date() - 2 * DAY)
        warned(measured)
        assert summary_of(measured) is None

    def test_it_is_taken_out_again(self, measured):
        held(TEN, by=measured, share_summary=True)
        take_back_summary(person=measured, by=measured)
        assert Call.objects.get().summary is None
        assert Consent.objects.get().withdrawn_at is not None


def test_the_log_says_who_did_what_and_nothing_else(somebody):
    done = booked(TEN, by=somebody)
    rows = Row.objects.filter(what="booking.call", key=str(done.call.pk)).order_by("pk")
    assert [row.verb for row in rows] == ["held call", "confirmed call"]
    assert {row.by for row in rows} == {row.about for row in rows} == {somebody.audit_id}
    assert "booker0" not in str(list(rows.values()))


def test_all_or_nothing(monkeypatch):
    from supple_web.booking import mails

    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(mails, "on_held", fail)
    with pytest.raises(RuntimeError):
        hold(starts_at=TEN, clinician=None, details=details(), by=None, now=NOW)
    assert not Call.objects.exists()
    assert not Tick.objects.exists()
    assert not Row.objects.filter(what="booking.call").exists()
