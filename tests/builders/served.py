"""``supple serve`` as a process of its own on a free port, for the length of a test."""

from __future__ import annotations

import os
import signal
import socket
import ssl
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROGRAM = str(Path(sys.executable).parent / "supple")
_LONG_ENOUGH_S = 120


@dataclass
class Running:
    """A served process. said: what it printed until it could be visited."""

    process: subprocess.Popen[str]
    data: Path
    port: int
    said: str

    def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        return fetch(f"http://127.0.0.1:{self.port}{path}", **headers)

    def stop(self) -> tuple[int, str]:
        """Ctrl-C: the exit status, and what was said on standard error."""
        self.process.send_signal(signal.SIGINT)
        _, complaints = self.process.communicate(timeout=_LONG_ENOUGH_S)
        return self.process.returncode, complaints


@contextmanager
def served(*arguments: str, data: Path, **more: str) -> Iterator[Running]:
    """Start it and wait until it says that it can be visited. Raises AssertionError with its complaint where it ends instead."""
    port = free_port()
    process = subprocess.Popen(
        [PROGRAM, "serve", "--data", str(data), *arguments, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=data.parent,
        env=environment(PYTHONUNBUFFERED="1", **more),
    )
    try:
        yield Running(process, data, port, _until_ready(process))
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def fetch(url: str, context: ssl.SSLContext | None = None, **headers: str) -> tuple[int, str]:
    """Status and body; headers with ``_`` for ``-``."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request, context=context, timeout=_LONG_ENOUGH_S) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """This process's, without what the tests' own settings put there."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("SUPPLE_", "DJANGO_"))} | more


def _until_ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C stops" in line:
            return "".join(said)
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())
