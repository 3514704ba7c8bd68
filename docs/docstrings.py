"""Turns docstrings, which are plain sentences, into reStructuredText: paragraphs, lists, and one paragraph a named field."""

from __future__ import annotations

import re
from collections.abc import Iterator

LITERAL = re.compile(r"(``.+?``)")
#: A line that opens a paragraph of its own: a list's item, or what parameters or fields mean ("time_s, marks: ...").
OPENS = re.compile(r"- |[A-Za-z_][\w., ]{0,60}: ")


def escape(text: str) -> str:
    parts = LITERAL.split(text)
    return "".join(part if LITERAL.fullmatch(part) else re.sub(r"([*_|`\\<>])", r"\\\1", part) for part in parts)


def paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """The lines of each paragraph, indentation kept."""
    block: list[str] = []
    for line in lines:
        if block and (not line.strip() or OPENS.match(line)):
            yield block
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield block


def as_restructured_text(  # noqa: PLR0917 (Sphinx calls it so)
    app: object, what: str, name: str, obj: object, options: object, lines: list[str]
) -> None:
    if not (getattr(obj, "__module__", "") or name).startswith("supple"):
        lines.clear()  # an inherited docstring of Python itself
        return
    written: list[str] = []
    for block in paragraphs(lines):
        if block[0].startswith(" "):  # an example or a table, as it stands
            written += ["::", "", *(f"    {line}" for line in block), ""]
        else:
            joined = " ".join(line.strip() for line in block)
            item = joined.startswith("- ")
            text = escape(joined.removeprefix("- ")).removesuffix("::") + (":" if joined.endswith("::") else "")
            written += [f"- {text}" if item else text, ""]
    lines[:] = written
