"""``supple measure --json``: schema ``supple.measure/1``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from supple.exchange.json_values import moment, number, word
from supple.measurement.model import Measurement
from supple.motion.model import MovementSummary, RecordingMotion, Repetition

SCHEMA = "supple.measure/1"


def measure_json(files: Sequence[tuple[RecordingMotion, Sequence[MovementSummary]]]) -> dict[str, object]:
    """Build the document of some files, in the order given."""
    return {"schema": SCHEMA, "files": [file_json(motion, summary) for motion, summary in files]}


def file_json(motion: RecordingMotion, summary: Sequence[MovementSummary]) -> dict[str, object]:
    return {
        "file": motion.source,
        "kind": motion.kind,
        "sampling_rate_hz": number(motion.sampling_rate_hz),
        "duration_s": number(motion.duration_s),
        "position": word(motion.position),
        "mode": word(motion.mode),
        "instrument": word(motion.instrument),
        "quantity": word(motion.quantity),
        "zero": word(motion.zero),
        "repetitions": [repetition_json(repetition) for repetition in motion.repetitions],
        "summary": [summary_json(row) for row in summary],
        "warnings": list(motion.warnings),
    }


def repetition_json(repetition: Repetition) -> dict[str, object]:
    compensation = repetition.compensation
    return {
        "movement": word(repetition.movement),
        "direction": word(repetition.direction),
        "start_s": number(repetition.start_s),
        "peak_s": number(repetition.peak_s),
        "end_s": number(repetition.end_s),
        "peak_deg": number(repetition.peak_deg),
        "interval_deg": [number(edge) for edge in repetition.interval_deg],
        "hold_s": number(repetition.hold_s),
        "mean_speed_dps": number(repetition.mean_speed_dps),
        "sparc": number(repetition.sparc),
        "compensation": {
            "pelvis_turn_deg": number(compensation.pelvis_turn_deg),
            "lateral_flexion_deg": number(compensation.lateral_flexion_deg),
            "flexion_deg": number(compensation.flexion_deg),
        },
        "grade": word(repetition.grade),
        "reasons": [word(reason) for reason in repetition.reasons],
    }


def summary_json(row: MovementSummary) -> dict[str, object]:
    return {
        "movement": word(row.movement),
        "direction": word(row.direction),
        "trials": row.trials,
        "mean_deg": number(row.mean_deg),
        "sem_deg": number(row.sem_deg),
        "mdc95_deg": number(row.mdc95_deg),
    }


def day_json(measurements: Iterable[Measurement]) -> list[dict[str, object]]:
    """Several recordings of one day put together: one row a kind of trial, movement and direction."""
    return [
        {
            "movement": word(m.movement),
            "direction": word(m.direction),
            "position": word(m.kind.position),
            "mode": word(m.kind.mode),
            "instrument": word(m.kind.instrument),
            "placement": word(m.kind.placement),
            "arm": word(m.kind.arm),
            "assist": word(m.kind.assist),
            "rater": m.rater,
            "day": moment(m.day),
            "trials": m.n,
            "mean_deg": number(m.mean_deg),
            "sem_deg": number(m.sem_deg),
            "mdc95_deg": number(m.mdc95_deg),
            "error_source": m.error.source,
        }
        for m in measurements
    ]
