"""Recordings to joint angles, repetitions and their quality.

Names are loaded when first used, so that reading the model alone costs nothing heavy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from supple.motion.grading import REASON_TEXT
    from supple.motion.pipeline import joint_angles, measure_motion, repetitions_of

_HOME = {"REASON_TEXT": "grading", "joint_angles": "pipeline", "measure_motion": "pipeline", "repetitions_of": "pipeline"}

__all__ = ["REASON_TEXT", "joint_angles", "measure_motion", "repetitions_of"]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
