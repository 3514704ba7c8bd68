"""The report as plain data and as a table for a notebook."""

from __future__ import annotations

from typing import Any

from supple.markup import table_html
from supple.running.model import RunningReport, Said, SideGap, SideResult, Turn


def document(report: RunningReport) -> dict[str, Any]:
    """Schema ``supple.running/1``; what was not measured is None."""
    return {
        "schema": "supple.running/1",
        "sides": [_side(one) for one in report.sides],
        "differences": [_gap(one) for one in report.gaps],
        "thoracic_rotation": [_turn(one) for one in report.turns],
        "thoracic_rotation_note": [_said(one) for one in report.turning],
        "about": [_said(one) for one in report.about],
        "not_tested": list(report.not_tested),
        "next": str(report.step),
    }


def html(report: RunningReport) -> str:
    """A table, one side a row."""
    rows = [(one.test.title, str(one.side), _value(one), str(one.category), str(one.reasons[0])) for one in report.sides]
    return table_html(str(report.about[0]), ("test", "side", "value", "result", "why"), rows)


def _value(one: SideResult) -> str:
    if one.mean is None or one.margin is None:
        return ""
    return f"{one.mean:.1f} ± {one.margin:.1f} {one.unit}"


def _said(said: Said) -> dict[str, Any]:
    return {"text": str(said), "sources": [{"id": one.id, "strength": str(one.strength)} for one in said.figures]}


def _side(one: SideResult) -> dict[str, Any]:
    readings, bound = one.readings, one.bound
    return {
        "test": one.test.id,
        "side": str(one.side),
        "category": str(one.category),
        "decided_by": str(one.why),
        "tool": None if readings is None else str(readings.tool),
        "unit": None if one.unit is None else str(one.unit),
        "values": [] if readings is None else list(readings.values),
        "pain": None if readings is None else readings.pain,
        "condition_met": None if readings is None else readings.condition_met,
        "mean": one.mean,
        "sem": one.sem,
        "reference": None if bound is None else _bound(one),
        "reasons": [_said(each) for each in one.reasons],
    }


def _bound(one: SideResult) -> dict[str, Any]:
    bound = one.bound
    assert bound is not None
    ids = [figure.id for figure in bound.figures]
    return {"low": bound.low, "high": bound.high, "se": bound.se, "strength": bound.strength, "sources": ids}


def _gap(one: SideGap) -> dict[str, Any]:
    return {
        "test": one.test.id,
        "unit": str(one.unit),
        "left_minus_right": one.difference,
        "detectable": one.detectable,
        "beyond_error": one.beyond_error,
        "text": str(one.said),
    }


def _turn(one: Turn) -> dict[str, Any]:
    return {
        "side": str(one.side),
        "position": str(one.position),
        "instrument": str(one.instrument),
        "mode": one.mode,
        "mean_deg": one.mean_deg,
        "sem_deg": one.sem_deg,
        "day": one.day,
        "healthy": [figure.id for figure in one.healthy],
    }
