"""``supple doctor`` says what stands in the way of ``supple serve``, and what to do about it."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from builders.served import served
from supple_cli import checkup_web
from supple_cli.checkup import Check


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment with a data folder that is not there yet."""
    for name in ("SUPPLE_URL", "SUPPLE_EMAIL_URL", "SUPPLE_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUPPLE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def found() -> dict[str, Check]:
    return {check.name: check for check in checkup_web.web_checks()}


def test_before_the_first_start(data: Path):
    checks = found()
    assert {checks[name].state for name in ("Django", "gunicorn", "cryptography", "settings", "data folder")} == {"ok"}
    assert "is made at the first start" in checks["data folder"].found
    assert "database" not in checks
    assert not data.exists()


def test_after_it(data: Path):
    with served(data=data) as running:
        running.stop()
    checks = found()
    assert checks["database"].found == "up to date"
    assert "data folder's mode" not in checks
    data.chmod(0o755)
    assert found()["data folder's mode"].advice == f"chmod 700 {data}"


def test_a_database_of_an_earlier_version(data: Path):
    data.mkdir(mode=0o700)
    check = found()["database"]
    assert check.state == "missing"
    assert check.found.endswith("steps behind this version")
    assert "back it up first" in str(check.advice)


def test_a_database_that_does_not_answer(data: Path, monkeypatch: pytest.MonkeyPatch):
    data.mkdir(mode=0o700)
    monkeypatch.setenv("SUPPLE_DATABASE_URL", "postgresql://x:secret-word@127.0.0.1:1/y")
    check = found()["database"]
    assert check.found.startswith("does not answer")
    assert "secret-word" not in check.found


def test_a_wrong_setting(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUPPLE_URL", "supple.example.org")
    assert found()["settings"].state == "problem"


def test_a_folder_that_cannot_be_written_to(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SUPPLE_DATA", "/proc/nowhere")
    check = found()["data folder"]
    assert (check.state, check.advice) == ("missing", "set SUPPLE_DATA")


def test_a_taken_port(data: Path, monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setattr(checkup_web, "_PORT", port)
        assert found()["port"].advice == f"supple serve --port {port + 1}"
    assert found()["port"].state == "ok"


def test_without_the_web_packages_it_says_what_to_install(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "gunicorn", None)
    checks = found()
    assert checks["gunicorn"].state == "missing"
    assert checks["gunicorn"].advice == "pip install 'supple[web,pdf]'"
    assert "port" not in checks


def test_without_pango_reports_are_printed(data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert found()["PDF"].advice == "pip install 'supple[pdf]'"
