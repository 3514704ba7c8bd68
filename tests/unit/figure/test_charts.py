from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders.drawings import FIRST, MARK, SVG, history, motion, parsed, repetition, series, side, walk, words_of
from builders.gallery import SESSIONS
from builders.trials import trial
from supple.figure.charts import (
    CalendarDay,
    DayState,
    adherence_calendar,
    calendar_days,
    repetition_chart,
    sides_chart,
    trend_chart,
)
from supple.figure.charts.repetition_marks import hold_window
from supple.findings.screening_pain import PainZone
from supple.motion.grading import REASON_TEXT
from supple.problems import InputProblem
from supple.progress.model import Session
from supple.quantities import Direction, Grade, Instrument, Movement, Position, Reason
from supple.words import VERDICT_TITLE


def said(drawn):
    return [words.text for words in words_of(parsed(drawn.svg))]


def paths(drawn, class_):
    return [
        node.attrib["d"] for node, _ in walk(parsed(drawn.svg)) if node.tag == f"{SVG}path" and node.attrib["class"] == class_
    ]


class TestTrend:
    def test_it_says_the_verdict_in_the_words_of_the_command_line(self):
        found = series(0.9)
        assert " ".join(said(trend_chart(found))).startswith(VERDICT_TITLE[found.trend.verdict])

    def test_calls_are_told_in_words_where_they_were_seen(self):
        found = series(0.9)
        drawn = trend_chart(found)
        assert found.trend.calls
        assert sum(words.startswith("real change +") for words in said(drawn)) == len(found.trend.calls)
        called = [row[0] for row in drawn.table.rows if row[-1]]
        assert called == [call.seen.isoformat() for call in found.trend.calls]

    def test_calls_without_room_are_still_lines_and_rows(self):
        found = series(1.6, days=40, base=30.0)
        drawn = trend_chart(found, width=320.0)
        assert sum("real change" in words for words in said(drawn)) < len(found.trend.calls)
        assert len(paths(drawn, "n s-muted")) >= len(found.trend.calls)
        assert sum(bool(row[-1]) for row in drawn.table.rows) == len(found.trend.calls)

    def test_the_mark_is_a_convention_and_says_so(self):
        assert "mark 50° (convention)" in said(trend_chart(series(), criterion=MARK))
        assert not any("mark" in words for words in said(trend_chart(series())))

    def test_a_row_for_each_day_and_its_trials(self):
        table = trend_chart(series(days=5), trials=history(days=5)).table
        assert len(table.rows) == 5
        assert all(row[4].count(",") == 2 for row in table.rows)

    def test_a_single_day_has_no_level_of_weeks(self):
        assert "level of the last weeks" not in said(trend_chart(series(days=1)))

    @pytest.mark.parametrize(
        "stranger",
        [
            {"instrument": Instrument.GONIOMETER, "placement": None},
            {"direction": "right"},
            {"mode": "assisted"},
            {"position": Position.SEATED},
        ],
    )
    def test_a_trial_of_another_kind_is_refused(self, stranger):
        with pytest.raises(ValueError, match="another kind"):
            trend_chart(series(), trials=[trial(**stranger)])

    @pytest.mark.parametrize("stranger", [{"position": Position.SEATED}, {"movement": Movement.FLEXION}])
    def test_a_mark_of_something_else_is_refused(self, stranger):
        with pytest.raises(ValueError, match="not that of this series"):
            trend_chart(series(), criterion=replace(MARK, **stranger))

    @pytest.mark.parametrize("width", [319.0, 0.0, 2001.0, float("nan")])
    def test_a_width_that_cannot_be_read_is_refused(self, width):
        with pytest.raises(ValueError, match="wide"):
            trend_chart(series(), width=width)


