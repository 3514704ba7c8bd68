"""Real change against error, plateau, adherence, and when to test again or be seen.

Names are loaded when first used, so that reading the model alone costs nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supple.progress.history import group_history, progress_of, series_progress
    from supple.progress.model import (
        Change,
        Plateau,
        RealChange,
        SeriesKey,
        SeriesProgress,
        Session,
        Trend,
        Verdict,
        WeekAdherence,
    )
    from supple.progress.plateaus import plateau
    from supple.progress.referral import Refer, ReferralRule, Signs, referrals
    from supple.progress.retest import Occasion, Retest, next_retest
    from supple.progress.settings import SETTINGS, ChangeSettings
    from supple.progress.trends import trend
    from supple.progress.two_point import two_point_change
    from supple.progress.weeks import adherence, overall

_MODULES = {
    "history": ("group_history", "progress_of", "series_progress"),
    "model": (
        "Change",
        "Plateau",
        "RealChange",
        "SeriesKey",
        "SeriesProgress",
        "Session",
        "Trend",
        "Verdict",
        "WeekAdherence",
    ),
    "plateaus": ("plateau",),
    "referral": ("Refer", "ReferralRule", "Signs", "referrals"),
    "retest": ("Occasion", "Retest", "next_retest"),
    "settings": ("SETTINGS", "ChangeSettings"),
    "trends": ("trend",),
    "two_point": ("two_point_change",),
    "weeks": ("adherence", "overall"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "SETTINGS",
    "Change",
    "ChangeSettings",
    "Occasion",
    "Plateau",
    "RealChange",
    "Refer",
    "ReferralRule",
    "Retest",
    "SeriesKey",
    "SeriesProgress",
    "Session",
    "Signs",
    "Trend",
    "Verdict",
    "WeekAdherence",
    "adherence",
    "group_history",
    "next_retest",
    "overall",
    "plateau",
    "progress_of",
    "referrals",
    "series_progress",
    "trend",
    "two_point_change",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
