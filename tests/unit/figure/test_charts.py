from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from builders.drawings import FIRST, MARK, SVG, history, motion, parsed, path_points, repetition, series, side, walk, words_of
from builders.gallery import SESSIONS
from builders.trials import trial
from supple.exchange.measuring import measure
from supple.figure.charts import (
    CalendarDay,
    DayState,
    adherence_calendar,
    calendar_days,
    pain_chart,
    repetition_chart,
    sides_chart,
    trend_chart,
)
from supple.findings.screening_pain import PainZone
from supple.motion.grading import REASON_TEXT
from supple.motion.pipeline import measure_motion
from supple.problems import InputProblem
from supple.progress.model import Session
from supple.quantities import Direction, Grade, Instrument, Movement, Position, Reason
from supple.simulation import Move, Rest, SimulationSpec, simulate
from supple.words import VERDICT_TITLE

EXAMPLES = Path(__file__).parents[3] / "src" / "supple" / "examples"


def said(drawn):
    return [words.text for words in words_of(parsed(drawn.svg))]


def paths(drawn, class_):
    return [
        node.attrib["d"] for node, _ in walk(parsed(drawn.svg)) if node.tag == f"{SVG}path" and node.attrib["class"] == class_
    ]


def shaded(d):
    """From and to of each area of a path, in units of the page."""
    areas = [[x for x, _ in path_points(f"M{piece}")] for piece in d.split("M")[1:]]
    return [(min(xs), max(xs)) for xs in areas]


def units_per_second(found, width=360.0):
    times = found.angles.time_s
    return (width - 16.0 - 58.0) / (times[-1] - times[0])


def bundled():
    return measure(EXAMPLES / "standing-rotation.sto", position="standing", mode="active").motion


def simulated():
    moves = [Move(direction=side, hold_s=hold) for hold in (0.0, 1.0, 3.0) for side in (Direction.LEFT, Direction.RIGHT)]
    script = (Rest(), *moves, Move(direction=Direction.LEFT, hold_s=4.0, dip_deg=8.0))
    return measure_motion(simulate(SimulationSpec(script=script, seed=3))[0], position=Position.SEATED, mode="active")


