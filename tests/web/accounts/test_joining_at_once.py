"""Two tabs answer at once whether a guest's data are taken along: it happens once, on the real PostgreSQL too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from web.postgres import manage, postgres_url, python

__all__ = ["postgres_url"]

AT_ONCE = """
import json, threading
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.db import connections
from builders.training_people import start_example
from supple_web.accounts.joining import take_along
from supple_web.accounts.models import Person, User
from supple_web.assessments.models import Check, TrialSet
from supple_web.training.models import Plan

user = User.objects.create_user("own@example.org", "a long enough password")
own, guest = Person.objects.create(user=user), Person.objects.create()
start_example(own, "control", days_ago=4)
start_example(guest, "stiff", days_ago=4)
days = set(Check.objects.values_list("day", flat=True))
sets = TrialSet.objects.count()
ready = threading.Barrier(2)

def take(_):
    ready.wait()
    try:
        take_along(guest=guest, user=user)
        return "taken"
    except Person.DoesNotExist:
        return "gone"
    finally:
        connections.close_all()

with ThreadPoolExecutor(2) as pool:
    told = sorted(pool.map(take, range(2)))
print(json.dumps({
    "told": told,
    "people": Person.objects.count(),
    "sets": TrialSet.objects.of(own).count() == sets,
    "days": set(Check.objects.of(own).values_list("day", flat=True)) == days,
    "plan": Plan.objects.get().person_id == own.pk,
}))
"""
AS_EXPECTED = {"told": ["gone", "taken"], "people": 1, "sets": True, "days": True, "plan": True}


def test_on_postgresql(postgres_url: str, tmp_path: Path):
    assert json.loads(python(postgres_url, tmp_path, "-c", AT_ONCE).splitlines()[-1]) == AS_EXPECTED


@pytest.fixture
def embedded(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    manage(url, tmp_path, "migrate", "-v0")
    return url


def test_on_sqlite(embedded: str, tmp_path: Path):
    assert json.loads(python(embedded, tmp_path, "-c", AT_ONCE).splitlines()[-1]) == AS_EXPECTED
