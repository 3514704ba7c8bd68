"""What ``supple doctor`` looks at. Each check says what it found and, where something is missing, what to do."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

State = Literal["ok", "missing", "problem"]
_OLDEST_PYTHON = (3, 11)
#: import name, distribution, what it is for
_NEEDED = (
    ("numpy", "numpy", "numbers"),
    ("scipy", "scipy", "rotations, filters, distributions"),
    ("vqf", "vqf", "orientation from body-worn sensors"),
    ("c3d", "c3d", "C3D files"),
    ("click", "click", "the command line"),
    ("rich", "rich", "tables in the terminal"),
)
_OPTIONAL = (
    ("pyarrow", "pyarrow", "Parquet tables", "pip install 'supple[tables]'"),
    ("python_calamine", "python-calamine", "Excel workbooks", "pip install 'supple[tables]'"),
)
_FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
_DRAWING = "█▒│±°"


@dataclass(frozen=True)
class Check:
    """state: ``ok``; ``missing``: an optional part is not there; ``problem``: something needed does not work."""

    name: str
    state: State
    found: str
    advice: str | None = None


def all_checks() -> list[Check]:
    checks = [_python(), _itself()]
    checks += [_package(*row) for row in _NEEDED]
    checks += [optional_part(*row) for row in _OPTIONAL]
    checks += [_data(), _writing("folder", Path.cwd()), _writing("temporary folder", Path(tempfile.gettempdir()))]
    from supple_cli.checkup_web import web_checks

    return [*checks, _encoding(), _terminal(), _fonts(), *web_checks()]


def checkup_json(checks: Sequence[Check]) -> dict[str, object]:
    return {
        "schema": "supple.doctor/1",
        "ready": all(check.state != "problem" for check in checks),
        "checks": [{"name": c.name, "state": c.state, "found": c.found, "advice": c.advice} for c in checks],
    }


def _python() -> Check:
    found = f"{platform.python_version()} ({platform.python_implementation()}, {platform.system()} {platform.machine()})"
    if sys.version_info < _OLDEST_PYTHON:
        return Check("python", "problem", found, "install Python 3.11 or newer")
    return Check("python", "ok", found)


def _itself() -> Check:
    return _version("supple", "supple", "reinstall supple")


def _package(module: str, distribution: str, purpose: str) -> Check:
    check = _version(module, distribution, f"pip install {distribution}")
    return Check(distribution, check.state, f"{check.found}, for {purpose}", check.advice)


def optional_part(module: str, distribution: str, purpose: str, advice: str) -> Check:
    check = _version(module, distribution, advice)
    state: State = "ok" if check.state == "ok" else "missing"
    return Check(distribution, state, f"{check.found}, for {purpose}", check.advice)


def _version(module: str, distribution: str, advice: str) -> Check:
    try:
        importlib.import_module(module)
        return Check(distribution, "ok", importlib.metadata.version(distribution))
    except importlib.metadata.PackageNotFoundError:
        return Check(distribution, "problem", "importable, not installed", advice)
    except Exception as error:  # a broken package fails in its own ways; saying so is this command's purpose
        found = "not installed" if isinstance(error, ModuleNotFoundError) else f"fails: {type(error).__name__}: {error}"
        return Check(distribution, "problem", " ".join(found.split()), advice)


def _data() -> Check:
    """The tables that the science reads, loaded as the commands load them."""
    loaders: tuple[Callable[[], str], ...] = (_criteria_count, _exercise_count)
    try:
        return Check("rule tables", "ok", ", ".join(load() for load in loaders))
    except Exception as error:  # see _version
        return Check("rule tables", "problem", f"{type(error).__name__}: {error}", "reinstall supple")


def _criteria_count() -> str:
    from supple.exchange.tables import criteria_rows

    return f"{len(criteria_rows())} criteria"


def _exercise_count() -> str:
    from supple.exchange.tables import exercise_rows

    return f"{len(exercise_rows())} exercises"


def _writing(name: str, folder: Path) -> Check:
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Check(name, "missing", f"{folder} cannot be written to ({error.strerror})", "write results elsewhere with --out")
    return Check(name, "ok", f"{folder} can be written to")


def _encoding() -> Check:
    encoding = sys.stdout.encoding or "unknown"
    try:
        _DRAWING.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return Check("encoding", "missing", f"{encoding}: output is plain ASCII", "set PYTHONUTF8=1 or a UTF-8 locale")
    return Check("encoding", "ok", encoding)


def _terminal() -> Check:
    if os.environ.get("NO_COLOR"):
        return Check("terminal", "ok", "NO_COLOR is set: plain ASCII")
    if not sys.stdout.isatty():
        return Check(
            "terminal", "ok", "output goes to a file or another program: plain ASCII, 80 columns unless COLUMNS says otherwise"
        )
    return Check("terminal", "ok", f"{os.environ.get('TERM', 'unknown')}, {os.get_terminal_size().columns} columns")


def _fonts() -> Check:
    for folder in map(os.path.expanduser, _FONT_FOLDERS):
        for _, _, files in os.walk(folder):
            if any(name.lower().endswith((".ttf", ".otf", ".ttc")) for name in files):
                return Check("fonts", "ok", f"scalable fonts in {folder}")
    return Check("fonts", "missing", "no scalable fonts, for printed pages", "on Debian: apt-get install fonts-dejavu-core")
