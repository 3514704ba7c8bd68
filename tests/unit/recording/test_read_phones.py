from __future__ import annotations

import json
import sys
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from builders import recordings as build
from builders.reading import read_files, refused
from builders.recordings import gravity_up, quaternion, rate_dps, times
from supple.problems import InputProblem
from supple.quantities import Arm, Direction, Instrument, Mode, Placement, Position, Support
from supple.recording import Cue, Declared, Format, SensorRecording, SensorStream, Still, read

T = times()
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schemas" / "phone-trial-1.schema.json").read_text())


def phone(files: dict[str, bytes], folder: Path, *, zipped: bool = False) -> SensorRecording:
    recording = read_files(files, folder, zipped=zipped)
    assert isinstance(recording, SensorRecording)
    assert recording.instrument is Instrument.PHONE
    return recording


def thorax(files: dict[str, bytes], folder: Path, *, zipped: bool = False) -> SensorStream:
    return phone(files, folder, zipped=zipped).streams["thorax"]


def without(files: dict[str, bytes], *names: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name not in names}


# --- Sensor Logger ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("ios", [False, True])
def test_sensor_logger(tmp_path: Path, ios: bool, zipped: bool) -> None:
    stream = thorax(build.sensor_logger(ios=ios), tmp_path, zipped=zipped)
    assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=1e-4)
    assert stream.acceleration.values == pytest.approx(gravity_up(T), abs=1e-4)
    assert np.abs(np.sum(stream.orientation.values * quaternion(T), axis=1)) == pytest.approx(1.0)


@pytest.mark.parametrize("told_by", ["attitude", "metadata", "unit", "wearing"])
@pytest.mark.parametrize("ios", [False, True])
def test_trap_the_ios_gravity_sign_is_found_by_whatever_tells_it(tmp_path: Path, ios: bool, told_by: str) -> None:
    files = build.sensor_logger(ios=ios, orientation=told_by == "attitude", metadata=told_by == "metadata")
    if told_by != "unit":
        files = without(files, "AccelerometerUncalibrated.csv")
    recording = phone(files, tmp_path)
    assert recording.streams["thorax"].acceleration.values == pytest.approx(gravity_up(T), abs=1e-4)
    # Only a guess is told; uncalibrated acceleration in m/s2 does not tell Android from a standardised iPhone.
    guessed = told_by == "wearing" or (told_by == "unit" and not ios)
    assert any("Nothing says" in text for text in recording.warnings) == guessed


def test_trap_standardised_ios_points_up(tmp_path: Path) -> None:
    files = without(build.sensor_logger(ios=False, orientation=False), "AccelerometerUncalibrated.csv")
    files["Metadata.csv"] = b"version,platform,standardisation\n3,ios,true\n"
    assert thorax(files, tmp_path).acceleration.values == pytest.approx(gravity_up(T), abs=1e-4)


@pytest.mark.parametrize("ios", [False, True])
def test_trap_uncalibrated_acceleration_in_g(tmp_path: Path, ios: bool) -> None:
    files = without(build.sensor_logger(ios=ios), "Accelerometer.csv", "Gravity.csv")
    recording = phone(files, tmp_path)
    assert recording.streams["thorax"].acceleration.values == pytest.approx(gravity_up(T), abs=1e-3)
    assert any("in g" in text for text in recording.warnings) == ios


def test_trap_sensors_that_start_milliseconds_apart_share_one_clock(tmp_path: Path) -> None:
    stream = thorax(build.sensor_logger(lag_s=0.0123), tmp_path)
    assert stream.acceleration.time_s[0] - stream.angular_rate.time_s[0] == pytest.approx(0.0123, abs=1e-6)


@pytest.mark.parametrize("name", ["Gyroscope.csv", "Accelerometer.csv", "Gravity.csv", "Orientation.csv", "Metadata.csv"])
def test_trap_any_file_may_be_missing_or_empty(tmp_path: Path, name: str) -> None:
    files = without(build.sensor_logger(), name, "AccelerometerUncalibrated.csv")
    phone(files, tmp_path)
    (tmp_path / name).write_bytes(b"")
    assert read(tmp_path).format is Format.SENSOR_LOGGER


