"""What progress is judged by: which days were asked for, which sessions count, whom the rules refer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from builders.courses import finished, measured_days, sat, trained
from builders.trials import DAY, trials
from supple.programme import Standing
from supple.progress.model import Session
from supple_web.progress.engine import gather, next_test, progress_document, referred
from supple_web.progress.engine.record import Plan, Record
from supple_web.progress.engine.report import report
from supple_web.training.engine import Asking, asked_days
from supple_web.training.models import DayMove

MONDAY = date(2026, 11, 2)


def weekdays(days):
    return [day.strftime("%a") for day in sorted(days)]


class TestPrescribedDays:
    def asked(self, days_per_week=3, until=MONDAY + timedelta(days=6), moves=None, standings=((MONDAY, Standing.GO),)):
        asking = [Asking(since, days_per_week, standing) for since, standing in standings]
        return asked_days(asking, MONDAY, until, moves=moves)

    def test_so_many_days_a_week_and_none_after_today(self):
        assert len(self.asked()) == 3
        assert len(self.asked(7, MONDAY + timedelta(days=9))) == 10
        assert all(day <= MONDAY for day in self.asked(7, MONDAY))

    def test_a_moved_day_is_asked_for_where_it_went(self):
        start = min(self.asked())
        free = next(MONDAY + timedelta(days=i) for i in range(7) if MONDAY + timedelta(days=i) not in self.asked())
        found = self.asked(moves={start: free})
        assert start not in found
        assert free in found
        assert len(found) == 3

    def test_a_day_moved_beyond_today_is_not_asked_for_yet(self):
        start = min(self.asked())
        assert len(self.asked(until=start, moves={start: start + timedelta(days=1)})) == 0

    def test_while_the_programme_stands_still_nothing_is_asked_for(self):
        halted = [(MONDAY, Standing.GO), (MONDAY + timedelta(days=2), Standing.HALTED), (MONDAY + timedelta(days=5), Standing.GO)]
        assert weekdays(self.asked(7, standings=halted)) == ["Mon", "Tue", "Sat", "Sun"]

    def test_eased_is_still_training(self):
        assert len(self.asked(7, standings=[(MONDAY, Standing.EASED)])) == 7


def plan(began, days=7, standing=Standing.GO):
    return Plan(began, days, frozenset(began + timedelta(days=number) for number in range(100)), standing)


def growing(weeks, gain_deg, **fields):
    """Trials of turning left on a day of each week, three a day."""
    last = len(weeks) - 1
    return [
        one
        for place, _ in enumerate(weeks)
        for one in trials([40 + gain_deg * place + step for step in (-1, 0, 1)], **fields, days_ago=7 * (last - place))
    ]


class TestReferrals:
    def reasons(self, **record):
        return [one.reason for one in referred(Record(DAY, **record))]

    def test_a_decline_beyond_error(self):
        found = referred(Record(DAY, trials=growing(range(8), -2.0)))
        assert [one.reason for one in found] == ["decline"]
        assert found[0].about == ("turn to the left (rotation)",)

    @pytest.mark.parametrize(("done", "reasons"), [(6, ["plateau", "no-gain"]), (1, [])])
    def test_no_gain_refers_only_whoever_did_enough(self, done, reasons):
        began = DAY - timedelta(weeks=7)
        sessions = [Session(began + timedelta(days=day), done, 6) for day in range(50)]
        told = {"trials": growing(range(8), 0.0), "plan": plan(began), "sessions": sessions, "seeks_more": True}
        assert self.reasons(**told) == reasons

    @pytest.mark.parametrize("category", ["meets-criterion", "borderline", "no-criterion"])
    def test_what_is_enough_need_not_grow(self, category):
        began = DAY - timedelta(weeks=7)
        finding = {"movement": "rotation", "direction": "left", "position": "lumbar-locked", "category": category}
        sessions = [Session(began + timedelta(days=day), 6, 6) for day in range(50)]
        told = {"trials": growing(range(8), 0.0), "plan": plan(began), "sessions": sessions, "seeks_more": True}
        assert self.reasons(**told, results=[{"findings": [finding]}]) == []

    @pytest.mark.parametrize(
        ("category", "mode", "reasons"),
        [
            ("motor-control-deficit", "active", ["plateau", "no-gain"]),
            ("motor-control-deficit", "assisted", []),
            ("mobility-limitation", "assisted", ["plateau", "no-gain"]),
            ("mobility-limitation", "active", []),
            ("undetermined", "assisted", ["plateau", "no-gain"]),
        ],
    )
    def test_no_gain_is_held_only_against_what_training_is_to_move(self, category, mode, reasons):
        began = DAY - timedelta(weeks=7)
        finding = {"movement": "rotation", "direction": "left", "position": "lumbar-locked", "category": category}
        sessions = [Session(began + timedelta(days=day), 6, 6) for day in range(50)]
        told = {"plan": plan(began), "sessions": sessions, "seeks_more": True, "results": [{"findings": [finding]}]}
        assert self.reasons(trials=growing(range(8), 0.0, mode=mode), **told) == reasons

    def test_pain_is_about_the_whole_person_and_stands_first(self):
        sessions = [Session(DAY, 1, 6, pain_before=1, pain_during=7)]
        found = referred(Record(DAY, trials=growing(range(8), -2.0), sessions=sessions))
        assert [one.reason for one in found] == ["pain", "decline"]
        assert found[0].about == ()

    def test_pain_of_an_earlier_session_is_over(self):
        sessions = [Session(DAY - timedelta(days=2), 1, 6, pain_before=1, pain_during=7), Session(DAY, 6, 6, 0, 1)]
        assert self.reasons(trials=growing(range(8), 1.0), sessions=sessions) == []

    @pytest.mark.parametrize(("results", "reasons"), [(2, ["undetermined-twice"]), (1, [])])
    def test_two_days_without_an_answer(self, results, reasons):
        finding = {"movement": "rotation", "direction": "left", "position": "lumbar-locked", "category": "undetermined"}
        assert self.reasons(trials=growing(range(2), 0.0), results=[{"findings": [finding]}] * results) == reasons


class TestNextTest:
    def test_nobody_measured_has_none(self):
        assert next_test(Record(DAY)) is None

    def test_at_the_start_it_is_within_days_later_within_weeks(self):
        early = next_test(Record(DAY, trials=growing(range(1), 0.0)))
        late = next_test(Record(DAY, trials=growing(range(8), 0.0)))
        assert (early.latest - DAY).days == 3
        assert (late.earliest - DAY).days == 14
        assert not late.due

    def test_due_and_late(self):
        record = Record(DAY + timedelta(days=40), trials=growing(range(8), 0.0))
        assert next_test(record).late
        assert next_test(Record(DAY + timedelta(days=20), trials=growing(range(8), 0.0))).due


class TestTrainingBegan:
    def test_it_is_the_first_session_in_which_anything_was_done(self):
        began = DAY - timedelta(days=20)
        sessions = [Session(began - timedelta(days=1), 6, 6), Session(began, 0, 6), Session(began + timedelta(days=3), 2, 6)]
        assert Record(DAY, sessions=sessions, plan=plan(began)).training_began == began + timedelta(days=3)
        assert Record(DAY, sessions=sessions).training_began is None

    def test_somebody_who_only_measures_can_still_change(self):
        """A plan that starts anew with each test before any session does not make every day a baseline."""
        record = Record(DAY, trials=growing(range(8), 3.0), plan=plan(DAY))
        assert [one.trend.verdict for one in record.series] == ["improved"]


@pytest.mark.django_db
class TestGathered:
    def test_upkeep_on_a_day_without_training_is_neither_asked_for_nor_done(self, guest):
        finished(measured_days(guest, 2))
        today = timezone.localdate()
        sat(guest, today - timedelta(days=2), training_day=False)
        trained(guest, 1)
        record = gather(guest, today)
        assert [(one.done, one.prescribed) for one in record.sessions] == [(0, 0), (5, 5)]
        assert record.upkeep == {today - timedelta(days=2)}

    def test_the_plan_the_days_and_the_pain_are_those_of_training(self, guest):
        finished(measured_days(guest, 3))
        trained(guest, 3, pain=(0, 2, 3, 1))
        record = gather(guest, timezone.localdate())
        assert record.plan.days_per_week == 7
        assert record.seeks_more is True
        assert record.sessions[-1].pain_after == 3
        assert record.weeks[0].sessions == 3

    def test_moves_are_those_that_still_hold(self, guest):
        finished(measured_days(guest, 2))
        began = gather(guest, timezone.localdate()).plan.began
        DayMove.objects.create(person=guest, from_day=began, to_day=began + timedelta(days=1))
        assert began in gather(guest, timezone.localdate()).plan.prescribed

    def test_the_document_says_what_the_page_says(self, guest):
        finished(measured_days(guest, 3))
        record = gather(guest, timezone.localdate())
        document = progress_document(record)
        said = next_test(record)
        assert {one["retest"]["text"] for one in document["series"]} == {said.text}
        assert report(record).next_test == said
