"""The check-up as a table."""

from __future__ import annotations

from collections.abc import Sequence

from supple_cli.checkup import Check
from supple_cli.look import look_at
from supple_cli.printing.parts import plain_table

_WORDS = {"ok": "works", "missing": "optional", "problem": "PROBLEM"}
_STYLES = {"ok": "green", "missing": "yellow", "problem": "bold red"}


def print_checkup(checks: Sequence[Check]) -> None:
    from rich.text import Text

    look = look_at()
    table = plain_table(look, "part", "state", "found")
    for check in checks:
        found = check.found if check.advice is None else f"{check.found}\n{check.advice}"
        table.add_row(check.name, Text(_WORDS[check.state], style=_STYLES[check.state]), found)
    look.console.print(table)
    broken = [check.name for check in checks if check.state == "problem"]
    look.console.print(f"To repair: {', '.join(broken)}." if broken else "Everything that is needed works.")
