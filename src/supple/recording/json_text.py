"""JSON that people bring: whole, of sensible depth, with the line where it breaks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import numpy as np

from supple.conventions import FloatArray
from supple.problems import InputProblem, at_line
from supple.recording.source import Member
from supple.recording.table import LARGEST

#: Two objects or lists, each whole on its own line.
_LINES = re.compile(r"\s*[{\[][^\n]*[}\]][ \t]*\n+[ \t]*[{\[]")


def load_json(member: Member, *, lines: bool = False) -> object:
    """The value in a JSON file. Raises InputProblem with the line at which it stops being JSON.

    lines: a file of one value a line (JSON Lines) gives the list of them.
    """
    text = member.require_text().decode("utf-8", "replace").strip("\ufeff")
    several = lines and _LINES.match(text) is not None
    try:
        value: object = [json.loads(line) for line in text.split("\n") if line.strip()] if several else json.loads(text)
    except json.JSONDecodeError as error:
        raise InputProblem(
            at_line(member.where, error.lineno), f"no JSON ({error.msg})", "a whole JSON file", "export it again"
        ) from None
    except (RecursionError, ValueError):  # lists in lists without end; integers of thousands of digits
        raise InputProblem(member.where, "JSON that cannot be held", "a recording", "export it again") from None
    return value


def numbers(values: object, width: int | None, where: str) -> FloatArray:
    """A list of numbers (width None: (n,)) or of lists of ``width`` numbers ((n, width)); null is NaN.

    Raises InputProblem for anything else.
    """
    expected = "a list of numbers" if width is None else f"a list of lists of {width} numbers (or null)"
    problem = InputProblem(where, "something else", expected, "correct it")
    if not isinstance(values, list):
        raise problem
    rows = values if width is None else [_row(row, width) for row in values]
    try:
        found = np.array(rows, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise problem from None
    if found.size == 0:
        return np.empty((0,) if width is None else (0, width))
    if found.shape != ((len(rows),) if width is None else (len(rows), width)):
        raise problem
    found[~(np.abs(found) < LARGEST)] = np.nan
    return found


def _row(row: object, width: int) -> Sequence[object]:
    return [None] * width if row is None else row if isinstance(row, list) else [row]
