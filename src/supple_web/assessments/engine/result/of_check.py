"""The result of a stored check."""

from __future__ import annotations

from datetime import date

from supple.figure.phrases import sentence
from supple.findings import remarks
from supple.findings.sentences import turn
from supple_web.assessments.engine.judging import assessment_of
from supple_web.assessments.engine.result.building import result_from
from supple_web.assessments.engine.result.model import Result
from supple_web.assessments.engine.result.reasons import contradicts
from supple_web.assessments.models import Check


def result_of(check: Check, *, today: date, earlier: Check | None = None, borrowed: bool = False) -> Result:
    """Judge the check by today's science, with an earlier one's values beside its own. today: the person's own day.

    borrowed: for a device that sees this check alone; it is judged by its own day then, and nothing of another one is said.
    A remark on trials that contradict each other is left out where the finding says so itself.
    """
    assessment = assessment_of(check, alone=borrowed)
    before = () if earlier is None or assessment.screening.stop else assessment_of(earlier).findings
    latest = sorted({trial.day for trial in assessment.trials})[-2:]
    odd = () if assessment.screening.stop else remarks(trial for trial in assessment.trials if trial.day in latest)
    told = {sentence(turn(one.movement, one.direction)) for one in assessment.findings if contradicts(one)}
    fresh = [words for words in odd if not any(words.startswith(f"{direction},") for direction in told)]
    return result_from(
        assessment, day=check.day, today=today, earlier=before, remarks=fresh, due=None if borrowed else _due(check, today)
    )


def _due(check: Check, today: date) -> tuple[date, date] | None:
    """When the plan wants the next test, where it follows from this check. Training builds on checks, so it is met here."""
    from supple_web.training.engine import current, next_test

    now = current(check.person)
    test = next_test(now, today) if now is not None and now.check.pk == check.pk else None
    return None if test is None else (test.earliest, test.latest)
