"""``supple assess --json``: schema ``supple.assess/1``."""

from __future__ import annotations

from supple.exchange.json_values import moment, number, word
from supple.findings.model import Criterion, EndRange, Finding, NextTrial, Screening
from supple.measurement.model import KindOfTrial, Measurement

SCHEMA = "supple.assess/1"


def screening_json(screening: Screening) -> dict[str, object]:
    return {
        "stop": screening.stop,
        "flags": [
            {"question": f.question, "group": f.group, "urgency": word(f.urgency), "text": f.text, "source": f.source}
            for f in screening.flags
        ],
        "urgency": word(screening.urgency),
        "advice": screening.advice,
    }


def finding_json(finding: Finding) -> dict[str, object]:
    return {
        "movement": word(finding.movement),
        "direction": word(finding.direction),
        "position": word(finding.position),
        "category": word(finding.category),
        "probabilities": {category.value: number(p) for category, p in finding.probabilities.items()},
        "active": None if finding.active is None else measurement_json(finding.active),
        "end_range": None if finding.end_range is None else end_range_json(finding.end_range),
        "criterion": None if finding.criterion is None else criterion_json(finding.criterion),
        "reasons": list(finding.reasons),
        "next_trial": None if finding.next_trial is None else next_trial_json(finding.next_trial),
    }


def measurement_json(measurement: Measurement) -> dict[str, object]:
    return {
        "mean_deg": number(measurement.mean_deg),
        "sem_deg": number(measurement.sem_deg),
        "n": measurement.n,
        "day": moment(measurement.day),
    }


def end_range_json(end_range: EndRange) -> dict[str, object]:
    return {"mode": word(end_range.mode), **measurement_json(end_range.measurement), "assist": word(end_range.assist)}


def criterion_json(criterion: Criterion) -> dict[str, object]:
    return {
        "value_deg": number(criterion.value_deg),
        "source": criterion.source,
        "strength": criterion.strength,
        "healthy_mean_deg": number(criterion.healthy_mean_deg),
        "healthy_mean_source": criterion.healthy_mean_source,
    }


def next_trial_json(trial: NextTrial) -> dict[str, object]:
    return {"mode": word(trial.mode), "kind": kind_json(trial.kind), "why": trial.why, "another_day": trial.another_day}


def kind_json(kind: KindOfTrial) -> dict[str, object]:
    return {name: word(getattr(kind, name)) for name in ("position", "mode", "instrument", "placement", "arm", "assist")}
