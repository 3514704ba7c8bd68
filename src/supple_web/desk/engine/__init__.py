"""Where the desk meets the science."""

from supple_web.desk.engine.standing import reckon

__all__ = ["reckon"]
