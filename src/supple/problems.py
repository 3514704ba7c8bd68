"""What can be wrong with somebody's input, told in one line: where, what was found, what was expected, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)  # not frozen: Python writes the traceback onto a raised exception
class InputProblem(Exception):
    """The input is wrong (exit status 2); never our own fault.

    where: ``file``, ``file:line`` or ``file:key`` as the person would look for it.
    found, expected, remedy: short phrases without a final full stop.
    """

    where: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.found}; expected {self.expected}; {self.remedy}"


def at_line(file: str, line: int) -> str:
    """Say where a problem on a line (counted from 1) of a file is."""
    return f"{file}:{line}"
