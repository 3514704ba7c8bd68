"""The clinic's own programmes: lists of exercises with dose and words."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.clinic.access import acting_staff, clinician_only
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.desk import actions
from supple_web.desk.engine.exercises import card_of_item, shelves
from supple_web.desk.forms import read_item
from supple_web.desk.models import Template

#: Rows of the form; a session longer than that is no session.
ROWS: Final = 8
_NAMES: Final = ("exercise", "side", "sets", "reps", "hold_s", "words")


@require_safe
@clinician_only
def templates(request: HttpRequest) -> HttpResponse:
    rows = [(one, [card_of_item(item) for item in one.items]) for one in Template.objects.all()]
    return render(request, "desk/templates.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def new(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def change(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    return _form(request, get_object_or_404(Template, pk=template))


@require_POST
@clinician_only
def remove(request: HttpRequest, template: uuid.UUID) -> HttpResponse:
    actions.remove_template(template=get_object_or_404(Template, pk=template), by=acting_staff(request))
    messages.success(request, _("Removed. What was prescribed from it stays."))
    return redirect("desk_templates")


def _form(request: HttpRequest, template: Template | None) -> HttpResponse:
    problem = None
    if request.method == "POST":
        try:
            told = {"name": request.POST.get("name", ""), "words": request.POST.get("words-all", "")}
            actions.save_template(items=_items(request.POST), by=acting_staff(request), template=template, **told)
        except Problem as found:
            problem = found
        else:
            messages.success(request, _("Saved."))
            return redirect("desk_templates")
    context: dict[str, Any] = {
        "template": template,
        "name": request.POST.get("name", template.name if template else ""),
        "words": request.POST.get("words-all", template.words if template else ""),
        "rows": _typed_rows(request.POST) if problem else _rows(template),
        "shelves": shelves(),
        "problem": problem,
    }
    return render(request, "desk/template.html", context, status=422 if problem else 200)


def _items(posted: QueryDict) -> list[dict[str, Any]]:
    return [read_item(posted, f"-{row}") for row in range(ROWS) if posted.get(f"exercise-{row}")]


def _typed_rows(posted: QueryDict) -> list[dict[str, Any]]:
    return [{"row": row, **{name: posted.get(f"{name}-{row}", "") for name in _NAMES}} for row in range(ROWS)]


def _rows(template: Template | None) -> list[dict[str, Any]]:
    items = list(template.items) if template else []
    items += [{}] * (ROWS - len(items))
    return [{"row": row, **{name: item.get(name) or "" for name in _NAMES}} for row, item in enumerate(items)]
