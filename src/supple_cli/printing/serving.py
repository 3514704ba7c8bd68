"""What is printed when the application can be visited."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from supple_cli.serving import Place
    from supple_web.config.options import Options
    from supple_web.serving.certificates import Issued


def print_address(place: Place, options: Options, issued: Issued | None, http_port: int) -> None:
    """The address, those for other devices with a code to scan, whom to trust, and where the data are."""
    from supple_web.serving.addresses import as_url

    scheme = "https" if place.https else "http"
    here = place.host if place.host not in {"0.0.0.0", "::"} else "127.0.0.1"
    click.echo(f"Supple is at {as_url(scheme, here, place.port)}")
    if options.behind_proxy:
        click.echo(f"People reach it at {options.urls[0]}, through your proxy.")
    elif place.hosts:
        click.echo("Other devices in this network reach it at:")
        for host in place.hosts:
            click.echo(f"  {as_url(scheme, host, place.port)}")
        _print_first_visit(place, issued, http_port)
    kept = str(options.data) if options.embedded else f"your database, keys are in {options.data}"
    click.echo(f"What people enter is in {kept}. Ctrl-C stops.")


def _print_first_visit(place: Place, issued: Issued | None, http_port: int) -> None:
    from supple_web.serving.addresses import as_url

    if issued is None:
        click.echo("Phones give their sensors over HTTPS only: start with --https to measure with one.")
        _print_code(as_url("http", place.hosts[0], place.port))
        return
    start = as_url("http", place.hosts[0], http_port) if http_port else as_url("https", place.hosts[0], place.port)
    click.echo(f"A phone that comes for the first time begins at {start}/trust")
    click.echo(f"This server's authority, SHA-256:\n  {issued.authority.fingerprint[:47]}\n  {issued.authority.fingerprint[48:]}")
    _print_code(f"{start}/trust")


def _print_code(address: str) -> None:
    if not sys.stdout.isatty():
        return
    import qrcode

    code = qrcode.QRCode(border=1)
    code.add_data(address)
    plain = bool(os.environ.get("NO_COLOR"))
    code.print_ascii(tty=not plain, invert=plain)
