"""Moving, cancelling, taking up again: one more in the calendar file, a new link, the history kept."""

from __future__ import annotations

import pytest

from builders.calls import MINUTE, NOW, at, booked, free_times, held, kinds, make_call, make_caller, rules
from supple_web.booking.actions import cancel, find_call, move, uncancel
from supple_web.booking.asking import Taken, TooLate, Unknown
from supple_web.booking.models import Call, CallChange, State, Tick
from supple_web.booking.ticks import TickTaken, take, ticks_of
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem

pytestmark = pytest.mark.django_db

TEN, NOON = at(1, 10), at(1, 12)


@pytest.fixture(autouse=True)
def kim(db) -> Staff:
    return make_caller()


def ticks_fit() -> bool:
    """Every call that takes minutes has exactly its own, and nobody else has any."""
    wanted = {
        (call.clinician_id, tick, call.pk)
        for call in Call.objects.exclude(state__in=(State.CANCELLED, State.EXPIRED))
        for tick in ticks_of(call.blocked_from, call.blocked_until)
    }
    return wanted == set(Tick.objects.values_list("clinician", "tick", "call"))


class TestMoving:
    def test_it_has_the_new_time_and_a_new_link(self):
        done = booked(TEN)
        moved = move(call=done.call, starts_at=NOON, now=NOW)
        call = Call.objects.get()
        assert (call.starts_at, call.ends_at, call.sequence) == (NOON, NOON + 15 * MINUTE, 1)
        assert call.uid == done.call.uid
        assert find_call(token=moved.manage_token, now=NOW) == call
        with pytest.raises(Unknown):
            find_call(token=done.manage_token, now=NOW)
        assert ticks_fit()
        assert TEN in free_times()

    def test_the_history_has_both_times(self):
        call = booked(TEN).call
        move(call=call, starts_at=NOON, now=NOW)
        change = CallChange.objects.get(kind="moved")
        assert (change.from_starts_at, change.to_starts_at, change.sequence) == (TEN, NOON, 1)

    def test_to_a_time_that_overlaps_its_own(self):
        rules(grid_minutes=5)
        call = booked(TEN).call
        move(call=call, starts_at=TEN + 5 * MINUTE, now=NOW)
        assert ticks_fit()

    def test_to_a_taken_time_it_stays_where_it_was(self, kim):
        make_call(kim, NOON, 9)
        done = booked(TEN)
        with pytest.raises(Taken) as caught:
            move(call=done.call, starts_at=NOON, now=NOW)
        assert caught.value.next_free[0].starts_at == at(1, 12, 30)
        call = find_call(token=done.manage_token, now=NOW)
        assert (call.starts_at, call.sequence) == (TEN, 0)
        assert ticks_fit()

    def test_the_same_time_again_moves_nothing(self):
        done = booked(TEN)
        assert move(call=done.call, starts_at=TEN, now=NOW).manage_token == ""
        assert find_call(token=done.manage_token, now=NOW).sequence == 0

    def test_only_to_what_is_listed(self):
        call = booked(TEN).call
        for start in (at(1, 10, 5), at(1, 8), at(0, 9, 45), at(29, 10)):
            with pytest.raises(Taken):
                move(call=call, starts_at=start, now=NOW)

    def test_with_whom_they_know_if_possible(self, kim):
        done = booked(TEN)
        other = make_caller("Lee Other")
        assert move(call=done.call, starts_at=NOON, now=NOW).call.clinician == done.call.clinician
        make_call(kim, at(1, 14), 9)
        assert move(call=Call.objects.get(email=done.call.email), starts_at=at(1, 14), now=NOW).call.clinician == other

    def test_until_two_hours_before(self):
        done = booked(TEN)
        with pytest.raises(TooLate) as caught:
            move(call=done.call, starts_at=at(2, 10), now=TEN - 120 * MINUTE + MINUTE)
        assert "call us" in str(caught.value)
        assert move(call=done.call, starts_at=at(2, 10), now=TEN - 120 * MINUTE).manage_token

    def test_staff_may_later_than_that_to_a_time_that_is_offered(self, kim):
        done = booked(TEN)
        assert move(call=done.call, starts_at=at(2, 10), now=TEN - MINUTE, by=kim).call.sequence == 1

    def test_staff_may_to_any_time_with_a_reason(self, kim):
        done = booked(TEN)
        with pytest.raises(Problem) as caught:
            move(call=done.call, starts_at=at(1, 20), now=NOW, by=kim)
        assert caught.value.where == "reason"
        moved = move(call=done.call, starts_at=at(1, 20), now=NOW, by=kim, reason="only free then")
        assert moved.call.starts_at == at(1, 20)
        assert CallChange.objects.get(kind="moved").reason == "only free then"

    def test_staff_hand_it_on(self, kim):
        other = make_caller("Lee Other")
        done = booked(TEN, clinician=kim)
        moved = move(call=done.call, starts_at=TEN, now=NOW, clinician=other, by=kim)
        assert (moved.call.clinician, moved.call.sequence) == (other, 1)
        assert ticks_fit()

    def test_a_link_that_was_replaced_in_another_tab_moves_nothing(self):
        done = booked(TEN)
        first_tab = Call.objects.get()
        move(call=done.call, starts_at=NOON, now=NOW)
        for act in (lambda: move(call=first_tab, starts_at=at(1, 14), now=NOW), lambda: cancel(call=first_tab, now=NOW)):
            with pytest.raises(Unknown):
                act()
        assert Call.objects.get().starts_at == NOON

    def test_a_hold_is_not_moved(self, kim):
        call = held(TEN).call
        with pytest.raises(Unknown):
            move(call=call, starts_at=NOON, now=NOW)
        with pytest.raises(Problem):
            move(call=call, starts_at=NOON, now=NOW, by=kim)


