"""Every number that the progress rules compare with: value, unit, where it comes from, and how strong that is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, NamedTuple

from supple.evidence.model import Strength
from supple.problems import InputProblem


class Setting(NamedTuple):
    """source: an id of ``supple.evidence`` or a few words; strength: one of the words of ``supple.evidence``."""

    value: float
    unit: str
    source: str
    strength: Strength
    note: str


_HERE: Final = "this project"

FALSE_IMPROVED: Final = Setting(
    0.037, "of people", _HERE, Strength.CONVENTION, "chance of ever calling an improvement where nothing changes"
)
FALSE_DECLINED: Final = Setting(
    0.008, "of people", _HERE, Strength.CONVENTION, "the same for a decline; both together stay below 5 %"
)
QUICK_SLOPE: Final = Setting(
    1.2, "deg/week", "rate_derived", Strength.CONVENTION, "most of the false-alarm budget is spent where this pace would show"
)
SLOW_SLOPE: Final = Setting(0.5, "deg/week", _HERE, Strength.CONVENTION, "the rest is kept for a slower pace")
QUICK_SHARE: Final = Setting(0.8, "of the budget", _HERE, Strength.CONVENTION, "share of the quick pace")
RAMP_WEEKS: Final = Setting(
    12.0, "weeks", _HERE, Strength.CONVENTION, "a gain is taken to build up over a block and then to stay"
)
BASELINE_DAYS: Final = Setting(7.0, "days", _HERE, Strength.CONVENTION, "days within the first week are the baseline")
ERROR_WEIGHT: Final = Setting(
    30.0, "days", _HERE, Strength.CONVENTION, "how many days' scatter a given error is worth against what the series shows"
)
LEAST_DAYS: Final = Setting(3.0, "days", _HERE, Strength.CONVENTION, "fewer measured days are too early to tell")
LEAST_WEEKS: Final = Setting(2.0, "weeks", "weeks_to_detect", Strength.DERIVED, "a shorter stretch is too early to tell")
OTHER_OBSERVER: Final = Setting(
    3.0, "deg", _HERE, Strength.CONVENTION, "SD of the difference between measuring oneself and being measured"
)
RECENT_WEEKS: Final = Setting(12.0, "weeks", _HERE, Strength.CONVENTION, "the slope shown is that of these last weeks")
LEVEL_WEEKS: Final = Setting(6.0, "weeks", _HERE, Strength.CONVENTION, "the level shown is the line through these last weeks")
WORTH: Final = Setting(
    0.5, "deg/week", _HERE, Strength.CONVENTION, "a slower gain is not worth training for: a third of the pace expected"
)
PLATEAU_WEEKS: Final = Setting(6.0, "weeks", "weeks_to_detect", Strength.DERIVED, "a plateau is judged over at least this long")
PLATEAU_SURE: Final = Setting(
    0.90, "probability", _HERE, Strength.CONVENTION, "how sure it must be that the slope is below worth"
)
NO_GAIN_WEEKS: Final = Setting(6.0, "weeks", "weeks_to_detect", Strength.DERIVED, "no gain by then: get assessed")
RETEST_FROM_DAYS: Final = Setting(14.0, "days", "weeks_to_detect", Strength.DERIVED, "re-test not before")
RETEST_BY_DAYS: Final = Setting(28.0, "days", "weeks_to_detect", Strength.DERIVED, "re-test not later than")
UNDETERMINED_LIMIT: Final = Setting(
    2.0, "in a row", _HERE, Strength.CONVENTION, "so many answers 'undetermined': see a clinician"
)
ENOUGH_ADHERENCE: Final = Setting(
    0.6, "done/prescribed", _HERE, Strength.CONVENTION, "below it a programme is not judged by its results"
)


@dataclass(frozen=True)
class ChangeSettings:
    """What the test of change uses; ``settings.py`` holds source and strength of each default. Raises InputProblem."""

    false_improved: float = FALSE_IMPROVED.value
    false_declined: float = FALSE_DECLINED.value
    quick_slope_dpw: float = QUICK_SLOPE.value
    slow_slope_dpw: float = SLOW_SLOPE.value
    quick_share: float = QUICK_SHARE.value
    ramp_weeks: float = RAMP_WEEKS.value
    baseline_days: float = BASELINE_DAYS.value
    error_weight_days: float = ERROR_WEIGHT.value
    least_days: float = LEAST_DAYS.value
    least_weeks: float = LEAST_WEEKS.value

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            top = 1.0 if field.name in {"false_improved", "false_declined", "quick_share"} else float("inf")
            if not 0.0 < value <= top:
                raise InputProblem(f"settings:{field.name}", f"{value}", f"above 0 and at most {top:g}", "correct the setting")


DEFAULT: Final = ChangeSettings()

SETTINGS: Final = {name.lower(): value for name, value in list(globals().items()) if isinstance(value, Setting)}