def test_the_uncalibrated_gyroscope_stands_in(tmp_path: Path) -> None:
    files = build.sensor_logger()
    files["GyroscopeUncalibrated.csv"] = files.pop("Gyroscope.csv")
    assert thorax(files, tmp_path).angular_rate.values == pytest.approx(rate_dps(T), abs=1e-4)


def test_a_watch_is_not_the_phone(tmp_path: Path) -> None:
    files = build.sensor_logger()
    files["WatchGyroscope.csv"] = files["Gyroscope.csv"].replace(b"0.", b"9.")
    assert thorax(files, tmp_path).angular_rate.values == pytest.approx(rate_dps(T), abs=1e-4)


def test_an_attitude_that_maps_the_world_into_the_phone_is_inverted(tmp_path: Path) -> None:
    files = build.sensor_logger()
    q = quaternion(T)
    q[:, :3] *= -1
    names = ["time", "seconds_elapsed", "qz", "qy", "qx", "qw"]
    files["Orientation.csv"] = build.csv(names, T, T + 0.07, q[:, [2, 1, 0, 3]], digits=9)
    recording = phone(files, tmp_path)
    assert any("inverted" in text for text in recording.warnings)
    assert np.abs(np.sum(recording.streams["thorax"].orientation.values * quaternion(T), axis=1)) == pytest.approx(1.0)


def test_sensor_logger_json(tmp_path: Path) -> None:
    stream = thorax(build.sensor_logger_json(), tmp_path)
    assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=1e-6)
    assert stream.acceleration.values == pytest.approx(gravity_up(T))


def test_what_the_app_pushes_over_http(tmp_path: Path) -> None:
    payload = []
    for name, values in (("gyroscope", np.radians(rate_dps(T))), ("totalacceleration", gravity_up(T))):
        for i in range(T.size):
            payload.append(
                {"name": name, "time": 1.7e18 + T[i] * 1e9, "values": dict(zip("xyz", values[i].tolist(), strict=True))}
            )
    stream = thorax({"x.json": json.dumps({"messageId": 0, "payload": payload}).encode()}, tmp_path)
    assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=1e-6)
    assert stream.angular_rate.time_s == pytest.approx(T, abs=1e-6)


def test_two_recordings_in_one_folder_are_refused(tmp_path: Path) -> None:
    files = {f"{day}/{name}": data for day in ("monday", "tuesday") for name, data in build.sensor_logger().items()}
    assert "second" in refused(files, tmp_path).found


# --- phyphox ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize("degrees", [False, True])
@pytest.mark.parametrize(("delimiter", "decimal"), [(",", "."), (";", "."), (";", ","), ("\t", "."), ("\t", ",")])
def test_phyphox_in_all_its_dialects(tmp_path: Path, delimiter: str, decimal: str, degrees: bool, zipped: bool) -> None:
    for folder in (True, False):
        where = tmp_path / str(folder)
        where.mkdir()
        files = build.phyphox(delimiter=delimiter, decimal=decimal, degrees=degrees, folder=folder)
        stream = thorax(files, where, zipped=zipped)
        assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=1e-3)
        assert stream.acceleration.values == pytest.approx(gravity_up(T), abs=1e-4)
        lag = stream.acceleration.time_s[0] - stream.angular_rate.time_s[0]
        assert lag == pytest.approx(0.003 if folder else 0.0, abs=1e-6)


@pytest.mark.parametrize("words", ["Gyroskop", "Gyroscope", "Giroscopio", "Raw gyro"])
def test_phyphox_is_read_in_any_language(tmp_path: Path, words: str) -> None:
    names = ["Zeit (s)", *(f"{words} {a} (rad/s)" for a in "xyz")]
    data = build.csv([f'"{name}"' for name in names], T, np.radians(rate_dps(T)))
    assert thorax({"x.csv": data}, tmp_path).angular_rate.values == pytest.approx(rate_dps(T), abs=1e-3)


