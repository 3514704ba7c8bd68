"""Why a set is left out, in the same words in which an exercise is."""

from __future__ import annotations

from typing import Final

from supple_web.assessments.fields import Field, Kind, Option

REASON: Final = Field(
    "reason",
    Kind.CHOICE,
    "Reason",
    options=(
        Option("pain", "It hurts", "Then you say where, and that direction is over for today."),
        Option("time", "No time now"),
        Option("too-hard", "Too hard for me"),
        Option("equipment", "Something is missing", "The stool, the backrest, a strap"),
        Option("other", "Something else"),
    ),
)
