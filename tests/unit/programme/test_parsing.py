"""A wrong catalogue says what is wrong, and where."""

from __future__ import annotations

from importlib import resources

import pytest

from supple.problems import InputProblem
from supple.programme.exercises import catalogue, read_catalogue

FOLDER = resources.files("supple.programme").joinpath("catalogue")
CONTROL = FOLDER.joinpath("control.toml").read_text(encoding="utf-8")
FIRST = '[[exercise]]\nid = "half-kneeling-rotation-stick"'


@pytest.mark.parametrize(
    ("old", "new", "where", "found"),
    [
        ("rank = 1\n", "", "control.toml:half-kneeling-rotation-stick:rank", "missing"),
        ("rank = 1\n", "rank = 1.5\n", "control.toml:half-kneeling-rotation-stick:rank", "1.5"),
        ("rank = 1\n", "rank = 1\ncolour = 2\n", "colour", "unknown key"),
        ('posture = "half-kneeling"', 'posture = "hanging"', "posture", "'hanging'"),
        ('equipment = ["stick"]', 'equipment = "stick"', "equipment", "'stick'"),
        ('equipment = ["stick"]', 'equipment = ["broom"]', "equipment", "'broom'"),
        ('"kneeling", "dizziness"', '"kneeling", "boredom"', "contraindications", "boredom"),
        ('harder = ["split-stance-rotation-band", "bear-rotation"]', 'harder = ["handstand"]', "harder", "handstand"),
        ('harder = ["split-stance-rotation-band", "bear-rotation"]', 'harder = ["seated-rotation"]', "harder", "->"),
        ('source = "convention"', 'source = "a-friend"', "source", "a-friend"),
        ('end_range = "active"', 'end_range = "held"', "end_range", "held"),
        ("sets = 2, reps = 6", "sets = 2, reps = 0", "reps", "0"),
        ("sets = 2, reps = 6", "sets = 2, reps = true", "reps", "True"),
        ("out_s = 3", "out_s = nan", "out_s", "nan"),
        ("days_per_week = 5", "days_per_week = 8", "days_per_week", "8"),
        ("least = { sets = 1, reps = 4 }", "least = { sets = 3, reps = 4 }", "sets", "3, 2, 3"),
        ("least = { sets = 1, reps = 4 }", "least = 4", "least", "4"),
        ('name = "Half-kneeling turn with a stick"', 'name = " "', "name", "' '"),
        (FIRST, '[[exercise]]\nid = "bear-rotation"', "bear-rotation:id", "twice"),
        (FIRST, "[other]\n" + FIRST, "control.toml", "other tables"),
        ("rank = 1\n", "rank = \n", "control.toml", "line"),
    ],
)
def test_one_thing_wrong(old, new, where, found):
    assert old in CONTROL
    with pytest.raises(InputProblem) as caught:
        read_catalogue({"control.toml": CONTROL.replace(old, new, 1)})
    assert where in caught.value.where
    assert found in caught.value.found


def test_an_unknown_exercise_is_one_clear_line():
    with pytest.raises(InputProblem, match="no such exercise"):
        catalogue()["handstand"]
