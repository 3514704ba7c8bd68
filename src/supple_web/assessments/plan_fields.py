"""What the programme has to fit: age, time, things at hand, wishes."""

from __future__ import annotations

from typing import Final

from supple_web.assessments.engine.person import LEAST_MINUTES, MOST_MINUTES, OLDEST_YEARS
from supple_web.assessments.fields import Field, Kind, Option
from supple_web.common.lazy import gettext_lazy as _

AGE: Final = Field("age_years", Kind.NUMBER, _("Your age in years"), least=1, most=OLDEST_YEARS, unit=_("years"))
MINUTES: Final = Field(
    "minutes_per_day",
    Kind.NUMBER,
    _("Minutes on a training day"),
    hint=_("From 5 minutes on. Many people take 10 to 15."),
    least=LEAST_MINUTES,
    most=MOST_MINUTES,
    unit=_("minutes"),
)
DAYS: Final = Field("days_per_week", Kind.SCALE, _("Training days a week"), least=1, most=7)
EQUIPMENT: Final = Field(
    "equipment",
    Kind.MANY,
    _("Things"),
    hint=_("Choose all that you have, or none."),
    options=(
        Option("mat", _("A mat or carpet")),
        Option("stick", _("A stick"), _("a broom handle does")),
        Option("wall", _("A free wall")),
        Option("chair", _("A firm chair")),
        Option("foam-roller", _("A foam roller")),
        Option("towel", _("A towel")),
        Option("pillow", _("A pillow")),
        Option("band", _("An elastic band")),
    ),
)
WISHES: Final = (
    Field(
        "goal",
        Kind.YES_NO,
        _("Is there something you want to do and cannot yet, because you do not turn far enough?"),
        hint=_("Looking over your shoulder, a golf swing, swimming."),
    ),
    Field("symptoms", Kind.YES_NO, _("Does your upper back bother you in daily life?"), hint=_("Stiff, tired, aching.")),
    Field(
        "long_holds",
        Kind.YES_NO,
        _("Would holding a stretch for more than two minutes be all right for you?"),
        hint=_("If not, shorter repeats take its place."),
    ),
)
#: Stored once the facts of an earlier check were confirmed.
CONFIRMED: Final = Field("confirmed", Kind.YES_NO, _("Still right"))
