"""MT Manager TXT: Xsens MTw, MTi exports; ``//`` comments, tab-separated columns, one file a sensor."""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem
from supple.quantities import Instrument
from supple.recording.clock import unwrap_counter
from supple.recording.columns import finished
from supple.recording.model import Format, SensorRecording
from supple.recording.registry import Reader
from supple.recording.source import Member, Source
from supple.recording.table import body_after, has_decimal_comma, parse
from supple.recording.text import guess_delimiter, split_line
from supple.recording.units import DEGREES_PER_RADIAN
from supple.recording.xsens import XsensFile, build, by_segment, plain_names, seconds_of_fine_time

#: SampleTimeFine counts tenths of milliseconds in 32 bits; PacketCounter counts packets in 16.
_SAMPLE_TIME_S: Final = 1e-4
_PACKET_RANGE: Final = 2.0**16
_RATE = re.compile(r"update rate:\s*([0-9]+(?:\.[0-9]+)?)", re.IGNORECASE)
_WITHIN_LINES: Final = 40
_DATA = re.compile(r"^(mat_[1-3]_[1-3]|quat_(w|q0)|euler_x|roll|gyr_x|acc_x|oriinc_q0)$")
#: Columns that a DOT never writes: they tell an export without the comments above it.
_OWN = re.compile(r"^(mat_[1-3]_[1-3]|quat_q0|roll|oriinc_q0|velinc_x|utc_nano)$")


def _header_line(member: Member) -> int | None:
    """The first line that is no ``//`` comment, where it names data.

    Without a comment above it, it must begin with PacketCounter and be tab-separated or hold a column that no DOT writes.
    """
    lines = member.head_lines[:_WITHIN_LINES]
    line = next((i for i, text in enumerate(lines) if text.strip() and not text.lstrip().startswith("//")), None)
    if line is None:
        return None
    delimiter = guess_delimiter(lines[line])
    names = plain_names(split_line(lines[line], delimiter))
    if not lines[0].lstrip().startswith("//"):
        own = names[0] == "packetcounter" and (delimiter == "\t" or any(_OWN.match(name) for name in names))
        if not own:
            return None
    return line if any(_DATA.match(name) for name in names) else None


def _recognises(source: Source) -> bool:
    return any(_header_line(member) is not None for member in source.members)


def _read(source: Source) -> SensorRecording:
    found = [(member, _header_line(member)) for member in source.members]
    files = [_file(member, line) for member, line in found if line is not None]
    chosen, told = by_segment(files)
    starts = [float(np.nanmin(one.time_s)) for one in chosen.values() if np.isfinite(one.time_s).any()]
    first = min(starts, default=0.0)
    builders = {segment: build(segment, one, one.time_s - first) for segment, one in chosen.items()}
    streams, warnings = finished(builders, source.name)
    return SensorRecording(source.name, Format.MT_MANAGER, Instrument.SENSORS, streams=streams, warnings=told + warnings)


def _file(member: Member, line: int) -> XsensFile:
    header = member.head_lines[line]
    delimiter = guess_delimiter(header)
    names = plain_names(split_line(header, delimiter))
    numeric = [i for i, name in enumerate(names) if name and not name.startswith(("utc_valid", "status"))]
    comma = has_decimal_comma(member, line, delimiter)
    raw = parse(body_after(member, line, delimiter, decimal_comma=comma), numeric, names=names)
    kept = tuple(names[i] for i in numeric)
    time_s = _times(kept, raw, "\n".join(member.head_lines[:line]), member.where)
    return XsensFile(member, "", kept, raw, time_s, rate_unit_dps=DEGREES_PER_RADIAN)


def _times(names: tuple[str, ...], raw: FloatArray, comments: str, where: str) -> FloatArray:
    """Packets over the update rate; else SampleTimeFine."""
    rate = _RATE.search(comments)
    if rate is not None and float(rate.group(1)) > 0:
        if "packetcounter" in names:
            packets = raw[:, names.index("packetcounter")]
            return unwrap_counter(packets, _PACKET_RANGE) / float(rate.group(1))
        return np.asarray(np.arange(raw.shape[0]) / float(rate.group(1)))
    if "sampletimefine" in names:
        stamps = raw[:, names.index("sampletimefine")]
        if np.isfinite(stamps).any():
            return seconds_of_fine_time(stamps, _SAMPLE_TIME_S)
    raise InputProblem(where, "neither an update rate nor SampleTimeFine", "one of them", "export it again with the header")


READER = Reader(Format.MT_MANAGER, _recognises, _read)
