"""What is offered: hours, days that differ, buffers, grid, notice, horizon, and what is taken."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders.calls import DAY, MINUTE, NOW, at, clinic_in, free_times, held, make_call, make_caller, open_for, rules
from builders.staff import make_staff
from supple_web.booking.actions import add_exception, remove_exception, set_rules, set_weekly_hours
from supple_web.booking.availability import calls_astray, free_slots
from supple_web.booking.models import Call, DayException, Hours, Rules, State
from supple_web.common.problems import Problem

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(db):
    return make_caller(starts=time(9), ends=time(10))


def on(day: int, **more) -> list[str]:
    """The starts on one day, as its clock shows them."""
    return [f"{start:%H:%M}" for start in free_times(since=at(day, 0), until=at(day + 1, 0), **more)]


class TestHours:
    def test_a_call_fits_in_whole(self, kim):
        assert on(1) == ["09:00", "09:15", "09:30", "09:45"]

    def test_the_buffer_may_go_beyond_them(self, kim):
        rules(buffer_after=30)
        assert "09:45" in on(1)

    def test_the_grid_is_a_setting_of_its_own(self, kim):
        rules(minutes=20, grid_minutes=25)
        assert on(1) == ["09:00", "09:25"]
        rules(minutes=20, grid_minutes=5)
        assert on(1)[:3] == ["09:00", "09:05", "09:10"]

    def test_hours_that_touch_are_one(self, kim):
        Hours.objects.create(clinician=kim, weekday=1, starts=time(10), ends=time(10, 10))
        rules(grid_minutes=20)
        assert on(1) == ["09:00", "09:20", "09:40"]

    def test_only_their_own_weekday(self):
        open_for(make_staff(), time(9), time(9, 30), days=[2])
        assert {start.date() for start in free_times()} == {date(2026, 12, 2 + 7 * week) for week in range(4)}

    def test_nobody_has_calls_who_is_no_clinician_or_works_here_no_more(self, kim):
        kim.active = False
        kim.save()
        open_for(make_staff("Only Runs It", clinician=False, administrator=True))
        assert free_times() == []

    def test_of_one_clinician_or_of_all(self, kim):
        other = make_caller("Lee Other", time(9, 30), time(10))
        assert on(1, clinician=other) == ["09:30", "09:45"]
        assert on(1) == ["09:00", "09:15", "09:30", "09:30", "09:45", "09:45"]


class TestDaysThatDiffer:
    def test_away_for_a_day(self, kim):
        add_exception(clinician=kim, day=at(1, 0).date(), by=kim)
        assert on(1) == []
        assert on(2) != []

    def test_away_for_some_minutes_leaves_the_grid_as_it_is(self, kim):
        add_exception(clinician=kim, day=at(1, 0).date(), starts=time(9, 15), ends=time(9, 20), by=kim)
        assert on(1) == ["09:00", "09:30", "09:45"]

    def test_further_hours(self, kim):
        add_exception(clinician=kim, day=at(1, 0).date(), starts=time(18), ends=time(18, 30), open=True, by=kim)
        assert on(1)[-2:] == ["18:00", "18:15"]
        assert on(2)[-1] == "09:45"

    def test_away_wins_over_further_hours(self, kim):
        for more in ({"open": True, "starts": time(18), "ends": time(19)}, {}):
            add_exception(clinician=kim, day=at(1, 0).date(), by=kim, **more)
        assert on(1) == []

    def test_taken_back(self, kim):
        remove_exception(exception=add_exception(clinician=kim, day=at(1, 0).date(), by=kim), by=kim)
        assert on(1) != []

    def test_said_twice_it_stands_once(self, kim):
        for _ in range(2):
            add_exception(clinician=kim, day=at(1, 0).date(), by=kim)
        assert DayException.objects.count() == 1


class TestNoticeAndHorizon:
    def test_notice_to_the_minute(self, kim):
        assert free_times(at(1, 5))[0] == at(1, 9)
        assert free_times(at(1, 5) + MINUTE)[0] == at(1, 9, 15)

    def test_nothing_past_is_offered_without_any_notice(self, kim):
        rules(notice_minutes=0)
        assert free_times(at(1, 9, 1))[0] == at(1, 9, 15)
        assert free_times(at(1, 9))[0] == at(1, 9)

    def test_the_last_day(self, kim):
        rules(horizon_days=3)
        assert free_times()[-1] == at(3, 9, 45)

    def test_not_on_the_same_day(self, kim):
        rules(same_day=False)
        assert free_times(at(1, 0))[0] == at(2, 9)


class TestWhatIsTaken:
    def test_a_call_takes_its_minutes_and_its_buffer(self, kim):
        make_call(kim, at(1, 9, 15))
        assert on(1) == ["09:45"]  # 09:00 would run its own buffer into it
        rules(buffer_after=0)
        assert on(1) == ["09:00", "09:45"]

    @pytest.mark.parametrize("state", [State.CANCELLED, State.EXPIRED])
    def test_one_that_is_off_takes_nothing(self, kim, state):
        make_call(kim, at(1, 9, 15), state=state)
        assert len(on(1)) == 4

    def test_a_hold_takes_them_until_it_is_over(self, kim):
        held(at(1, 9))
        assert on(1) == ["09:30", "09:45"]
        late = NOW + 15 * MINUTE
        times = free_times(late, since=at(1, 0), until=at(2, 0))
        assert times[0] == at(1, 9)
        assert Call.objects.get().state == State.HELD, "nothing had to be freed first"

    def test_the_other_clinicians_minutes_are_theirs(self, kim):
        other = make_caller("Lee Other", time(9), time(10))
        make_call(kim, at(1, 9))
        assert on(1, clinician=other) == ["09:00", "09:15", "09:30", "09:45"]

    def test_a_call_that_is_to_be_moved_is_not_in_its_own_way(self, kim):
        call = make_call(kim, at(1, 9, 15))
        assert "09:15" in on(1, without=call)
        assert "09:30" in on(1, without=call)

    def test_buffers_over_midnight_count(self):
        late = make_caller(starts=time(0), ends=time(0))
        make_call(late, at(1, 23, 45))
        assert on(2)[0] == "00:15"


def test_a_month_of_three_clinicians_costs_as_many_queries_as_a_day_of_one(kim):
    def cost(**more) -> int:
        with CaptureQueriesContext(connection) as queries:
            free_slots(now=NOW, **more)
        return len(queries)

    one = cost(until=NOW + DAY, clinician=kim)
    for n in range(3):
        make_call(make_caller(f"Further {n}"), at(n + 1, 10), n)
    assert cost() == one <= 6


class TestSettings:
    def test_the_usual_rules_are_those_of_a_free_call_of_a_quarter_of_an_hour(self):
        usual = Rules()
        assert (usual.minutes, usual.grid_minutes, usual.buffer_before, usual.buffer_after) == (15, 15, 0, 5)
        assert (usual.notice_minutes, usual.horizon_days, usual.calls_each, usual.change_until_minutes) == (240, 28, 1, 120)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("minutes", 7),
            ("minutes", 0),
            ("grid_minutes", 12),
            ("buffer_after", -5),
            ("horizon_days", 0),
            ("calls_each", 0),
            ("lead_days", 1),
            ("hold_minutes", 100_000),
        ],
    )
    def test_rules_that_cannot_be_meant(self, kim, name, value):
        with pytest.raises(Problem) as caught:
            set_rules(by=kim, **{name: value})
        assert caught.value.where == name

    def test_rules_are_changed_and_logged(self, kim):
        from supple_web.audit.models import Row

        set_rules(by=kim, minutes=20, same_day=False)
        assert (Rules.objects.get().minutes, Rules.objects.get().same_day) == (20, False)
        assert Row.objects.filter(verb="set call rules", by=kim.person.audit_id).count() == 1

    @pytest.mark.parametrize(
        ("starts", "ends"), [(time(9), time(9)), (time(10), time(9)), (time(9, 1), time(10)), (time(9), time(9, 59, 30))]
    )
    def test_hours_that_cannot_be_meant(self, kim, starts, ends):
        with pytest.raises(Problem):
            set_weekly_hours(clinician=kim, weekly=[(0, starts, ends)], by=kim)
        assert Hours.objects.filter(clinician=kim).count() == 7, "those before stand"
        with pytest.raises(Problem):
            add_exception(clinician=kim, day=at(1, 0).date(), starts=starts, ends=ends, by=kim)

    def test_half_an_exception(self, kim):
        for more in ({"starts": time(9)}, {"ends": time(9)}, {"open": True}):
            with pytest.raises(Problem):
                add_exception(clinician=kim, day=at(1, 0).date(), by=kim, **more)

    def test_weekly_hours_take_the_place_of_those_before(self, kim):
        set_weekly_hours(clinician=kim, weekly=[(1, time(8), time(8, 30)), (1, time(20), time(0))], by=kim)
        assert Hours.objects.filter(clinician=kim).count() == 2
        assert on(1)[:3] == ["08:00", "08:15", "20:00"]
        assert on(2) == []


class TestWhenThingsChangeUnderCalls:
    """Calls that are booked keep their instants; staff are shown those that lie outside now."""

    def test_the_clinic_moves_to_another_zone(self, kim):
        call = make_call(kim, at(1, 9, 15))
        assert calls_astray(NOW) == []
        clinic_in("America/New_York")
        call.refresh_from_db()
        assert call.starts_at == at(1, 9, 15)
        assert calls_astray(NOW) == [call]
        assert free_times()[0].hour == 14

    def test_the_hours_change(self, kim):
        first, second = make_call(kim, at(1, 9)), make_call(kim, at(2, 9), 1)
        set_weekly_hours(clinician=kim, weekly=[(2, time(9), time(10))], by=kim)
        assert calls_astray(NOW) == [first]
        add_exception(clinician=kim, day=at(2, 0).date(), by=kim)
        assert calls_astray(NOW) == [first, second]
        assert calls_astray(at(1, 10)) == [second], "what is over needs nobody"

    def test_who_takes_it_works_here_no_more(self, kim):
        call = make_call(kim, at(1, 9))
        kim.active = False
        kim.save()
        assert calls_astray(NOW) == [call]

    def test_nobody_with_calls_is_deleted(self, kim):
        from django.db.models import ProtectedError

        make_call(kim, at(1, 9))
        with pytest.raises(ProtectedError):
            kim.delete()

    def test_longer_calls_from_now_on_leave_those_before_as_they_are(self, kim):
        call = make_call(kim, at(1, 9))
        rules(minutes=30, buffer_before=15)
        call.refresh_from_db()
        assert call.ends_at - call.starts_at == 15 * MINUTE
        assert on(1) == []
