"""JSON documents laid flat: one row a repetition, finding or change, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = dict[str, object]
_FILE_KEYS = ("file", "kind", "position", "mode", "instrument", "quantity", "zero")


def rows_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Write rows with the union of their keys in order of appearance; null is an empty cell, lists are joined by ``; ``."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def flat(value: Mapping[str, Any], prefix: str = "") -> Row:
    """Nested objects become columns joined by an underscore; a pair of bounds becomes two columns."""
    row: Row = {}
    for key, inner in value.items():
        name = f"{prefix}{key}"
        if isinstance(inner, Mapping):
            row |= flat(inner, f"{name}_")
        elif key == "interval_deg":
            row[f"{prefix}interval_low_deg"], row[f"{prefix}interval_high_deg"] = inner
        else:
            row[name] = inner
    return row


def measure_rows(document: Mapping[str, Any]) -> list[Row]:
    """One row a repetition, its file's own facts in front."""
    return [
        {**{key: file[key] for key in _FILE_KEYS}, "repetition": place, **flat(repetition)}
        for file in document["files"]
        for place, repetition in enumerate(file["repetitions"], start=1)
    ]


def finding_rows(document: Mapping[str, Any]) -> list[Row]:
    """One row a finding, with one column for each category's probability; after a red flag only where to go."""
    if document["screening"]["stop"]:
        return [{name: document["screening"][name] for name in ("stop", "urgency", "advice")}]
    return [flat({key: value for key, value in finding.items() if value is not None}) for finding in document["findings"]]


def progress_rows(document: Mapping[str, Any]) -> list[Row]:
    """One row a measured day of each series, its verdict and trend beside it."""
    return [
        {
            "movement": series["movement"],
            "direction": series["direction"],
            **series["kind"],
            **measurement,
            "verdict": series["trend"]["verdict"],
            "change_deg": series["trend"]["change_deg"],
            "slope_deg_per_week": series["trend"]["slope_deg_per_week"],
            "plateau": series["plateau"]["reached"],
        }
        for series in document["series"]
        for measurement in series["measurements"]
    ]


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return "; ".join(str(item) for item in value)
    return value
