"""Eight devices send at once: on the real PostgreSQL, and on SQLite as it is embedded."""

from __future__ import annotations

import json
from pathlib import Path

from web.postgres import manage, postgres_url, python

__all__ = ["postgres_url"]

#: Each thread is a request of its own with its own connection; they start together.
RACE = '''
import json, sys, threading
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from django.db import connection, connections
from django.test import Client
from django.utils import timezone
from builders.sessions import result
from builders.training_people import STIFF, finished_check
from supple_web.accounts.models import Person
from supple_web.accounts.people import SESSION_KEY
from supple_web.training.actions import recompute
from supple_web.training.models import Plan, PlanChange, Session

person = Person.objects.create()
finished_check(person, 9, STIFF)
client = Client(headers={"host": "localhost"})
session = client.session
session[SESSION_KEY] = str(person.pk)
session.save()
cookie = client.cookies["sessionid"].value
connections.close_all()

def send(bodies):
    """Posts all of them at once; gives status codes and words."""
    ready = threading.Barrier(len(bodies))
    def one(body):
        mine = Client(headers={"host": "localhost"})
        mine.cookies["sessionid"] = cookie
        ready.wait()
        try:
            answer = mine.post("/session/results", json.dumps(body), content_type="application/json")
            return answer.status_code, answer.json().get("status")
        finally:
            connections.close_all()
    with ThreadPoolExecutor(len(bodies)) as pool:
        return sorted(map(list, pool.map(one, bodies)), key=str)

def standing():
    return {"state": Plan.objects.get(person=person).state, "sessions": Session.objects.count(),
            "rows": PlanChange.objects.filter(kind="session").count()}

same = result()
told = {"vendor": connection.vendor, "same": send([same] * 8), "after_same": standing()}
days = [result(timezone.localdate() - timedelta(days=ago)) for ago in range(1, 9)]
told["different"] = send(days)
told["after_different"] = standing()
pairs = [result(timezone.localdate() - timedelta(days=ago), minutes=5) for ago in range(1, 5)]
told["pairs"] = send([*pairs, *pairs])
told["after_pairs"] = standing()
before = told["after_pairs"]["state"]
recompute(person=person, by=None)
told["recomputed_alike"] = standing()["state"] == before
print(json.dumps(told))
'''


def race(url: str, data: Path) -> dict:
    script = data / "race.py"
    script.write_text(RACE, encoding="utf-8")
    return json.loads(python(url, data, str(script)).splitlines()[-1])


def check(told: dict) -> None:
    """Whatever the order in which they came: each once, and the plan is what the log says."""
    stored, again = [200, "stored"], [200, "already-stored"]
    assert sorted(told["same"]) == sorted([stored, *[again] * 7])
    assert told["after_same"]["sessions"] == 1
    assert told["after_same"]["state"]["linear_done"] == 1
    assert told["different"] == [stored] * 8
    assert told["after_different"]["sessions"] == told["after_different"]["rows"] == 9
    assert told["after_different"]["state"]["linear_done"] == 3  # the low back was not moved by itself, so no more count
    assert sorted(told["pairs"]) == sorted([*[stored] * 4, *[again] * 4])
    assert told["after_pairs"]["sessions"] == told["after_pairs"]["rows"] == 13
    assert told["after_pairs"]["state"] == told["after_different"]["state"]
    assert told["recomputed_alike"]


def test_eight_at_once_on_postgresql(postgres_url, tmp_path):
    told = race(postgres_url, tmp_path)
    assert told["vendor"] == "postgresql"
    check(told)


def test_eight_at_once_on_sqlite(tmp_path):
    url = f"sqlite:///{tmp_path / 'supple.sqlite3'}"
    manage(url, tmp_path, "migrate", "-v0")
    told = race(url, tmp_path)
    assert told["vendor"] == "sqlite"
    check(told)
