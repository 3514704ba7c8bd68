"""Every example in the help texts and in the documentation runs, and every command and option is documented."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from supple.examples import RECORDING, example_text
from supple.exchange.assess_file import parse_assess_text
from supple_cli.main import COMMANDS, cli

from .conftest import Supple

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS_PAGE = (DOCS / "commands.md").read_text()


def all_commands() -> dict[str, click.Command]:
    context = click.Context(cli)
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        found[name] = command
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": inner for sub, inner in command.commands.items()}
    return found


def examples_in(text: str, prompt: str) -> list[str]:
    return [line.strip()[len(prompt) :].strip() for line in text.splitlines() if line.strip().startswith(prompt)]


def help_examples() -> list[str]:
    lines = []
    for command in all_commands().values():
        after = (command.epilog or "").partition("Example")[2].partition("\b")[0]
        lines += ["supple" + line.partition("   #")[0] for line in examples_in(after, "supple")]
    return lines


HELP_EXAMPLES = [line.replace("supple ", "supple ", 1) for line in help_examples()]
PAGE_EXAMPLES = examples_in(COMMANDS_PAGE, "$ ")


def test_there_are_examples_for_every_command():
    for name in COMMANDS:
        assert any(line.split()[1] == name for line in map(_spaced, HELP_EXAMPLES)), name
        assert any(line.split()[1] == name for line in PAGE_EXAMPLES), name


def _spaced(line: str) -> str:
    return re.sub(r"^supple(?=\S)", "supple ", line)


#: `supple serve` does not end by itself, and `supple staff` opens a database: test_serve.py and test_staff.py run their examples.
ELSEWHERE = ("supple serve", "supple staff")
RUN_HERE = sorted({line for line in map(_spaced, [*HELP_EXAMPLES, *PAGE_EXAMPLES]) if not line.startswith(ELSEWHERE)})


@pytest.mark.parametrize("line", RUN_HERE)
def test_the_example_runs(supple: Supple, monkeypatch: pytest.MonkeyPatch, examples: Path, tmp_path: Path, line: str):
    folder = tmp_path / "examples"
    shutil.copytree(examples, folder)
    program, *arguments = shlex.split(line)
    monkeypatch.chdir(folder)
    done = supple(*arguments)
    assert program == "supple"
    assert done.status == 0, done.err
    assert done.out


@pytest.mark.parametrize("name", sorted(all_commands()))
def test_every_command_and_option_has_help(supple: Supple, name: str):
    command = all_commands()[name]
    assert command.help
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
    done = supple(*name.split(), "--help")
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.parametrize("group", [(), ("export",), ("staff",)])
def test_asked_nothing_it_helps(supple: Supple, group: tuple[str, ...]):
    done = supple(*group)
    assert (done.status, done.err) == (0, "")
    assert done.out == supple(*group, "--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section(name: str):
    assert f"## `supple {name}" in COMMANDS_PAGE


def test_the_file_shown_in_the_documentation_is_one():
    page = (DOCS / "assess-file.md").read_text()
    (text,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    given = parse_assess_text(text, "assess-file.md", Path())
    assert given.recordings[0].path.name == RECORDING
    assert len(given.trials) == 1


def test_the_help_imports_nothing_heavy():
    script = "import sys\nfrom supple_cli.main import run\nstatus = run(['--help'])\n"
    script += "heavy = {'numpy', 'scipy', 'rich', 'vqf', 'pyarrow', 'c3d', 'django', 'gunicorn'} & set(sys.modules)\n"
    script += "sys.exit(str(heavy) if heavy else status)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_of_that_shell(supple: Supple, shell: str):
    text = supple("completion", shell).out
    assert f"_SUPPLE_COMPLETE={shell}_complete" in text


def complete(words: str, index: int) -> list[str]:
    environment = {**os.environ, "_SUPPLE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(index)}
    program = str(Path(sys.executable).parent / "supple")
    done = subprocess.run([program], env=environment, capture_output=True, text=True, check=False)
    return [line.partition(",")[2] for line in done.stdout.splitlines()]


def test_completion_completes():
    assert complete("supple me", 1) == ["measure"]
    assert complete("supple measure --position s", 3) == ["seated", "standing", "seated-inclined"]
    assert "--facing" in complete("supple measure --f", 2)


def test_the_real_recording_keeps_its_licence():
    origin = example_text("ORIGIN.md")
    assert "BSD 2-Clause License" in origin
    assert "Copyright (c) 2022, nguyensmai" in origin
    assert example_text(RECORDING) == (Path(__file__).parents[1] / "data" / "keraal" / "RTK-vicon-orientations.sto").read_text()
