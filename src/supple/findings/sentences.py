"""Why a finding is what it is, in whole plain sentences with numbers, error and source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from supple.evidence import figures, source
from supple.findings.model import Category, Criterion
from supple.measurement.errors import Raters, raters_of
from supple.measurement.model import ErrorModel, KindOfTrial, Measurement
from supple.measurement.reference import reference_values
from supple.quantities import Direction, Instrument, Mode, Movement, Quantity

INSTRUMENTS: Final[Mapping[Instrument, str]] = {
    Instrument.PHONE: "a phone",
    Instrument.INCLINOMETER: "an inclinometer",
    Instrument.GONIOMETER: "a goniometer",
    Instrument.SENSORS: "body-worn sensors",
    Instrument.MARKERS: "optical markers",
    Instrument.CAMERA: "a camera",
}
MODES: Final[Mapping[Mode, str]] = {
    Mode.ACTIVE: "Active range",
    Mode.ASSISTED: "Range assisted by yourself",
    Mode.PASSIVE: "Passive range (a clinician moved you)",
}
CATEGORIES: Final[Mapping[Category, str]] = {
    Category.MEETS_CRITERION: "the active range reaches the mark",
    Category.MOBILITY_LIMITATION: "passive and active range both stay below the mark: a mobility limitation",
    Category.MOTOR_CONTROL_DEFICIT: "the range is there but is not used actively: a stability or motor-control deficit",
    Category.BORDERLINE: "passive range reaches the mark and active range falls short by less than can be told apart from error",
}


#: The findings that have a probability, named within a sentence.
NAMES: Final[Mapping[Category, str]] = {
    Category.MEETS_CRITERION: "enough range",
    Category.MOBILITY_LIMITATION: "a mobility limitation",
    Category.MOTOR_CONTROL_DEFICIT: "a motor-control deficit",
    Category.BORDERLINE: "just about enough (borderline)",
}


def degrees(value: float) -> str:
    return f"{value:.1f} degrees"


def turn(movement: Movement, direction: Direction | None) -> str:
    """``rotation to the left``, ``flexion``."""
    return f"{movement.replace('-', ' ')} to the {direction}" if direction else str(movement)


def percent(probability: float) -> str:
    """A probability in whole percent; never 0 or 100, which no measurement can promise."""
    if probability > 0.99:
        return "more than 99%"
    return "less than 1%" if probability < 0.01 else f"{probability:.0%}"


def cited(words: str) -> str:
    """The figures named in a source, as author and year; other words as they are."""
    parts = [part.strip() for part in words.split(",")]
    return ", ".join(dict.fromkeys(_one_cited(part) for part in parts))


def _one_cited(part: str) -> str:
    if part not in figures():
        return part
    figure = figures()[part]
    return f"calculated from {figure.source.short}" if figure.derived else figure.source.short


def range_seen(measurement: Measurement) -> str:
    kind = measurement.kind
    days = f" over {measurement.days} days" if measurement.days > 1 else ""
    trials = f"{measurement.n} trial{'s' if measurement.n != 1 else ''}{days}"
    return (
        f"{MODES[kind.mode]}, {turn(measurement.movement, measurement.direction)}, {kind.position}, with "
        f"{INSTRUMENTS[kind.instrument]}: {degrees(measurement.mean_deg)}, standard error "
        f"{degrees(measurement.sem_deg)}, from {trials}."
    )


def mark(criterion: Criterion) -> str:
    return (
        f"The mark for {criterion.movement}, {criterion.position}, is {degrees(criterion.value_deg)} "
        f"({criterion.strength}; {cited(criterion.source)})."
    )


def healthy(criterion: Criterion) -> str | None:
    """The healthy means beside a mark: the published ones of that position and of its own mean's instrument."""
    known = reference_values(criterion.movement, criterion.position)
    named = next((row for row in known if row.figure.id == criterion.healthy_mean_source), None)
    if named:
        listed = " and ".join(
            f"{row.mean_deg:.1f} ({row.cite}; {row.figure.population}; n = {row.figure.n}; {row.strength})"
            for row in known
            if row.instrument is named.instrument
        )
        how = INSTRUMENTS[named.instrument] if named.instrument else "an instrument that is not named"
        return f"Healthy groups averaged {listed} degrees in this position with {how}: a mean and a mark are different things."
    if criterion.healthy_mean_deg is None:
        return None
    return (
        f"Healthy people average {degrees(criterion.healthy_mean_deg)} ({criterion.healthy_mean_source or 'source not given'})."
    )


