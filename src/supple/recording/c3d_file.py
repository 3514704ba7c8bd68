"""C3D: binary marker positions. Header and parameters by the ``c3d`` package, the frames by one look at the bytes."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.markers import clean_labels, metres_per_unit, without_missing
from supple.recording.model import Format, MarkerRecording
from supple.recording.registry import Reader
from supple.recording.source import Source
from supple.recording.table import LARGEST

#: Parameters of the POINT group that list channels which are no positions, though stored as points.
_NO_POSITIONS: Final = ("ANGLES", "FORCES", "MOMENTS", "POWERS", "SCALARS", "REACTIONS")
#: The same by the names that Plug-in Gait gives, for files without those lists.
_MODEL_OUTPUT = re.compile(r"(Angles?|Forces?|Moments?|Powers?|GroundReaction\w*|CentreOfMassFloor)\d*$")
_DEC: Final = 85
_PROCESSORS: Final = (84, _DEC, 86)  # Intel, DEC, MIPS
#: ``c3d.Reader``; the package has no types.
_Parser: TypeAlias = Any


@dataclass(frozen=True)
class _Points:
    """xyz: (frames, points, 3) in the file's unit, NaN where missing."""

    labels: list[str]
    xyz: FloatArray
    rate_hz: float
    first_frame: int
    unit: str
    not_positions: frozenset[str]
    cut_short: bool


def _recognises(source: Source) -> bool:
    """The key byte 0x50, and the processor's type where the first byte says that the parameters start."""
    data = source.only.data if source.only else b""
    if len(data) < 1024 or data[1] != 0x50 or data[0] < 2:
        return False
    processor = (data[0] - 1) * 512 + 3
    return processor < len(data) and data[processor] in _PROCESSORS


def _read(source: Source) -> MarkerRecording:
    where = source.members[0].where
    broken = InputProblem(where, "a damaged C3D file", "a whole C3D file", "export it again")
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            points = _points(source.members[0].data)
    except Exception:  # the parser meets bad bytes with many kinds of error; all mean that the file is damaged
        raise broken from None
    if not (np.isfinite(points.rate_hz) and 0 < points.rate_hz < 1e5) or points.xyz.shape[0] < 2:
        raise broken
    return _recording(points, source)


def _recording(points: _Points, source: Source) -> MarkerRecording:
    labels, renamed = clean_labels(points.labels)
    model = [
        name.strip() in points.not_positions or bool(_MODEL_OUTPUT.search(label))
        for name, label in zip(points.labels, labels, strict=True)
    ]
    keep = np.flatnonzero(~np.array(model, dtype=bool))
    if keep.size == 0:
        raise InputProblem(source.members[0].where, "no marker positions", "a C3D file with markers", "export the markers too")
    xyz = without_missing(points.xyz[:, keep])
    scale, guessed = metres_per_unit(points.unit, xyz, "POINT:UNITS")
    left_out = len(labels) - keep.size
    told = (f"{left_out} channels hold angles, forces, moments or powers, not positions, and were left out.",) if left_out else ()
    short = ("The file ends before its last frame; the frames that are there were read.",) if points.cut_short else ()
    return MarkerRecording(
        source.name,
        Format.C3D,
        Instrument.MARKERS,
        time_s=(points.first_frame - 1 + np.arange(xyz.shape[0])) / points.rate_hz,
        labels=tuple(labels[i] for i in keep),
        positions_m=xyz * scale,
        warnings=renamed + guessed + told + short,
    )


def _points(data: bytes) -> _Points:
    import c3d

    reader: _Parser = c3d.Reader(io.BytesIO(data))
    used = int(reader.point_used)
    rows, cut_short = _decoded(reader, data, used)
    missing = (rows[:, :, 3] < 0) | ~(np.abs(rows) < LARGEST).all(axis=2)
    xyz = np.where(missing[:, :, None], np.nan, rows[:, :, :3])
    labels = _texts(reader, "LABELS")[:used]
    labels += [""] * (used - len(labels))
    not_positions = frozenset(name for kind in _NO_POSITIONS for name in _texts(reader, kind))
    unit = "".join(_texts(reader, "UNITS")[:1])
    return _Points(labels, xyz, float(reader.point_rate), max(1, int(reader.first_frame)), unit, not_positions, cut_short)


def _decoded(reader: _Parser, data: bytes, used: int) -> tuple[FloatArray, bool]:
    """(frames, points, 4): x, y, z in the file's unit and the residual word, negative where the point is missing."""
    scale = float(reader.point_scale)
    is_float = scale < 0
    kind = np.dtype(reader._dtypes.float32 if is_float else reader._dtypes.int16)
    if is_float and reader._dtypes.proc_type == _DEC:
        return _decoded_dec(reader)
    analog = int(reader.analog_used) * int(reader.analog_per_frame) if int(reader.analog_used) else 0
    width = 4 * used + analog
    start = (int(reader.header.data_block) - 1) * 512
    stated = int(reader.last_frame) - int(reader.first_frame) + 1
    frames = min(stated, (len(data) - start) // (width * kind.itemsize))
    flat = np.frombuffer(data, dtype=kind, count=frames * width, offset=start).reshape(frames, width)
    rows = flat[:, : 4 * used].reshape(frames, used, 4).astype(np.float64)
    if not is_float:
        rows[:, :, :3] *= abs(scale)
    return rows, frames < stated


def _decoded_dec(reader: _Parser) -> tuple[FloatArray, bool]:
    """The rare DEC floats go frame by frame through the package."""
    rows = np.array([points[:, :4] for _, points, _ in reader.read_frames()], dtype=np.float64)
    return rows, False


def _texts(reader: _Parser, name: str) -> list[str]:
    """All entries of a POINT parameter and of its continuations (``LABELS2``, ... beyond 255)."""
    found: list[str] = []
    for suffix in ("", *map(str, range(2, 40))):
        parameter = reader.get(f"POINT:{name}{suffix}")
        if parameter is None:
            break
        array = parameter.string_array
        found += [str(text).strip().strip("\0") for text in np.ravel(array)]
    return found


READER = Reader(Format.C3D, _recognises, _read)
