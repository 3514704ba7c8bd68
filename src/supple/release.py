"""Which version made a result."""

from __future__ import annotations

from importlib import metadata
from typing import Final

__version__: Final = metadata.version("supple")


def version() -> str:
    """Version of Supple, to be stored beside a result that it made."""
    return __version__
