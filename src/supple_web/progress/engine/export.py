"""Trials as the history that ``supple progress`` reads, and progress as ``supple.progress/1``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from supple.exchange.history import history_csv
from supple.exchange.json_progress import progress_json
from supple.measurement.day import usable
from supple.measurement.model import Trial
from supple_web.progress.engine.advice import reports_of
from supple_web.progress.engine.record import Record


def trials_csv(record: Record) -> str:
    """Each trial that counts, one a line. Those of one day and kind are counted anew: several sets may each begin at one."""
    return history_csv(_counted(usable(record.trials)))


def progress_document(record: Record) -> dict[str, object]:
    return progress_json(reports_of(record))


def _counted(trials: Iterable[Trial]) -> Iterable[Trial]:
    seen: Counter[tuple[object, ...]] = Counter()
    for trial in trials:
        key = (trial.day, trial.movement, trial.direction, trial.kind, trial.rater)
        seen[key] += 1
        yield replace(trial, order=seen[key])
