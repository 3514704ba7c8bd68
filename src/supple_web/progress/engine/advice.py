"""When to measure again and why, and when progress is a reason to be seen: the science's rules, asked with all that is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from supple.exchange.json_progress import SeriesReport
from supple.findings.model import Category
from supple.findings.screening_pain import PainZone
from supple.progress import Occasion, ReferralRule, Retest, Signs, next_retest, referrals
from supple.progress.model import SeriesProgress
from supple.progress.referral import RULES
from supple.quantities import Direction, Mode, Movement
from supple.words import movement_words
from supple_web.progress.engine.record import Record
from supple_web.training.engine import occasions_of

#: Which trials training is to move first: those by oneself (True), or those at the end of the range.
_TRAINED: Final = {Category.MOTOR_CONTROL_DEFICIT: True, Category.MOBILITY_LIMITATION: False}
_ENOUGH: Final = frozenset({Category.MEETS_CRITERION, Category.BORDERLINE, Category.NO_CRITERION})


@dataclass(frozen=True)
class Referred:
    """One reason to be seen, and which series gave it; none for a reason about the whole person."""

    reason: str
    text: str
    about: tuple[str, ...]
    source: str
    strength: str


@dataclass(frozen=True)
class NextTest:
    """The window for the next check. due: today lies in it; late: it is over."""

    earliest: date
    latest: date
    text: str
    due: bool
    late: bool


def next_test(record: Record) -> NextTest | None:
    """None before anything was measured."""
    if not record.series:
        return None
    found = retest_of(record)
    return NextTest(
        found.earliest,
        found.latest,
        found.text,
        due=found.earliest <= record.today <= found.latest,
        late=record.today > found.latest,
    )


def retest_of(record: Record) -> Retest:
    """As the plan has it; without one by what is known from the tests."""
    return record.due or next_retest(max(one.trend.last for one in record.series), _occasions(record))


def _occasions(record: Record) -> Iterable[Occasion]:
    return occasions_of(
        pain=record.pain.zone is PainZone.STOP or bool(record.plan and record.plan.halted),
        undetermined=any(_undetermined(record, side) for side in Direction),
        days={one.day for series in record.series for one in series.measurements},
        today=record.today,
    )


def _undetermined(record: Record, side: Direction | None) -> int:
    """How many results in a row, the latest first, could not decide about turning to this side."""
    count = 0
    for document in record.results:
        if not _was_undetermined(document, side):
            break
        count += 1
    return count


def _was_undetermined(document: Mapping[str, Any], side: Direction | None) -> bool:
    """No finding of that turn decided; a day without one says nothing about it."""
    found = [one["category"] for one in document["findings"] if one["movement"] == Movement.ROTATION and one["direction"] == side]
    open_ones = [one for one in found if one != Category.NO_CRITERION]
    return bool(open_ones) and all(one == Category.UNDETERMINED for one in open_ones)


def _need_not_grow(record: Record, series: SeriesProgress) -> bool:
    """Whether the latest check has nothing to fix there: what is enough or has no mark; the range where control alone is short.

    Where the range is short, it is the end of the range that training builds first; the own turn follows it.
    """
    found = record.results[0]["findings"] if record.results else ()
    key = series.key
    wanted = (key.movement, key.direction, key.kind.position)
    categories = {one["category"] for one in found if (one["movement"], one["direction"], one["position"]) == wanted}
    trained = {_TRAINED[category] for category in categories & set(_TRAINED)}
    by_oneself = key.kind.mode is Mode.ACTIVE
    return bool(categories & _ENOUGH) or (bool(trained) and by_oneself not in trained)


def signs_of(record: Record, series: SeriesProgress) -> Signs:
    turn = series.key.movement is Movement.ROTATION
    wanting = record.seeks_more if turn and not _need_not_grow(record, series) else False
    return Signs(
        verdict=series.trend.verdict,
        slope_deg_per_week=series.trend.slope_deg_per_week,
        trained_weeks=record.trained_weeks,
        plateau=series.plateau.reached,
        adherence=record.done_share,
        seeks_more=wanting,
        pain_zone=None if record.pain.zone is PainZone.NOT_ASKED else str(record.pain.zone),
        undetermined=_undetermined(record, series.key.direction) if turn else 0,
    )


def reports_of(record: Record) -> tuple[SeriesReport, ...]:
    """What ``supple.progress/1`` holds, with everything that is known here and not from the trials alone."""
    return tuple(SeriesReport(one, retest_of(record), referrals(signs_of(record, one))) for one in record.series)


def referred(record: Record) -> tuple[Referred, ...]:
    """Every reason to be seen once, the most pressing first."""
    rules: dict[str, ReferralRule] = {}
    about: dict[str, list[str]] = {}
    for report in reports_of(record):
        key = report.progress.key
        for rule in report.referrals:
            rules[rule.reason] = rule
            about.setdefault(rule.reason, []).append(movement_words(key.movement, key.direction))
    return tuple(_referred(rule, about[rule.reason]) for rule in _in_order(rules))


def _in_order(rules: Mapping[str, ReferralRule]) -> Iterable[ReferralRule]:
    return (rule for rule in RULES if rule.reason in rules)


def _referred(rule: ReferralRule, about: Iterable[str]) -> Referred:
    whole_person = rule.reason == "pain"
    named = () if whole_person else tuple(dict.fromkeys(about))
    return Referred(str(rule.reason), rule.text, named, rule.source, str(rule.strength))
