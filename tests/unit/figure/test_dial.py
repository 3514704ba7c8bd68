from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from builders.drawings import KIND, SVG, parsed, path_points, walk, words_of
from builders.gallery import DIALS, OTHER_DAY, both, dial, value
from builders.trials import measurement, trials
from supple.figure.dial import NEEDLE_SUFFIX, Dial, DialMark, DialSide, DialValue, Target, dial_of, draw_dial, live_dial
from supple.figure.dial.geometry import CENTRE
from supple.findings import judge
from supple.findings.model import Category, EndRange, Finding
from supple.problems import InputProblem
from supple.quantities import Assist, Direction, Instrument, Mode, Movement, Position
from supple.words import INSTRUMENT_TITLE, MODE_TITLE


def said(drawn):
    return [words.text for words in words_of(parsed(drawn.svg))]


def finding(direction="left", active=None, end=None, *, position=Position.LUMBAR_LOCKED, movement=Movement.ROTATION):
    return Finding(
        movement=movement,
        direction=Direction(direction) if direction else None,
        position=position,
        category=Category.NO_CRITERION,
        probabilities={},
        active=active,
        end_range=EndRange(end.kind.mode, end, end.kind.assist) if end else None,
        criterion=None,
        reasons=(),
        next_trial=None,
    )


def other_kind(measured, **fields):
    return replace(measured, kind=replace(measured.kind, **fields))


def test_both_sides_say_their_numbers():
    words = said(draw_dial(DIALS["both sides"]))
    assert {"Left", "Right", "42° ± 5", "47° ± 5", "55° ± 4", "58° ± 4", "50°", "mark 50° (convention)"} <= set(words)
    assert words.count("50°") == 2


def test_the_description_says_the_same():
    description = draw_dial(DIALS["both sides"]).description
    for part in ("To the left: 42.0° by yourself (active) (95 %: 36.9 to 47.1)", "55.0°", "The mark is 50° (convention)."):
        assert part in description


def test_what_was_not_measured_is_said_and_never_zero():
    drawn = draw_dial(DIALS["one side"])
    assert said(drawn).count("not measured") == 2  # in its place on the dial, and in its place among the numbers
    assert "To the right: not measured." in drawn.description
    assert [row[2] for row in drawn.table.rows if row[0] == "right"] == ["not measured"] * 2
    assert "0° ± 0" not in drawn.svg


@pytest.mark.parametrize("name", ["another day only", "mark on the scale's figures", "nothing"])
def test_a_mark_or_another_day_does_not_stand_for_a_measurement(name):
    empty = sum(not side.measured for _, side in DIALS[name].sides)
    middles = [words for words in words_of(parsed(draw_dial(DIALS[name]).svg)) if words.text == "not measured"]
    assert sum(words.bottom < CENTRE[1] for words in middles) == empty > 0


def test_an_end_range_alone_leaves_the_active_one_open():
    drawn = draw_dial(DIALS["end range alone"])
    assert "To the left: by yourself (active) not measured, 50.0°" in drawn.description


@pytest.mark.parametrize(
    ("name", "words"),
    [("painful", "painful, testing"), ("one side", "cannot tell yet"), ("no criterion", "no mark to hold it against")],
)
def test_states_are_written_on_the_picture(name, words):
    assert words in said(draw_dial(DIALS[name]))


def test_the_mark_says_that_it_is_a_convention_only_where_it_is():
    stated = replace(DIALS["both sides"].left.mark, strength="derived")
    sides = [replace(one, mark=stated) for one in (DIALS["both sides"].left, DIALS["both sides"].right)]
    drawn = draw_dial(dial(*sides))
    assert "mark 50° (derived)" in said(drawn)
    assert "convention" not in drawn.svg


def test_the_other_day_is_named():
    drawn = draw_dial(DIALS["with another day"])
    assert said(drawn).count("on 2 Nov 2026") == 2
    assert "on 2 Nov 2026 36.0° by yourself (active)" in drawn.description


def test_other_days_that_differ_are_not_given_one_name():
    sides = [both(42, 55, earlier_active=value(36, 2.6, OTHER_DAY + timedelta(days=days))) for days in (0, 7)]
    assert "on the other day" in said(draw_dial(dial(*sides)))


def test_an_error_below_half_a_degree_is_not_called_none():
    assert "42° ± 0.4" in said(draw_dial(dial(DialSide(value(42, 0.2)))))


