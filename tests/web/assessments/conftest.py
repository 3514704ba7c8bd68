"""A check that has come as far as its tests, and the browser in which it stands."""

from __future__ import annotations

import pytest
from django.utils import timezone

from builders.checks import make_check
from builders.setups import TYPED, WHO


@pytest.fixture
def ready(guest):
    """All questions answered, nothing measured: ``ready(setup, **answers)``."""

    def make(setup=TYPED, *, person=guest, day=None, **answers):
        return make_check(person, day or timezone.localdate(), answers=answers, about=dict(WHO), setup=dict(setup))

    return make
