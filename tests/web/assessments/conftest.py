"""A check that has come as far as its tests, and the browser in which it stands."""

from __future__ import annotations

import pytest
from django.utils import timezone

from builders.checks import ABOUT, make_check

WHO = {**ABOUT, "goal": True, "symptoms": False, "long_holds": True}
TYPED = {"way": "typed", "instrument": "inclinometer", "read_at": "T1-T2", "arm": "low-back", "support": "none"}
PHONE = {"way": "phone", "worn": "sternum", "arm": "low-back", "support": "none"}
FILE = {"way": "file", "sensor_at": "sternum", "arm": "low-back", "support": "none"}


@pytest.fixture
def ready(guest):
    """All questions answered, nothing measured: ``ready(setup, **answers)``."""

    def make(setup=TYPED, *, person=guest, day=None, **answers):
        return make_check(person, day or timezone.localdate(), answers=answers, about=dict(WHO), setup=dict(setup))

    return make
