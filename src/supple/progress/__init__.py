"""Real change against error, plateau, adherence, and when to test again or be seen."""

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
