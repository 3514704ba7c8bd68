"""Server time and queries of the clinician's desk with 5,000 clients of one clinician, and the cost of reckoning one of them.

``python benchmarks/bench_desk.py [--clients N] [--rounds N]``. The pages are asked for in this process, through every
middleware, without a network; the database is SQLite as ``supple serve`` embeds it, in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {
    "desk": "/desk",
    "desk, page 100": "/desk?page=100",
    "desk, search": "/desk?q=client+49",
    "desk, who needs attention": "/desk?attention=1",
    "one client": "/desk/client/{client}",
    "a client's programme": "/desk/client/{client}/programme",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _set_up(Path(folder))
        measure(options.clients, options.rounds)


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
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)


def measure(clients: int, rounds: int) -> None:
    from django.db import connection

    from builders.crowds import crowd
    from builders.history import make_history
    from builders.staff import make_care, make_staff
    from builders.visitors import client_of
    from supple_web.accounts.models import Person
    from supple_web.desk.standing import keep_alone

    staff = make_staff()
    person = Person.objects.create()
    make_history(person, 40)
    make_care(staff, person)
    crowd(staff, clients - 1)
    browser = client_of(staff.person)
    print(f"{clients} clients of one clinician, one of them with forty days of checks and sessions")
    for name, page in PAGES.items():
        url = page.format(client=person.pk)
        browser.get(url)
        queries: list[str] = []
        with connection.execute_wrapper(lambda run, sql, *more, seen=queries: (seen.append(sql), run(sql, *more))[1]):
            answer = browser.get(url)
        assert answer.status_code == 200, (name, answer.status_code)
        times = [_seconds(lambda at=url: browser.get(at)) for _ in range(rounds)]
        middle, worst = statistics.median(times) * 1e3, max(times) * 1e3
        print(f"{name:28s} {len(queries):4d} queries  median {middle:7.0f} ms  worst {worst:7.0f} ms")
    times = [_seconds(lambda: keep_alone(person.pk)) for _ in range(rounds)]
    print(f"{'reckoning that client':28s} median {statistics.median(times) * 1e3:7.0f} ms")


def _seconds(call: object) -> float:
    began = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
