"""The numbers that the program itself computes with: marks, errors, when it is sure, dose, re-tests. Most are conventions."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext as _

from supple.figure.phrases import sentence
from supple.findings.criteria import default_criteria
from supple.findings.sentences import PAIN_SOURCE
from supple.findings.settings import Settings
from supple.measurement.errors import error_table
from supple.programme.limits import LIMITS
from supple.progress.settings import SETTINGS
from supple.words import POSITION_TITLE
from supple_web.common.cited import OwnNumber, OwnNumbers
from supple_web.common.engine.evidence import OWN_ANCHOR, cited
from supple_web.common.lazy import cached_by_language, gettext_lazy

#: From this probability on a page says "very likely", below it "likely".
VERY_LIKELY_FROM: Final = 0.95
_CONVENTION: Final = "convention"
_HERE: Final = cited("this project")
#: Which rows of the table of errors are meant, in words.
_ERROR_WORDS: Final = {
    "camera": gettext_lazy("Measured by a camera"),
    "in-pain": gettext_lazy("Measuring people with back or neck pain"),
    "changed-raters": gettext_lazy("Measured by clinicians who change"),
    "self-sensors": gettext_lazy("Measured by yourself, with body-worn sensors"),
    "named-sensors": gettext_lazy("Measured by a clinician, with body-worn sensors"),
    "self": gettext_lazy("Measured by yourself, with a phone, inclinometer or goniometer"),
    "trained-rater": gettext_lazy("Measured by one trained clinician"),
    "unstudied": gettext_lazy("Measured in a position that nobody has studied"),
}


@cached_by_language
def own_numbers() -> tuple[OwnNumbers, ...]:
    """Every group with its numbers, each with its strength and where it comes from."""
    return (
        OwnNumbers(
            OWN_ANCHOR,
            _("Agreed here (conventions of this project)"),
            _("Nobody has published these. They are choices, named as such wherever they decide something."),
            _judging(),
        ),
        OwnNumbers("own-marks", _("Marks"), _("What a range is held against. A clinic may set its own."), _marks()),
        OwnNumbers(
            "own-errors",
            _("Error of measurement"),
            _("Borrowed until your own repeats show yours. From trial to trial, and from day to day (standard deviations)."),
            _errors(),
        ),
        OwnNumbers("own-dose", _("How much training"), _("What every plan keeps to."), _doses()),
        OwnNumbers("own-progress", _("Change over weeks"), _("What the trend and the time of a re-test rest on."), _progress()),
    )


def _judging() -> tuple[OwnNumber, ...]:
    it, prior = Settings(), Settings().prior
    kneeling = it.limits_kneeling_at_home
    rows = {
        _("probability from which a finding is said"): f"{it.commit:.0%}",
        _("probability at which measuring ends"): f"{it.stop:.0%}",
        _("probability from which a page says “very likely”"): f"{VERY_LIKELY_FROM:.0%}",
        _("active trials before anything is decided"): f"{it.least_active}",
        _("helped trials before a finding that speaks of the helped range"): f"{it.least_end_range}",
        _("most active and most helped trials of a direction in one day"): _("{first} and {second}").format(
            first=it.limits.active, second=it.limits.end_range
        ),
        _("the same, kneeling at home"): _("{first} and {second}").format(first=kneeling.active, second=kneeling.end_range),
        _("days that still speak for today"): f"{it.window_days}",
        _("how much less one reaches helping oneself than helped by a clinician, on average"): f"{it.assisted_shortfall_deg:g}°",
        _("what is believed of anybody's helped range before the first trial"): (
            _("{mean}° ± {sd}° (mean, standard deviation)").format(
                mean=f"{prior.passive_mean_deg:g}", sd=f"{prior.passive_sd_deg:g}"
            )
        ),
        _("what is believed of the gap to one's own range"): (
            _("{least}° and half of a normal spread of {scale}°").format(
                least=f"{prior.least_gap_deg:g}", scale=f"{prior.gap_scale_deg:g}"
            )
        ),
        _("how much worse a wrong answer is than a right one is good"): _("{n} times").format(n=f"{it.wrong_cost:g}"),
    }
    agreed = tuple(OwnNumber(sentence(what), value, _CONVENTION, _HERE) for what, value in rows.items())
    pain = OwnNumber(
        _("Pain (0 to 10) that ends a direction"), _("{n} or more").format(n=it.painful_from), _CONVENTION, cited(PAIN_SOURCE)
    )
    return (*agreed, pain)


def _marks() -> tuple[OwnNumber, ...]:
    return tuple(
        OwnNumber(
            f"{sentence(row.movement)}, {POSITION_TITLE[row.position]}",
            f"{row.value_deg:g}°",
            row.strength,
            cited(row.source),
        )
        for row in default_criteria()
    )


def _errors() -> tuple[OwnNumber, ...]:
    return tuple(
        OwnNumber(
            _ERROR_WORDS.get(row.id, row.id),
            _("{first} and {second}").format(first=f"{row.error.s_trial_deg:g}°", second=f"{row.error.s_day_deg:g}°"),
            row.error.strength,
            cited(row.error.source),
            row.error.note,
        )
        for row in error_table()
    )


def _doses() -> tuple[OwnNumber, ...]:
    return tuple(
        OwnNumber(sentence(what), f"{limit.value:g} {limit.unit}", "", cited(_agreed(limit.source)), limit.note)
        for what, limit in LIMITS.items()
    )


def _progress() -> tuple[OwnNumber, ...]:
    return tuple(
        OwnNumber(sentence(row.note), f"{row.value:g} {row.unit}", str(row.strength), cited(row.source))
        for row in SETTINGS.values()
    )


def _agreed(source: str) -> str:
    return "this project" if source == _CONVENTION else source
