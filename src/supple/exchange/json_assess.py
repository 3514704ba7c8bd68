"""``supple assess --json``: schema ``supple.assess/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from supple.exchange.json_programme import no_programme_json, programme_json
from supple.exchange.json_values import moment, number, word
from supple.findings.model import Criterion, EndRange, Finding, NextTrial, Screening
from supple.findings.sides import SideDifference
from supple.measurement.model import KindOfTrial, Measurement

if TYPE_CHECKING:
    from supple.exchange.assessment import Assessment

SCHEMA = "supple.assess/1"


def assessment_json(assessment: Assessment) -> dict[str, object]:
    """Build the document. After a red flag findings are empty and the programme is null: only where to go is left."""
    programme, none = assessment.programme, assessment.no_programme
    return {
        "schema": SCHEMA,
        "screening": screening_json(assessment.screening),
        "findings": [finding_json(finding) for finding in assessment.findings],
        "side_differences": [side_difference_json(one) for one in assessment.side_differences],
        "not_tested": list(assessment.not_tested),
        "programme": None if programme is None else programme_json(programme),
        "no_programme": None if none is None else no_programme_json(none),
        "next_step": assessment.next_step.text,
        "discovery_call": assessment.discovery_call,
        "warnings": list(assessment.warnings),
    }


def screening_json(screening: Screening) -> dict[str, object]:
    return {
        "stop": screening.stop,
        "flags": [
            {"question": f.question, "group": f.group, "urgency": word(f.urgency), "text": f.text, "source": f.source}
            for f in screening.flags
        ],
        "urgency": word(screening.urgency),
        "advice": screening.advice,
        "active": screening.active,
        "assisted": screening.assisted,
        "held_end_range": screening.held_end_range,
        "phone_on_chest": screening.phone_on_chest,
        "pain_zone": str(screening.pain_zone),
        "restrictions": sorted(screening.restrictions),
        "unanswered": list(screening.unanswered),
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


def side_difference_json(one: SideDifference) -> dict[str, object]:
    return {
        "movement": word(one.movement),
        "kind": kind_json(one.kind),
        "difference_deg": number(one.difference_deg),
        "detectable_deg": number(one.detectable_deg),
        "probability": number(one.probability),
        "reason": one.reason,
    }
