"""Several workers at once send every mail once, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from web.outbox.conftest import Server
from web.postgres import manage, postgres_url, python

__all__ = ["postgres_url"]

MAILS, WORKERS = 24, 6
AT_ONCE = f"""
import json, threading
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from django.conf import settings
from django.db import connections
from django.utils import timezone
from supple_web.outbox.models import Mail
from supple_web.outbox.post import post, send_due

now = timezone.now()
for number in range({MAILS}):
    post(key=f"m{{number}}", to="you@example.org", subject=f"mail {{number}}", body="x", due_at=now)
ready = threading.Barrier({WORKERS})

def work(_):
    ready.wait()
    try:
        return send_due(now)
    finally:
        connections.close_all()

with ThreadPoolExecutor({WORKERS}) as pool:
    sent = sum(pool.map(work, range({WORKERS})))
print(json.dumps([sent, Mail.objects.filter(tries=1).exclude(sent_at=None).count()]))
"""


def settled(url: str, folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPLE_EMAIL_URL", f"smtp://127.0.0.1:{server.port}")
    assert json.loads(python(url, folder, "-c", AT_ONCE).splitlines()[-1]) == [MAILS, MAILS]
    assert sorted(mail["Subject"] for mail in server.mails) == sorted(f"mail {number}" for number in range(MAILS))


def test_on_postgresql(postgres_url: str, tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch):
    settled(postgres_url, tmp_path, server, monkeypatch)


def test_on_sqlite(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path / 'race.sqlite3'}"
    manage(url, tmp_path, "migrate", "-v0")
    settled(url, tmp_path, server, monkeypatch)
