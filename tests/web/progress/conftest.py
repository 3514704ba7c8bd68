from __future__ import annotations

import pytest

from builders.courses import finished, measured_days, trained
from supple_web.accounts.models import Person


@pytest.fixture
def five_weeks(guest: Person) -> Person:
    """A guest who was measured on five days, turns further to the left each week, and trained every other day."""
    finished(measured_days(guest, 5, gain_deg=4.0), derive=False)
    trained(guest, 27, every=2)
    return guest
