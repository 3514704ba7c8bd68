"""What is written to the log: where something failed, never what somebody entered."""

from __future__ import annotations

import logging
import os
import traceback
from types import TracebackType

_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Tracebacks without the words of their exceptions: a database's complaint quotes the row it refused.

    With ``SUPPLE_DEBUG=1`` they are whole, for whoever looks for a fault on a machine of their own.
    """

    def formatException(self, ei: _Raised) -> str:  # noqa: N802, the name is logging's
        if os.environ.get("SUPPLE_DEBUG"):
            return super().formatException(ei)
        error = ei[1]
        return "" if error is None else "\n".join(_told(error))


def _told(error: BaseException) -> list[str]:
    """The chain of exceptions, the first cause first."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = _told(before) if before is not None else []
    frames = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    return [*lines, "Traceback (most recent call last):", frames, type(error).__qualname__]
