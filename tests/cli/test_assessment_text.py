"""What a person reads of an assessment: screening first and calm, every exercise explained, one clear next step."""

from pathlib import Path

import pytest

from supple.examples import example_text
from supple.exchange.assess_file import read_assess_file
from supple.exchange.assessment import assess
from supple_cli.main import run
from supple_cli.printing.programme import both_ways

NAMES = ["stiff", "control", "enough", "borderline", "painful", "undetermined", "recording"]
TRIAL = """[[trial]]
movement = "rotation"
direction = "{side}"
mode = "active"
position = "lumbar-locked"
instrument = "inclinometer"
value_deg = {value}
day = 2026-11-02
rater = "Ann"
pain = 0
"""


def text_of(capsys: pytest.CaptureFixture[str], path: Path) -> str:
    capsys.readouterr()
    assert run(["assess", str(path)]) == 0
    return " ".join(capsys.readouterr().out.split())


def written(tmp_path: Path, head: str, *, values: tuple[float, ...] = (65.0, 66.0, 64.0)) -> Path:
    path = tmp_path / "me.toml"
    trials = [TRIAL.format(side=side, value=value) for side in ("left", "right") for value in values]
    path.write_text(head + "\n" + "\n".join(trials))
    return path


@pytest.mark.parametrize("name", NAMES)
def test_examples_answer_the_whole_screening(examples: Path, name: str):
    given = read_assess_file(examples / f"{name}.toml")
    assert assess(given).screening.unanswered == ()


def test_a_whole_screening_is_said_in_one_line(capsys, examples: Path):
    text = text_of(capsys, examples / "enough.toml")
    assert "Nothing here speaks against testing and moving." in text
    assert "not answered" not in text


def test_missing_answers_are_named_before_anything_else(capsys, tmp_path: Path):
    text = text_of(capsys, written(tmp_path, "[person]\nage_years = 40\n[screening]\npain_now = 0"))
    assert "33 screening questions not answered yet." in text
    assert text.index("not answered yet") < text.index("Rotation, sitting")
    assert "--out my-screening.toml" in text


def test_what_pain_closes_is_said(capsys, tmp_path: Path):
    text = text_of(capsys, written(tmp_path, "[screening]\npain_now = 5"))
    assert "Pain of 4 or 5: your own gentle movement only" in text
    assert "Closed for now: helped tests (assisted, passive), long holds" in text
    assert "Still open: tests by yourself (active)." in text


def test_a_limit_is_no_all_clear(capsys, tmp_path: Path):
    text = text_of(capsys, written(tmp_path, '[screening]\npain_now = 0\nosteoporosis = "yes"'))
    assert "speaks against" not in text
    assert "within the limits named here" in text


def test_no_programme_says_where_to_go_once(capsys, tmp_path: Path):
    text = text_of(capsys, written(tmp_path, "[screening]\npain_now = 7"))
    assert "Closed for now: all tests and exercises." in text
    assert "No programme today ------------------ Screening allows no movement. Next" in text


def test_how_todays_exercises_are_done(capsys, examples: Path):
    given = assess(read_assess_file(examples / "stiff.toml"))
    assert given.programme is not None
    text = text_of(capsys, examples / "stiff.toml")
    for one in given.programme.now.exercises:
        assert all(" ".join(cue.split()) in text for cue in one.exercise.cues)
        assert one.exercise.breath.pattern in text


def test_the_next_trial_is_named_with_its_side_and_day(capsys, tmp_path: Path):
    text = text_of(capsys, written(tmp_path, "[screening]\npain_now = 0", values=(41.0,)))
    assert "One more trial in the test of 2026-11-02: turn to the left (rotation), by yourself (active)" in text
    assert "If that day is over" in text


def test_enough_is_fine_stop(capsys, examples: Path):
    assert "Next ---- Fine, stop: nothing here needs training." in text_of(capsys, examples / "enough.toml")


def test_both_sides_are_said_once():
    same = ["Turning left: rest.", "a note", "Turning right: rest.", "Turning right: go."]
    assert both_ways(same) == ["Turning either way: rest.", "a note", "Turning right: go."]


def test_a_phase_with_the_same_exercises_does_not_repeat_them(capsys, tmp_path: Path):
    head = '[person]\nage_years = 62\n[screening]\npain_now = 0\nosteoporosis = "yes"'
    text = text_of(capsys, written(tmp_path, head, values=(35.0, 36.0, 34.0)))
    if "Strength at the end" in text:
        assert "The same exercises as in the phase before." in text


def test_changed_examples_are_never_overwritten(supple, tmp_path: Path):
    assert supple("demo", "--write", str(tmp_path)).status == 0
    assert supple("demo", "--write", str(tmp_path)).status == 0
    mine = tmp_path / "stiff.toml"
    mine.write_text(example_text("stiff.toml").replace("35.5", "36.5"))
    refused = supple("demo", "--write", str(tmp_path))
    assert (refused.status, refused.out) == (2, "")
    assert "36.5" in mine.read_text()


def test_a_filled_in_form_is_never_overwritten(supple, tmp_path: Path):
    form = tmp_path / "my-screening.toml"
    assert supple("export", "screening", "--out", str(form)).status == 0
    form.write_text("mine")
    assert supple("export", "screening", "--out", str(form)).status == 2
    assert form.read_text() == "mine"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("value_deg = 35.5", "value_deg = 35,5", "a point instead of the comma"),
        ('direction = "right"', "direction = right", "between double quotes"),
        ("[[trial]]", "[trial]", "[[trial]]"),
        ("day = 2026-11-02", "day = 2.11.2026", "year, month, day"),
        ("fever = false", "fever = no", "true or false"),
        ("fever = false", "fever =", "a value behind the ="),
        ('movement = "rotation"', 'movement = "twist"', "one of rotation, flexion, extension;"),
    ],
)
def test_slips_of_people_who_never_met_toml(supple, tmp_path: Path, *, old, new, says):
    path = tmp_path / "me.toml"
    path.write_text(example_text("stiff.toml").replace(old, new, 1))
    done = supple("assess", str(path))
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{path}:")
    assert says in done.err


def test_the_wrong_kind_of_file_is_named(supple):
    assert "supple progress" in supple("assess", "history.csv").err
    assert "supple measure" in supple("assess", "standing-rotation.sto").err
    assert "supple assess" in supple("progress", "stiff.toml").err
