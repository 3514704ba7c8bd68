"""OpenSense orientation ``.sto``: quaternions w, x, y, z of named sensors, in a z-up world."""

from __future__ import annotations

from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.clock import channel, frames_to_seconds
from supple.recording.model import Format, SensorRecording, SensorStream
from supple.recording.opensim import OpenSimHeader, opensim_header
from supple.recording.registry import Reader
from supple.recording.rotations import scalar_last, unit
from supple.recording.segments import PELVIS, THORAX, segment_of
from supple.recording.source import Source
from supple.recording.table import Body, body_after, parse


def _recognises(source: Source) -> bool:
    member = source.only
    header = opensim_header(member) if member else None
    return header is not None and header.settings.get("datatype", "").lower() == "quaternion"


def _read(source: Source) -> SensorRecording:
    member = source.members[0]
    header = opensim_header(member)
    assert header is not None
    sensors = _sensors(header, member.where)
    body = body_after(member, header.names_line, None)
    numbers = _one_number_a_cell(body, header)
    raw = parse(numbers, [0, *(c for start in sensors.values() for c in range(start, start + 4))])
    time_s, told = frames_to_seconds(raw[:, 0], header.rate_hz, where=member.where)
    streams = {}
    warnings = list(told)
    for index, segment in enumerate(sensors):
        quaternions, wrong = unit(scalar_last(raw[:, 1 + 4 * index : 5 + 4 * index]), where=member.where)
        found, dropped = channel(time_s, quaternions, where=member.where, what=f"orientations of the {segment}")
        warnings += [*wrong, *dropped]
        if found is not None:
            streams[segment] = SensorStream(orientation=found)
    if not streams:
        raise InputProblem(member.where, f"{raw.shape[0]} rows of orientations", "at least two", "export it again")
    return SensorRecording(
        source.name, Format.OPENSIM_ORIENTATION, Instrument.SENSORS, streams=streams, warnings=tuple(dict.fromkeys(warnings))
    )


def _one_number_a_cell(body: Body, header: OpenSimHeader) -> Body:
    """The four numbers of a cell are joined by commas: with commas as delimiters every number is a cell of its own.

    A blank cell, a sensor without a reading, must count four as well.
    """
    text = body.text.replace(b", ", b",")
    if header.delimiter != "\t":
        return Body(body.where, text.replace(b",", b" "), body.first_line, None)
    for _ in range(2):
        text = text.replace(b"\t\t", b"\t,,,\t")
    text = text.replace(b"\t\n", b"\t,,,\n")
    return Body(body.where, text.replace(b",", b"\t"), body.first_line, "\t")


def _sensors(header: OpenSimHeader, where: str) -> dict[str, int]:
    """Column at which each segment's quaternion starts, once every quaternion counts four; the first sensor of a segment wins."""
    found: dict[str, int] = {}
    for index, name in enumerate(header.names[1:]):
        segment = segment_of(name)
        if segment is not None and segment not in found:
            found[segment] = 1 + 4 * index
    if not header.names or header.names[0].lower() != "time":
        raise InputProblem(where, "no time column", "time as the first column", "export it again")
    if not found:
        named = ", ".join(header.names[1:6])[:80]
        raise InputProblem(where, f"sensors named {named}", "torso_imu and pelvis_imu", "rename the trunk's sensors so")
    return {segment: found[segment] for segment in (THORAX, PELVIS) if segment in found}


READER = Reader(Format.OPENSIM_ORIENTATION, _recognises, _read)
