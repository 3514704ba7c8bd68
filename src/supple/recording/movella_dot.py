"""Movella (Xsens) DOT CSV: one file a sensor, with a block of settings above the columns."""

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
from supple.recording.xsens import XsensFile, build, by_segment, plain_names, seconds_of_fine_time

#: SampleTimeFine counts microseconds in 32 bits and then starts again; PacketCounter counts packets in 16.
_MICROSECOND_S: Final = 1e-6
_PACKET_RANGE: Final = 2.0**16
_HEADER = re.compile(r"packetcounter.*sampletimefine|sampletimefine.*(quat|euler|gyr|acc|dq)", re.IGNORECASE)
_RATE = re.compile(r"([0-9]+(?:\.[0-9]+)?)")
_WITHIN_LINES: Final = 40


def _header_line(member: Member) -> int | None:
    lines = member.head_lines[:_WITHIN_LINES]
    if any(line.startswith("//") for line in lines[:3]):
        return None
    return next((i for i, line in enumerate(lines) if _HEADER.search(line)), None)


def _recognises(source: Source) -> bool:
    return any(_header_line(member) is not None for member in source.members)


def _read(source: Source) -> SensorRecording:
    files, settings = [], []
    for member in source.members:
        line = _header_line(member)
        if line is not None:
            said = _settings(member, line)
            files.append(_file(member, line, said))
            settings.append(said)
    chosen, told = by_segment(files)
    times, unsynced = _on_one_clock({s: f.time_s for s, f in chosen.items()}, synced=all(_synced(s) for s in settings))
    builders = {segment: build(segment, one, times[segment]) for segment, one in chosen.items()}
    streams, warnings = finished(builders, source.name)
    return SensorRecording(
        source.name, Format.MOVELLA_DOT, Instrument.SENSORS, streams=streams, warnings=told + unsynced + warnings
    )


def _settings(member: Member, header_line: int) -> dict[str, str]:
    found = {}
    for line in member.head_lines[:header_line]:
        key, mark, value = line.strip().strip('"').partition(":")
        if mark:
            found[key.strip().lower()] = value.strip(' ,;\t"')
    return found


def _synced(settings: dict[str, str]) -> bool:
    return settings.get("syncstatus", "synced").lower() in {"synced", "sync", "yes", "true"}


def _file(member: Member, line: int, settings: dict[str, str]) -> XsensFile:
    header = member.head_lines[line]
    delimiter = guess_delimiter(header)
    names = plain_names(split_line(header, delimiter))
    numeric = [i for i, name in enumerate(names) if name and name not in {"status", "clipcountacc", "clipcountgyr"}]
    comma = has_decimal_comma(member, line, delimiter)
    raw = parse(body_after(member, line, delimiter, decimal_comma=comma), numeric, names=names)
    kept = tuple(names[i] for i in numeric)
    time_s = _times(kept, raw, settings, member.where)
    label = settings.get("devicetag", "")
    return XsensFile(member, label, kept, raw, time_s, rate_unit_dps=1.0)


def _times(names: tuple[str, ...], raw: FloatArray, settings: dict[str, str], where: str) -> FloatArray:
    if "sampletimefine" in names:
        stamps = raw[:, names.index("sampletimefine")]
        seen = np.isfinite(stamps)
        if np.count_nonzero(seen) > 1 and np.ptp(stamps[seen]) > 0:
            return seconds_of_fine_time(stamps, _MICROSECOND_S)
    rate = _RATE.search(settings.get("outputrate", ""))
    if rate is None or float(rate.group(1)) <= 0 or "packetcounter" not in names:
        raise InputProblem(where, "no SampleTimeFine and no OutputRate", "one of them", "export it again with the time stamps")
    packets = raw[:, names.index("packetcounter")]
    return unwrap_counter(packets, _PACKET_RANGE) / float(rate.group(1))


def _on_one_clock(times: dict[str, FloatArray], *, synced: bool) -> tuple[dict[str, FloatArray], tuple[str, ...]]:
    """Seconds from the first sample of all. Sensors whose clocks were not set together all start at zero, with a warning."""
    starts = {s: float(np.nanmin(t)) for s, t in times.items() if np.isfinite(t).any()}
    ends = [float(np.nanmax(t)) for t in times.values() if np.isfinite(t).any()]
    if not starts:
        return times, ()
    overlap = min(ends) > max(starts.values())
    if len(starts) > 1 and not (synced and overlap):
        told = "The sensors' clocks were not synchronised; their first samples were put at the same time."
        return {s: t - starts.get(s, 0.0) for s, t in times.items()}, (told,)
    first = min(starts.values())
    return {s: t - first for s, t in times.items()}, ()


READER = Reader(Format.MOVELLA_DOT, _recognises, _read)