@pytest.mark.parametrize(("mean", "sem"), [(math.nan, 1.0), (40.0, math.nan), (math.inf, 1.0), (40.0, -1.0)])
def test_a_value_is_a_number(mean, sem):
    with pytest.raises(ValueError, match="leave out"):
        DialValue(mean, sem)


@pytest.mark.parametrize("degrees", [math.nan, math.inf, -math.inf])
def test_a_mark_is_a_number(degrees):
    with pytest.raises(ValueError, match="leave out"):
        DialMark(degrees, "convention")


@pytest.mark.parametrize("name", ["both sides", "one side", "end range alone", "wide errors"])
def test_where_a_range_may_end_is_a_pattern_and_no_paler_colour(name):
    """A paler active range would look like the end range; lines do not, whatever the colours."""
    root = parsed(draw_dial(DIALS[name]).svg)
    shapes = [node.attrib for node, _ in walk(root) if node.tag == f"{SVG}path"]
    assert not any("fill-opacity" in one for one in shapes)
    dotted = [dots for paper, dots in pairwise(shapes) if (paper["class"], dots["class"]) == ("f-paper", "n s-active round")]
    values = [value for _, side in DIALS[name].sides for value in (side.active, side.end_range) if value]
    assert len(dotted) == len(values) > 0
    assert all(dots["d"].count("h0") >= 7 for dots in dotted)
    assert "dotted: somewhere in here (95 %)" in said(draw_dial(DIALS[name]))


@pytest.mark.parametrize("sem", [0.1, 2.6, 9.0])
def test_dots_lie_within_the_interval_and_those_of_the_end_range_are_pale_within(sem):
    drawn = draw_dial(dial(DialSide(value(45, sem), value(70, sem)))).svg
    shapes = [node.attrib for node, _ in walk(parsed(drawn)) if node.tag == f"{SVG}path"]
    end, active = [i for i, one in enumerate(shapes) if one["class"] == "n s-active round" and "h0" in one["d"]][:2]
    for at, mean in ((end, 70.0), (active, 45.0)):
        turns = [math.degrees(math.atan2(CENTRE[0] - x, CENTRE[1] - y)) for x, y in path_points(shapes[at]["d"])]
        assert len(turns) >= 7
        assert all(abs(turn - mean) <= 1.96 * sem + 0.02 for turn in turns)
        if sem > 1.0:  # both halves, nearly to their ends
            assert min(turns) < mean - 1.2 * sem
            assert max(turns) > mean + 1.2 * sem
    assert shapes[end + 1]["class"] == "n s-assisted round"
    assert shapes[end + 1]["d"] == shapes[end]["d"]
    assert shapes[active + 1]["class"] != "n s-assisted round"


def test_drawings_without_a_key_have_ids_of_their_own():
    one, other = DIALS["both sides"], DIALS["one side"]
    assert draw_dial(one).svg == draw_dial(one).svg
    ids = [
        re.findall(r'\bid="([^"]*)"', draw_dial(each, theme=theme).svg) for each in (one, other) for theme in ("light", "dark")
    ]
    assert len({name for names in ids for name in names}) == 8
    assert f'id="live{NEEDLE_SUFFIX}"' in live_dial().svg


def test_a_dial_is_of_its_kind_s_position():
    with pytest.raises(ValueError, match="cannot hold"):
        Dial(DialSide(), DialSide(), Position.SEATED, KIND)


def test_findings_of_an_assessment():
    made = [
        *trials((41, 42, 43)),
        *trials((46, 47, 48), direction="right"),
        *trials((54, 55, 56), "assisted"),
        *trials((57, 58, 59), "assisted", direction="right"),
    ]
    found = dial_of(judge(made))
    assert found.position is Position.LUMBAR_LOCKED
    assert (found.end_mode, found.assist) == (Mode.ASSISTED, Assist.FLOOR_PUSH)
    assert (found.left.active.mean_deg, found.right.end_range.mean_deg) == (42.0, 58.0)
    assert found.left.mark.strength == "convention"
    assert found.left.active.interval_deg[1] - 42.0 == pytest.approx(1.96 * found.left.active.sem_deg)


def test_earlier_findings_are_ghosts():
    now, before = finding(active=measurement(45.0)), finding(active=measurement(40.0, day=OTHER_DAY))
    found = dial_of([now], [before])
    assert found.left.earlier_active == DialValue(40.0, 2.0, 3, OTHER_DAY)
    assert not found.right.measured


