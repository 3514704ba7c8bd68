"""Why a set is left out, in the same words in which an exercise is."""

from __future__ import annotations

from typing import Final

from supple_web.assessments.fields import Field, Kind, Option
from supple_web.common.lazy import gettext_lazy as _

REASON: Final = Field(
    "reason",
    Kind.CHOICE,
    _("Reason"),
    options=(
        Option("pain", _("It hurts"), _("Then you say where, and that direction is over for today.")),
        Option("time", _("No time now")),
        Option("too-hard", _("Too hard for me")),
        Option("equipment", _("Something is missing"), _("The stool, the backrest, a strap")),
        Option("other", _("Something else")),
    ),
)
