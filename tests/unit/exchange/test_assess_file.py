from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.examples import example_names, example_text
from supple.exchange.assess_file import AssessInput, parse_assess_text
from supple.problems import InputProblem
from supple.programme.words import Equipment
from supple.quantities import Assist, Direction, Mode, Movement, Position


def refusal(call: Callable[[], object]) -> str:
    """What an input was refused with; empty where it was taken."""
    try:
        call()
    except InputProblem as found:
        return str(found)
    return ""


GOOD = """[person]
age_years = 41
minutes_per_day = 12
days_per_week = 5
equipment = ["stick", "wall"]
can_kneel = true
goal = "serve freely"

[screening]
pain_now = 2

[[trial]]
movement = "rotation"
direction = "left"
mode = "assisted"
position = "lumbar-locked"
instrument = "phone"
value_deg = 41
day = 2026-11-22
time = 07:30:00
assist = "floor-push"
pain = 0
order = 1
[[trial]]
movement = "flexion"
mode = "active"
position = "seated"
instrument = "phone"
value_deg = 30.5
day = 2026-11-22

[[recording]]
file = "a.sto"
position = "standing"
mode = "active"
day = 2026-11-22
"""


def parse(text: str) -> AssessInput:
    return parse_assess_text(text, "a.toml", Path("folder"))


def problem(text: str) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        parse(text)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_whole_file():
    given = parse(GOOD)
    assert given.person.age_years == 41
    assert given.person.equipment == {Equipment.STICK, Equipment.WALL}
    assert given.answers == {"pain_now": 2}
    assert given.where["pain_now"] == "a.toml:10"
    left, flexion = given.trials
    assert (left.movement, left.direction, left.mode) == (Movement.ROTATION, Direction.LEFT, Mode.ASSISTED)
    assert (left.position, left.assist, left.time) == (Position.LUMBAR_LOCKED, Assist.FLOOR_PUSH, time(7, 30))
    assert (flexion.direction, flexion.value_deg, flexion.day) == (None, 30.5, date(2026, 11, 22))
    (recording,) = given.recordings
    assert recording.path == Path("folder/a.sto")
    assert recording.where == "a.toml:33"


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("[person]", "[persons]", 1, "did you mean person?"),
        ("age_years", "age_year", 2, "did you mean age_years?"),
        ("age_years = 41", 'age_years = "41"', 2, "without quotes"),
        ("age_years = 41", "age_years = 410", 2, "1 to 120"),
        ("age_years = 41", "age_years = nan", 2, "a number"),
        ("minutes_per_day = 12", "minutes_per_day = 0", 3, "3 to 180"),
        ("days_per_week = 5", "days_per_week = 8", 4, "1 to 7"),
        ('["stick", "wall"]', '"stick"', 5, "a list"),
        ('["stick", "wall"]', '["stik"]', 5, "did you mean stick?"),
        ("can_kneel = true", 'can_kneel = "yes"', 6, "true or false"),
        ("[screening]", "[[screening]]", 9, "single brackets"),
        ('movement = "rotation"\n', 'movement = "rotate"\n', 13, "did you mean rotation?"),
        ('movement = "rotation"\n', "", 12, "without movement"),
        ('direction = "left"\n', "", 12, "a rotation without direction"),
        ('direction = "left"', 'direction = "links"', 14, "one of left, right"),
        ('mode = "assisted"', 'mode = "assist"', 15, "did you mean assisted?"),
        ('mode = "assisted"', 'mode = "active"', 21, "not assisted"),
        ('mode = "assisted"\n', "", 12, "without mode"),
        ('position = "lumbar-locked"\n', "", 12, "without position"),
        ('position = "lumbar-locked"', 'position = "lumbar locked"', 16, "did you mean lumbar-locked?"),
        ("value_deg = 41", "value_deg = 500", 18, "at most 150 degrees"),
        ("value_deg = 41", "value_deg = -4", 18, "0 or more"),
        ("value_deg = 41", "value_deg = nan", 18, "a number"),
        ("value_deg = 41", "value_deg = inf", 18, "a number"),
        ("value_deg = 41", "value_deg = true", 18, "a number"),
        ("value_deg = 41", 'value_deg = "41"', 18, "without quotes"),
        ("day = 2026-11-22\ntime", 'day = "2026-11-22"\ntime', 19, "without quotes"),
        ("day = 2026-11-22\ntime", "day = 2026-11-22T07:00:00\ntime", 19, "a date"),
        ("day = 2026-11-22\ntime", "day = 1926-11-22\ntime", 19, "2000 to 2099"),
        ("day = 2026-11-22\ntime", "day = 2026-11-32\ntime", 19, "TOML"),
        ("time = 07:30:00", 'time = "07:30"', 20, "a time"),
        ("pain = 0", "pain = 11", 22, "0 to 10"),
        ("order = 1", "order = 0", 23, "1 to 10000"),
        ("order = 1", "order = 1\norder = 2", 24, "toml"),
        ('movement = "flexion"', 'movement = "flexion"\ndirection = "left"', 26, "direction in a trial of flexion"),
        ('file = "a.sto"', "file = 3", 33, "a file's name"),
        ('file = "a.sto"\n', "", 32, "without file"),
        ('position = "standing"', 'position = "stand"', 34, "one of"),
    ],
)
def test_each_wrong_thing_is_named_at_its_line(old, new, line, says):
    assert GOOD.count(old) >= 1
    found = problem(GOOD.replace(old, new, 1))
    assert found.where == f"a.toml:{line}"
    assert says.lower() in str(found).lower()


