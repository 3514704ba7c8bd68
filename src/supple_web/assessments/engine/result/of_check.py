"""The result of a stored check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from supple.figure.phrases import sentence
from supple.findings import remarks
from supple.findings.sentences import turn
from supple.programme.words import PhaseName
from supple_web.assessments.engine.judging import assessment_of
from supple_web.assessments.engine.result.building import result_from
from supple_web.assessments.engine.result.model import Next, Result, Said, Step
from supple_web.assessments.engine.result.reasons import contradicts
from supple_web.assessments.models import Check

if TYPE_CHECKING:
    from supple_web.training.engine import Current


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
    now = None if borrowed else _plan_of(check)
    result = result_from(assessment, day=check.day, today=today, earlier=before, remarks=fresh, due=_due(now, today))
    return result if now is None or result.next is None else replace(result, next=_after_word(now, result.next))


def _plan_of(check: Check) -> Current | None:
    """The plan that follows from this very check; None where there is none. Training builds on checks, so it is met here."""
    from supple_web.training.engine import current

    now = current(check.person)
    return now if now is not None and now.check.pk == check.pk else None


def _due(now: Current | None, today: date) -> tuple[date, date] | None:
    """When the plan wants the next test."""
    from supple_web.training.engine import next_test

    test = None if now is None else next_test(now, today)
    return None if test is None else (test.earliest, test.latest)


def _after_word(now: Current, said: Next) -> Next:
    """The next step after a clinician's other finding of this check, which the plan follows; the science's is named beside it."""
    from supple_web.training.engine import is_overruled

    if now.programme is None or not is_overruled(now.person, now.check):
        return said
    phase = now.programme.now
    rests = phase.name in {PhaseName.MAINTENANCE, PhaseName.UPKEEP}
    words = (
        Said(gettext("Your clinician judged it otherwise, and your programme follows that: {phase}.").format(phase=phase.title)),
        Said(gettext("By the measurements alone, the next step would be: {step}.").format(step=said.title)),
    )
    path = tuple(one.title for one in now.programme.phases)
    return Next(Step.KEEP_MOVING if rests else Step.BEGIN, gettext("Follow your programme"), words, path=path)
