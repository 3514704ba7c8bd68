"""What somebody recorded, measured: one blob of bytes in, repetitions with their grades and trials out.

A blob is what is stored of a set: a phone trial as the page sent it, one file, or several files put into a ZIP. How the set was
made (position, mode, placement) is the server's own knowledge of the task; a recording that says otherwise is refused.
"""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Final

from django.utils.translation import gettext as _

from supple.exchange.measuring import FileMeasurement, with_upright
from supple.measurement import summarise, trials_from_motion
from supple.measurement.model import Trial
from supple.motion import measure_motion
from supple.motion.grading import REASON_TEXT
from supple.motion.model import RecordingMotion, Repetition
from supple.problems import InputProblem
from supple.quantities import Grade, Instrument, Mode, Movement, Position, Reason
from supple.recording import AnyRecording, read
from supple.release import version
from supple_web.assessments.engine.places import repetitions
from supple_web.assessments.models import Source, TrialSet
from supple_web.assessments.stages import Stage, Task

#: Largest recording that is taken, bytes: as sent, and unpacked (conventions; two hours of two sensors are about 0.1 GB).
MOST_BYTES: Final = 32 * 1024 * 1024
MOST_UNPACKED_BYTES: Final = 192 * 1024 * 1024
#: Largest phone trial, bytes: five minutes at 200 Hz.
MOST_PHONE_BYTES: Final = 12 * 1024 * 1024
_HOW: Final = ("position", "mode", "placement", "arm", "assist", "support")
#: How a problem calls what the phone sent.
PHONE_NAME: Final = "the-set.json"
_CHUNK: Final = 1024 * 1024
#: The day of a trial is its check's.
_ANY_DAY: Final = date(1970, 1, 1)


@dataclass(frozen=True)
class Turn:
    """One repetition that counts, as the row of a trial needs it. place: from 1, rejected ones counted."""

    movement: str
    direction: str
    value_deg: float
    own_error_deg: float | None
    quantity: str
    quality: str
    place: int

    @property
    def name(self) -> str:
        return self.direction or self.movement


@dataclass(frozen=True)
class Measured:
    """A recording after its measurement. document: ``supple.measure/1``. seen: name -> repetitions found, whatever their grade.

    asks: what the person has to add before it can be measured rightly: ``upright``, ``facing``.
    """

    document: dict[str, Any]
    instrument: str
    turns: tuple[Turn, ...]
    seen: Mapping[str, int]
    asks: tuple[str, ...]
    version: str


def measure_blob(blob: bytes, name: str, task: Task, hints: Mapping[str, Any]) -> Measured:
    """Measure one recording of a task. name: how a problem calls it. hints: ``upright``, ``facing`` as the person added them.

    Raises InputProblem: no known format, another position or mode than the task's, nothing in it that can be measured.
    """
    motion = _motion(blob, name, task, hints)
    turns = tuple(_turns(motion, task))
    return Measured(
        document=FileMeasurement(motion, summarise(motion)).to_json(),
        instrument=str(motion.instrument),
        turns=turns,
        seen=_seen(motion.repetitions, task),
        asks=tuple(_asks(motion, task)),
        version=version(),
    )


def measure_again(one: TrialSet, blob: bytes, hints: Mapping[str, Any] | None = None) -> Measured:
    """A stored set measured with the present science, with what the person added to it then or adds now. Raises InputProblem."""
    return measure_blob(*_as_measured(one, blob, one.hints if hints is None else hints))


def stored_motion(one: TrialSet) -> RecordingMotion:
    """The movement in a stored recording, read as it was measured. Raises InputProblem."""
    return _motion(*_as_measured(one, gzip.decompress(bytes(one.raw or b"")), one.hints))


def _as_measured(one: TrialSet, blob: bytes, hints: Mapping[str, Any]) -> tuple[bytes, str, Task, Mapping[str, Any]]:
    task = task_of(one)
    if one.source == Source.PHONE:
        return phone_blob(blob, task), PHONE_NAME, task, {}
    return blob, one.file_name, task, hints


def _motion(blob: bytes, name: str, task: Task, hints: Mapping[str, Any]) -> RecordingMotion:
    recording = replace(_read(blob, name), source=name)
    _check_said(recording, task, name)
    if hints.get("upright"):
        start, end = hints["upright"]
        recording = with_upright(recording, (float(start), float(end)))
    facing = str(hints["facing"]) if hints.get("facing") else _facing(recording, task)
    return measure_motion(recording, position=task.position, mode=task.mode, facing=facing)


def task_of(one: TrialSet) -> Task:
    """The task that a stored set was made for."""
    helped, bending = one.mode == Mode.ASSISTED, one.movement != Movement.ROTATION
    upright = Stage.BENDING if bending else Stage.SEATED
    return Task(
        stage=Stage.HELPED if helped else upright if one.position == Position.SEATED else Stage.TURNING,
        movement=one.movement,
        mode=one.mode,
        position=one.position,
        counts=one.asked,
        placement=one.placement,
        arm=one.arm,
        assist=one.assist,
        support=one.support,
    )


def phone_blob(body: bytes, task: Task) -> bytes:
    """A posted phone trial with the task's own position, mode and so on in the place of the page's. Raises InputProblem."""
    where = _("the phone's recording")
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise InputProblem(where, "no JSON", _("a phone trial"), _("record the set again")) from None
    if not isinstance(sent, dict):
        raise InputProblem(where, type(sent).__name__, _("a phone trial"), _("record the set again"))
    return json.dumps({**sent, "trial": {key: getattr(task, key) or None for key in _HOW}}).encode()


