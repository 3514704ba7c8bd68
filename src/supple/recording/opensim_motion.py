"""OpenSim ``.mot``/``.sto`` coordinates to joint angles in this project's signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument, Quantity
from supple.recording.clock import frames_to_seconds, in_order
from supple.recording.model import AngleRecording, Format
from supple.recording.opensim import OpenSimHeader, opensim_header
from supple.recording.registry import Reader
from supple.recording.source import Source
from supple.recording.table import body_after, parse
from supple.recording.text import plain
from supple.recording.units import DEGREES_PER_RADIAN

#: No trunk angle is larger in radians; a larger number is degrees.
_LARGEST_RAD: Final = 2 * np.pi


@dataclass(frozen=True)
class _Coordinates:
    """Names of one model's coordinates.

    OpenSim turns about z (right), x (forward), y (up): extension, lists to the right and turns to the left are positive.
    """

    extension: str
    bending: str
    rotation: str
    quantity: Quantity


_MODELS: Final = (
    _Coordinates("lumbar_extension", "lumbar_bending", "lumbar_rotation", Quantity.THORACIC_ROTATION),
    _Coordinates("thorax_tilt", "thorax_list", "thorax_rotation", Quantity.TRUNK_TURN),
    _Coordinates("torso_tilt", "torso_list", "torso_rotation", Quantity.TRUNK_TURN),
    _Coordinates("trunk_tilt", "trunk_list", "trunk_rotation", Quantity.TRUNK_TURN),
)


def _recognises(source: Source) -> bool:
    member = source.only
    header = opensim_header(member) if member else None
    # OpenSim 4 writes ``DataType=double`` over tables of plain numbers, older versions nothing.
    return header is not None and header.settings.get("datatype", "double").lower() == "double"


def _read(source: Source) -> AngleRecording:
    member = source.members[0]
    header = opensim_header(member)
    assert header is not None
    names = [_coordinate(name) for name in header.names]
    model = next((m for m in _MODELS if m.rotation in names), None)
    if model is None or "time" not in names:
        found = "no time column" if "time" not in names else "no trunk coordinates"
        expected = "time and lumbar_extension, lumbar_bending, lumbar_rotation (or thorax_tilt, thorax_list, thorax_rotation)"
        raise InputProblem(member.where, found, expected, "export the coordinates of a model whose trunk can turn")
    wanted = [n for n in (model.rotation, model.extension, model.bending, "pelvis_rotation") if n in names]
    body = body_after(member, header.names_line, header.delimiter)
    raw = parse(body, [names.index(n) for n in ("time", *wanted)], names=("time", *wanted))
    time_s, told = frames_to_seconds(raw[:, 0], header.rate_hz, where=member.where)
    ordered = in_order(time_s, where=member.where, what="rows")
    angles = raw[ordered.keep, 1:] * _degrees_per_unit(header, raw[:, 1:], member.where)
    columns = dict(zip(wanted, angles.T.copy(), strict=True))
    extension = columns.get(model.extension)
    locked = ("All trunk angles are zero: in some models the lumbar joint is locked.",) if not np.any(angles) else ()
    return AngleRecording(
        source.name,
        Format.OPENSIM_MOTION,
        Instrument.MARKERS,
        time_s=ordered.time_s,
        axial_rotation_deg=columns[model.rotation],
        flexion_deg=None if extension is None else -extension,
        lateral_flexion_deg=columns.get(model.bending),
        pelvis_rotation_deg=columns.get("pelvis_rotation"),
        quantity=model.quantity,
        warnings=told + ordered.warnings + locked,
    )


def _coordinate(name: str) -> str:
    """``/jointset/back/lumbar_rotation/value`` is ``lumbar_rotation``; speeds keep their full path."""
    parts = name.strip().strip("/").split("/")
    return plain(parts[-2]) if len(parts) > 1 and parts[-1].lower() == "value" else plain(name)


def _degrees_per_unit(header: OpenSimHeader, angles: FloatArray, where: str) -> float:
    said = header.settings.get("indegrees", "").lower()
    if said in {"yes", "true", "1"} or header.simm or (not said and "angles are in degrees" in header.comments):
        return 1.0
    if said in {"no", "false", "0"}:
        return DEGREES_PER_RADIAN
    if np.nanmax(np.abs(angles), initial=0.0) > _LARGEST_RAD:
        return 1.0
    raise InputProblem(
        where, "a header that does not say inDegrees", "inDegrees=yes or inDegrees=no", "add that line before endheader"
    )


READER = Reader(Format.OPENSIM_MOTION, _recognises, _read)
