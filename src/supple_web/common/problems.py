"""What can be wrong with somebody's input, for pages: the science's own problem, in the same four parts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from supple.problems import InputProblem as Problem
from supple_web.common.science_words import told

__all__ = ["Problem", "speak_problems"]


def speak_problems() -> None:
    """Once a process: the one line of a problem is in the language that is spoken when it is shown."""
    Problem.line = staticmethod(_line)


def _line(problem: Problem) -> str:
    """The parts that the science wrote are told by its catalogue; an app's own are translated where they are raised."""
    parts = {name: told(str(getattr(problem, name))) for name in ("where", "found", "expected", "remedy")}
    return _("{where}: {found}; expected {expected}; {remedy}").format(**parts)