class TestCalendar:
    def test_states_of_days(self):
        monday = date(2026, 8, 3)
        sessions = [
            Session(monday, 6, 6, pain_during=2),
            Session(monday + timedelta(1), 3, 6, pain_during=4, pain_next_morning=1),
            Session(monday + timedelta(2), 0, 6, pain_before=6),
            Session(monday + timedelta(2), 0, 6),
        ]
        planned = [monday + timedelta(day) for day in (0, 3)]
        found = calendar_days(sessions, began=monday, until=monday + timedelta(4), prescribed=planned)
        assert found == (
            CalendarDay(monday, DayState.DONE, 1.0, 2, PainZone.GO),
            CalendarDay(monday + timedelta(1), DayState.PARTLY, 0.5, 4, PainZone.MODIFY),
            CalendarDay(monday + timedelta(2), DayState.MISSED, 0.0, 6, PainZone.STOP),
            CalendarDay(monday + timedelta(3), DayState.MISSED),
            CalendarDay(monday + timedelta(4), DayState.NOT_PRESCRIBED),
            CalendarDay(monday + timedelta(5), DayState.TO_COME),
            CalendarDay(monday + timedelta(6), DayState.TO_COME),
        )

    def test_without_a_plan_of_days_none_is_missed(self):
        found = calendar_days([], began=FIRST, until=FIRST + timedelta(13))
        assert {day.state for day in found} == {DayState.NOT_PRESCRIBED}

    def test_the_better_of_two_sessions_and_the_worse_pain(self):
        (day, *_) = calendar_days([Session(FIRST, 1, 4, pain_during=5), Session(FIRST, 3, 4, 0)], began=FIRST, until=FIRST)
        assert (day.share, day.pain) == (0.75, 5)

    def test_it_counts_as_the_science_counts(self):
        drawn = adherence_calendar(SESSIONS, began=FIRST, until=FIRST + timedelta(13), days_per_week=5)
        words = said(drawn)
        assert words[0].startswith("Done: ")
        # In sixths: 5, 3, 1, 6 and 2 in the first week; 0, 5, 3, 6, 4 and 2 in the second.
        assert [one for one in words if one.endswith(" of 5")] == ["2.8 of 5", "3.3 of 5"]

    def test_the_running_week_is_told_so_far(self):
        assert "0 so far" in said(adherence_calendar([], began=FIRST, until=FIRST, days_per_week=5))

    def test_nothing_prescribed_is_not_nothing_done(self):
        drawn = adherence_calendar([], began=FIRST, until=FIRST + timedelta(6), days_per_week=0)
        assert said(drawn)[0] == "Nothing was prescribed"
        assert {row[3] for row in drawn.table.rows} == {None}

    def test_pain_that_was_not_asked_has_no_sign(self):
        drawn = adherence_calendar([Session(FIRST, 1, 1)], began=FIRST, until=FIRST, days_per_week=7)
        assert not any("pain" in words for words in said(drawn))
        assert drawn.table.rows[0][4:] == (None, "pain not asked")

    @pytest.mark.parametrize(("state", "classes"), [("done", {"f-active"}), ("missed", {"n s-muted"})])
    def test_a_state_has_its_own_shape(self, state, classes):
        sessions = [Session(FIRST, 1 if state == "done" else 0, 1)]
        drawn = adherence_calendar(sessions, began=FIRST, until=FIRST + timedelta(6), days_per_week=7)
        assert state in said(drawn)
        assert all(paths(drawn, one) for one in classes)

    def test_impossible_sessions_are_refused(self):
        with pytest.raises(InputProblem):
            adherence_calendar([Session(FIRST, 1, 1, pain_during=11)], began=FIRST, until=FIRST, days_per_week=7)


