"""The bounds of what a person may say of themself, from the science."""

from __future__ import annotations

from typing import Final

from supple.findings.screening_answers import OLDEST
from supple.programme.limits import LEAST_MINUTES as _LEAST
from supple.programme.person import MOST_MINUTES as _MOST

OLDEST_YEARS: Final = OLDEST
LEAST_MINUTES: Final = int(_LEAST.value)
MOST_MINUTES: Final = int(_MOST)
