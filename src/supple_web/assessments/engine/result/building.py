"""An assessment as the page of a result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from django.utils.translation import gettext, ngettext

from supple import Assessment
from supple.figure.phrases import sentence
from supple.findings.model import Finding, Screening, Urgency
from supple.findings.settings import Settings
from supple.quantities import Movement
from supple.words import DECISION_SUPPORT, DISCOVERY_CALL, POSITION_TITLE, URGENCY_TITLE, gates_words, meaning
from supple_web.assessments.engine.result import words
from supple_web.assessments.engine.result.dials import between, dials
from supple_web.assessments.engine.result.marks import mark
from supple_web.assessments.engine.result.measured import how
from supple_web.assessments.engine.result.model import STOPPED, Result, Said, Screened, Side, Test
from supple_web.assessments.engine.result.reasons import measured_in, shared, why
from supple_web.assessments.engine.result.steps import next_of, pain_sources
from supple_web.common.engine.evidence import cited


def result_from(
    assessment: Assessment,
    *,
    day: date,
    today: date,
    earlier: Sequence[Finding] = (),
    remarks: Sequence[str] = (),
    due: tuple[date, date] | None = None,
) -> Result:
    """Everything a page says. day: the check's. today: the person's own. earlier: findings of the last check before it.

    remarks: on trials that can hardly all be right. due: the first and last day for the next test by the plan. After a red flag
    there is nothing in it but that.
    """
    if assessment.screening.stop:
        return STOPPED
    findings = assessment.findings
    tests = tuple(_test(list(group), earlier, day) for group in _groups(findings))
    return Result(
        stop=False,
        headline=_headline(findings),
        tests=tests,
        next=next_of(assessment, day, today, due),
        screened=_screened(assessment.screening, told=assessment.next_step.text),
        not_tested=assessment.not_tested,
        warnings=(*assessment.warnings, *remarks),
        decision_support=DECISION_SUPPORT,
        said_from=f"{Settings().commit:.0%}",
        call=DISCOVERY_CALL,
    )


def _groups(findings: Sequence[Finding]) -> Iterable[Iterable[Finding]]:
    """Turns by their position, in the science's order; bends of one position together."""
    return (group for _, group in groupby(findings, key=lambda one: (one.movement is Movement.ROTATION, one.position)))


def _headline(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Of the turns in the first position; without any of what else there is."""
    turns = [finding for finding in findings if finding.movement is Movement.ROTATION]
    first = [one for one in turns if one.position is turns[0].position]
    said = words.headline({finding.direction: finding.category for finding in first if finding.direction})
    return said or ((gettext("Bending and arching, measured."),) if findings else (gettext("Nothing was measured."),))


def _test(findings: Sequence[Finding], earlier: Sequence[Finding], day: date) -> Test:
    position = findings[0].position
    turns = findings[0].movement is Movement.ROTATION
    key = f"{'turn' if turns else 'bend'}-{position}"
    common = shared(findings)
    drawn, note = dials(findings, earlier, key=key)
    return Test(
        key=key,
        title=gettext("Turning") if turns else gettext("Bending and arching"),
        position=words.split(sentence(POSITION_TITLE[position])),
        dials=drawn,
        sides=tuple(_side(finding, key, common, day) for finding in findings),
        shared=common,
        mark=mark(findings),
        between=between(findings, key=f"{key}-sides"),
        how=how(findings),
        ghost_note=note,
    )


def _side(finding: Finding, key: str, common: Sequence[Said], day: date) -> Side:
    measured = measured_in(finding)
    latest = max((one.day for one in measured), default=day)
    return Side(
        key=f"{key}-{finding.direction or finding.movement}",
        title=words.title_of(finding),
        finding=words.finding_name(finding.category),
        tone=words.TONES[finding.category],
        meaning=meaning(finding),
        values=tuple(map(words.value_of, measured)),
        sure=words.sure(finding),
        shares=words.shares(finding),
        why=tuple(said for said in why(finding) if said not in common),
        in_full=finding.reasons,
        other_day=latest if latest != day else None,
    )


def _screened(screening: Screening, *, told: str) -> Screened | None:
    """None where nothing in the answers changes anything. told: what the next step says already."""
    unanswered = _unanswered(len(screening.unanswered))
    limits = gates_words(screening)
    if not (screening.flags or limits or unanswered or screening.urgency is not Urgency.NONE):
        return None
    flags = tuple(Said(flag.text, cited(_source(flag.source))) for flag in screening.flags)
    advice = screening.advice if screening.advice != told else ""
    if screening.urgency is not Urgency.NONE and "clinician" not in screening.advice:
        advice = f"{URGENCY_TITLE[screening.urgency]}. {advice}".strip()
    return Screened(Said(advice, pain_sources(screening)), flags, limits, unanswered)


def _source(key: str) -> str:
    return gettext("this project (convention)") if key == "convention" else key


def _unanswered(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} question was not answered. Some answers mean a doctor comes before any exercise, so answer it before you begin.",
        "{n} questions were not answered. Some answers mean a doctor comes before any exercise, so answer them before you begin.",
        count,
    ).format(n=count)