def bundle(files: list[tuple[str, bytes]]) -> tuple[bytes, str]:
    """One blob and its safe name for one or several files. Raises InputProblem for too many of them or too large a ZIP."""
    if not files:
        raise InputProblem(
            _("the recording"), _("no file"), _("one file, or all files of one recording"), _("choose it and send it again")
        )
    safe = [(_safe(name, place), data) for place, (name, data) in enumerate(files, start=1)]
    left = MOST_UNPACKED_BYTES
    for name, data in safe:
        left = _left_unpacked(name, data, left)
    if len(safe) == 1:
        return safe[0][1], safe[0][0]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for place, (name, data) in enumerate(safe, start=1):
            taken = archive.namelist()
            archive.writestr(f"{place}-{name}" if name in taken else name, data)
    return packed.getvalue(), "recording.zip"


def rejections(document: Mapping[str, Any], names: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """For each repetition that did not count: its name and why, in a sentence; each sentence once a name."""
    said = set()
    for row in repetitions(document):
        name = str(row["direction"] or row["movement"])
        if row["grade"] != Grade.REJECTED or name not in names:
            continue
        for reason in row["reasons"]:
            if (name, reason) not in said:
                said.add((name, reason))
                yield name, REASON_TEXT[Reason(reason)]


def _read(blob: bytes, name: str) -> AnyRecording:
    with tempfile.TemporaryDirectory(prefix="supple-") as folder:
        path = Path(folder) / name
        path.write_bytes(blob)
        try:
            return read(path)
        except InputProblem as problem:
            where = problem.where.replace(str(path), name)
            raise InputProblem(where, problem.found, problem.expected, problem.remedy) from None


def _check_said(recording: AnyRecording, task: Task, name: str) -> None:
    """Refuse a recording that says it was worn or done otherwise."""
    for key in ("position", "mode", "placement", "arm", "assist"):
        said, chosen = getattr(recording.declared, key), getattr(task, key)
        if said is not None and str(said) != chosen:
            remedy = _("choose another recording, or change how you measure")
            raise InputProblem(
                name, f"{key} {said}", _("{key} {chosen} as in this test").format(key=key, chosen=chosen or "none"), remedy
            )


def _facing(recording: AnyRecording, task: Task) -> str | None:
    """Bends have to know where forward is: a phone's screen looks away from the body, wherever it is worn."""
    if not task.is_bending or recording.instrument is not Instrument.PHONE:
        return None
    return {"sternum": "thorax:z", "upper-back": "thorax:-z"}.get(task.placement)


def _named(repetition: Repetition) -> str:
    return str(repetition.direction or repetition.movement)


def _of_task(repetition: Repetition, task: Task) -> bool:
    bends = repetition.movement in (Movement.FLEXION, Movement.EXTENSION)
    right = bends if task.is_bending else repetition.movement is Movement.ROTATION
    return right and _named(repetition) in task.counts


def _turns(motion: RecordingMotion, task: Task) -> Iterator[Turn]:
    """The good and usable repetitions that the task asked for, no more of a name than it asked for."""
    taken = dict.fromkeys(task.counts, 0)
    for trial in trials_from_motion(motion, _ANY_DAY):
        name = str(trial.direction or trial.movement)
        rotation = trial.movement is Movement.ROTATION
        if trial.movement is Movement.LATERAL_FLEXION or rotation is task.is_bending or name not in taken:
            continue
        if taken[name] < task.counts[name]:
            taken[name] += 1
            yield _turn(trial)


def _turn(trial: Trial) -> Turn:
    return Turn(
        movement=str(trial.movement),
        direction=str(trial.direction or ""),
        value_deg=trial.value_deg,
        own_error_deg=trial.own_error_deg,
        quantity=str(trial.quantity or ""),
        quality=str(trial.quality),
        place=trial.order or 0,
    )


def _seen(repetitions: tuple[Repetition, ...], task: Task) -> dict[str, int]:
    found = [_named(repetition) for repetition in repetitions if _of_task(repetition, task)]
    return {name: found.count(name) for name in task.counts}


def _asks(motion: RecordingMotion, task: Task) -> Iterator[str]:
    if any(Reason.NO_UPRIGHT_WINDOW in repetition.reasons for repetition in motion.repetitions):
        yield "upright"
    worn = motion.instrument in (Instrument.PHONE, Instrument.SENSORS)
    if task.is_bending and worn and motion.angles.flexion_deg is None:
        yield "facing"


def _safe(name: str, place: int) -> str:
    """A name that can hurt nobody, in which what tells sensors apart is kept."""
    plain = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in plain).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    stem, ending = (stem, ending) if dot else (kept, "")
    return f"{stem[:60] or f'file-{place}'}{f'.{ending[:8]}' if ending else ''}"


def _left_unpacked(name: str, data: bytes, left: int) -> int:
    """How many bytes may still come after this file, unpacked, whatever a ZIP's directory says of its sizes.

    Raises InputProblem where it is more than are left. Any other damage is the reader's.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data)) if data.startswith(b"PK") else None
    except Exception:  # zipfile raises many kinds on bad bytes; the reader names the damage in one line
        archive = None
    sizes = (len(data),) if archive is None else (_unpacked(archive, info, left) for info in archive.infolist())
    for size in sizes:
        left -= size
        if left < 0:
            most = MOST_UNPACKED_BYTES // 1024**2
            found = _("more than {most} MB once unpacked").format(most=most)
            expected = _("one recording of at most {most} MB").format(most=most)
            raise InputProblem(name, found, expected, _("cut it into parts"))
    return left


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> int:
    """Bytes of one member, counted no further than just beyond what is left; of a damaged one, up to the damage."""
    size = 0
    try:
        with archive.open(info) as member:
            while size <= left and (chunk := member.read(_CHUNK)):
                size += len(chunk)
    except Exception:  # as above; the members after it count all the same
        return size
    return size
