from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from supple.examples import write_examples
from supple_cli.main import run

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


@dataclass(frozen=True)
class Outcome:
    status: int
    out: str
    err: str


Supple = Callable[..., Outcome]


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples")
    write_examples(folder)
    return folder


@pytest.fixture
def supple(examples: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Supple:
    """Run a command line in this process, the example files in the current folder."""
    monkeypatch.chdir(examples)

    def call(*arguments: str) -> Outcome:
        capsys.readouterr()
        status = run(list(arguments))
        captured = capsys.readouterr()
        return Outcome(status, captured.out, captured.err)

    return call


@pytest.fixture
def supple_process(examples: Path) -> Supple:
    """Run the installed command as a process of its own."""

    def call(*arguments: str, **environment: str) -> Outcome:
        done = subprocess.run(
            [str(Path(sys.executable).parent / "supple"), *arguments],
            cwd=examples,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return call


def check_schema(text: str, name: str) -> dict[str, object]:
    """Parse JSON strictly (no NaN) and validate it against the documented schema."""
    from jsonschema import Draft202012Validator

    def refuse(constant: str) -> object:
        raise AssertionError(constant)

    document: dict[str, object] = json.loads(text, parse_constant=refuse)
    schema = json.loads((SCHEMAS / f"{name}-1.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(document)
    return document
