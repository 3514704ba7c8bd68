"""The one style sheet of every drawing, as a file of its own: pages allow no inline style."""

from __future__ import annotations

import hashlib
from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from supple_web.common.engine import drawings_style


@cache
def _digest() -> str:
    return hashlib.sha256(drawings_style().encode()).hexdigest()[:16]


@cache
def figure_style_url() -> str:
    return reverse("figure_style", args=[_digest()])


@require_safe
def figure_style(request: HttpRequest, digest: str) -> HttpResponse:
    """The sheet under its content's name; an older name is gone, so that no page gets colours it was not made for."""
    if digest != _digest():
        raise Http404("This style sheet is of another version.")
    response = HttpResponse(drawings_style(), content_type="text/css; charset=utf-8")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
