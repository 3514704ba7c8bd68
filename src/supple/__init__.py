"""Supple measures how far a person's upper back turns, works out why it turns no further, and trains what limits it.

The steps of the work as functions on typed, frozen objects; degrees, arrays with one sample a row, missing is NaN or None::

    import supple

    measured = supple.measure("trial.csv", position="standing", mode="active")
    assessment = supple.assess(supple.read_assess_file("me.toml"))
    report = supple.progress_report(supple.read_history("history.csv"))

``measured``, ``assessment`` and ``report`` show themselves as tables in a notebook. Wrong input raises ``supple.InputProblem``,
one clear line. Names are imported when they are first used, so that ``import supple`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supple.exchange.angles_of import angles
    from supple.exchange.assess_file import AssessInput, read_assess_file
    from supple.exchange.assessment import Assessment, assess
    from supple.exchange.history import history_csv, read_history
    from supple.exchange.measuring import FileMeasurement, measure
    from supple.exchange.progress_report import ProgressReport, progress_report
    from supple.findings import judge, load_criteria, screen
    from supple.findings.model import Category, Criterion, Finding, Screening
    from supple.measurement import measure_day, summarise, trials_from_motion
    from supple.measurement.model import KindOfTrial, Measurement, Trial
    from supple.motion import joint_angles, measure_motion
    from supple.motion.model import JointAngles, RecordingMotion, Repetition
    from supple.problems import InputProblem
    from supple.programme.building import build_programme
    from supple.programme.model import Programme
    from supple.programme.person import Person
    from supple.progress import progress_of
    from supple.quantities import Arm, Assist, Direction, Grade, Instrument, Mode, Movement, Placement, Position
    from supple.recording import read

#: Name -> the module that has it, in the order of the work.
_HOMES = {
    "read": "supple.recording",
    "joint_angles": "supple.motion",
    "angles": "supple.exchange.angles_of",
    "measure_motion": "supple.motion",
    "measure": "supple.exchange.measuring",
    "FileMeasurement": "supple.exchange.measuring",
    "JointAngles": "supple.motion.model",
    "RecordingMotion": "supple.motion.model",
    "Repetition": "supple.motion.model",
    "trials_from_motion": "supple.measurement",
    "summarise": "supple.measurement",
    "measure_day": "supple.measurement",
    "KindOfTrial": "supple.measurement.model",
    "Measurement": "supple.measurement.model",
    "Trial": "supple.measurement.model",
    "screen": "supple.findings",
    "judge": "supple.findings",
    "load_criteria": "supple.findings",
    "Category": "supple.findings.model",
    "Criterion": "supple.findings.model",
    "Finding": "supple.findings.model",
    "Screening": "supple.findings.model",
    "progress_of": "supple.progress",
    "progress_report": "supple.exchange.progress_report",
    "ProgressReport": "supple.exchange.progress_report",
    "read_history": "supple.exchange.history",
    "history_csv": "supple.exchange.history",
    "build_programme": "supple.programme.building",
    "Person": "supple.programme.person",
    "Programme": "supple.programme.model",
    "read_assess_file": "supple.exchange.assess_file",
    "AssessInput": "supple.exchange.assess_file",
    "assess": "supple.exchange.assessment",
    "Assessment": "supple.exchange.assessment",
    "InputProblem": "supple.problems",
    "Arm": "supple.quantities",
    "Assist": "supple.quantities",
    "Direction": "supple.quantities",
    "Grade": "supple.quantities",
    "Instrument": "supple.quantities",
    "Mode": "supple.quantities",
    "Movement": "supple.quantities",
    "Placement": "supple.quantities",
    "Position": "supple.quantities",
}

__all__ = [  # noqa: RUF022 - in the order of the work
    "read",
    "joint_angles",
    "angles",
    "measure_motion",
    "measure",
    "FileMeasurement",
    "JointAngles",
    "RecordingMotion",
    "Repetition",
    "trials_from_motion",
    "summarise",
    "measure_day",
    "KindOfTrial",
    "Measurement",
    "Trial",
    "screen",
    "judge",
    "load_criteria",
    "Category",
    "Criterion",
    "Finding",
    "Screening",
    "progress_of",
    "progress_report",
    "ProgressReport",
    "read_history",
    "history_csv",
    "build_programme",
    "Person",
    "Programme",
    "read_assess_file",
    "AssessInput",
    "assess",
    "Assessment",
    "InputProblem",
    "Arm",
    "Assist",
    "Direction",
    "Grade",
    "Instrument",
    "Mode",
    "Movement",
    "Placement",
    "Position",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'supple' has no attribute {name!r}")
    value: object = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
