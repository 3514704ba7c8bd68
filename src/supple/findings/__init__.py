"""Screening; measurements to findings; the next trial worth doing.

Names are loaded when first used, so that reading the model alone costs nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supple.findings.criteria import criterion_for, default_criteria, load_criteria, parse_criteria
    from supple.findings.judgement import judge
    from supple.findings.model import (
        Category,
        Criterion,
        EndRange,
        Finding,
        Flag,
        NextTrial,
        Screening,
        Urgency,
    )
    from supple.findings.next_trial import first_of
    from supple.findings.screening import screen
    from supple.findings.settings import Limits, Prior, Settings
    from supple.findings.sides import NOT_TESTED, SideDifference, not_tested, side_difference, side_differences

_MODULES = {
    "criteria": ("criterion_for", "default_criteria", "load_criteria", "parse_criteria"),
    "judgement": ("judge",),
    "model": ("Category", "Criterion", "EndRange", "Finding", "Flag", "NextTrial", "Screening", "Urgency"),
    "next_trial": ("first_of",),
    "screening": ("screen",),
    "settings": ("Limits", "Prior", "Settings"),
    "sides": ("NOT_TESTED", "SideDifference", "not_tested", "side_difference", "side_differences"),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = [
    "NOT_TESTED",
    "Category",
    "Criterion",
    "EndRange",
    "Finding",
    "Flag",
    "Limits",
    "NextTrial",
    "Prior",
    "Screening",
    "Settings",
    "SideDifference",
    "Urgency",
    "criterion_for",
    "default_criteria",
    "first_of",
    "judge",
    "load_criteria",
    "not_tested",
    "parse_criteria",
    "screen",
    "side_difference",
    "side_differences",
]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
