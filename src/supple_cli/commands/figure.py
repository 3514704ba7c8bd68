"""``supple figure``: an exercise, a how-to, or a result as a drawing."""

from __future__ import annotations

from pathlib import Path

import click

from supple.problems import InputProblem
from supple_cli.options import FILE

_KINDS = ("animated", "stills", "thumbnail")
_THEMES = ("adaptive", "light", "dark", "print")
_ENDINGS = (".svg", ".html")


@click.command(
    "figure",
    short_help="An exercise, a how-to or a result as a drawing (SVG).",
    epilog="""\b
Examples:
  supple figure --list
  supple figure open-book --out open-book.svg
  supple figure open-book --side left --kind stills --out left.svg
  supple figure lumbar-locked --side left --out how.svg
  supple figure dial control.toml --out dial.svg
  supple figure sides control.toml --out sides.html
  supple figure trend history.csv --series 1 --out trend.svg
  supple figure repetitions standing-rotation.sto --out turns.svg

\b
WHAT is an exercise, a how-to of a test position, or a result:
  dial, sides   from an assess file     trend         from a history
  repetitions   from a recording
An .html file holds the picture and the table of its numbers. Nothing in
a drawing is a script; an animation plays in any browser, and where less
motion is wanted, or on paper, its stills are shown.""",
)
@click.argument("what", required=False)
@click.argument("file", type=FILE, required=False)
@click.option("--out", type=FILE, default=None, metavar="FILE", help="The file to write, .svg or .html.")
@click.option("--side", type=click.Choice(("left", "right")), default=None, help="The side that the breastbone turns to.")
@click.option("--kind", type=click.Choice(_KINDS), default=None, help="Of an exercise: a loop, a row of stills, or a thumbnail.")
@click.option(
    "--series", type=click.IntRange(min=1), default=None, help="Of a trend: which series of the history, counted from 1."
)
@click.option("--theme", type=click.Choice(_THEMES), default="adaptive", show_default=True, help="Whose colours.")
@click.option("--list", "listing", is_flag=True, help="List everything that can be drawn.")
def command(
    *,
    what: str | None,
    file: Path | None,
    out: Path | None,
    side: str | None,
    kind: str | None,
    series: int | None,
    theme: str,
    listing: bool,
) -> None:
    """Draw WHAT and write it to a file."""
    from supple_cli import figures

    if listing:
        for name, title in figures.everything():
            click.echo(f"{name:32} {title}")
        return
    if what is None or out is None:
        raise click.UsageError("name what to draw and where to (--out); --list shows everything that can be drawn")
    if out.suffix.lower() not in _ENDINGS:
        raise InputProblem(str(out), f"the ending {out.suffix or '(none)'}", " or ".join(_ENDINGS), "name the output so")
    drawn = figures.draw(what, file, side=side, kind=kind, series=series, theme=theme)
    from supple.exchange.atomic import write_text

    write_text(out, drawn.page() if out.suffix.lower() == ".html" else drawn.svg)
    click.echo(f"{out}: {drawn.title}")
