"""``supple progress --json``: schema ``supple.progress/1``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from supple.exchange.json_assess import measurement_json
from supple.exchange.json_values import moment, number, word
from supple.measurement.model import KindOfTrial
from supple.progress import ReferralRule, Retest
from supple.progress.model import Change, Interval, Plateau, RealChange, SeriesProgress, Trend

SCHEMA = "supple.progress/1"


@dataclass(frozen=True)
class SeriesReport:
    """One series with what follows from it: when to test again, and the reasons to be seen by a clinician."""

    progress: SeriesProgress
    retest: Retest
    referrals: tuple[ReferralRule, ...]


def progress_json(series: Sequence[SeriesReport]) -> dict[str, object]:
    return {"schema": SCHEMA, "series": [series_json(one) for one in series]}


def series_json(report: SeriesReport) -> dict[str, object]:
    series = report.progress
    return {
        "movement": word(series.key.movement),
        "direction": word(series.key.direction),
        "kind": whole_kind_json(series.key.kind),
        "measurements": [{**measurement_json(m), "rater": m.rater} for m in series.measurements],
        "trend": trend_json(series.trend),
        "plateau": plateau_json(series.plateau),
        "two_point": None if series.two_point is None else change_json(series.two_point),
        "retest": {
            "occasion": word(report.retest.occasion),
            "earliest": moment(report.retest.earliest),
            "latest": moment(report.retest.latest),
            "text": report.retest.text,
        },
        "referrals": [
            {"reason": word(rule.reason), "text": rule.text, "source": rule.source, "strength": word(rule.strength)}
            for rule in report.referrals
        ],
    }


def whole_kind_json(kind: KindOfTrial) -> dict[str, object]:
    names = ("position", "mode", "instrument", "placement", "arm", "assist", "quantity")
    return {name: word(getattr(kind, name)) for name in names}


def trend_json(trend: Trend) -> dict[str, object]:
    return {
        "verdict": word(trend.verdict),
        "first": moment(trend.first),
        "last": moment(trend.last),
        "days": trend.days,
        "weeks": number(trend.weeks),
        "level_deg": number(trend.level_deg),
        "level_interval_deg": interval_json(trend.level_interval_deg),
        "slope_deg_per_week": number(trend.slope_deg_per_week),
        "slope_interval_deg_per_week": interval_json(trend.slope_interval),
        "change_deg": number(trend.change_deg),
        "change_interval_deg": interval_json(trend.change_interval_deg),
        "detectable_deg": number(trend.detectable_deg),
        "error_scale": number(trend.error_scale),
        "calls": [call_json(call) for call in trend.calls],
        "reasons": list(trend.reasons),
    }


def call_json(call: RealChange) -> dict[str, object]:
    return {
        "verdict": word(call.verdict),
        "since": moment(call.since),
        "seen": moment(call.seen),
        "size_deg": number(call.size_deg),
        "interval_deg": interval_json(call.interval_deg),
    }


def plateau_json(plateau: Plateau) -> dict[str, object]:
    return {
        "reached": plateau.reached,
        "since": moment(plateau.since),
        "weeks": number(plateau.weeks),
        "upper_deg_per_week": number(plateau.upper_deg_per_week),
        "reason": plateau.reason,
    }


def change_json(change: Change) -> dict[str, object]:
    return {
        "first": moment(change.first),
        "last": moment(change.last),
        "difference_deg": number(change.difference_deg),
        "interval_deg": interval_json(change.interval_deg),
        "mdc95_deg": number(change.mdc95_deg),
        "beyond_error": change.beyond_error,
        "same_rater": change.same_rater,
    }


def interval_json(interval: Interval | None) -> list[float | None] | None:
    return None if interval is None else [number(edge) for edge in interval]
