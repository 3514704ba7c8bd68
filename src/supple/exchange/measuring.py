"""Recordings measured as wholes: what ``supple measure`` says of files, as objects."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from supple.exchange.json_measure import day_json, measure_json
from supple.measurement import Measurement, measure_day, summarise, trials_from_motion
from supple.measurement.model import Trial
from supple.motion.model import JointAngles, MovementSummary, RecordingMotion
from supple.problems import InputProblem
from supple.quantities import SELF_RATER, Mode, Position


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
) -> FileMeasurement:
    """Read a recording and measure its repetitions.

    position, mode: how it was made, where the file does not say it; against the file they are an InputProblem.
    facing: ``SENSOR:AXIS`` such as ``thorax:z``. rater: who measured, for the error. Raises InputProblem.
    """
    # the readers and the filters load here: typed values need neither
    from supple.motion import measure_motion
    from supple.recording import read

    recording = read(Path(path))
    motion = measure_motion(recording, position=position, mode=mode, facing=facing)
    return FileMeasurement(motion, summarise(motion, rater=rater))


def measure_files(
    paths: Iterable[Path],
    *,
    position: Position | None = None,
    mode: Mode | None = None,
    facing: str | None = None,
    rater: str = SELF_RATER,
    day: date | None = None,
    skip_bad: bool = False,
) -> MeasuredFiles:
    """Measure several files; the first bad one is raised, or with ``skip_bad`` left out and named.

    day: the day they were made, which puts their repetitions together as one day's measurement.
    """
    files: list[FileMeasurement] = []
    skipped: list[tuple[str, str]] = []
    for path in paths:
        try:
            files.append(measure(path, position=position, mode=mode, facing=facing, rater=rater))
        except InputProblem as problem:
            if not skip_bad:
                raise
            skipped.append((str(path), str(problem)))
    together = None
    if day is not None:
        trials = [trial for file in files for trial in file.trials(day, rater=rater)]
        together = tuple(measure_day(trials))
    return MeasuredFiles(tuple(files), tuple(skipped), together)
