"""What can be wrong with somebody's input, for pages: the science's own problem, in the same four parts."""

from __future__ import annotations

from supple.problems import InputProblem as Problem

__all__ = ["Problem"]
