"""The documentation's examples are read, and no format is left out of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema

from supple.recording import AngleRecording, Format, SensorRecording, StillWindow, read
from supple.recording.reading import readers

DOCS = Path(__file__).parents[3] / "docs"


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / page).read_text(), re.DOTALL)


def test_every_format_has_one_reader() -> None:
    assert sorted(reader.format for reader in readers()) == sorted(Format)


def test_the_examples_of_the_formats_page_are_read(tmp_path: Path) -> None:
    for number, text in enumerate(blocks("file-formats.md", "text")):
        (tmp_path / f"{number}.csv").write_text(text)
    sensors, angles = read(tmp_path / "0.csv"), read(tmp_path / "1.csv")
    assert isinstance(sensors, SensorRecording)
    assert isinstance(angles, AngleRecording)
    assert sensors.marks == (StillWindow(sensors.marks[0].purpose, 0.0, 3.0),)
    assert sensors.warnings == angles.warnings == ()


def test_the_example_of_the_phone_trial_page_is_valid_and_read(tmp_path: Path) -> None:
    (text,) = blocks("phone-trial.md", "json")
    (tmp_path / "trial.json").write_text(text)
    jsonschema.validate(json.loads(text), json.loads((DOCS / "schemas" / "phone-trial-1.schema.json").read_text()))
    recording = read(tmp_path / "trial.json")
    assert isinstance(recording, SensorRecording)
    assert len(recording.marks) == 3
    assert len(recording.cues) == 2
