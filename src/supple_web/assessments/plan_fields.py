"""What the programme has to fit: age, time, things at hand, wishes."""

from __future__ import annotations

from typing import Final

from supple_web.assessments.engine.person import LEAST_MINUTES, MOST_MINUTES, OLDEST_YEARS
from supple_web.assessments.fields import Field, Kind, Option

AGE: Final = Field("age_years", Kind.NUMBER, "Your age in years", least=1, most=OLDEST_YEARS, unit="years")
MINUTES: Final = Field(
    "minutes_per_day",
    Kind.NUMBER,
    "Minutes on a training day",
    hint=f"From {LEAST_MINUTES} on. Many people take 10 to 15.",
    least=LEAST_MINUTES,
    most=MOST_MINUTES,
    unit="minutes",
)
DAYS: Final = Field("days_per_week", Kind.SCALE, "Training days a week", least=1, most=7)
EQUIPMENT: Final = Field(
    "equipment",
    Kind.MANY,
    "Things",
    hint="Choose all that you have, or none.",
    options=(
        Option("mat", "A mat or carpet"),
        Option("stick", "A stick", "a broom handle does"),
        Option("wall", "A free wall"),
        Option("chair", "A firm chair"),
        Option("foam-roller", "A foam roller"),
        Option("towel", "A towel"),
        Option("pillow", "A pillow"),
        Option("band", "An elastic band"),
    ),
)
WISHES: Final = (
    Field(
        "goal",
        Kind.YES_NO,
        "Is there something you want to do and cannot yet, because you do not turn far enough?",
        hint="Looking over your shoulder, a golf swing, swimming.",
    ),
    Field("symptoms", Kind.YES_NO, "Does your upper back bother you in daily life?", hint="Stiff, tired, aching."),
    Field(
        "long_holds",
        Kind.YES_NO,
        "Would holding a stretch for more than two minutes be all right for you?",
        hint="If not, shorter repeats take its place.",
    ),
)
#: Stored once the facts of an earlier check were confirmed.
CONFIRMED: Final = Field("confirmed", Kind.YES_NO, "Still right")
