from .history import group_history as group_history
from .history import progress_of as progress_of
from .history import series_progress as series_progress
from .level import LevelLine as LevelLine
from .level import level_line as level_line
from .model import (
    Change as Change,
)
from .model import (
    Plateau as Plateau,
)
from .model import (
    RealChange as RealChange,
)
from .model import (
    SeriesKey as SeriesKey,
)
from .model import (
    SeriesProgress as SeriesProgress,
)
from .model import (
    Session as Session,
)
from .model import (
    Trend as Trend,
)
from .model import (
    Verdict as Verdict,
)
from .model import (
    WeekAdherence as WeekAdherence,
)
from .plateaus import plateau as plateau
from .referral import Refer as Refer
from .referral import ReferralRule as ReferralRule
from .referral import Signs as Signs
from .referral import referrals as referrals
from .retest import Occasion as Occasion
from .retest import Retest as Retest
from .retest import next_retest as next_retest
from .settings import SETTINGS as SETTINGS
from .settings import ChangeSettings as ChangeSettings
from .trends import trend as trend
from .two_point import two_point_change as two_point_change
from .weeks import adherence as adherence
from .weeks import overall as overall
