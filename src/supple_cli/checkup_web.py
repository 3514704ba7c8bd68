"""What ``supple doctor`` looks at for ``supple serve``: packages, data folder, port, tables, printing."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from supple_cli.checkup import Check, optional_part

_PORT: Final = 8000
_PARTS: Final = (
    ("django", "Django", "the application for the browser"),
    ("allauth", "django-allauth", "accounts"),
    ("gunicorn", "gunicorn", "serving"),
    ("cryptography", "cryptography", "certificates of its own"),
)
_INSTALL: Final = "pip install 'supple[web,pdf]'"
#: Run in a process of its own: settings can be read once only, and a broken one must not end the check-up.
_ASK: Final = """
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
print(len(executor.migration_plan(executor.loader.graph.leaf_nodes())))
"""


def web_checks() -> list[Check]:
    parts = [optional_part(module, name, purpose, _INSTALL) for module, name, purpose in _PARTS]
    if any(part.state != "ok" for part in parts):
        return parts
    return [*parts, _pdf(), _settings(), *_data(), _port()]


def _pdf() -> Check:
    """WeasyPrint draws with Pango, which no Python package brings along."""
    try:
        import weasyprint
    except ModuleNotFoundError:
        return Check("PDF", "missing", "weasyprint is not installed: reports are for printing only", "pip install 'supple[pdf]'")
    except OSError:
        advice = "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        return Check("PDF", "missing", "Pango is not installed: reports are for printing only", advice)
    return Check("PDF", "ok", f"weasyprint {weasyprint.__version__} with Pango")


def _settings() -> Check:
    from supple_web.config.options import read_options

    try:
        options = read_options()
    except ValueError as error:
        return Check("settings", "problem", str(error), "see supple serve --help")
    mail = "mail is sent" if options.sends_mail else "no mail is sent"
    return Check("settings", "ok", f"{'SQLite' if options.embedded else 'PostgreSQL'}, {mail}")


def _data() -> list[Check]:
    from supple_web.config.options import read_options

    try:
        options = read_options()
    except ValueError:
        return []
    folder = options.data
    if not folder.exists():
        return [_writable(folder.parent, f"{folder} is made at the first start")]
    checks = [_writable(folder, f"{folder} can be written to")]
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        checks.append(Check("data folder's mode", "missing", "others on this machine can look into it", f"chmod 700 {folder}"))
    return [*checks, _tables()]


def _writable(folder: Path, found: str) -> Check:
    existing = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=existing):
            return Check("data folder", "ok", found)
    except OSError as error:
        return Check("data folder", "missing", f"{existing} cannot be written to ({error.strerror})", "set SUPPLE_DATA")


def _tables() -> Check:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "supple_web.config.settings"}
    done = subprocess.run([sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        return Check("database", "missing", f"does not answer ({reason[:120]})", "start it or correct SUPPLE_DATABASE_URL")
    waiting = int(done.stdout.split()[-1])
    if waiting:
        return Check(
            "database", "missing", f"{waiting} steps behind this version", "supple serve brings it up to date; back it up first"
        )
    return Check("database", "ok", "up to date")


def _port() -> Check:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", _PORT))
        except OSError:
            return Check(
                "port", "missing", f"{_PORT} is taken, perhaps by a running supple serve", f"supple serve --port {_PORT + 1}"
            )
    return Check("port", "ok", f"{_PORT} is free")
