"""Every command on the bundled files: its JSON against the documented schema, its text as a person reads it."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from supple.examples import example_names

from .conftest import Supple, check_schema

ASSESS_FILES = [name for name in example_names() if name.endswith(".toml") and name != "my-criteria.toml"]
#: The finding that each made-up person was made up for, to the left.
FINDINGS = {
    "stiff.toml": "mobility-limitation",
    "control.toml": "motor-control-deficit",
    "enough.toml": "meets-criterion",
    "borderline.toml": "borderline",
    "undetermined.toml": "undetermined",
    "painful.toml": "painful",
    "recording.toml": "no-criterion",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_real_recording_is_measured(supple: Supple):
    done = supple("measure", "standing-rotation.sto", "--position", "standing", "--mode", "active", "--json")
    assert (done.status, done.err) == (0, "")
    (file,) = check_schema(done.out, "measure")["files"]
    assert (file["kind"], file["position"], file["mode"], file["quantity"]) == (
        "opensim-orientation",
        "standing",
        "active",
        "thoracic-rotation",
    )
    left, right = file["repetitions"]
    assert (left["direction"], right["direction"]) == ("left", "right")
    # the file's origin says about 33 degrees to the left and 35 to the right, zero being the first frame
    assert left["peak_deg"] == pytest.approx(33, abs=4)
    assert right["peak_deg"] == pytest.approx(35, abs=4)
    assert [row["trials"] for row in file["summary"]] == [1, 1]


def test_a_measurement_for_people(supple: Supple):
    done = supple("measure", "standing-rotation.sto")
    assert done.status == 0
    assert done.out.isascii()
    assert "position not stated".capitalize() in done.out
    assert "rotation left" in done.out
    assert "pelvis turned with your chest" in " ".join(done.out.split())


def test_several_files_are_one_day(supple: Supple, examples: Path, tmp_path: Path):
    again = shutil.copy(examples / "standing-rotation.sto", tmp_path / "again.sto")
    arguments = ("--position", "standing", "--mode", "active", "--day", "2026-11-02", "--json")
    document = check_schema(supple("measure", "standing-rotation.sto", str(again), *arguments).out, "measure")
    assert [(row["direction"], row["trials"], row["day"]) for row in document["day"]] == [
        ("left", 2, "2026-11-02"),
        ("right", 2, "2026-11-02"),
    ]
    assert "The day's measurement" in supple("measure", "standing-rotation.sto", str(again), *arguments[:-1]).out


def test_one_bad_file_of_many(supple: Supple):
    refused = supple("measure", "standing-rotation.sto", "ORIGIN.md", "--json")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("ORIGIN.md")
    skipping = supple("measure", "standing-rotation.sto", "ORIGIN.md", "--json", "--skip-bad")
    document = check_schema(skipping.out, "measure")
    assert skipping.status == 0
    assert len(document["files"]) == 1
    assert document["skipped"][0]["file"] == "ORIGIN.md"
    assert "skipped ORIGIN.md" in skipping.err
    assert supple("measure", "ORIGIN.md", "--skip-bad").status == 2


@pytest.mark.parametrize("name", ASSESS_FILES)
def test_each_example_is_assessed(supple: Supple, name: str):
    done = supple("assess", name, "--json")
    assert done.status == 0
    document = check_schema(done.out, "assess")
    if name == "red-flag.toml":
        assert (document["screening"]["stop"], document["findings"], document["programme"]) == (True, [], None)
    else:
        assert document["findings"][0]["category"] == FINDINGS[name]
    assert supple("assess", name, "--json").out == done.out


def test_every_finding_has_an_example():
    assert set(FINDINGS) | {"red-flag.toml"} == set(ASSESS_FILES)
    assert len(set(FINDINGS.values())) == 7


@pytest.mark.parametrize("name", ASSESS_FILES)
def test_an_assessment_for_people(supple: Supple, name: str):
    text = " ".join(supple("assess", name).out.split())
    assert text.isascii()
    if name == "red-flag.toml":
        assert "emergency" in text
        assert not any(word in text for word in ("discovery call", "programme", "exercise", "degrees", "Next"))
    else:
        assert text.count("not a diagnosis") == 1
        assert text.count("15-minute discovery call") == 1
        assert "hips were not tested" in text


def test_undecided_today_is_not_undecided_for_good(supple: Supple, tmp_path: Path):
    one_trial = tmp_path / "one-trial.toml"
    one_trial.write_text(
        "[screening]\npain_now = 0\n[[trial]]\nmovement = 'rotation'\ndirection = 'left'\nmode = 'active'\n"
        "position = 'lumbar-locked'\ninstrument = 'phone'\nvalue_deg = 41.0\nday = 2026-11-02\n",
        encoding="utf-8",
    )
    assert "one more trial is worth doing" in " ".join(supple("assess", str(one_trial)).out.split())
    assert "Another day, or a clinician, will" in " ".join(supple("assess", "undetermined.toml").out.split())


def test_mobility_and_control_are_treated_differently(supple: Supple):
    stiff = json.loads(supple("assess", "stiff.toml", "--json").out)["programme"]
    control = json.loads(supple("assess", "control.toml", "--json").out)["programme"]
    assert [phase["name"] for phase in stiff["phases"]] == [
        "linear",
        "linear",
        "passive-range",
        "end-range",
        "control",
        "maintenance",
    ]
    assert [phase["name"] for phase in control["phases"]] == ["linear", "linear", "control", "maintenance"]
    holds = [one for phase in stiff["phases"] for one in phase["exercises"] if one["hold_s"] > 120]
    assert holds
    assert all(one["hold_s"] <= 120 for phase in control["phases"] for one in phase["exercises"])


def test_two_days_without_an_answer_lead_to_a_clinician(supple: Supple, tmp_path: Path):
    document = json.loads(supple("assess", "undetermined.toml", "--json").out)
    assert {one["direction"] for one in document["programme"]["referrals"]} == {"left", "right"}
    assert "clinician" in document["next_step"]
    text = Path("undetermined.toml").read_text()
    one_day = tmp_path / "one-day.toml"
    one_day.write_text(text[: text.index("day = 2026-11-16")].rpartition("[[trial]]")[0])
    document = json.loads(supple("assess", str(one_day), "--json").out)
    assert document["programme"]["referrals"] == []


def test_a_clinic_sets_its_own_marks_and_says_how_to_reach_it(supple: Supple):
    document = json.loads(supple("assess", "recording.toml", "--criteria", "my-criteria.toml", "--json").out)
    assert {finding["criterion"]["value_deg"] for finding in document["findings"]} == {40.0}
    assert "calls@clinic.example" in supple("assess", "stiff.toml", "--criteria", "my-criteria.toml").out
    assert "calls@clinic.example" not in supple("assess", "red-flag.toml", "--criteria", "my-criteria.toml").out


def test_a_day_ahead_is_noticed(supple: Supple, tmp_path: Path):
    ahead = tmp_path / "ahead.toml"
    ahead.write_text(Path("enough.toml").read_text().replace("2026-11-02", "2091-11-02"))
    done = supple("assess", str(ahead), "--json")
    assert done.status == 0
    assert "2091-11-02" in done.err
    assert check_schema(done.out, "assess")["warnings"]


def test_progress(supple: Supple):
    done = supple("progress", "history.csv", "--json")
    document = check_schema(done.out, "progress")
    verdicts = {(one["direction"], one["kind"]["mode"]): one["trend"]["verdict"] for one in document["series"]}
    assert verdicts[("left", "active")] == "improved"
    text = supple("progress", "history.csv").out
    assert "Better, beyond measurement error" in text
    assert text.isascii()
    assert json.loads(supple("progress", "history.csv", "--json", "--training-began", "2026-08-03").out) != document


def test_angles_as_csv(supple: Supple, tmp_path: Path):
    out = tmp_path / "angles.csv"
    assert supple("angles", "standing-rotation.sto", "--out", str(out)).status == 0
    rows = rows_of(out)
    assert list(rows[0]) == ["time_s", "flexion_deg", "lateral_flexion_deg", "axial_rotation_deg", "pelvis_rotation_deg"]
    assert len(rows) == 389
    assert max(float(row["axial_rotation_deg"]) for row in rows) == pytest.approx(33, abs=4)
    assert rows[0]["flexion_deg"] == ""


def test_angles_as_parquet_hold_the_same(supple: Supple, tmp_path: Path):
    import pyarrow.parquet as pq

    for name in ("a.csv", "a.parquet"):
        assert supple("angles", "standing-rotation.sto", "--out", str(tmp_path / name)).status == 0
    table = pq.read_table(tmp_path / "a.parquet")
    rows = rows_of(tmp_path / "a.csv")
    assert table.column("axial_rotation_deg").to_pylist() == pytest.approx(
        [float(r["axial_rotation_deg"]) for r in rows], abs=1e-6
    )
    assert table.column("flexion_deg").null_count == len(rows)


def test_zero_is_the_window_asked_for(supple: Supple, tmp_path: Path):
    out = tmp_path / "angles.csv"
    recording = str(Path(__file__).parents[1] / "data" / "ui-prmd" / "m07_s01_e01.trc")
    assert supple("angles", recording, "--out", str(out), "--neutral", "0:0.2").status == 0
    inside = [float(row["axial_rotation_deg"]) for row in rows_of(out) if float(row["time_s"]) <= 0.2]
    assert sum(inside) == pytest.approx(0, abs=1e-3)


@pytest.mark.parametrize(
    ("arguments", "columns"),
    [
        (("measure", "standing-rotation.sto"), {"file", "repetition", "direction", "peak_deg", "interval_low_deg", "grade"}),
        (("assess", "control.toml"), {"direction", "category", "active_mean_deg", "criterion_value_deg", "reasons"}),
        (("progress", "history.csv"), {"direction", "mode", "day", "mean_deg", "verdict"}),
        (("history", "stiff.toml", "recording.toml"), {"movement", "value_deg", "own_error_deg"}),
        (("exercises",), {"id", "cues", "contraindications", "source"}),
        (("criteria",), {"position", "value_deg", "strength"}),
        (("evidence",), {"id", "value", "unit", "cite"}),
        (("screening",), {"id", "text", "urgency_of_yes"}),
    ],
)
def test_export_as_csv_and_json(supple: Supple, tmp_path: Path, arguments, columns):
    as_csv, as_json = tmp_path / "x.csv", tmp_path / "x.json"
    assert supple("export", *arguments, "--out", str(as_csv)).status == 0
    assert supple("export", *arguments, "--out", str(as_json)).status == 0
    rows = rows_of(as_csv)
    assert rows
    assert columns <= set(rows[0])
    assert json.loads(as_json.read_text())["schema"].startswith("supple.")
    assert "nan" not in as_csv.read_text().lower().split(",")


def test_an_exported_red_flag_says_where_to_go_and_nothing_else(supple: Supple, tmp_path: Path):
    out = tmp_path / "x.csv"
    assert supple("export", "assess", "red-flag.toml", "--out", str(out)).status == 0
    (row,) = rows_of(out)
    assert set(row) == {"stop", "urgency", "advice"}
    assert row["urgency"] == "emergency"


def test_an_exported_history_is_read_again(supple: Supple, tmp_path: Path):
    out = tmp_path / "history.csv"
    assert supple("export", "history", "stiff.toml", "recording.toml", "--out", str(out)).status == 0
    document = json.loads(supple("progress", str(out), "--json").out)
    assert {one["kind"]["instrument"] for one in document["series"]} == {"phone", "sensors"}


def test_doctor(supple: Supple):
    done = supple("doctor", "--json")
    document = check_schema(done.out, "doctor")
    assert done.status == 0
    assert document["ready"]
    assert {"python", "numpy", "pyarrow", "rule tables", "encoding", "fonts"} <= {check["name"] for check in document["checks"]}
    assert "Everything that is needed works." in supple("doctor").out


def test_demo_shows_the_whole_job(supple: Supple):
    done = supple("demo")
    text = " ".join(done.out.split())
    assert done.status == 0
    for words in ("standing-rotation.sto", "no mark", "motor-control deficit", "Your programme", "Cat and camel"):
        assert words in text
    assert "/tmp" not in text


def test_demo_hands_out_the_examples(supple: Supple, tmp_path: Path):
    assert supple("demo", "--write", str(tmp_path / "new")).status == 0
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == example_names()


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize(
    "arguments", [("assess", "stiff.toml"), ("progress", "history.csv"), ("measure", "standing-rotation.sto")]
)
def test_narrow_terminals_are_never_overrun(supple: Supple, monkeypatch: pytest.MonkeyPatch, width: int, arguments):
    monkeypatch.setenv("COLUMNS", str(width))
    lines = supple(*arguments).out.splitlines()
    assert all(len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)


def test_no_colour_means_plain(supple_process: Supple):
    done = supple_process("assess", "stiff.toml", NO_COLOR="1", PYTHONIOENCODING="ascii")
    assert done.status == 0
    assert done.out.isascii()
    assert "\x1b" not in done.out
