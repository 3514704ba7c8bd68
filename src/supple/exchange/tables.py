"""The tables behind the results, one row an exercise, mark, figure, question or trial, ready for CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from supple.evidence import figures
from supple.exchange.json_values import moment, number, word
from supple.exchange.rows import Row
from supple.exchange.trial_fields import FIELDS
from supple.findings.criteria import default_criteria
from supple.findings.screening_questions import questions
from supple.measurement.model import Trial
from supple.programme.exercise import Exercise
from supple.programme.exercises import catalogue

SCHEMA = "supple.table/1"


def table_json(name: str, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    return {"schema": SCHEMA, "table": name, "rows": [dict(row) for row in rows]}


def exercise_rows() -> list[Row]:
    return [_exercise(exercise) for exercise in catalogue().exercises.values()]


def criteria_rows() -> list[Row]:
    return [
        {
            "movement": word(row.movement),
            "position": word(row.position),
            "value_deg": number(row.value_deg),
            "source": row.source,
            "strength": row.strength,
            "healthy_mean_deg": number(row.healthy_mean_deg),
            "healthy_mean_source": row.healthy_mean_source,
        }
        for row in default_criteria()
    ]


def evidence_rows() -> list[Row]:
    return [
        {
            "id": figure.id,
            "topic": figure.topic,
            "measure": figure.measure,
            "value": figure.value if isinstance(figure.value, str | float) else [number(part) for part in figure.value],
            "unit": figure.unit,
            "population": figure.population,
            "n": figure.n,
            "method": figure.method,
            "strength": str(figure.strength),
            "source": figure.source.id,
            "cite": figure.source.cite,
            "url": figure.source.url,
            "note": figure.note,
        }
        for figure in figures().values()
    ]


def screening_rows() -> list[Row]:
    return [
        {
            "id": question.id,
            "group": question.group,
            "kind": str(question.kind),
            "text": question.text,
            "term": question.term,
            "answers": question.accepts,
            "urgency_of_yes": word(question.yes.urgency),
            "closes": sorted(str(gate) for gate in question.yes.closes),
            "source": question.source,
            "strength": question.strength,
        }
        for question in questions()
    ]


def trial_rows(trials: Iterable[Trial]) -> list[Row]:
    return [{name: _plain(getattr(trial, name)) for name in FIELDS} for trial in trials]


TABLES: Mapping[str, Callable[[], list[Row]]] = {
    "exercises": exercise_rows,
    "criteria": criteria_rows,
    "evidence": evidence_rows,
    "screening": screening_rows,
}


def _plain(value: object) -> object:
    from datetime import date, time

    if isinstance(value, date | time):
        return moment(value)
    return number(value) if isinstance(value, float) else value if value is None or isinstance(value, int) else str(value)


def _exercise(exercise: Exercise) -> Row:
    dose = exercise.dose
    return {
        "id": exercise.id,
        "name": exercise.name,
        "clinical_name": exercise.clinical_name,
        "purpose": exercise.purpose,
        "serves": sorted(exercise.serves),
        "moves": sorted(exercise.moves),
        "role": word(exercise.role),
        "phases": [str(phase) for phase in exercise.phases],
        "posture": word(exercise.posture),
        "equipment": sorted(exercise.equipment),
        "side_rule": word(exercise.side_rule),
        "end_range": word(exercise.end_range),
        "sets": dose.sets,
        "reps": dose.reps,
        "hold_s": number(dose.hold_s),
        "days_per_week": dose.days_per_week,
        "breath": exercise.breath.pattern,
        "cues": list(exercise.cues),
        "faults": [f"{fault.fault}: {fault.remedy}" for fault in exercise.faults],
        "contraindications": sorted(exercise.contraindications),
        "easier": list(exercise.easier),
        "harder": list(exercise.harder),
        "source": exercise.source,
        "evidence": exercise.evidence,
    }
