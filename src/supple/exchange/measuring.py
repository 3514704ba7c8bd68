"""Recordings measured as wholes: what ``supple measure`` says of files, as objects."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from supple.exchange.json_measure import day_json, measure_json
from supple.measurement import Measurement, measure_day, summarise, trials_from_motion
from supple.measurement.model import Trial
from supple.motion.model import JointAngles, MovementSummary, RecordingMotion
from supple.problems import InputProblem
from supple.quantities import SELF_RATER, Mode, Position

if TYPE_CHECKING:
    from supple.recording import AnyRecording


@dataclass(frozen=True)
class FileMeasurement:
    """A recording's repetitions and their summary by movement and direction (rejected ones left out)."""

    motion: RecordingMotion
    summary: tuple[MovementSummary, ...]

    @property
    def angles(self) -> JointAngles:
        return self.motion.angles

    def trials(self, day: date, *, rater: str = SELF_RATER) -> list[Trial]:
        """Make a trial of each good or usable repetition. Raises InputProblem where position or mode is unknown."""
        return trials_from_motion(self.motion, day, rater)

    def to_json(self) -> dict[str, object]:
        return measure_json([(self.motion, self.summary)])

    def _repr_html_(self) -> str:
        from supple.exchange.html import measurement_html

        return measurement_html(self.motion, self.summary)


@dataclass(frozen=True)
class MeasuredFiles:
    """Several files. skipped: (file, problem) of those left out; day: all of them put together, None where not asked for."""

    files: tuple[FileMeasurement, ...]
    skipped: tuple[tuple[str, str], ...] = ()
    day: tuple[Measurement, ...] | None = None

    def to_json(self) -> dict[str, object]:
        document = measure_json([(file.motion, file.summary) for file in self.files])
        if self.skipped:
            document["skipped"] = [{"file": file, "problem": problem} for file, problem in self.skipped]
        if self.day is not None:
            document["day"] = day_json(self.day)
        return document


def measure(
    path: str | os.PathLike[str],
    *,
    position: Position | str | None = None,
    mode: Mode | str | None = None,
    facing: str | None = None,
    rater: str = SELF_RATER,
    upright: tuple[float, float] | None = None,
) -> FileMeasurement:
    """Read a recording and measure its repetitions.

    position, mode: how it was made, where the file does not say it; against the file they are an InputProblem.
    facing: ``SENSOR:AXIS`` such as ``thorax:z``. rater: who measured, for the error.
    upright: seconds (start, end) of the recording's clock in which the person was upright and still, where the file does not
    mark them; they tell the trunk's axis and its head end. Raises InputProblem.
    """
    # the readers and the filters load here: typed values need neither
    from supple.motion import measure_motion
    from supple.recording import read

    recording = read(Path(path))
    if upright is not None:
        recording = with_upright(recording, upright)
    motion = measure_motion(recording, position=position, mode=mode, facing=facing)
    return FileMeasurement(motion, summarise(motion, rater=rater))


def with_upright(recording: AnyRecording, window: tuple[float, float]) -> AnyRecording:
    """The recording with its upright still window marked. Raises InputProblem where it has one, or cannot have it."""
    from supple.motion.pipeline import recording_times
    from supple.recording.model import SensorRecording, Still, StillWindow

    start, end = window
    found = f"an upright window from {start:g} to {end:g} s"
    if not isinstance(recording, SensorRecording):
        raise InputProblem(recording.source, f"{found} in a recording without sensors", "body-worn sensors", "leave it out")
    if any(mark.purpose is Still.UPRIGHT for mark in recording.marks):
        raise InputProblem(recording.source, f"{found}, and another one in the file", "one of them", "leave it out")
    times = recording_times(recording)
    if not times[0] <= start < end <= times[-1]:
        expected = f"a window between {times[0]:g} and {times[-1]:g} s"
        raise InputProblem(recording.source, found, expected, "correct the seconds")
    return replace(recording, marks=(StillWindow(Still.UPRIGHT, start, end), *recording.marks))


def measure_files(
    paths: Iterable[Path],
    *,
    position: Position | None = None,
    mode: Mode | None = None,
    facing: str | None = None,
    rater: str = SELF_RATER,
    day: date | None = None,
    upright: tuple[float, float] | None = None,
    skip_bad: bool = False,
) -> MeasuredFiles:
    """Measure several files; the first bad one is raised, or with ``skip_bad`` left out and named.

    day: the day they were made, which puts their repetitions together as one day's measurement.
    """
    files: list[FileMeasurement] = []
    skipped: list[tuple[str, str]] = []
    for path in paths:
        try:
            files.append(measure(path, position=position, mode=mode, facing=facing, rater=rater, upright=upright))
        except InputProblem as problem:
            if not skip_bad:
                raise
            skipped.append((str(path), str(problem)))
    together = None
    if day is not None:
        trials = [trial for file in files for trial in file.trials(day, rater=rater)]
        together = tuple(measure_day(trials))
    return MeasuredFiles(tuple(files), tuple(skipped), together)
