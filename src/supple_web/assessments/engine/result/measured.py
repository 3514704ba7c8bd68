"""What was measured how, how far off it may be, and how that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from supple.figure.phrases import degrees, figure, sentence
from supple.findings.model import Finding
from supple.measurement.errors import Raters, raters_of
from supple.measurement.model import ErrorModel, Measurement
from supple.measurement.reference import cautions
from supple.progress.two_point import Z95
from supple.quantities import Movement
from supple.words import ARM_TITLE, INSTRUMENT_TITLE, PLACEMENT_TITLE, POSITION_TITLE, QUANTITY_TITLE, mode_words, movement_short
from supple_web.assessments.engine.result.model import Error, How, Row, Said
from supple_web.assessments.engine.result.reasons import measured_in
from supple_web.assessments.engine.result.words import day_and_month, split
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited


def how(findings: Sequence[Finding]) -> How:
    """Of all findings of one test."""
    measured = [one for finding in findings for one in measured_in(finding)]
    return How(_facts(measured), tuple(map(_row, measured)), _errors(measured), _cautions(measured))


def _facts(measured: Sequence[Measurement]) -> tuple[tuple[str, str], ...]:
    kinds = [one.kind for one in measured]
    facts = [
        (_("Position"), _each(sentence(POSITION_TITLE[kind.position]) for kind in kinds)),
        (_("Instrument"), _each(_with_placement(one) for one in measured)),
        (_("Arms"), _each(sentence(ARM_TITLE[kind.arm]) for kind in kinds if kind.arm)),
        (_("Measured by"), _each(_("Yourself") if raters_of(one.rater) is Raters.SELF else one.rater for one in measured)),
        (_("Days"), _each(_days(one) for one in measured)),
    ]
    if any(one.movement is Movement.ROTATION for one in measured):
        facts.insert(0, (_("What turns"), _each(sentence(QUANTITY_TITLE[kind.quantity]) for kind in kinds)))
    return tuple((name, words) for name, words in facts if words)


def _each(words: Iterable[str]) -> str:
    """Every different one once, in order."""
    return "; ".join(dict.fromkeys(words))


def _with_placement(one: Measurement) -> str:
    instrument = sentence(INSTRUMENT_TITLE[one.kind.instrument])
    return f"{instrument}, {PLACEMENT_TITLE[one.kind.placement]}" if one.kind.placement else instrument


def _days(one: Measurement) -> str:
    latest = f"{day_and_month(one.day)} {one.day.year}"
    return latest if one.days == 1 else _("{n} days put together, the latest {latest}").format(n=one.days, latest=latest)


def _row(one: Measurement) -> Row:
    half = Z95 * one.sem_deg
    way = split(mode_words(one.kind.mode, one.kind.assist))
    return Row(
        side=sentence(str(one.direction)) if one.direction else sentence(movement_short(one.movement, None)),
        way=way,
        mean=degrees(one.mean_deg, 1),
        interval=_("{low} to {high}").format(low=figure(one.mean_deg - half, 1), high=degrees(one.mean_deg + half, 1)),
        sem=degrees(one.sem_deg, 1),
        mdc=degrees(one.mdc95_deg, 1),
        trials=str(one.n),
    )


def _errors(measured: Sequence[Measurement]) -> tuple[Error, ...]:
    models = dict.fromkeys(one.error for one in measured)
    return tuple(_error(model) for model in models)


def _error(model: ErrorModel) -> Error:
    """The note speaks of what was borrowed, so it is left out once nothing is."""
    size = _("{trial} from trial to trial and {day} from day to day")
    size = size.format(trial=degrees(model.s_trial_deg, 1), day=degrees(model.s_day_deg, 1))
    if not model.learned_days:
        return Error(_("borrowed"), size, cited(model.source), model.strength, model.note)
    learned = _("Learned from your repeats on {n} days, which weigh more with every further one.").format(n=model.learned_days)
    status = _("your own") if model.is_own else _("partly your own")
    if model.is_own:
        return Error(status, size, (), model.strength, learned)
    return Error(status, size, (Cited("own-errors", _("the rest is borrowed")),), model.strength, f"{learned} {model.note}")


def _cautions(measured: Sequence[Measurement]) -> tuple[Said, ...]:
    rotations = dict.fromkeys((one.kind.instrument, one.kind.position) for one in measured if one.movement is Movement.ROTATION)
    found = dict.fromkeys(caution for instrument, position in rotations for caution in cautions(instrument, position))
    return tuple(
        Said(one.text, cited(", ".join(figure.id for figure in one.figures) or _("seen by this project"))) for one in found
    )
