"""Findings, ways and probabilities in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supple.figure.phrases import degrees, give_or_take, sentence
from supple.findings.model import Category, Finding
from supple.findings.sentences import percent
from supple.measurement.model import Measurement
from supple.progress.two_point import Z95
from supple.quantities import Direction, Instrument, Movement, Quantity
from supple.words import CATEGORY_TITLE, mode_words, movement_words
from supple_web.assessments.engine.result.model import Name, Share, Tone, Value
from supple_web.common.engine.own_numbers import VERY_LIKELY_FROM
from supple_web.common.lazy import gettext_lazy

TONES: Final[Mapping[Category, Tone]] = {
    Category.MEETS_CRITERION: Tone.GOOD,
    Category.BORDERLINE: Tone.GOOD,
    Category.MOBILITY_LIMITATION: Tone.WORK,
    Category.MOTOR_CONTROL_DEFICIT: Tone.WORK,
    Category.PAINFUL: Tone.STOP,
    Category.UNDETERMINED: Tone.OPEN,
    Category.NO_CRITERION: Tone.OPEN,
}
#: A finding in a word or two, for headings that name both sides.
SHORT: Final[Mapping[Category, str]] = {
    Category.MEETS_CRITERION: gettext_lazy("enough range"),
    Category.BORDERLINE: gettext_lazy("just about enough"),
    Category.MOBILITY_LIMITATION: gettext_lazy("stiff"),
    Category.MOTOR_CONTROL_DEFICIT: gettext_lazy("range without control"),
    Category.PAINFUL: gettext_lazy("painful"),
    Category.UNDETERMINED: gettext_lazy("cannot tell yet"),
    Category.NO_CRITERION: gettext_lazy("measured, without a mark"),
}
_SIDE: Final[Mapping[Direction, str]] = {Direction.LEFT: gettext_lazy("Left"), Direction.RIGHT: gettext_lazy("Right")}
#: The same when it holds for both sides.
BOTH: Final[Mapping[Category, str]] = {
    Category.MEETS_CRITERION: gettext_lazy("You turn far enough, to both sides."),
    Category.BORDERLINE: gettext_lazy("Just about enough, to both sides."),
    Category.MOBILITY_LIMITATION: gettext_lazy("Stiff to both sides."),
    Category.MOTOR_CONTROL_DEFICIT: gettext_lazy("Range without control, to both sides."),
    Category.PAINFUL: gettext_lazy("Turning hurts, to both sides."),
    Category.UNDETERMINED: gettext_lazy("Cannot tell yet, to either side."),
    Category.NO_CRITERION: gettext_lazy("Measured, with no mark to hold it against."),
}


def split(title: str) -> Name:
    """``by yourself (active)`` as a plain word and its term."""
    plain, found, term = title.partition(" (")
    return Name(plain, term.removesuffix(")") if found else "")


def finding_name(category: Category) -> Name:
    name = split(CATEGORY_TITLE[category])
    return Name(sentence(name.plain), name.term)


def title_of(finding: Finding) -> Name:
    """``Turn to the left``, with the term; what one phone sees outside lumbar-locked is named as what it is."""
    name = split(movement_words(finding.movement, finding.direction))
    measured = finding.active or (finding.end_range.measurement if finding.end_range else None)
    if measured is None:
        return Name(sentence(name.plain), name.term)
    if finding.movement is Movement.ROTATION and measured.kind.quantity is Quantity.TRUNK_TURN:
        return Name(sentence(name.plain), _("trunk turn from start"))
    if finding.movement is not Movement.ROTATION and measured.kind.instrument is Instrument.PHONE:
        return Name(sentence(name.plain), _("{term}: upper-body bend from start").format(term=name.term))
    return Name(sentence(name.plain), name.term)


def headline(found: Mapping[Direction, Category]) -> tuple[str, ...]:
    """What was found to both sides: one line where it is the same, else one for each side."""
    if len(found) == len(Direction) and len(set(found.values())) == 1:
        return (BOTH[next(iter(found.values()))],)
    return tuple(f"{_SIDE[side]}: {SHORT[found[side]]}." for side in Direction if side in found)


def value_of(measured: Measurement) -> Value:
    trials = ngettext("{n} trial", "{n} trials", measured.n).format(n=measured.n)
    if measured.days > 1:
        trials = _("{trials} over {n} days").format(trials=trials, n=measured.days)
    exact = _("{mean}, standard error {sem}, from {trials}")
    exact = exact.format(mean=degrees(measured.mean_deg, 1), sem=degrees(measured.sem_deg, 1), trials=trials)
    way = split(mode_words(measured.kind.mode, measured.kind.assist))
    error = f"± {give_or_take(Z95 * measured.sem_deg)}°"
    return Value(Name(sentence(way.plain), way.term), degrees(measured.mean_deg), error, trials, exact)


def sure(finding: Finding) -> str:
    """How sure a finding is, in words without false precision; nothing where nothing was judged."""
    probability = finding.probabilities.get(finding.category)
    if probability is None:
        return ""
    return _("Very likely") if probability >= VERY_LIKELY_FROM else _("Likely")


def weighed(category: Category) -> str:
    """A finding as one of several that are weighed, with its term: ``range without control (stability / ...)``."""
    return CATEGORY_TITLE[category]


def shares(finding: Finding) -> tuple[Share, ...]:
    """Every finding that was weighed, the most probable first."""
    ordered = sorted(finding.probabilities.items(), key=lambda item: -item[1])
    return tuple(Share(sentence(weighed(category)), percent(value), round(value, 3)) for category, value in ordered)


def day_and_month(day: date) -> str:
    """``2 Nov``; pages write whole dates by Django's own filter."""
    return date_format(day, "SHORT_MONTH_DAY_FORMAT")
