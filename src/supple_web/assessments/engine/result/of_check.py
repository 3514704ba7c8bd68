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


def result_of(check: Check, *, today: date, earlier: Check | None = None) -> Result:
    """Judge the check by today's science, with an earlier one's values beside its own. today: the person's own day.

    A remark on trials that contradict each other is left out where the finding says so itself.
    """
    assessment = assessment_of(check)
    before = () if earlier is None or assessment.screening.stop else assessment_of(earlier).findings
    latest = sorted({trial.day for trial in assessment.trials})[-2:]
    odd = () if assessment.screening.stop else remarks(trial for trial in assessment.trials if trial.day in latest)
    told = {sentence(turn(one.movement, one.direction)) for one in assessment.findings if contradicts(one)}
    fresh = [words for words in odd if not any(words.startswith(f"{direction},") for direction in told)]
    return result_from(assessment, day=check.day, today=today, earlier=before, remarks=fresh)
