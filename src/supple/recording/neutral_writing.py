"""Write sensors as the neutral CSV that ``read`` takes back unchanged."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.recording.declared import comment_lines
from supple.recording.model import Channel, Format, SensorRecording, SensorStream

_SUFFIXES: Final = {
    "angular_rate": ("gyr_x_dps", "gyr_y_dps", "gyr_z_dps"),
    "acceleration": ("acc_x_mps2", "acc_y_mps2", "acc_z_mps2"),
    "orientation": ("quat_x", "quat_y", "quat_z", "quat_w"),
}


def write_neutral_csv(recording: SensorRecording, path: str | Path) -> None:
    """Write one or two sensors: ``time_s``, then rates (deg/s), accelerations (m/s2) and quaternions (x, y, z, w).

    Channels with stamps of their own share one time column; a channel without a sample at a stamp has blank cells there.
    How the trial was made and the still windows stand above as ``# key: value`` lines. The file appears whole or not at
    all. Raises InputProblem where the recording holds no sensors or the path cannot be written.
    """
    if not isinstance(recording, SensorRecording):
        raise InputProblem(str(path), "a recording without sensors", "a recording of body-worn sensors", "use the angles instead")
    columns = list(_columns(recording))
    time_s = np.unique(np.concatenate([c.time_s for _, c in columns]))
    table = np.full((time_s.size, 1 + sum(len(names) for names, _ in columns)), np.nan)
    table[:, 0] = time_s
    start = 1
    for names, found in columns:
        table[np.searchsorted(time_s, found.time_s), start : start + len(names)] = found.values
        start += len(names)
    header = comment_lines(recording.declared, recording.marks)
    if recording.instrument.value != "sensors" or recording.format is not Format.NEUTRAL_CSV:
        header.insert(0, f"# instrument: {recording.instrument.value}")
    header.append(",".join(["time_s", *(name for names, _ in columns for name in names)]))
    _write_whole(Path(path), "\n".join(header) + "\n" + _rows(table))


def _columns(recording: SensorRecording) -> Iterator[tuple[list[str], Channel]]:
    for segment, stream in recording.streams.items():
        for kind, suffixes in _SUFFIXES.items():
            found = _channel(stream, kind)
            if found is not None:
                yield [f"{segment}_{suffix}" for suffix in suffixes], found


def _channel(stream: SensorStream, kind: str) -> Channel | None:
    found = getattr(stream, kind)
    return found if isinstance(found, Channel) else None


def _rows(table: FloatArray) -> str:
    """Numbers as the shortest text that reads back the same."""
    return "".join(",".join("" if math.isnan(cell) else repr(cell) for cell in row) + "\n" for row in table.tolist())


def _write_whole(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputProblem(
            str(path), f"it cannot be written ({error.strerror})", "a path that can be written", "choose another"
        ) from None
