"""``supple serve`` as people run it: a process of its own, a real port, real certificates."""

from __future__ import annotations

import http.client
import re
import shlex
import socket
import sqlite3
import ssl
import stat
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from builders.served import Running, fetch, free_port, served
from supple_web.config.variables import VARIABLES

from .conftest import Supple
from .test_help_and_docs import DOCS, HELP_EXAMPLES, PAGE_EXAMPLES

ROOT = DOCS.parent
ALL_EXAMPLES = [re.sub(r"^supple(?=\S)", "supple ", line) for line in [*HELP_EXAMPLES, *PAGE_EXAMPLES]]
EXAMPLES = sorted({line for line in ALL_EXAMPLES if line.startswith("supple serve")})

Start = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as running:
        yield lambda *arguments, **more: running.enter_context(served(*arguments, data=tmp_path / "data", **more))


def test_it_starts_answers_and_stops(start: Start):
    running = start()
    assert f"Supple is at http://127.0.0.1:{running.port}\n" in running.said
    status, page = running.get()
    assert status == 200
    assert "How far does your upper back turn" in page
    (sheet,) = re.findall(r'href="(/static/supple/app\.[0-9a-f]+\.css)"', page)
    assert running.get(sheet)[0] == 200
    assert running.get("/healthz") == (200, '{"status": "ok"}')
    assert running.get("/trust")[0] == 404
    status, complaints = running.stop()
    assert status == 0
    assert complaints.splitlines()[-1] == "Stopped. Nothing is lost."
    assert "WARNING" not in complaints
    assert "ERROR" not in complaints


def test_what_people_enter_can_be_read_by_its_owner_only(start: Start):
    running = start()
    assert stat.S_IMODE(running.data.stat().st_mode) == 0o700
    for name in ("supple.sqlite3", "secret-key"):
        assert stat.S_IMODE((running.data / name).stat().st_mode) == 0o600, name


def test_the_second_start_keeps_the_data_and_collects_nothing_again(start: Start):
    first = start()
    first.stop()
    database = first.data / "supple.sqlite3"
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO django_session VALUES ('kept', 'x', '2999-01-01')")
    connection.close()
    collected = sorted((first.data / "static").rglob("*.css"))
    before = [path.stat().st_mtime_ns for path in collected]
    second = start()
    _, complaints = second.stop()
    assert "first start" not in complaints
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM django_session WHERE session_key = 'kept'").fetchone() == (1,)
    connection.close()
    assert before == [path.stat().st_mtime_ns for path in collected]


def test_a_taken_port_is_one_kind_line(supple_process: Supple, tmp_path: Path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = supple_process("serve", "--port", str(port), "--data", str(tmp_path / "data"))
    assert (done.status, done.out) == (2, "")
    assert len(done.err.splitlines()) == 1
    assert f"port {port} is taken" in done.err
    assert f"--port {port + 1}" in done.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SUPPLE_URL", "supple.example.org", "expected an address without a path, such as https://supple.example.org"),
        ("SUPPLE_GUEST_DAYS", "soon", "expected a whole number of days, 1 to 365"),
        ("SUPPLE_HTTPS", "maybe", "expected 1 or 0"),
        ("SUPPLE_DATABASE_URL", "oracle9://secret-word@x/y", "expected an address such as postgresql://"),
        ("SUPPLE_DATABASE_URL", "postgresql://x:secret-word@127.0.0.1:1/y", "the database does not answer"),
        ("SUPPLE_DATA", "/proc/nowhere", "choose another folder with --data"),
    ],
)
def test_a_wrong_setting_is_one_kind_line(supple_process: Supple, tmp_path: Path, variable: str, value: str, said: str):
    settings = {"SUPPLE_DATA": str(tmp_path / "data"), variable: value}
    done = supple_process("serve", "--port", str(free_port()), **settings)
    assert (done.status, done.out) == (2, "")
    lines = [line for line in done.err.splitlines() if "first start" not in line]
    assert len(lines) == 1
    assert said in lines[0]
    assert "secret-word" not in done.err


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_example_starts(start: Start, line: str):
    _, _, *arguments = shlex.split(line)
    extra = ["--http-port", "0"] if "--https" in arguments else []
    running = start(*arguments, *extra)
    assert "Supple is at " in running.said


def test_behind_a_proxy_one_setting_is_enough(start: Start):
    running = start(SUPPLE_URL="https://supple.example.org")
    assert "People reach it at https://supple.example.org" in running.said
    status, _ = running.get(Host="supple.example.org", X_Forwarded_Proto="https")
    assert status == 200
    status, page = running.get(Host="other.example.org", X_Forwarded_Proto="https")
    assert status == 400
    assert "SUPPLE_URL=https://other.example.org" in page


