"""``supple staff`` as people run it: a process of its own, a database of its own, a link that opens the application."""

from __future__ import annotations

import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from builders.served import served

from .conftest import Supple
from .test_help_and_docs import HELP_EXAMPLES, PAGE_EXAMPLES

EXAMPLES = sorted({line for line in [*HELP_EXAMPLES, *PAGE_EXAMPLES] if line.startswith("supple staff invite")})


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_example_runs(supple_process: Supple, tmp_path: Path, line: str):
    done = supple_process(*shlex.split(line)[1:], SUPPLE_DATA=str(tmp_path / "data"))
    assert done.status == 0, done.err
    assert re.fullmatch(r"http://127\.0\.0\.1:8000/invitation/[\w-]{43}\n", done.out)


def test_the_link_opens_the_invitation_and_only_its_digest_is_kept(supple_process: Supple, tmp_path: Path):
    data = tmp_path / "data"
    told = ("staff", "invite", "Ada@Example.org", "--administrator", "--clinician", "--url", "https://supple.example.org")
    done = supple_process(*told, SUPPLE_DATA=str(data))
    link = done.out.strip()
    assert link.startswith("https://supple.example.org/invitation/")
    assert "ada@example.org" in done.err
    token = link.rpartition("/")[2]
    assert token.encode() not in (data / "supple.sqlite3").read_bytes()
    with sqlite3.connect(data / "supple.sqlite3") as connection:
        (row,) = connection.execute("SELECT as_clinician, as_administrator, mailed FROM clinic_invitation").fetchall()
    connection.close()
    assert row == (1, 1, 0)
    with served(data=data) as running:
        status, page = running.get(f"/invitation/{token}")
        assert status == 200
        assert "To work here as clinician and administrator." in page
        assert running.get("/invitation/another")[0] == 404


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (("ada@example.org",), "give --administrator, --clinician or both"),
        (("no address", "--clinician"), "address: 'no address'; expected one address such as you@example.org"),
    ],
)
def test_wrong_input_is_one_line(supple_process: Supple, tmp_path: Path, told: tuple[str, ...], complaint: str):
    done = supple_process("staff", "invite", *told, SUPPLE_DATA=str(tmp_path / "data"))
    assert (done.status, done.out) == (2, "")
    assert complaint in done.err
    assert len(done.err.splitlines()) == 1