class TestTrend:
    def test_years_of_days_are_a_light_drawing_that_keeps_its_extremes(self):
        found = series(0.001, days=4000, every=1)
        drawn = trend_chart(found, trials=history(0.001, days=4000, every=1))
        assert len(drawn.svg) < 120_000
        assert len(drawn.table.rows) == 4000
        assert "the lowest and highest of each stretch are drawn" in drawn.description
        (means,) = paths(drawn, "f-active s-paper")[:1]
        ys = [path_points(f"M{piece}")[0][1] for piece in means.split("M")[1:]]
        values = [one.mean_deg for one in found.measurements]
        few = trend_chart(replace(found, measurements=found.measurements[:390]))
        assert "of which" not in few.description
        assert len(ys) < 1000
        # The same scale for all: the page's span is that of the numbers.
        grid = [float(words.text[:-1]) for words in words_of(parsed(drawn.svg)) if words.text.endswith("°") and words.right < 50]
        per_deg = 172.0 / (max(grid) - min(grid))
        assert max(ys) - min(ys) == pytest.approx((max(values) - min(values)) * per_deg, abs=0.2)

    @pytest.mark.parametrize("sign", [-1.0, 1.0])
    def test_an_interval_that_reaches_furthest_stays_though_its_other_end_is_like_all(self, sign):
        found = series(0.0, days=1000, every=1)
        days = list(found.measurements)
        middle = sum(one.mean_deg for one in days) / len(days)
        days[500] = replace(days[500], mean_deg=middle + sign * 20.0, sem_deg=days[500].sem_deg + 20.0 / 1.96)
        drawn = trend_chart(replace(found, measurements=tuple(days)))
        (bars,) = paths(drawn, "n s-ink")[:1]
        heights = [abs(ys[0] - ys[-1]) for ys in ([y for _, y in path_points(f"M{one}")] for one in bars.split("M")[1:])]
        assert sorted(heights)[-1] > 3.0 * sorted(heights)[-2]

    def test_the_last_days_of_all(self):
        found = series(days=5)
        moved = tuple(replace(one, day=date.max - timedelta(days=4 - i)) for i, one in enumerate(found.measurements))
        assert trend_chart(replace(found, measurements=moved)).svg

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
            CalendarDay(monday + timedelta(2), DayState.NOT_DONE, 0.0, 6, PainZone.STOP),
            CalendarDay(monday + timedelta(3), DayState.NOT_DONE),
            CalendarDay(monday + timedelta(4), DayState.NOT_PRESCRIBED),
            CalendarDay(monday + timedelta(5), DayState.TO_COME),
            CalendarDay(monday + timedelta(6), DayState.TO_COME),
        )

    def test_without_a_plan_of_days_none_is_not_done(self):
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

    @pytest.mark.parametrize(("state", "classes"), [("done", {"f-active"}), ("not done", {"n s-muted"})])
    def test_a_state_has_its_own_shape(self, state, classes):
        sessions = [Session(FIRST, 1 if state == "done" else 0, 1)]
        drawn = adherence_calendar(sessions, began=FIRST, until=FIRST + timedelta(6), days_per_week=7)
        assert state in said(drawn)
        assert all(paths(drawn, one) for one in classes)

    def test_almost_everything_is_not_everything(self):
        sessions = [Session(FIRST + timedelta(day), 249 if day == 3 else 250, 250) for day in range(7)]
        drawn = adherence_calendar(sessions, began=FIRST, until=FIRST + timedelta(6), days_per_week=7)
        assert said(drawn)[0] == "Done: 99% of what was prescribed"
        assert [row[3] for row in drawn.table.rows].count("99%") == 1

    @pytest.mark.parametrize(
        ("began", "until", "told"),
        [
            (date(2020, 1, 1), date(2023, 1, 1), "at most 1096 days"),
            (date(1, 1, 1), date.max, "at most 1096 days"),
            (date(9999, 12, 1), date.max, "a last day before"),
            (date(2026, 2, 1), date(2026, 1, 1), "a first day before the last"),
        ],
    )
    def test_spans_that_nobody_could_read_are_refused(self, began, until, told):
        for draw in (calendar_days, partial(adherence_calendar, days_per_week=5)):
            with pytest.raises(InputProblem, match=told):
                draw([], began=began, until=until)

    def test_three_years_are_drawn(self):
        assert len(adherence_calendar([], began=date(2020, 1, 1), until=date(2022, 12, 31), days_per_week=5).table.rows) == 1096

    def test_impossible_sessions_are_refused(self):
        with pytest.raises(InputProblem):
            adherence_calendar([Session(FIRST, 1, 1, pain_during=11)], began=FIRST, until=FIRST, days_per_week=7)