def test_forms_work_behind_a_proxy_that_says_how_it_was_reached(start: Start):
    """The first complaint of everybody who ever ran a Django application behind a proxy."""
    running = start(SUPPLE_URL="https://supple.example.org")
    there = {"Host": "supple.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}
    connection = http.client.HTTPConnection("127.0.0.1", running.port)
    connection.request("GET", "/account/login/", headers=there)
    page = connection.getresponse()
    text, (cookie,) = page.read().decode(), page.headers.get_all("Set-Cookie")
    assert "Secure" in cookie
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text))
    body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "login": "nobody@example.org", "password": "wrong"})
    form = {**there, "Cookie": cookie.partition(";")[0], "Content-Type": "application/x-www-form-urlencoded"}
    for origin, status, said in (
        ("https://supple.example.org", 422, "are not correct"),
        ("https://other.example.org", 403, "SUPPLE_URL=https://other.example.org"),
    ):
        connection.request("POST", "/account/login/", body, {**form, "Origin": origin, "Referer": f"{origin}/account/login/"})
        answer = connection.getresponse()
        assert answer.status == status
        assert said in answer.read().decode()
    connection.close()


def test_https_is_verified_with_the_authority_it_made(start: Start):
    plain = free_port()
    running = start("--https", "--http-port", str(plain))
    assert f"Supple is at https://127.0.0.1:{running.port}\n" in running.said
    context = ssl.create_default_context(cafile=running.data / "https" / "supple-ca.crt")
    for host in ("localhost", "127.0.0.1"):
        assert fetch(f"https://{host}:{running.port}/", context)[0] == 200
    with pytest.raises(urllib.error.URLError, match="certificate verify failed"):
        fetch(f"https://127.0.0.1:{running.port}/", ssl.create_default_context())
    for name in ("supple-ca.key", "server.key"):
        assert stat.S_IMODE((running.data / "https" / name).stat().st_mode) == 0o600


def test_the_plain_door_shows_whom_to_trust_and_leads_on(start: Start):
    plain = free_port()
    running = start("--https", "--http-port", str(plain))
    context = ssl.create_default_context(cafile=running.data / "https" / "supple-ca.crt")
    status, page = fetch(f"http://127.0.0.1:{plain}/")
    assert status == 200
    fingerprint = "".join(re.findall(r"[0-9A-F]{2}(?=[:\s<])", page.partition("data-fingerprint")[2])[:32])
    printed = "".join(re.findall(r"^  ((?:[0-9A-F]{2}:?){16})$", running.said, re.MULTILINE)).replace(":", "")
    assert fingerprint == printed
    with urllib.request.urlopen(f"http://127.0.0.1:{plain}/trust/supple-ca.crt") as answer:
        assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
        der = answer.read()
    assert ssl.DER_cert_to_PEM_cert(der) == (running.data / "https" / "supple-ca.crt").read_text()
    with urllib.request.urlopen(f"http://127.0.0.1:{plain}/about?x=1", context=context) as answer:
        assert answer.url == f"https://127.0.0.1:{running.port}/about?x=1"


def test_without_the_web_packages_one_line_says_what_to_install(supple: Supple, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "gunicorn", None)
    done = supple("serve")
    assert (done.status, done.out) == (2, "")
    assert done.err == "supple serve: gunicorn is not installed; run: pip install 'supple[web,pdf]'\n"


def test_two_equal_ports_are_refused(supple_process: Supple, tmp_path: Path):
    done = supple_process("serve", "--https", "--port", "8000", "--data", str(tmp_path / "data"))
    assert done.status == 2
    assert "two different ports" in done.err


def test_an_authority_keeps_its_bounds(start: Start, supple_process: Supple, tmp_path: Path):
    start("--https", "--http-port", "0").stop()
    done = supple_process(
        "serve", "--https", "--url", "https://supple.example.org", "--port", str(free_port()), "--http-port", "0",
        "--data", str(tmp_path / "data"),
    )  # fmt: skip
    assert done.status == 2
    assert "was made for other names than supple.example.org; move that folder away" in done.err


def test_every_environment_variable_is_documented_as_it_is():
    page = (DOCS / "self-hosting.md").read_text()
    rows = re.findall(r"^\| `(SUPPLE_\w+)` \| (.*) \| (.*) \|$", page, re.MULTILINE)
    assert rows == [(one.name, one.meaning, one.default) for one in VARIABLES]


def test_the_help_lists_every_environment_variable(supple: Supple):
    done = supple("serve", "--help")
    assert [one.name for one in VARIABLES if one.name not in done.out] == []


def test_every_environment_variable_that_is_read_is_listed():
    listed = {one.name for one in VARIABLES}
    for path in (ROOT / "src").rglob("*.py"):
        assert set(re.findall(r"(?<!_)SUPPLE_[A-Z_]+", path.read_text())) <= listed, path
