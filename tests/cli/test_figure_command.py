"""``supple figure``: everything it lists it draws, and what does not go is one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from supple_cli import figures
from supple_cli.main import run

EXAMPLES = Path(__file__).parents[2] / "src" / "supple" / "examples"
RESULTS = {"dial": "control.toml", "sides": "control.toml", "repetitions": "standing-rotation.sto"}
NAMES = [name for name, _ in figures.everything()]


@pytest.mark.parametrize("what", [name for name in NAMES if name not in {*RESULTS, "trend"}])
def test_everything_listed_is_drawn(what, tmp_path, capsys):
    out = tmp_path / "x.svg"
    assert run(["figure", what, "--out", str(out)]) == 0
    assert ET.fromstring(out.read_text("utf-8")).tag.endswith("svg")
    assert str(out) in capsys.readouterr().out


@pytest.mark.parametrize(("what", "file"), RESULTS.items())
@pytest.mark.parametrize("ending", ["svg", "html"])
def test_results_are_drawn(what, file, ending, tmp_path, capsys):
    out = tmp_path / f"x.{ending}"
    assert run(["figure", what, str(EXAMPLES / file), "--out", str(out), "--theme", "light"]) == 0
    text = out.read_text("utf-8")
    assert ("<table" in text) is (ending == "html")
    assert "var(--" not in text


def test_a_side_measured_in_another_position_is_not_called_unmeasured(tmp_path, capsys):
    head, *trials = (EXAMPLES / "control.toml").read_text("utf-8").split("[[trial]]")
    kept = [one for one in trials if 'direction = "left"' in one]
    seated = [
        one.replace('"lumbar-locked"', '"seated"').replace('"low-back"', '"crossed"')
        for one in trials
        if 'direction = "right"' in one and 'mode = "active"' in one
    ]
    file, out = tmp_path / "two-positions.toml", tmp_path / "x.svg"
    file.write_text("[[trial]]".join([head, *kept, *seated]), "utf-8")
    assert run(["figure", "dial", str(file), "--out", str(out)]) == 0, capsys.readouterr().err
    assert "not in this position" in out.read_text("utf-8")
    assert run(["figure", "sides", str(file), "--out", str(out)]) == 2
    assert "both sides, measured the same way" in capsys.readouterr().err


def test_a_trend_is_of_one_series(tmp_path, capsys):
    history = str(EXAMPLES / "history.csv")
    assert run(["figure", "trend", history, "--out", str(tmp_path / "x.svg")]) == 2
    assert "choose with --series: 1 " in capsys.readouterr().err
    assert run(["figure", "trend", history, "--series", "2", "--out", str(tmp_path / "x.svg")]) == 0


@pytest.mark.parametrize("kind", ["animated", "stills", "thumbnail"])
def test_kinds_and_sides_differ(kind, tmp_path, capsys):
    texts = set()
    for side in ("left", "right"):
        out = tmp_path / f"{side}.svg"
        assert run(["figure", "open-book", "--kind", kind, "--side", side, "--out", str(out)]) == 0
        texts.add(out.read_text("utf-8"))
    assert len(texts) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["opn-book", "--out", "x.svg"], "did you mean open-book?"),
        (["open-book", "--out", "x.png"], "the ending .png"),
        (["open-book"], "--out"),
        ([], "--list"),
        (["dial", "--out", "x.svg"], "no file"),
        (["open-book", str(EXAMPLES / "control.toml"), "--out", "x.svg"], "expected no file"),
        (["dial", str(EXAMPLES / "control.toml"), "--side", "left", "--out", "x.svg"], "--side"),
        (["lumbar-locked", "--kind", "stills", "--out", "x.svg"], "--kind"),
        (["open-book", "--series", "1", "--out", "x.svg"], "--series"),
        (["dial", str(EXAMPLES / "red-flag.toml"), "--out", "x.svg"], "red flag"),
        (["trend", str(EXAMPLES / "history.csv"), "--series", "99", "--out", "x.svg"], "--series 99"),
        (["cat-camel-general", "--side", "left", "--out", "x.svg"], "both sides work at once"),
        (["open-book", "--out", "no/such/folder/x.svg"], "cannot be written"),
    ],
)
def test_what_does_not_go_is_one_line_and_writes_nothing(arguments, told, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["figure", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_list_names_every_exercise_how_to_and_result(capsys):
    assert run(["figure", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert len(lines) == len(set(NAMES))


def test_help_does_not_load_the_drawings():
    code = (
        "import sys; from supple_cli.main import run; run(['figure', '--help']); print('supple.figure.exercises' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip().endswith("False")
