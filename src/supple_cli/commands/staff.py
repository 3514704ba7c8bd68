"""``supple staff``: who works at the clinic, for whoever runs the server; the first administrator is invited here."""

from __future__ import annotations

from pathlib import Path

import click

from supple_cli.options import data_option


@click.group(
    "staff",
    short_help="Invite who works at the clinic; the first one is invited here.",
    epilog="""\b
Example:
  supple staff invite ada@example.org --administrator --clinician""",
)
def command() -> None:
    """Who works at the clinic. Everybody after the first is invited in the application, under People."""


@command.command(
    "invite",
    epilog="""\b
Examples:
  supple staff invite ada@example.org --administrator --clinician
  supple staff invite ben@example.org --clinician --name "Ben Okoro"
  supple staff invite ada@example.org --administrator --data my-data""",
)
@click.argument("email", metavar="EMAIL")
@click.option("--administrator", is_flag=True, help="Runs the clinic: people, roles, its page; sees no health record.")
@click.option("--clinician", is_flag=True, help="Sees the clients who share with them or are assigned to them.")
@click.option("--name", default="", help="What they are called; they can put it right.")
@data_option
@click.option("--url", default=None, help="The address people type, for the link (SUPPLE_URL).")
def invite(email: str, *, administrator: bool, clinician: bool, name: str, data: Path | None, url: str | None) -> None:
    """Print a link with which EMAIL joins the clinic, once, within a week.

    Hand it over yourself: nothing is mailed from here. The link makes an account or is accepted signed in; it never changes an
    account that is there.
    """
    if not (administrator or clinician):
        raise click.UsageError("give --administrator, --clinician or both")
    from supple_cli.staffing import invite_staff

    invite_staff(email, name, clinician=clinician, administrator=administrator, data=data, url=url)
