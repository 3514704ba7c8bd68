"""``supple doctor``: what works on this machine, and what to install for the rest."""

from __future__ import annotations

import click


@click.command(
    "doctor",
    short_help="Say what works on this machine and what to install.",
    epilog="""\b
Examples:
  supple doctor
  supple doctor --json""",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON (schema supple.doctor/1).")
def command(as_json: bool) -> int:
    """Check Python, packages, optional parts, write access, encoding, terminal, fonts, and what supple serve needs.

    Exit status 0 when everything needed is there (optional parts may be missing), 1 otherwise.
    """
    from supple_cli.checkup import all_checks, checkup_json

    checks = all_checks()
    if as_json:
        from supple_cli.out import print_json

        print_json(checkup_json(checks))
    else:
        from supple_cli.printing.doctor import print_checkup

        print_checkup(checks)
    return 1 if any(check.state == "problem" for check in checks) else 0
