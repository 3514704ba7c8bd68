"""The table of marks: what comes with Supple, and what a clinic's own may and may not say."""

import pytest

from builders.trials import trial
from supple.evidence import figure
from supple.findings.criteria import criterion_for, default_criteria, load_criteria, parse_criteria
from supple.findings.judgement import judge
from supple.problems import InputProblem
from supple.quantities import Instrument, Movement, Position, Quantity

GOOD = """
[[criterion]]
movement = "rotation"
position = "half-kneeling"
value_deg = 42
source = "our clinic, 2026"
strength = "convention"
"""


def test_the_marks_that_come_with_supple_are_conventions_with_a_source_and_a_healthy_mean():
    rows = default_criteria()
    assert [(row.position, row.value_deg) for row in rows] == [("lumbar-locked", 50.0), ("seated", 45.0)]
    for row in rows:
        assert row.strength == "convention"
        assert figure(row.source).numbers[0] == row.value_deg
        assert row.healthy_mean_source is not None
        assert figure(row.healthy_mean_source).numbers[0] == row.healthy_mean_deg


def test_a_clinics_own_table_replaces_it(tmp_path):
    file = tmp_path / "marks.toml"
    file.write_text(GOOD, encoding="utf-8")
    (mark,) = load_criteria(file)
    assert (mark.value_deg, mark.source, mark.healthy_mean_deg) == (42.0, "our clinic, 2026", None)
    given = [trial(60.0, rater="Kim", position=Position.HALF_KNEELING, instrument=Instrument.INCLINOMETER)]
    (finding,) = judge(given, criteria=[mark])
    assert finding.criterion is mark
    (locked,) = judge([trial(60.0)], criteria=[mark])
    assert locked.criterion is None


def test_a_trunk_turn_meets_no_mark():
    kind = trial(quantity=Quantity.TRUNK_TURN).kind
    assert criterion_for(default_criteria(), Movement.ROTATION, kind) is None


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("", None, r"no \[\[criterion\]\] row"),
        ("criterion = 3", None, r"no \[\[criterion\]\] row"),
        ("criterion = [1]", None, r"no \[\[criterion\]\] row"),
        ("[[criterion]\n", 1, "no TOML"),
        (GOOD + "x = \n", 8, "no TOML"),
        (GOOD.replace("rotation", "twist"), 3, "movement 'twist'"),
        (GOOD.replace("half-kneeling", "bed"), 4, "position 'bed'"),
        (GOOD.replace("42", "0"), 5, "value_deg 0"),
        (GOOD.replace("42", "151"), 5, "value_deg 151"),
        (GOOD.replace("42", "nan"), 5, "value_deg nan"),
        (GOOD.replace("42", "true"), 5, "value_deg True"),
        (GOOD.replace("42", '"42"'), 5, "value_deg '42'"),
        (GOOD.replace("our clinic, 2026", " "), 6, "source ' '"),
        (GOOD.replace('"convention"', '"strong"'), 7, "strength 'strong'"),
        (GOOD.replace('source = "our clinic, 2026"\n', ""), 2, "without source"),
        (GOOD + "colour = 1\n", 8, "unknown key 'colour'"),
        (GOOD + "healthy_mean_deg = -1\n", 8, "healthy_mean_deg -1"),
        (GOOD + "healthy_mean_source = 3\n", 8, "healthy_mean_source 3"),
        (GOOD + GOOD, 9, "a second mark for rotation half-kneeling"),
    ],
)
def test_a_wrong_table_is_one_clear_line(text, line, found):
    with pytest.raises(InputProblem, match=found) as raised:
        parse_criteria(text, "marks.toml")
    assert raised.value.where == ("marks.toml" if line is None else f"marks.toml:{line}")
    assert "\n" not in str(raised.value)


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    with pytest.raises(InputProblem, match="no file that can be read"):
        load_criteria(tmp_path / "absent.toml")
    (tmp_path / "latin.toml").write_bytes(b'x = "\xff"')
    with pytest.raises(InputProblem, match="not UTF-8"):
        load_criteria(tmp_path / "latin.toml")
    with pytest.raises(InputProblem, match="no file that can be read"):
        load_criteria(tmp_path)
