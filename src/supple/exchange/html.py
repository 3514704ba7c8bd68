"""Results as small HTML tables, for notebooks. Every text is escaped; no script, no style sheet, no link."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from supple.findings.model import Finding
from supple.markup import table_html
from supple.motion.model import MovementSummary, RecordingMotion
from supple.progress.model import SeriesProgress
from supple.words import (
    CATEGORY_TITLE,
    DECISION_SUPPORT,
    DISCOVERY_CALL,
    POSITION_TITLE,
    URGENCY_TITLE,
    gates_words,
    kind_words,
    movement_short,
    unanswered_words,
)

if TYPE_CHECKING:
    from supple.exchange.assessment import Assessment


def measurement_html(motion: RecordingMotion, summary: Sequence[MovementSummary]) -> str:
    repetitions = (
        (
            i,
            movement_short(r.movement, r.direction),
            r.peak_deg,
            f"{r.interval_deg[0]:.1f} to {r.interval_deg[1]:.1f}",
            r.hold_s,
            r.grade,
        )
        for i, r in enumerate(motion.repetitions, start=1)
    )
    rows = ((movement_short(s.movement, s.direction), s.trials, s.mean_deg, s.sem_deg, s.mdc95_deg) for s in summary)
    columns = ("#", "movement", "peak, degrees", "95 %", "hold, s", "grade")
    return table_html(f"{motion.source}: repetitions", columns, repetitions) + table_html(
        "Summary", ("movement", "trials", "mean, degrees", "SEM", "MDC95"), rows
    )


def findings_html(findings: Sequence[Finding]) -> str:
    rows = (
        (
            movement_short(f.movement, f.direction),
            POSITION_TITLE[f.position],
            CATEGORY_TITLE[f.category],
            f.active.mean_deg if f.active else None,
            f.end_range.measurement.mean_deg if f.end_range else None,
            f.criterion.value_deg if f.criterion else None,
            " ".join(f.reasons),
        )
        for f in findings
    )
    return table_html("Findings", ("movement", "position", "finding", "active", "end range", "mark", "why"), rows)


def assessment_html(assessment: Assessment) -> str:
    """Screening, findings, what was not tested, programme, next step; after a red flag the advice and nothing else."""
    screening = assessment.screening
    flags = [(flag.text,) for flag in screening.flags]
    if screening.stop:
        return table_html(URGENCY_TITLE[screening.urgency], ("advice",), [(screening.advice,), *flags])
    said = [(text,) for text in (screening.advice, gates_words(screening), unanswered_words(screening)) if text]
    html = table_html("Before you begin", ("screening",), [*said, *flags])
    html += findings_html(assessment.findings)
    html += f"<p>{escape(' '.join(assessment.not_tested))}</p>"
    if assessment.programme is not None:
        rows = (
            (phase.title, one.exercise.name, one.side, one.dose.sets, one.dose.reps, one.dose.hold_s, one.days_per_week, one.why)
            for phase in assessment.programme.phases
            for one in phase.exercises
        )
        html += table_html("Programme", ("phase", "exercise", "side", "sets", "reps", "hold, s", "days a week", "why"), rows)
    return html + f"<p>{escape(f'{assessment.next_step.text} {DECISION_SUPPORT} {DISCOVERY_CALL}')}</p>"


def progress_html(series: Sequence[SeriesProgress]) -> str:
    rows = (
        (
            movement_short(s.key.movement, s.key.direction),
            kind_words(s.key.kind),
            s.trend.days,
            s.trend.level_deg,
            s.trend.change_deg,
            s.trend.verdict,
            " ".join(s.trend.reasons),
        )
        for s in series
    )
    return table_html("Progress", ("movement", "kind of trial", "days", "level, degrees", "change", "verdict", "why"), rows)
