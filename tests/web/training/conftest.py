from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.utils import timezone

from builders.training_people import start_example
from supple_web.accounts.models import Person


@pytest.fixture
def stiff(guest: Person) -> Person:
    """A guest whose range is short to both sides, from today on."""
    start_example(guest, "stiff")
    return guest


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Sets the server's clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)
