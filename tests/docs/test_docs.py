"""The documentation is built without a warning, and what it shows is run."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from supple_web.config.variables import VARIABLES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(path for path in DOCS.glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
#: It does not end by itself: tests/cli/test_serve.py starts and stops it.
RUNS_ON = "supple serve"
PYTHON = re.compile(r"^```(?:python|pycon)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def console_sessions(page: Path) -> list[str]:
    return [block for block in CONSOLE.findall(page.read_text("utf-8")) if "$ supple" in block]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `supple demo --write` has been run, here and in `examples`."""
    folder = tmp_path_factory.mktemp("workplace")
    for target in (folder, folder / "examples"):
        shutil.copytree(ROOT / "src" / "supple" / "examples", target, dirs_exist_ok=True)
    shutil.copytree(ROOT / "tests" / "data" / "ui-prmd", folder / "tests" / "data" / "ui-prmd")
    return folder


def commands(block: str) -> list[tuple[str, list[str]]]:
    """The block's commands, each with the lines that it must print."""
    found: list[tuple[str, list[str]]] = []
    continued = False
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ ").removesuffix("\\"), []))
        elif continued:
            found[-1] = (found[-1][0] + line.strip().removesuffix("\\"), found[-1][1])
        elif found and line.strip():
            found[-1][1].append(line.strip())
        continued = line.endswith("\\")
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if console_sessions(page)], ids=lambda page: page.name)
def test_every_shown_command_runs_and_prints_what_is_shown(page: Path, workplace: Path) -> None:
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "COLUMNS": "130",
        "LC_ALL": "C.UTF-8",
        "HOME": str(workplace),
    }
    for block in console_sessions(page):
        for command, shown in commands(block):
            if not command.startswith("supple") or command.startswith(RUNS_ON):
                continue
            result = subprocess.run(
                ["sh", "-c", command], cwd=workplace, env=environment, capture_output=True, text=True, check=False
            )
            printed = result.stdout + result.stderr
            expected = 2 if "exit status 2" in "".join(shown) else 0
            assert result.returncode == expected, f"{page.name}: {command}\n{printed}"
            for line in shown:
                for fragment in line.split("..."):
                    if "exit status" not in line:
                        assert fragment.strip() in printed, f"{page.name}: {command} did not print {fragment!r} but\n{printed}"


@pytest.mark.parametrize("page", [page for page in PAGES if PYTHON.search(page.read_text("utf-8"))], ids=lambda page: page.name)
def test_every_python_example_runs(page: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    blocks = PYTHON.findall(page.read_text("utf-8"))
    namespace: dict[str, object] = {"__name__": "__docs__"}
    for block in blocks:
        if ">>>" in block:
            example = doctest.DocTestParser().get_doctest(block, namespace, page.name, str(page), 0)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
            runner.run(example, clear_globs=False)
            namespace.update(example.globs)
            assert runner.failures == 0, f"{page.name}: an example printed something else, see above"
        else:
            exec(compile(block, str(page), "exec"), namespace)


def test_every_environment_variable_is_told_as_the_program_tells_it() -> None:
    page = (DOCS / "self-hosting.md").read_text("utf-8")
    told = re.findall(r"^\| `(SUPPLE_\w+)` \| (.*) \| (.*) \|$", page, re.MULTILINE)
    assert told == [(one.name, one.meaning, one.default) for one in VARIABLES]


def test_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-b",
        "html",
        "-d",
        str(tmp_path / "trees"),
        str(DOCS),
        str(tmp_path / "html"),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr[-4000:]
    assert (tmp_path / "html" / "rules" / "index.html").exists()


def test_every_command_has_help_and_is_documented() -> None:
    from supple_cli.main import cli

    documented = (DOCS / "commands.md").read_text("utf-8")
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        assert command.help, name
        assert f"supple {name}" in documented, name


def test_no_page_names_a_path_of_somebodys_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|root|work|Users)/", page.read_text("utf-8")), page
