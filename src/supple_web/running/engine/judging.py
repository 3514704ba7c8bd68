"""A stored running check as the science sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from supple.findings.model import Screening
from supple.measurement.day import measure_days
from supple.quantities import Direction
from supple.release import version
from supple.running import Readings, RunningReport, Tool, running_check
from supple_web.assessments.engine import screening_of, trials_of
from supple_web.running.models import RunningCheck

#: Turns older than this are not shown beside a running check (convention).
TURNS_FOR: Final = timedelta(days=180)


def science_version() -> str:
    return version()


def screened(running: RunningCheck) -> Screening | None:
    """What the day's answers allow; None where the check that held them is gone."""
    return None if running.screened is None else screening_of(running.screened)


def report_of(running: RunningCheck) -> RunningReport:
    """What the science says now of what was read. Raises InputProblem for what cannot be."""
    since = running.day - TURNS_FOR
    trials = [trial for trial in trials_of(running.person, until=running.day) if trial.day >= since]
    return running_check(_readings(running.readings), turns=measure_days(trials))


def document_of(running: RunningCheck) -> dict[str, Any]:
    return report_of(running).document()


def _readings(stored: Mapping[str, Any]) -> Iterator[Readings]:
    for test, entry in stored.items():
        if entry.get("left_out"):
            continue
        for side in Direction:
            yield Readings(
                test=test,
                side=side,
                tool=Tool(entry["tool"]),
                values=tuple(float(value) for value in entry.get(str(side), ())),
                pain=entry.get(f"pain_{side}"),
                condition_met=entry.get("condition"),
            )