def test_other_movements_are_left_out_and_a_dial_without_any_is_refused():
    bend = finding(None, movement=Movement.FLEXION)
    assert dial_of([bend, finding(active=measurement())]).left.measured
    with pytest.raises(InputProblem, match="no finding of a rotation"):
        dial_of([bend])


def test_a_finding_without_a_value_still_has_a_dial():
    painful = replace(finding(position=Position.SEATED), category=Category.PAINFUL)
    found = dial_of([painful])
    assert (found.kind, found.position, found.left.category) == (None, Position.SEATED, Category.PAINFUL)


LEFT, RIGHT = measurement(45.0), measurement(45.0, direction="right")
HELPED = [other_kind(one, mode=Mode.ASSISTED, assist=Assist.FLOOR_PUSH) for one in (LEFT, RIGHT)]


@pytest.mark.parametrize(
    "findings",
    [
        [finding(active=LEFT), finding(active=LEFT)],
        [finding(active=LEFT), finding("right", other_kind(RIGHT, instrument=Instrument.INCLINOMETER))],
        [finding(active=LEFT), finding("right", other_kind(RIGHT, position=Position.SEATED), position=Position.SEATED)],
        [finding(active=LEFT, end=other_kind(HELPED[0], instrument=Instrument.GONIOMETER))],
        [finding(active=LEFT, end=HELPED[0]), finding("right", RIGHT, other_kind(HELPED[1], assist=Assist.WALL))],
        [finding(active=LEFT, end=HELPED[0]), finding("right", RIGHT, other_kind(HELPED[1], mode=Mode.PASSIVE, assist=None))],
    ],
)
def test_kinds_are_never_pooled(findings):
    with pytest.raises(InputProblem) as problem:
        dial_of(findings)
    assert problem.value.where == "dial"
    assert str(problem.value).count("\n") == 0


def test_a_refusal_names_what_differs_in_words():
    goniometer = finding("right", other_kind(RIGHT, instrument=Instrument.GONIOMETER, placement=None))
    with pytest.raises(InputProblem) as problem:
        dial_of([finding(active=LEFT), goniometer])
    assert INSTRUMENT_TITLE[Instrument.GONIOMETER] in problem.value.found
    assert INSTRUMENT_TITLE[Instrument.PHONE] in problem.value.found
    passive = finding("right", RIGHT, other_kind(HELPED[1], mode=Mode.PASSIVE, assist=None))
    with pytest.raises(InputProblem) as problem:
        dial_of([finding(active=LEFT, end=HELPED[0]), passive])
    assert MODE_TITLE[Mode.PASSIVE] in problem.value.found


def test_a_side_measured_in_another_position_says_so():
    found = dial_of([finding(active=LEFT)], elsewhere=Direction)
    assert (found.left.elsewhere, found.right.elsewhere) == (False, True)
    drawn = draw_dial(found)
    assert "not measured" not in said(drawn)
    assert "To the right: not in this position." in drawn.description
    assert "not in this position" in said(drawn)


def test_another_day_of_another_kind_is_no_ghost():
    with pytest.raises(InputProblem, match="several kinds"):
        dial_of([finding(active=LEFT)], [finding(active=other_kind(LEFT, instrument=Instrument.GONIOMETER))])


def test_the_live_needle_is_one_group_about_the_centre():
    drawn = live_dial(Target(Direction.LEFT, 40, 50), key="practice")
    needles = [(node, held) for node, held in walk(parsed(drawn.svg)) if node.attrib.get("id") == f"practice{NEEDLE_SUFFIX}"]
    ((needle, held),) = needles
    assert "transform" not in needle.attrib  # the page's script owns it
    assert held["shift"] == f"{CENTRE[0]} {CENTRE[1]}"
    assert drawn.table.rows == (("left", 40, 50),)
    assert "never shown while measuring" in drawn.description


@pytest.mark.parametrize(("low", "high"), [(50, 40), (-1, 40), (40, 40), (40, 151), (40, math.nan), (math.nan, 40)])
def test_a_target_lies_on_the_scale(low, high):
    with pytest.raises(ValueError, match="target"):
        Target(Direction.LEFT, low, high)


@pytest.mark.parametrize("key", ["", "1a", "a b", "a'b", "ä", "a\n"])
def test_a_key_that_is_no_id_is_refused(key):
    with pytest.raises(ValueError, match="key"):
        draw_dial(DIALS["both sides"], key=key)
