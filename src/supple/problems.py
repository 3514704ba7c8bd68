"""What can be wrong with somebody's input, told in one line: where, what was found, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(eq=False)  # not frozen: Python writes the traceback onto a raised exception
class InputProblem(Exception):
    """The input is wrong (exit status 2); never our own fault.

    where: ``file``, ``file:line`` or ``file:key`` as the person would look for it.
    found, expected, remedy: short phrases without a final full stop. line: makes the one line of the four; a program that speaks
    another language puts its own here (the four parts stay as they are).
    """

    line: ClassVar[Callable[[InputProblem], str] | None] = None
    where: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        if InputProblem.line is not None:
            return InputProblem.line(self)
        return f"{self.where}: {self.found}; expected {self.expected}; {self.remedy}"


def at_line(file: str, line: int) -> str:
    """Say where a problem on a line (counted from 1) of a file is."""
    return f"{file}:{line}"
