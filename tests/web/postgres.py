"""A real PostgreSQL for the length of a test module, and programs that run in it with the application's own settings.

A cluster of its own on a free port, gone afterwards. ``make test`` installs PostgreSQL where it may.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
_USER = "postgres"
_ROOT = Path(__file__).resolve().parents[2]


def binaries() -> Path | None:
    """The newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named else None


@contextmanager
def cluster() -> Iterator[str]:
    """The address of an empty database, as ``SUPPLE_DATABASE_URL`` takes it."""
    programs = binaries()
    if programs is None:
        pytest.fail("no PostgreSQL (no initdb): run scripts/system.sh, which installs it or says what to install")
    with tempfile.TemporaryDirectory(prefix="supple-postgres-") as folder:
        data, port = Path(folder) / "data", _free_port()
        _own(Path(folder))
        _run(programs, "initdb", "-D", data, "-A", "trust", "-U", _USER, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 {_FAST}"
        _run(programs, "pg_ctl", "-D", data, "-w", "-s", "-l", Path(folder) / "log", "-o", options, "start")
        try:
            yield f"postgres://{_USER}@127.0.0.1:{port}/postgres"
        finally:
            _run(programs, "pg_ctl", "-D", data, "-m", "immediate", "-s", "stop")


@pytest.fixture(scope="module")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database with every migration applied."""
    with cluster() as url:
        manage(url, tmp_path_factory.mktemp("data"), "migrate", "-v0")
        yield url


def manage(url: str, data: Path, *command: str) -> str:
    """Runs a management command against a database."""
    return python(url, data, "-m", "django", *command)


def python(url: str, data: Path, *arguments: str) -> str:
    """Runs Python with the application's settings against a database; gives what it printed. Raises where it failed."""
    (data / "static").mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "SUPPLE_DATABASE_URL": url,
        "SUPPLE_DATA": str(data),
        "SUPPLE_PLAIN_STATIC": "1",
        "DJANGO_SETTINGS_MODULE": "supple_web.config.settings",
        "PYTHONPATH": f"{_ROOT / 'tests'}{os.pathsep}{_ROOT / 'src'}",
    }
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


def _run(programs: Path, name: str, *arguments: object) -> None:
    """As the user of the server where we are root, which it refuses to run as."""
    command = [str(programs / name), *map(str, arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _USER, "--", *command]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd="/")
    assert done.returncode == 0, f"{name}: {done.stdout}\n{done.stderr}"


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam(_USER)
        os.chown(folder, user.pw_uid, user.pw_gid)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
