"""The keys of ``[[recording]]``: a file to be measured, and how it was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from supple.exchange.measuring import FileMeasurement, measure
from supple.exchange.naming import one_of, shown
from supple.exchange.trial_fields import Where, assist_from, check_names, day_from, number_from, pain_from, rater_from, time_from
from supple.measurement import trials_from_motion
from supple.measurement.model import Trial
from supple.problems import InputProblem
from supple.quantities import SELF_RATER, Arm, Assist, Mode, Movement, Placement, Position, Support

FIELDS = (
    "file",
    "position",
    "mode",
    "day",
    "time",
    "rater",
    "placement",
    "arm",
    "assist",
    "support",
    "pain",
    "facing",
    "upright",
)
REQUIRED = ("file", "day")


@dataclass(frozen=True)
class RecordingGiven:
    """One ``[[recording]]``. path: resolved against the assess file's folder. where: ``file:line``, for problems."""

    path: Path
    where: str
    day: date
    position: Position | None = None
    mode: Mode | None = None
    time: time | None = None
    rater: str = SELF_RATER
    placement: Placement | None = None
    arm: Arm | None = None
    assist: Assist | None = None
    support: Support | None = None
    pain: int | None = None
    facing: str | None = None
    upright: tuple[float, float] | None = None


@dataclass(frozen=True)
class MeasuredRecording:
    """A given recording after its measurement. trials: its good and usable repetitions of movements that are judged."""

    given: RecordingGiven
    file: FileMeasurement
    trials: tuple[Trial, ...]


def recording_from(fields: Mapping[str, object], folder: Path, where: Where) -> RecordingGiven:
    """Check every field; the file itself is read later. Raises InputProblem."""
    check_names(fields, FIELDS, where, "the key")
    for name in REQUIRED:
        if name not in fields:
            raise InputProblem(where(None), f"a recording without {name}", f"the key {name}", "add it")
    mode = one_of(Mode, fields["mode"], where("mode"), "mode") if "mode" in fields else None
    return RecordingGiven(
        path=folder / _text(fields, "file", "a file's name between quotes", where),
        where=where("file"),
        day=day_from(fields["day"], where("day")),
        position=one_of(Position, fields["position"], where("position"), "position") if "position" in fields else None,
        mode=mode,
        time=time_from(fields.get("time"), where("time")),
        rater=rater_from(fields.get("rater", SELF_RATER), where("rater")),
        placement=one_of(Placement, fields["placement"], where("placement"), "placement") if "placement" in fields else None,
        arm=one_of(Arm, fields["arm"], where("arm"), "arm") if "arm" in fields else None,
        assist=assist_from(fields, mode, where),
        support=one_of(Support, fields["support"], where("support"), "support") if "support" in fields else None,
        pain=pain_from(fields.get("pain"), where("pain")),
        facing=_text(fields, "facing", 'SENSOR:AXIS such as "thorax:z"', where) if "facing" in fields else None,
        upright=_window(fields["upright"], where("upright")) if "upright" in fields else None,
    )


def measure_given(given: RecordingGiven) -> MeasuredRecording:
    """Measure the file and make trials of it. Raises InputProblem, also where nobody says position or mode."""
    file = measure(
        given.path,
        position=given.position,
        mode=given.mode,
        facing=given.facing,
        rater=given.rater,
        upright=given.upright,
    )
    for name, value, example in (("position", file.motion.position, "standing"), ("mode", file.motion.mode, "active")):
        if value is None:
            found = f"a recording whose {name} neither the file nor this entry says"
            raise InputProblem(given.where, found, f"the {name} in which it was made", f'add {name} = "{example}" or another')
    trials = trials_from_motion(
        file.motion,
        given.day,
        given.rater,
        placement=given.placement,
        arm=given.arm,
        assist=given.assist,
        support=given.support,
        pain=given.pain,
        at=given.time,
    )
    judged = tuple(trial for trial in trials if trial.movement is not Movement.LATERAL_FLEXION)
    return MeasuredRecording(given, file, judged)


def _text(fields: Mapping[str, object], name: str, expected: str, where: Where) -> str:
    value = fields[name]
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise InputProblem(where(name), f"{name} {shown(value)}", expected, "correct it")
    return value


def _window(value: object, where: str) -> tuple[float, float]:
    expected = "two times in seconds such as [1.5, 4], the first the earlier"
    if not isinstance(value, list) or len(value) != 2:
        raise InputProblem(where, f"upright {shown(value)}", expected, "correct it")
    start, end = (number_from(one, "upright", where) for one in value)
    if not 0 <= start < end:
        raise InputProblem(where, f"upright {shown(value)}", expected, "correct it")
    return start, end
