"""``supple completion``: the script that teaches a shell supple's commands and options."""

from __future__ import annotations

import click

_SHELLS = ("bash", "zsh", "fish")


@click.command(
    "completion",
    short_help="Teach your shell to complete supple's commands.",
    epilog="""\b
Examples:
  supple completion bash
  supple completion zsh
  supple completion fish

\b
To keep it:
  bash   add  eval "$(supple completion bash)"  to ~/.bashrc
  zsh    add  eval "$(supple completion zsh)"   to ~/.zshrc
  fish   supple completion fish > ~/.config/fish/completions/supple.fish""",
)
@click.argument("shell", type=click.Choice(_SHELLS))
def command(shell: str) -> None:
    """Print the completion script of a SHELL: bash, zsh or fish."""
    from click.shell_completion import get_completion_class

    from supple_cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    # the class itself, not its instance's check of an installed bash, so that the script can be made anywhere
    script = kind(cli, {}, "supple", "_SUPPLE_COMPLETE")
    click.echo(script.source_template % script.source_vars())
