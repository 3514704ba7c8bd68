"""Everything that was read in running checks as one CSV file, a value a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from supple.running import SideResult
from supple_web.accounts.models import Person
from supple_web.running.engine.judging import report_of
from supple_web.running.models import RunningCheck

COLUMNS: Final = ("day", "test", "side", "tool", "unit", "try", "value", "pain", "condition_met", "result", "decided_by")


def running_csv(person: Person) -> str:
    """Empty where there is no running check; what was not asked or not measured is an empty cell."""
    rows = RunningCheck.objects.of(person).select_related("person").order_by("day")
    if not rows:
        return ""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in rows:
        for side in report_of(one).sides:
            writer.writerows((one.day.isoformat(), *row) for row in _rows(side))
    return out.getvalue()


def _rows(side: SideResult) -> Iterator[tuple[object, ...]]:
    readings = side.readings
    if readings is None:
        return
    head = (side.test.id, str(side.side), str(readings.tool), str(side.unit or ""))
    tail = (_cell(readings.pain), _cell(readings.condition_met), str(side.category), str(side.why))
    for place, value in enumerate(readings.values, start=1):
        yield (*head, place, value, *tail)
    if not readings.values:
        yield (*head, "", "", *tail)


def _cell(value: object) -> object:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value