def test_a_trial_entered_twice():
    second = GOOD[GOOD.index("[[trial]]") : GOOD.index('[[trial]]\nmovement = "flexion"')]
    found = problem(GOOD + second)
    assert found.where == "a.toml:37"
    assert "a.toml:12" in found.found


@pytest.mark.parametrize(
    "text", ["", "[person]\nage_years = 4\n", "[trial]\nmode = 'active'\n", "trial = 3", "trial = [3]", "recording = {}"]
)
def test_files_without_measurements(text):
    problem(text)


@given(st.data())
def test_a_damaged_file_is_read_or_refused_in_one_line(data):
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 30)))
    damaged = GOOD[:start] + data.draw(st.text(max_size=10)) + GOOD[end:]
    assert "\n" not in refusal(lambda: parse(damaged))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.times() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.sampled_from(["person", "screening", "trial", "recording"]),
    st.sampled_from(
        ["age_years", "equipment", "goal", "mode", "movement", "direction", "value_deg", "day", "time", "pain", "file", "rater"]
    ),
    _VALUES,
)
def test_any_value_at_any_key_is_read_or_refused_in_one_line(section, key, value):
    from supple.exchange.assess_file import _assess_input
    from supple.exchange.toml_text import TomlText

    data: dict[str, object] = {"person": {}, "trial": [dict(_trial())], "recording": []}
    target: dict[str, object] = {**_trial(), key: value} if section == "trial" else {key: value}
    data[section] = [target] if section in ("trial", "recording") else target
    assert "\n" not in refusal(lambda: _assess_input(TomlText("a.toml", data, {}), Path()))


def _trial() -> dict[str, object]:
    return {
        "movement": "rotation",
        "direction": "left",
        "mode": "active",
        "position": "seated",
        "instrument": "phone",
        "value_deg": 40.0,
        "day": date(2026, 11, 22),
    }


@pytest.mark.parametrize("name", [name for name in example_names() if name.endswith(".toml") and name != "my-criteria.toml"])
def test_the_bundled_files_are_whole_and_say_that_they_are_made_up(name):
    text = example_text(name)
    parse(text)
    assert "made-up person" in text.splitlines()[0] or name == "recording.toml"
