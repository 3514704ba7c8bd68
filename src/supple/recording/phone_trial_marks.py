"""Marks of a phone trial: still windows, holds and cues, in page-clock milliseconds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from supple.problems import InputProblem
from supple.quantities import Direction
from supple.recording.declared import word
from supple.recording.model import Cue, Still, StillWindow

_CUES: Final = ("hold", "cue")
_KINDS: Final = (*(still.value for still in Still), *_CUES)


def read_marks(value: object, start_ms: float, where: str) -> tuple[tuple[StillWindow, ...], tuple[Cue, ...]]:
    """Still windows and cues in seconds from ``start_ms``, each in time order. Raises InputProblem with the mark's number."""
    if value is None:
        return (), ()
    if not isinstance(value, list):
        raise InputProblem(where, type(value).__name__, "a list of marks", "correct it")
    windows: list[StillWindow] = []
    cues: list[Cue] = []
    for number, mark in enumerate(value):
        at = f"{where}[{number}]"
        if not isinstance(mark, dict) or mark.get("kind") not in _KINDS:
            found = str(mark.get("kind"))[:30] if isinstance(mark, dict) else type(mark).__name__
            raise InputProblem(at, f"kind {found}", "one of " + ", ".join(_KINDS), "correct it")
        start_s, end_s = _window(mark, start_ms, at)
        if mark["kind"] in _CUES:
            direction = word(Direction, mark["direction"], f"{at}.direction") if mark.get("direction") else None
            label = str(mark["label"])[:200] if mark.get("label") is not None else None
            cues.append(Cue(mark["kind"], start_s, end_s, direction, label))
        elif end_s > start_s:
            windows.append(StillWindow(Still(mark["kind"]), start_s, end_s))
        else:
            raise InputProblem(at, "a still window without length", "start_ms before end_ms", "correct it")
    return tuple(sorted(windows, key=lambda w: w.start_s)), tuple(sorted(cues, key=lambda c: c.start_s))


def _window(mark: Mapping[str, Any], start_ms: float, where: str) -> tuple[float, float]:
    """A cue without an end is a moment."""
    start, end = _number(mark.get("start_ms"), where), _number(mark.get("end_ms", mark.get("start_ms")), where)
    if end < start:
        raise InputProblem(where, "a mark that ends before it starts", "start_ms before end_ms", "correct it")
    return (start - start_ms) / 1000.0, (end - start_ms) / 1000.0


def _number(value: object, where: str) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isfinite(number):
            return number
    raise InputProblem(where, "no start_ms", "milliseconds of the page's clock", "correct it")
