"""Server time and queries of the main pages, with 10,000 people in the embedded database, one of them with forty days.

``python benchmarks/bench_pages.py [--people N] [--rounds N]``. The pages are asked for in this process, through every
middleware, without a network; the database is SQLite as ``supple serve`` embeds it, in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
import uuid
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "first page, nobody": "/",
    "first page": "/",
    "check, a question": "/check/{open}/age",
    "check, what is next": "/check/{open}/next",
    "result": "/check/{check}/result",
    "today": "/today",
    "programme": "/programme",
    "session player": "/session/{day}",
    "progress": "/progress",
    "own data": "/mine",
}
DAYS = 40
_BATCH = 2000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        began = time.perf_counter()
        fill(options.people)
        size = (Path(folder) / "supple.sqlite3").stat().st_size / 1e6
        print(f"{options.people} people made in {time.perf_counter() - began:.0f} s, database {size:.0f} MB", file=sys.stderr)
        measure(options.rounds)


def _set_up(folder: Path) -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    (folder / "static").mkdir()
    os.environ |= {
        "SUPPLE_DATA": str(folder),
        "SUPPLE_PLAIN_STATIC": "1",
        "DJANGO_SETTINGS_MODULE": "supple_web.config.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def fill(count: int) -> None:
    """Everybody has two checks with two sets of six trials each, a result, six sessions with their log, and a login session."""
    from django.contrib.sessions.models import Session as LoginSession
    from django.utils import timezone

    from supple_web.accounts.models import Person
    from supple_web.assessments.models import Check, Result, Trial, TrialSet
    from supple_web.training.models import PlanChange, Session

    chance, now, today = random.Random(7), timezone.now(), timezone.localdate()
    for start in range(0, count, _BATCH):
        people = [Person() for _ in range(min(_BATCH, count - start))]
        checks = [Check(person=one, day=today - timedelta(days=ago), finished_at=now) for one in people for ago in (1, 22)]
        sets = [
            TrialSet(
                person=check.person,
                check_of=check,
                source="typed",
                movement="rotation",
                mode=mode,
                position="lumbar-locked",
                instrument="inclinometer",
                science_version="0.1.0",
                pain={"left": 0, "right": 0},
            )
            for check in checks
            for mode in ("active", "assisted")
        ]
        trials = [
            Trial(
                person=one.person,
                trial_set=one,
                movement="rotation",
                direction=side,
                value_deg=chance.gauss(50, 8),
                order=order,
                measured_at=now,
            )
            for one in sets
            for order, side in enumerate(("right", "left") * 3, start=1)
        ]
        results = [Result(check_of=one, document={"screening": {"stop": False}}, science_version="0.1.0") for one in checks]
        sessions = [
            Session(
                person=one,
                client_id=uuid.uuid4(),
                day=today - timedelta(days=ago),
                started_at=now - timedelta(days=ago),
                finished_at=now - timedelta(days=ago) + timedelta(minutes=9),
                pain_before=0,
            )
            for one in people
            for ago in range(1, 7)
        ]
        log = [PlanChange(person=one.person, session=one, day=one.day, happened_at=one.started_at) for one in sessions]
        logins = [
            LoginSession(session_key=uuid.uuid4().hex, session_data="x" * 120, expire_date=now + timedelta(days=30))
            for _ in people
        ]
        for rows in (people, checks, sets, trials, results, sessions, log, logins):
            type(rows[0])._default_manager.bulk_create(rows, batch_size=500)


def measure(rounds: int) -> None:
    """Print a table: page, median and 95th percentile of milliseconds, queries, kilobytes."""
    from django.test import Client
    from django.utils import timezone

    from builders.checks import make_check
    from builders.history import make_history
    from builders.setups import TYPED, WHO
    from builders.visitors import client_of
    from supple_web.accounts.models import Person

    person, beginner = Person.objects.create(), Person.objects.create()
    check = make_history(person, DAYS)
    begun = make_check(beginner, timezone.localdate(), about=dict(WHO), setup=dict(TYPED))
    clients = {"nobody": Client(), "open": client_of(beginner), "somebody": client_of(person)}
    for client in clients.values():
        client.defaults["HTTP_HOST"] = "localhost"
    print("| page | status | median ms | 95 % ms | queries | kB |\n|---|---|---|---|---|---|")
    for name, pattern in PAGES.items():
        who = "nobody" if name.endswith("nobody") else "open" if "{open}" in pattern else "somebody"
        url = pattern.format(open=begun.pk, check=check.pk, day=timezone.localdate().isoformat())
        print(_row(name, clients[who], url, rounds))


def _row(name: str, client: object, url: str, rounds: int) -> str:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        answer = client.get(url)
        times.append(1000 * (time.perf_counter() - began))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    worst = sorted(times)[int(0.95 * (len(times) - 1))]
    size = len(answer.content) / 1000
    return f"| {name} | {answer.status_code} | {statistics.median(times):.0f} | {worst:.0f} | {len(queries)} | {size:.0f} |"


if __name__ == "__main__":
    main()
