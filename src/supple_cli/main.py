"""The entry point: runs a command and turns whatever happens into an exit status and at most one line of complaint."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import TextIO

import click

from supple.problems import InputProblem

DONE, OWN_FAULT, WRONG_INPUT, STOPPED = 0, 1, 2, 130
COMMANDS = ("serve", "staff", "measure", "angles", "assess", "progress", "export", "figure", "demo", "doctor", "completion")


class _PipeClosed(Exception):
    """Whoever read our output has read enough."""


class Commands(click.Group):
    """Each command lives in a module of its own, imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"supple_cli.commands.{cmd_name}").command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            from supple.exchange.naming import closest

            meant = closest(name, COMMANDS)
            hint = f"; did you mean 'supple {meant}'?" if meant else ""
            ctx.fail(f"no command {name!r}{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # click would call it a fault
            raise _PipeClosed from None
        return result


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="""\b
Start with:
  supple demo              the whole job on a real recording
  supple assess FILE.toml  your own measurements to findings and a programme
  supple doctor            what works on this machine

\b
Exit status: 0 done, 2 the input is wrong (one line says where),
1 our own fault. No data leaves this machine.""",
)
@click.version_option(package_name="supple", message="supple %(version)s")
def cli() -> None:
    """Measure how far the upper back turns, find out why it turns no further, and train the part that limits it."""


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status."""
    _print_anything(sys.stdout)
    try:
        status = cli.main(args=list(arguments), prog_name="supple", standalone_mode=False)
    except _PipeClosed:
        _drop_output()
        return DONE
    except (KeyboardInterrupt, click.Abort):
        _complain("stopped; nothing was written")
        return STOPPED
    except click.UsageError as error:
        return _misused(error)
    except (click.ClickException, InputProblem) as problem:
        _complain(str(problem))
        return WRONG_INPUT
    except Exception as error:
        return _own_fault(error)
    return status if isinstance(status, int) else DONE


def _misused(error: click.UsageError) -> int:
    """A group called without a command is answered with its help (older versions of click do so themselves)."""
    if error.ctx and type(error).__name__ == "NoArgsIsHelpError":
        click.echo(error.ctx.get_help())
        return DONE
    _complain(_usage(error))
    return WRONG_INPUT


def _usage(error: click.UsageError) -> str:
    command = error.ctx.command_path if error.ctx else "supple"
    message = error.format_message().rstrip(".")
    return f"{command}: {message[:1].lower()}{message[1:]}; see '{command} --help'"


def _own_fault(error: Exception) -> int:
    if os.environ.get("SUPPLE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    _complain(
        f"supple failed on its own fault ({type(error).__name__}: {error}). Run it again with SUPPLE_DEBUG=1 and send the output "
        "together with that of 'supple doctor', to the project's issue tracker"
    )
    return OWN_FAULT


def _complain(message: str) -> None:
    with suppress(OSError):
        print(" ".join(message.split()), file=sys.stderr)


def _print_anything(stream: TextIO) -> None:
    """Never fail on a character that the terminal's encoding lacks."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Keep the interpreter from complaining when it flushes at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
