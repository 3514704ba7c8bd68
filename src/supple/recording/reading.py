"""``read``: any recording, its format recognised by content."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

import numpy as np

from supple.problems import InputProblem
from supple.recording.model import AnyRecording
from supple.recording.registry import Reader
from supple.recording.source import Member, Source, open_source

#: Modules that each hold one ``READER``, in the order in which they are asked; the most telling signatures come first.
MODULES: Final = (
    "c3d_file",
    "phone_trial",
    "opensim_orientation",
    "opensim_motion",
    "trc",
    "apdm",
    "mt_manager",
    "movella_dot",
    "sensor_logger",
    "neutral_csv",
    "joint_angles",
    "phyphox",
    "mediapipe",
    "kinect",
)


def readers() -> tuple[Reader, ...]:
    """All readers in the order in which they are asked."""
    found = [import_module(f"supple.recording.{name}").READER for name in MODULES]
    return tuple(reader for reader in found if isinstance(reader, Reader))


def read(path: str | Path) -> AnyRecording:
    """Read a recording: a file, a ZIP or a folder, recognised by what is in it, whatever it is called.

    Returns samples at their own time stamps with gaps kept as gaps, units and signs as ``supple.conventions`` has them;
    what had to be assumed or left out stands in ``warnings``. Raises InputProblem (one line, with ``file:line`` where a
    line is to blame) for anything that cannot be read; nothing else for bad input.
    """
    source = open_source(path)
    recording = _read_source(source)
    return replace(recording, warnings=tuple(dict.fromkeys(recording.warnings)))


def _read_source(source: Source) -> AnyRecording:
    # Damaged numbers overflow on their way to being found out; that is told by an InputProblem, not by numpy.
    with np.errstate(all="ignore"):
        for reader in readers():
            if reader.recognises(source):
                return reader.read(source)
    if source.only is None:
        return _read_one_of_many(source)
    raise _unknown(source)


def _read_one_of_many(source: Source) -> AnyRecording:
    """A folder or ZIP that holds one recording among files that are none."""
    known = [m for m in source.members if _is_known(m)]
    if len(known) == 1:
        return _read_source(Source(source.name, (known[0],)))
    if not known:
        raise _unknown(source)
    names = ", ".join(m.name for m in known[:3])
    raise InputProblem(source.name, f"{len(known)} recordings ({names[:100]})", "one recording", "name one of them")


def _is_known(member: Member) -> bool:
    alone = Source(member.where, (member,))
    return any(reader.recognises(alone) for reader in readers())


def _unknown(source: Source) -> InputProblem:
    expected = "a recording in one of the formats of docs/file-formats.md"
    found = "nothing that can be read" if not source.members else "no format that is known"
    return InputProblem(source.name, found, expected, "export it in one of them")