class TestPain:
    def test_a_strip_for_each_moment_and_a_row_for_each_session(self):
        told = Session(FIRST, 6, 6, pain_before=1, pain_during=4, pain_after=2)
        drawn = pain_chart([told])
        assert [words for words in said(drawn) if words in {"before", "during", "after", "next morning"}] == [
            "before",
            "during",
            "after",
            "next morning",
        ]
        assert drawn.table.rows == ((FIRST.isoformat(), 1, 4, 2, None),)
        assert said(drawn)[0] == "Last session: some pain (modify)"
        assert "next morning not asked" in drawn.description

    def test_more_pain_is_a_higher_bar(self):
        low, high = (
            paths(pain_chart([Session(FIRST, 1, 1, pain_during=pain)]), class_)[0]
            for pain, class_ in ((2, "f-good"), (8, "f-stop"))
        )
        heights = [max(ys) - min(ys) for ys in ([y for _, y in path_points(d)] for d in (low, high))]
        assert heights == pytest.approx([8.0, 32.0])

    def test_no_pain_is_a_dot_and_not_asked_is_nothing(self):
        assert paths(pain_chart([Session(FIRST, 1, 1, pain_before=0)]), "f-good")
        assert not paths(pain_chart([Session(FIRST, 1, 1)]), "f-good")

    @pytest.mark.parametrize(("days", "words"), [(60, "the worst of a week"), (700, "the worst of 3 weeks")])
    def test_of_many_sessions_the_worst_of_each_stretch_is_drawn(self, days, words):
        sessions = [Session(FIRST + timedelta(day), 1, 1, pain_during=7 if day == 31 else 1) for day in range(days)]
        drawn = pain_chart(sessions)
        assert any(words in line for line in said(drawn))
        assert len(paths(drawn, "f-stop")) == 1
        assert len(drawn.svg) < 20_000
        assert len(drawn.table.rows) == days

    def test_without_a_session_there_is_nothing_to_draw(self):
        with pytest.raises(InputProblem, match="no session"):
            pain_chart([])

    def test_pain_after_a_session_counts_as_any_other(self):
        after = Session(FIRST, 1, 1, pain_during=0, pain_after=6)
        assert calendar_days([after], began=FIRST, until=FIRST)[0].zone is PainZone.STOP
        with pytest.raises(InputProblem):
            adherence_calendar([Session(FIRST, 1, 1, pain_after=11)], began=FIRST, until=FIRST, days_per_week=7)


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

    def test_every_repetition_that_was_held_is_shaded(self):
        found = motion()
        let_go = replace(found.repetitions[0], holds_s=((6.0, 7.0), (7.5, 8.0)))
        never = replace(found.repetitions[1], hold_s=0.0, holds_s=())
        for repetitions in (found.repetitions, (let_go, never, *found.repetitions[2:])):
            (d,) = paths(repetition_chart(replace(found, repetitions=repetitions)), "f-assisted")
            held = [window for one in repetitions for window in one.holds_s]
            assert d.count("M") == d.count("z") == len(held)
            lengths = [end - start for start, end in shaded(d)]
            assert lengths == pytest.approx([(to - begin) * units_per_second(found) for begin, to in held], abs=0.11)

    @pytest.mark.parametrize("source", ["bundled", "simulated"])
    def test_what_is_shaded_lasts_as_long_as_the_hold_that_is_told(self, source):
        found = bundled() if source == "bundled" else simulated()
        turns = [one for one in found.repetitions if one.movement is Movement.ROTATION]
        held = [one for one in turns if one.hold_s > 0.0]
        assert len(held) >= 2
        for one in found.repetitions:
            assert sum(end - start for start, end in one.holds_s) == pytest.approx(one.hold_s)
            assert bool(one.holds_s) is (one.hold_s > 0.0)
        (d,) = paths(repetition_chart(found, width=2000.0), "f-assisted")
        assert d.count("M") == sum(len(one.holds_s) for one in held)
        pitch = units_per_second(found, 2000.0)
        total = sum(end - start for start, end in shaded(d)) / pitch
        assert total == pytest.approx(sum(one.hold_s for one in turns), abs=0.1 * d.count("M") / pitch)

    def test_no_hold_is_no_shade(self):
        drawn = repetition_chart(motion((repetition(Direction.LEFT, 3.0, 40.0, hold_s=0.0),)))
        assert "held" not in said(drawn)
        assert not paths(drawn, "f-assisted")

    def test_where_nothing_at_all_was_seen_nothing_is_shaded(self):
        drawn = repetition_chart(motion((repetition(Direction.LEFT, 3.0, 40.0),), hole_s=(-1.0, 99.0)))
        assert not paths(drawn, "f-assisted")

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

    def test_a_small_difference_could_be_error_and_is_not_called_so(self):
        words = " ".join(said(sides_chart(side(42, "left"), side(45.5, "right"))))
        assert "could be error alone" in words
        assert "explains" not in words

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
