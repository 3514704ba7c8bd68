from .criteria import (
    criterion_for as criterion_for,
)
from .criteria import (
    default_criteria as default_criteria,
)
from .criteria import (
    load_criteria as load_criteria,
)
from .criteria import (
    parse_criteria as parse_criteria,
)
from .judgement import judge as judge
from .model import (
    Category as Category,
)
from .model import (
    Criterion as Criterion,
)
from .model import (
    EndRange as EndRange,
)
from .model import (
    Finding as Finding,
)
from .model import (
    Flag as Flag,
)
from .model import (
    NextTrial as NextTrial,
)
from .model import (
    Screening as Screening,
)
from .model import (
    Urgency as Urgency,
)
from .next_trial import first_of as first_of
from .remarks import remarks as remarks
from .screening import screen as screen
from .settings import Limits as Limits
from .settings import Prior as Prior
from .settings import Settings as Settings
from .sides import (
    NOT_TESTED as NOT_TESTED,
)
from .sides import (
    SideDifference as SideDifference,
)
from .sides import (
    detectable_between as detectable_between,
)
from .sides import (
    not_tested as not_tested,
)
from .sides import (
    side_difference as side_difference,
)
from .sides import (
    side_differences as side_differences,
)