def test_acceleration_without_gravity_is_no_accelerometer(tmp_path: Path) -> None:
    files = build.phyphox()
    files["Accelerometer.csv"] = files["Accelerometer.csv"].replace(b"Acceleration", b"Linear Acceleration")
    recording = phone(files, tmp_path)
    assert recording.streams["thorax"].acceleration is None
    assert any("without gravity" in text for text in recording.warnings)


def test_only_linear_acceleration_is_refused(tmp_path: Path) -> None:
    data = build.phyphox()["Accelerometer.csv"].replace(b"Acceleration", b"Linear Acceleration")
    assert "without gravity" in refused({"only.csv": data}, tmp_path).found


def test_a_time_column_for_each_sensor_in_one_file(tmp_path: Path) -> None:
    names = ["Time (s)", *(f"Gyroscope {a} (rad/s)" for a in "xyz"), "Time (s)", *(f"Acceleration {a} (m/s^2)" for a in "xyz")]
    late = T + 0.005
    late[-5:] = np.nan
    acceleration = gravity_up(T)
    acceleration[-5:] = np.nan
    stream = thorax({"x.csv": build.csv(names, T, np.radians(rate_dps(T)), late, acceleration)}, tmp_path)
    assert stream.angular_rate.time_s.size == T.size
    assert stream.acceleration.time_s == pytest.approx(T[:-5] + 0.005)