class TestRepetitions:
    def test_peaks_and_grades(self):
        drawn = repetition_chart(motion())
        words = said(drawn)
        assert words[0].startswith("5 repetitions: 3 good, 1 usable, 1")
        assert {"40°", "43°", "47°", "51°", "good", "usable", "rejected, not counted", "left", "right"} <= set(words)
        assert "38°" not in words  # the rejected one is crossed, not told as a result

    def test_reasons_stand_in_the_table(self):
        rows = repetition_chart(motion()).table.rows
        assert rows[2][8:] == (
            "rejected, not counted",
            f"{REASON_TEXT[Reason.TOO_FAST]} {REASON_TEXT[Reason.LEANED]}",
        )
        assert rows[0][-1] is None

    def test_rejected_ones_are_hatched_and_crossed(self):
        assert paths(repetition_chart(motion()), "n s-stop round")
        good = tuple(one for one in motion().repetitions if one.grade is not Grade.REJECTED)
        drawn = repetition_chart(motion(good))
        assert not paths(drawn, "n s-stop round")
        assert not paths(drawn, "n s-stop")

    def test_left_is_up(self):
        left = (repetition(Direction.LEFT, 3.0, 40.0),)
        right = (repetition(Direction.RIGHT, 3.0, 40.0),)
        (up, *_), (down, *_) = (
            [words for words in words_of(parsed(repetition_chart(motion(side)).svg)) if words.text == "40°" and words.left > 60]
            for side in (left, right)
        )
        assert up.bottom < down.top

    def test_a_hold_is_the_stretch_about_the_peak(self):
        one = repetition(Direction.LEFT, 3.0, 40.0)
        angles = motion((one,)).angles
        start, end = hold_window(one, angles.time_s, angles.axial_rotation_deg)
        # Out at 40/3 degrees a second: the last 3 degrees take 0.225 s on either side of the 2 s held.
        assert angles.time_s[start] == pytest.approx(6.0 - 0.225, abs=0.011)
        assert angles.time_s[end] == pytest.approx(8.0 + 0.225, abs=0.011)

    def test_no_hold_is_no_shade(self):
        drawn = repetition_chart(motion((repetition(Direction.LEFT, 3.0, 40.0, hold_s=0.0),)))
        assert "held" not in said(drawn)
        assert not paths(drawn, "f-assisted")

    def test_a_peak_that_nobody_saw_has_no_hold(self):
        one = repetition(Direction.LEFT, 3.0, 40.0)
        angles = motion((one,), hole_s=(2.0, 12.0)).angles
        assert hold_window(one, angles.time_s, angles.axial_rotation_deg) is None

    def test_other_movements_are_left_out(self):
        bend = repetition(None, 3.0, 30.0, movement=Movement.FLEXION)
        found = motion()
        assert len(repetition_chart(replace(found, repetitions=(bend, *found.repetitions))).table.rows) == 5

    def test_holes_break_the_line(self):
        whole, broken = (paths(repetition_chart(motion(hole_s=hole)), "n s-active round")[0] for hole in (None, (16.0, 19.0)))
        assert (whole.count("M"), broken.count("M")) == (1, 2)


class TestSides:
    def test_a_difference_beyond_error(self):
        drawn = sides_chart(side(47, "left"), side(35, "right"))
        assert " ".join(said(drawn)).startswith("Less to the right than to the left, beyond measurement error")
        assert "left less right is 12.0°, and 10.0° can be told apart from error" in drawn.description

    def test_a_difference_within_error(self):
        drawn = sides_chart(side(42, "left"), side(45.5, "right"))
        assert drawn.description.startswith("No difference between the sides beyond measurement error.")
        assert drawn.table.rows[2][1] == pytest.approx(-3.5)

    @pytest.mark.parametrize(
        "right",
        [side(40, "left"), side(40, "right", rater="Kim"), side(40, "right", mode="assisted")],
        ids=["side", "rater", "mode"],
    )
    def test_only_equals_are_compared(self, right):
        with pytest.raises(InputProblem):
            sides_chart(side(42, "left"), right)

    def test_a_mark_of_another_position_is_refused(self):
        with pytest.raises(ValueError, match="mark"):
            sides_chart(side(42, "left"), side(40, "right"), criterion=replace(MARK, position=Position.SEATED))
