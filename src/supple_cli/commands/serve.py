"""``supple serve``: the application for the browser, everything it needs made ready by itself."""

from __future__ import annotations

from typing import Any

import click

from supple_cli.options import data_option
from supple_web.config.variables import VARIABLES

_WIDTH = 78


def _listed() -> str:
    """The environment variables as a block of the help."""
    import textwrap

    rows = []
    for variable in VARIABLES:
        text = f"{variable.meaning} (default: {variable.default})"
        rows += [f"  {variable.name}", *textwrap.wrap(text, _WIDTH, initial_indent="      ", subsequent_indent="      ")]
    return "\n".join(rows)


@click.command(
    "serve",
    short_help="Start the application for the browser.",
    epilog=f"""\b
Examples:
  supple serve
  supple serve --port 9000 --data my-data
  supple serve --https
  supple serve --url https://supple.example.org

\b
Environment variables:
{_listed()}""",
)
@click.option("--host", default=None, help="Where to listen: an address, or 0.0.0.0 for all (as with --https); else 127.0.0.1.")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="The port: 8000 unless told, 8443 with --https.")
@data_option
@click.option("--url", default=None, help="The address people type, where a proxy stands before it (SUPPLE_URL).")
@click.option(
    "--https/--no-https",
    default=None,
    help="Serve over HTTPS with certificates of its own, for phones in the same network, which ask for it.",
)
@click.option(
    "--http-port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Beside --https: a plain port that shows how to trust this server and leads to HTTPS; 0 for none.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option("--threads", type=click.IntRange(1, 128), default=8, show_default=True, help="Threads of each process.")
def command(**wish: Any) -> None:
    """Start the application and print its address; Ctrl-C stops it.

    It makes the data folder, the database (SQLite unless told otherwise), scripts and styles ready by itself, at every start.
    """
    from supple_cli.serving import Wish, serve

    serve(Wish(**wish))
