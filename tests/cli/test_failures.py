"""Whatever is wrong: one line on standard error, the right exit status, nothing on standard output, no half-written file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supple.examples import example_text
from supple_cli import main
from supple_cli.commands import doctor

from .conftest import Supple

SUPPLE = str(Path(sys.executable).parent / "supple")


def one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1 and len(text) > 10


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("mesure", "x"), "did you mean 'supple measure'?"),
        (("measure",), "missing argument"),
        (("measure", "absent.sto"), "absent.sto"),
        (("measure", "standing-rotation.sto", "--mode", "actve"), "did you mean active?"),
        (("measure", "standing-rotation.sto", "--facing", "head:x"), "facing"),
        (("measure", "standing-rotation.sto", "--day", "soon"), "2026-11-02"),
        (("measure", "standing-rotation.sto", "--day", "2026-11-02"), "position"),
        (("measure", "standing-rotation.sto", "--frobnicate"), "no such option"),
        (("angles", "standing-rotation.sto"), "--out"),
        (("angles", "standing-rotation.sto", "--out", "x.xlsx"), ".csv or .parquet"),
        (("angles", "standing-rotation.sto", "--out", "nowhere/x.csv"), "cannot be written"),
        (("angles", "standing-rotation.sto", "--out", "x.csv", "--neutral", "4:1"), "seconds"),
        (("angles", "standing-rotation.sto", "--out", "x.csv", "--neutral", "90:91"), "standing-rotation.sto"),
        (("angles", "standing-rotation.sto", "--out", "x.csv", "--absolute"), "relative to neutral"),
        (("assess", "absent.toml"), "absent.toml"),
        (("assess", "history.csv"), "history.csv:1"),
        (("assess", "stiff.toml", "--criteria", "absent.toml"), "absent.toml"),
        (("assess", "stiff.toml", "--criteria", "control.toml"), "control.toml"),
        (("progress", "stiff.toml"), "stiff.toml:1"),
        (("progress", "absent.csv"), "absent.csv"),
        (("export", "exercises", "--out", "x.pdf"), ".csv or .json"),
        (("export", "nothing", "--out", "x.csv"), "nothing"),
        (("completion", "tcsh"), "tcsh"),
    ],
)
def test_wrong_input(supple: Supple, examples: Path, arguments, says):
    before = sorted(examples.iterdir())
    done = supple(*arguments)
    assert (done.status, done.out) == (2, "")
    assert one_line(done.err)
    assert says.lower() in done.err.lower()
    assert sorted(examples.iterdir()) == before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("pain_now = 2", "pain_now = 11", "0 to 10"),
        ("pain_now = 2", "pain_nw = 2", "pain_now"),
        ('mode = "active"', 'mode = "actve"', "did you mean active?"),
        ("value_deg = 35.5", "value_deg = 500", "at most 150"),
        ("day = 2026-11-02", 'day = "2026-11-02"', "without quotes"),
    ],
)
def test_the_line_is_named(supple: Supple, tmp_path: Path, *, old, new, says):
    path = tmp_path / "me.toml"
    text = example_text("stiff.toml")
    line = text[: text.index(old)].count("\n") + 1
    path.write_text(text.replace(old, new, 1))
    done = supple("assess", str(path))
    assert (done.status, done.out) == (2, "")
    assert one_line(done.err)
    assert f"me.toml:{line}: " in done.err
    assert says in done.err


def test_a_recording_needs_position_and_mode(supple: Supple, examples: Path, tmp_path: Path):
    path = examples / "unsaid.toml"
    text = example_text("recording.toml").replace('position = "standing"\n', "")
    path.write_text(text)
    done = supple("assess", "unsaid.toml")
    path.unlink()
    assert (done.status, done.out) == (2, "")
    line = text[: text.index("file = ")].count("\n") + 1
    assert f"unsaid.toml:{line}: " in done.err
    assert "position" in done.err


def test_a_recording_that_is_not_there_is_named(supple: Supple, tmp_path: Path):
    path = tmp_path / "me.toml"
    path.write_text(example_text("recording.toml"))
    done = supple("assess", str(path))
    assert (done.status, done.out) == (2, "")
    assert one_line(done.err)
    assert "standing-rotation.sto" in done.err


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damaged_assess_files(supple: Supple, tmp_path: Path, data):
    text = example_text("control.toml")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 40)))
        text = text[:start] + data.draw(st.text(max_size=8)) + text[end:]
    path = tmp_path / "damaged.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    done = supple("assess", str(path), "--json")
    assert done.status in (0, 2)
    assert (done.out == "" and one_line(done.err)) if done.status == 2 else done.out.startswith("{")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=60), st.integers(0, 1200), st.integers(0, 60))
def test_damaged_histories(supple: Supple, tmp_path: Path, junk: bytes, start: int, length: int):
    content = "\n".join(example_text("history.csv").splitlines()[:14]).encode()
    path = tmp_path / "damaged.csv"
    path.write_bytes(content[:start] + junk + content[start + length :])
    done = supple("progress", str(path), "--json")
    assert done.status in (0, 2)
    assert (done.out == "" and one_line(done.err)) if done.status == 2 else done.out.startswith("{")


def test_our_own_fault_is_owned(supple: Supple, monkeypatch: pytest.MonkeyPatch):
    def fail() -> None:
        raise ZeroDivisionError("by\nnought")

    monkeypatch.setattr(doctor.command, "callback", lambda **_: fail())
    done = supple("doctor")
    assert (done.status, done.out) == (1, "")
    assert one_line(done.err)
    assert "own fault (ZeroDivisionError: by nought)" in done.err
    monkeypatch.setenv("SUPPLE_DEBUG", "1")
    assert "Traceback" in supple("doctor").err


@pytest.mark.parametrize("raised", [KeyboardInterrupt, click.Abort])
def test_stopping_is_clean(supple: Supple, monkeypatch: pytest.MonkeyPatch, raised):
    def stop(**_: object) -> None:
        raise raised

    monkeypatch.setattr(doctor.command, "callback", stop)
    done = supple("doctor")
    assert done.status == main.STOPPED
    assert done.err.strip() == "stopped; nothing was written"


@pytest.mark.parametrize(
    "words", [["export", "--help"], ["doctor"], ["assess", "stiff.toml"], ["assess", "stiff.toml", "--json"]]
)
def test_a_closed_pipe_is_no_fault(examples: Path, words: list[str]):
    process = subprocess.Popen([SUPPLE, *words], cwd=examples, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), error) == (0, b"")


def test_an_interrupt_of_the_process(examples: Path):
    # whoever runs the tests in the background ignores interrupts, and a process inherits that
    script = "import os, signal, supple_cli.commands.doctor as d; from supple_cli.main import run\n"
    script += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    script += "d.command.callback = lambda **_: os.kill(os.getpid(), signal.SIGINT) or signal.pause()\n"
    script += "raise SystemExit(run(['doctor']))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 128 + signal.SIGINT
    assert "Traceback" not in done.stderr


def test_parquet_without_pyarrow(supple: Supple, monkeypatch: pytest.MonkeyPatch, examples: Path):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = supple("angles", "standing-rotation.sto", "--out", "x.parquet")
    assert (done.status, done.out) == (2, "")
    assert "supple[tables]" in done.err
    assert not (examples / "x.parquet").exists()


def test_a_missing_optional_part_is_told_not_feared(supple: Supple, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = supple("doctor")
    assert done.status == 0
    assert "supple[tables]" in done.out


def test_a_broken_needed_part_is_reported(supple: Supple, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "vqf", None)
    done = supple("doctor")
    assert done.status == 1
    assert "To repair: vqf." in done.out
