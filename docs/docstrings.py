"""Shows docstrings as they are laid out in the source: they are plain sentences, not reStructuredText."""

from __future__ import annotations

import re

LITERAL = re.compile(r"(``.+?``)")


def escape(line: str) -> str:
    parts = LITERAL.split(line)
    return "".join(part if LITERAL.fullmatch(part) else re.sub(r"([*_|`\\<>])", r"\\\1", part) for part in parts)


def as_line_block(app: object, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:  # noqa: PLR0917 (Sphinx calls it so)
    if not (getattr(obj, "__module__", "") or name).startswith("supple"):
        lines.clear()  # an inherited docstring of Python itself
        return
    indents = [len(line) - len(line.lstrip()) for line in lines]
    lines[:] = [
        "|" + (" " + " " * indent + escape(line.strip()) if line.strip() else "")
        for line, indent in zip(lines, indents, strict=True)
    ]
    while lines and lines[-1] == "|":
        lines.pop()
    lines.append("")
