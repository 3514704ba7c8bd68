"""A log of a phone app marks nothing: the person says when they were upright, and left and right can be told."""

from dataclasses import replace
from pathlib import Path

import pytest

from supple.quantities import Direction, Instrument, Position
from supple.recording import write_neutral_csv
from supple.simulation import ONE_PHONE, Move, SimulationSpec, simulate

from .conftest import check_schema

SIDES = (Direction.RIGHT, Direction.LEFT)
ASSESS = """[screening]
pain_now = 0
[[recording]]
file = "log.csv"
position = "lumbar-locked"
mode = "active"
day = 2026-11-02
pain = 0
upright = {window}
"""


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    script = tuple(Move(direction=side, peak_deg=40.0) for side in SIDES)
    spec = SimulationSpec(
        script=script, devices=ONE_PHONE, instrument=Instrument.PHONE, marked=True, seed=3, position=Position.LUMBAR_LOCKED
    )
    path = tmp_path_factory.mktemp("log") / "log.csv"
    write_neutral_csv(replace(simulate(spec)[0], marks=()), path)
    return path


def test_without_it_nothing_is_said_of_left_and_right(supple, log: Path):
    done = supple("measure", str(log))
    assert "rejected" in done.out
    assert "'--upright START:END'" in " ".join(done.out.split())


def test_with_it_left_and_right_are_told(supple, log: Path):
    document = check_schema(supple("measure", str(log), "--upright", "0.5:2.5", "--json").out, "measure")
    repetitions = document["files"][0]["repetitions"]
    assert [(one["movement"], one["direction"], one["grade"]) for one in repetitions] == [
        ("rotation", str(side), "good") for side in SIDES
    ]


def test_in_an_assess_file(supple, log: Path):
    path = log.parent / "me.toml"
    path.write_text(ASSESS.format(window="[0.5, 2.5]"))
    findings = check_schema(supple("assess", str(path), "--json").out, "assess")["findings"]
    assert [finding["active"]["n"] for finding in findings] == [1, 1]


@pytest.mark.parametrize(("window", "says"), [("[4, 1]", "two times"), ("[1]", "two times"), ("[60, 900]", "a window between")])
def test_windows_that_cannot_be(supple, log: Path, window, says):
    path = log.parent / "me.toml"
    path.write_text(ASSESS.format(window=window))
    done = supple("assess", str(path))
    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_only_where_the_file_has_none(supple, log: Path):
    assert supple("measure", "standing-rotation.sto", "--upright", "0:0.4").status == 0
    marked = log.parent / "marked.csv"
    marked.write_text("# still: upright 0.5 2.5\n" + log.read_text())
    assert "another one in the file" in supple("measure", str(marked), "--upright", "0:1").err