def spreadsheet(path: Path) -> None:
    """A minimal XLSX as phyphox's: one sheet a sensor."""
    import zipfile

    def sheet(names: list[str], *columns: np.ndarray) -> str:
        cells = [[f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names]]
        cells += [[f"<c><v>{value!r}</v></c>" for value in row] for row in np.column_stack(columns).tolist()]
        rows = "".join(f"<row>{''.join(row)}</row>" for row in cells)
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return f'<?xml version="1.0"?><worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'

    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    names = ("Gyroscope", "Accelerometer")
    listed = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
    linked = "".join(f'<Relationship Id="rId{i}" Type="{relations}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in (1, 2))
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<?xml version="1.0"?><Relationships xmlns="{package}/relationships">'
        f"{linked}</Relationships>",
        "xl/worksheets/sheet1.xml": sheet(["Time (s)", *(f"Gyroscope {a} (rad/s)" for a in "xyz")], T, np.radians(rate_dps(T))),
        "xl/worksheets/sheet2.xml": sheet(["Time (s)", *(f"Acceleration {a} (m/s^2)" for a in "xyz")], T, gravity_up(T)),
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def test_phyphox_spreadsheet(tmp_path: Path) -> None:
    spreadsheet(tmp_path / "experiment.xlsx")
    recording = read(tmp_path / "experiment.xlsx")
    assert isinstance(recording, SensorRecording)
    assert recording.streams["thorax"].angular_rate.values == pytest.approx(rate_dps(T))
    assert recording.streams["thorax"].acceleration.values == pytest.approx(gravity_up(T))


def test_a_spreadsheet_without_its_library_is_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spreadsheet(tmp_path / "experiment.xlsx")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(InputProblem, match="tables"):
        read(tmp_path / "experiment.xlsx")


# --- phone trial -----------------------------------------------------------------------------------------------------


def trial(tmp_path: Path, value: dict[str, object]) -> SensorRecording:
    return phone({"trial.json": json.dumps(value).encode()}, tmp_path)


@pytest.mark.parametrize("ios", [False, True])
def test_phone_trial(tmp_path: Path, ios: bool) -> None:
    recording = trial(tmp_path, build.phone_trial_object(ios=ios))
    stream = recording.streams["thorax"]
    assert recording.declared == Declared(
        position=Position.LUMBAR_LOCKED, mode=Mode.ACTIVE, placement=Placement.STERNUM, arm=Arm.LOW_BACK, support=Support.CUSHION
    )
    assert stream.angular_rate.values == pytest.approx(rate_dps(T), abs=0.051)
    assert stream.angular_rate.time_s == pytest.approx(T, abs=1e-6)
    assert stream.acceleration.values == pytest.approx(gravity_up(T), abs=0.051)
    assert np.abs(np.sum(stream.orientation.values * quaternion(T), axis=1)) == pytest.approx(1.0)
    assert [(m.purpose, round(m.start_s, 6), round(m.end_s, 6)) for m in recording.marks] == [
        (Still.UPRIGHT, 0.0, 0.3),
        (Still.ZERO, 0.4, 0.5),
        (Still.END, 1.0, 1.18),
    ]
    assert recording.cues == (
        Cue("cue", 0.5, 0.5, Direction.LEFT, "turn-left"),
        Cue("hold", pytest.approx(0.6), pytest.approx(0.8), Direction.LEFT, None),
    )
    assert recording.warnings == ()


def test_the_trial_of_the_builder_fits_the_published_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(build.phone_trial_object(), SCHEMA)


def test_device_angles_become_the_same_attitude_as_the_quaternion(tmp_path: Path) -> None:
    value = build.phone_trial_object()
    del value["attitude"]
    stream = trial(tmp_path, value).streams["thorax"]
    dot = np.abs(np.sum(stream.orientation.values * quaternion(T), axis=1))
    assert np.degrees(2 * np.arccos(np.clip(dot, 0, 1))).max() < 0.1  # angles are rounded to 0.1 degrees


@pytest.mark.parametrize("ios", [False, True])
def test_trap_the_ios_sign_without_any_attitude_is_told_by_the_browser(tmp_path: Path, ios: bool) -> None:
    value = build.phone_trial_object(ios=ios)
    del value["attitude"], value["orientation"]
    assert trial(tmp_path, value).streams["thorax"].acceleration.values == pytest.approx(gravity_up(T), abs=0.051)


def test_lost_duplicate_and_late_events(tmp_path: Path) -> None:
    value = build.phone_trial_object()
    order = [0, 1, 2, 2, 4, 3, *range(8, T.size)]
    value["motion"] = {key: [column[i] for i in order] for key, column in value["motion"].items()}  # type: ignore[union-attr, attr-defined]
    recording = trial(tmp_path, value)
    found = recording.streams["thorax"].angular_rate
    kept = sorted(set(order))
    assert found.time_s == pytest.approx(T[kept], abs=1e-6)
    assert found.values == pytest.approx(rate_dps(T)[kept], abs=0.051)
    assert any("duplicate" in text for text in recording.warnings)


def test_null_events_of_a_computer_without_sensors_are_refused(tmp_path: Path) -> None:
    value = {"schema": "supple.phone-trial/1", "motion": {"time_ms": [1.0], "rotation_rate_dps": [[None, None, None]]}}
    problem = refused({"t.json": json.dumps(value).encode()}, tmp_path)
    assert "no two samples" in problem.found


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("schema",), "supple.phone-trial/9", ":schema"),
        (("trial", "position"), "sitting", ":trial:position"),
        (("motion", "rotation_rate_dps"), [[1, 2, 3]], ":motion.rotation_rate_dps"),
        (("motion", "time_ms"), "now", ":motion.time_ms"),
        (("marks",), [{"kind": "nap", "start_ms": 1}], ":marks[0]"),
        (("marks",), [{"kind": "upright", "start_ms": 5, "end_ms": 1}], ":marks[0]"),
        (("marks",), [{"kind": "hold", "start_ms": 1, "direction": "up"}], ":marks[0].direction"),
        (("orientation",), [], ":orientation"),
    ],
)
def test_what_is_wrong_in_a_trial_is_named_by_its_key(tmp_path: Path, path: tuple[str, ...], value: object, where: str) -> None:
    trial_object = build.phone_trial_object()
    inner = trial_object
    for key in path[:-1]:
        inner = inner[key]  # type: ignore[assignment]
    inner[path[-1]] = value
    problem = refused({"t.json": json.dumps(trial_object).encode()}, tmp_path)
    assert problem.where.endswith("t.json" + where)
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(trial_object) or path[0] == "motion" or where == ":marks[0]"


def test_a_broken_json_names_its_line(tmp_path: Path) -> None:
    text = json.dumps(build.phone_trial_object(), indent=1)[:-200]
    assert refused({"t.json": text.encode()}, tmp_path).where.endswith(f"t.json:{text.count(chr(10)) + 1}")
