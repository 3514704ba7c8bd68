"""What every page needs of the science: the look of drawings, and the drawings themselves.

A drawing is made of allowed elements and attributes only and says so itself (``__html__``), so templates take it as it stands.
"""

from __future__ import annotations

from supple.figure import Fragment, animated, howto, howto_moving, style_sheet, thumbnail


def drawings_style() -> str:
    return style_sheet()


def loop(exercise: str, side: str | None = None, key: str | None = None) -> Fragment:
    return animated(exercise, side=side, theme=None, key=key)


def small(exercise: str, side: str | None = None, key: str | None = None) -> Fragment:
    return thumbnail(exercise, side=side, theme=None, key=key)


def how(name: str, side: str | None = None, key: str | None = None) -> Fragment:
    """How a test is done, step by step, right and wrong."""
    return howto(name, side=side, theme=None, key=key)


def moving(name: str, side: str | None = None, key: str | None = None) -> Fragment:
    """The movement of a test, as a loop."""
    return howto_moving(name, side=side, theme=None, key=key)