class TestCancelling:
    def test_the_row_stays_and_its_minutes_are_free(self):
        done = booked(TEN)
        cancel(call=done.call, now=NOW)
        call = Call.objects.get()
        assert (call.state, call.cancelled_at, call.sequence) == (State.CANCELLED, NOW, 1)
        assert not Tick.objects.exists()
        assert kinds(call) == ["held", "confirmed", "cancelled"]
        assert TEN in free_times()

    def test_again_nothing_more_happens(self):
        done = booked(TEN)
        for _ in range(2):
            cancel(call=done.call, now=NOW)
        assert Call.objects.get().sequence == 1
        assert kinds(done.call).count("cancelled") == 1

    def test_its_link_shows_it_and_changes_nothing_any_more(self):
        done = booked(TEN)
        cancel(call=done.call, now=NOW)
        call = find_call(token=done.manage_token, now=NOW)
        assert call.state == State.CANCELLED
        with pytest.raises(Unknown):
            move(call=call, starts_at=NOON, now=NOW)

    def test_until_two_hours_before_and_by_staff_later(self, kim):
        done = booked(TEN)
        with pytest.raises(TooLate):
            cancel(call=done.call, now=TEN - 119 * MINUTE)
        assert cancel(call=done.call, now=TEN - 119 * MINUTE, by=kim, reason="ill").state == State.CANCELLED
        assert CallChange.objects.get(kind="cancelled").reason == "ill"

    def test_the_time_goes_to_somebody_else_and_the_booker_may_book_anew(self):
        done = booked(TEN)
        cancel(call=done.call, now=NOW)
        booked(TEN, 1)
        booked(NOON)
        assert ticks_fit()


class TestTakingUpAgain:
    def test_it_is_on_again(self, kim):
        done = booked(TEN)
        gone = cancel(call=done.call, now=NOW)
        back = uncancel(call=gone, by=kim, now=NOW)
        assert (back.call.state, back.call.sequence, back.call.cancelled_at) == (State.BOOKED, 2, None)
        assert find_call(token=back.manage_token, now=NOW)
        with pytest.raises(Unknown):
            find_call(token=done.manage_token, now=NOW)
        assert ticks_fit()

    def test_not_into_a_time_that_somebody_else_has(self, kim):
        gone = cancel(call=booked(TEN).call, now=NOW)
        held(TEN, 1)
        with pytest.raises(Taken) as caught:
            uncancel(call=gone, by=kim, now=NOW)
        assert len(caught.value.next_free) == 3
        assert Call.objects.get(pk=gone.pk).state == State.CANCELLED
        assert ticks_fit()

    def test_not_into_a_buffer_either(self, kim):
        gone = cancel(call=booked(TEN).call, now=NOW)
        make_call(kim, at(1, 10, 15), 9)
        with pytest.raises(Taken):
            uncancel(call=gone, by=kim, now=NOW)

    def test_into_a_time_whose_hold_is_over(self, kim):
        gone = cancel(call=booked(TEN).call, now=NOW)
        held(TEN, 1)
        assert uncancel(call=gone, by=kim, now=NOW + 15 * MINUTE).call
        assert ticks_fit()

    def test_not_what_is_past_or_not_cancelled(self, kim):
        done = booked(TEN)
        with pytest.raises(Problem):
            uncancel(call=done.call, by=kim, now=NOW)
        gone = cancel(call=done.call, now=NOW)
        with pytest.raises(Problem):
            uncancel(call=gone, by=kim, now=TEN)

    def test_not_for_somebody_who_works_here_no_more(self, kim):
        gone = cancel(call=booked(TEN).call, now=NOW)
        Staff.objects.update(active=False)
        with pytest.raises(Problem):
            uncancel(call=gone, by=kim, now=NOW)


class TestTheConstraintItself:
    def test_it_refuses_whoever_goes_past_the_rules(self, kim):
        make_call(kim, TEN)
        with pytest.raises(TickTaken):
            make_call(kim, TEN + 15 * MINUTE, 1)
        assert Tick.objects.count() == 4, "half a call takes nothing"

    def test_back_to_back_is_no_overlap(self, kim):
        make_call(kim, TEN)
        make_call(kim, TEN + 20 * MINUTE, 1)
        assert ticks_fit()

    def test_another_error_is_not_taken_for_it(self, kim):
        from django.db import IntegrityError

        call = make_call(kim, TEN)
        Tick.objects.all().delete()
        call.clinician_id = None
        with pytest.raises(IntegrityError):
            take(call)

    def test_a_tick_that_is_touched_is_taken(self):
        assert list(ticks_of(TEN + MINUTE, TEN + 6 * MINUTE)) == list(ticks_of(TEN, TEN + 10 * MINUTE))
        assert len(ticks_of(TEN, TEN + 15 * MINUTE)) == 3
