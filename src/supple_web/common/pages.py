"""Pages that say what the science says: their models are told in the reader's language, then rendered.

What is stored, compared and posted back stays as it is; only what a template is given is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import shortcuts
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from supple_web.common.science_words import told_all


def render(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, *, status: int | None = None
) -> HttpResponse:
    """As Django's own."""
    return shortcuts.render(request, template, told_all(dict(context or {})), status=status)


def written(template: str, context: Mapping[str, Any]) -> str:
    """The same for what is no answer to a request: paper."""
    return render_to_string(template, told_all(dict(context)))
