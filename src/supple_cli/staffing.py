"""What ``supple staff`` does: open the application's database, without serving, and write into it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from supple_cli.serving import prepare_here

_LOCAL = "http://127.0.0.1:8000"


def invite_staff(email: str, name: str, *, clinician: bool, administrator: bool, data: Path | None, url: str | None) -> None:
    """Print the link. Raises click.ClickException with one line for whatever whoever started it can mend."""
    for variable, value in (("SUPPLE_DATA", data), ("SUPPLE_URL", url)):
        if value is not None:
            os.environ[variable] = str(value)
    prepare_here()
    from supple_web.clinic.actions.invitations import LASTS, Wanted, invite

    wanted = Wanted(email, name, as_clinician=clinician, as_administrator=administrator)
    invited = invite(wanted=wanted, invited_by=None, by=None, mailed=False, site=_LOCAL)
    click.echo(
        f"Give this link to {invited.invitation.email} and to nobody else. It is good once, for {LASTS.days} days:", err=True
    )
    click.echo(invited.link)
