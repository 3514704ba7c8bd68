import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import supple
import supple.findings
import supple.motion
import supple.progress
from supple.examples import RECORDING, write_examples
from supple.exchange.json_values import json_text, number
from supple.exchange.rows import flat, rows_csv
from supple.markup import table_html


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("examples")
    write_examples(path)
    return path


@pytest.mark.parametrize("name", supple.__all__)
def test_every_name_is_there(name):
    assert getattr(supple, name) is getattr(supple, name)
    assert name in dir(supple)


@pytest.mark.parametrize("package", [supple, supple.findings, supple.motion, supple.progress])
def test_other_names_are_not(package):
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = package.frobnicate


def test_importing_costs_nothing():
    script = "import sys, supple; sys.exit(str({'numpy', 'scipy'} & set(sys.modules)) if 'numpy' in sys.modules else 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_steps_of_the_work(folder: Path):
    measured = supple.measure(folder / RECORDING, position="standing", mode="active")
    assert isinstance(measured.angles.axial_rotation_deg, np.ndarray)
    trials = measured.trials(date(2026, 11, 2))
    findings = supple.judge(trials)
    assert {finding.category for finding in findings} == {supple.Category.NO_CRITERION}
    screening = supple.screen({"pain_now": 0}, age_years=40)
    programme = supple.build_programme(findings, screening, supple.Person())
    assert isinstance(programme, supple.Programme)


def test_results_show_themselves_as_tables(folder: Path):
    measured = supple.measure(folder / RECORDING)
    assessment = supple.assess(supple.read_assess_file(folder / "control.toml"))
    report = supple.progress_report(supple.read_history(folder / "history.csv"))
    stopped = supple.assess(supple.read_assess_file(folder / "red-flag.toml"))
    for result in (measured, assessment, report, stopped):
        html = result._repr_html_()
        assert html.startswith("<table>")
        assert html.count("<table>") == html.count("</table>")
        assert "nan" not in html.lower().split("<")
    assert "motor-control" in assessment._repr_html_()
    assert "exercise" not in stopped._repr_html_()


def test_results_are_frozen(folder: Path):
    measured = supple.measure(folder / RECORDING)
    with pytest.raises(AttributeError):
        measured.summary = ()


def test_angles_of_a_recording_or_a_path_are_the_same(folder: Path):
    recording = supple.read(folder / RECORDING)
    one, other = supple.angles(recording), supple.angles(folder / RECORDING)
    np.testing.assert_array_equal(one.axial_rotation_deg, other.axial_rotation_deg)


@given(st.text(max_size=20), st.text(max_size=20))
def test_html_never_lets_text_become_markup(caption, cell):
    html = table_html(caption, ("a",), [(cell,)])
    assert html.count("<") == html.count(">") == 16


@given(st.one_of(st.none(), st.floats()))
def test_a_number_is_finite_or_null(value):
    found = number(value)
    assert found is None or abs(found - value) <= 1e-4 + abs(value) * 1e-12
    json_text({"value": found})


def test_rows_lie_flat():
    row = flat({"a": {"b": 1, "c": None}, "interval_deg": [1.0, 2.0], "d": ["x", "y"]})
    assert row == {"a_b": 1, "a_c": None, "interval_low_deg": 1.0, "interval_high_deg": 2.0, "d": ["x", "y"]}
    assert rows_csv([row, {"e": True}]).splitlines() == [
        "a_b,a_c,interval_low_deg,interval_high_deg,d,e",
        "1,,1.0,2.0,x; y,",
        ",,,,,true",
    ]
