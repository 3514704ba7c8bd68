"""Whole addresses for mails and calendar files: of this server's first name, else of the one at which it was just visited."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

_VISITED: ContextVar[str] = ContextVar("visited", default="")
#: Where a server that was told no name is, for whoever sits at it.
_HERE: Final = "http://localhost:8000"


@contextmanager
def visited(request: HttpRequest) -> Iterator[None]:
    """Mails written meanwhile lead to where the visitor is, on a server that was told no address of its own."""
    token = _VISITED.set(request.build_absolute_uri("/").rstrip("/"))
    try:
        yield
    finally:
        _VISITED.reset(token)


def link(name: str, *args: object) -> str:
    """A whole address on this server."""
    return f"{site()}{reverse(name, args=args)}"


def site() -> str:
    """Where this server is. The host of a visit was checked against those allowed (``ALLOWED_HOSTS``)."""
    urls = settings.OPTIONS.urls
    return str(urls[0] if urls else _VISITED.get() or _HERE)