def error(model: ErrorModel, rater: str) -> str:
    who = "measuring yourself" if raters_of(rater) is Raters.SELF else f"measured by {rater}"
    if model.learned_days:
        basis = f"{model.source} of repeats, {percent(model.own_share)} your own, the rest borrowed ({model.strength})"
    else:
        basis = f"{model.strength}; {cited(model.source)}"
    size = f"{degrees(model.s_trial_deg)} from trial to trial and {degrees(model.s_day_deg)} from day to day"
    return f"Error while {who}: {size} ({basis}). {model.note}".rstrip()


def judged(category: Category, probability: float) -> str:
    return f"With {percent(probability)} probability {CATEGORIES[category]}."


def undecided(probabilities: Mapping[Category, float], commit: float) -> str:
    first, second = sorted(probabilities, key=lambda key: probabilities[key], reverse=True)[:2]
    return (
        f"Cannot tell yet: {NAMES[first]} has {percent(probabilities[first])} probability and {NAMES[second]} "
        f"{percent(probabilities[second])}; at least {commit:.0%} is asked for before either is said (convention)."
    )


def end_range_missing(least: int) -> str:
    return (
        f"The active range stays below the mark. Why cannot be said before the end range has been tested {least} times "
        "(convention): how far passive range goes beyond active range is not published."
    )


def gap(active: Measurement, end: Measurement, floor_deg: float, *, own: bool) -> str:
    basis = "your own repeats" if own else "convention, derived from published or assumed error"
    return (
        f"End range minus active range is {degrees(end.mean_deg - active.mean_deg)}; the smallest gap that can be told apart "
        f"from error is {degrees(floor_deg)} ({basis})."
    )


def contradiction(active: Measurement, end: Measurement, floor_deg: float) -> str:
    return (
        f"The trials contradict each other: the active range is {degrees(active.mean_deg - end.mean_deg)} beyond the "
        f"{end.kind.mode} one, at least the {degrees(floor_deg)} that error can explain, and nobody turns further alone than "
        "when helped. They decide nothing; measure again on another day."
    )


def shortfall(mean_deg: float) -> str:
    return (
        "What one assists alone falls short of what a clinician would reach; "
        f"{degrees(mean_deg)} on average is assumed here (derived, an assumption of this project)."
    )


def too_few(n: int, least: int) -> str:
    return f"{n} of the first {least} active trials are done; nothing is decided before that (convention)."


def painful(pain: int) -> str:
    return (
        f"A trial in this direction hurt ({pain} out of 10). Pain ends the direction: it is not judged against a mark "
        f"({source(PAIN_SOURCE).short}), and a clinician should look at it."
    )


def no_mark(movement: Movement, kind: KindOfTrial | None) -> str:
    if movement in (Movement.FLEXION, Movement.EXTENSION):
        return (
            f"No mark for {movement} can be defended: its published range is small and its error unknown. Value and trend only."
        )
    if kind is not None and kind.quantity is Quantity.TRUNK_TURN:
        return (
            "One sensor also sees the pelvis turn: this is the trunk's turn from the start; no mark of thoracic rotation fits it."
        )
    return "No mark has been published or agreed for this kind of trial: value, side difference and trend only."


def not_pooled(kind: KindOfTrial) -> str:
    how = ", ".join(str(part) for part in (kind.placement, kind.arm, kind.assist) if part)
    return (
        f"The {kind.mode} trials with {INSTRUMENTS[kind.instrument]}{f' ({how})' if how else ''} were left out: another "
        "rater, instrument, placement, arm or way of assisting is another kind of trial, and kinds are never pooled."
    )


def day_left_out(earlier: Measurement, latest: Measurement) -> str:
    return (
        f"The {earlier.kind.mode} trials of {earlier.day} ({degrees(earlier.mean_deg)}) were left out: they differ from those of "
        f"{latest.day} by more than error explains."
    )


def rising(measurement: Measurement) -> str | None:
    if measurement.rise_deg <= 0.0:
        return None
    return (
        f"The {measurement.kind.mode} values rose by {degrees(measurement.rise_deg)} more than chance from the first trial to "
        "the last (warming up), so the error is taken to be larger."
    )


#: Any pain leaves the test at once.
PAIN_SOURCE: Final = "cook2010"
CONFIRM: Final = "Likely a mobility limitation; a clinician's passive test would confirm."
NO_ACTIVE: Final = "No active trial was made, so how much of the range is used is not known; an end range alone is not judged."
PAIN_NOT_ASKED: Final = "Nobody said whether these trials hurt."
