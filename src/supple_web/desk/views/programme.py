"""A client's programme at the desk: what a clinician changes in it, prescribes, prints and sends."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from supple_web.accounts.models import Person
from supple_web.clinic.access import acting_staff, client_or_404, clinician_only
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.desk import actions
from supple_web.desk.engine.client import programme_of
from supple_web.desk.engine.exercises import shelves
from supple_web.desk.forms import read_change
from supple_web.desk.models import Template
from supple_web.desk.paper import paper_of, programme_pdf
from supple_web.desk.standing import today_of
from supple_web.desk.views.client import head
from supple_web.progress.pdf import PdfMissing
from supple_web.training.engine import warning_of
from supple_web.training.models import PlanChange


@require_safe
@clinician_only
def programme(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return page(request, client_or_404(request, pk))


def page(request: HttpRequest, person: Person, problem: Problem | None = None, of: str = "") -> HttpResponse:
    """of: the form that the problem stands in."""
    context: dict[str, Any] = {
        **head(request, person),
        "programme": programme_of(person, today_of(person)),
        "warned": warning_of(person) is not None,
        "shelves": shelves(),
        "templates": Template.objects.all(),
        "problem": problem,
        "problem_of": of,
        "typed": request.POST,
    }
    return render(request, "desk/programme.html", context, status=422 if problem else 200)


@require_POST
@clinician_only
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    try:
        change, reason = read_change(request.POST), request.POST.get("reason", "")
        actions.edit(person=person, change=change, reason=reason, by=acting_staff(request))
    except Problem as problem:
        return page(request, person, problem, request.POST.get("form", "add"))
    messages.success(request, _("Changed, from today on. Your client reads your name and your reason beside it."))
    return redirect("desk_programme", pk)


@require_POST
@clinician_only
def take_back(request: HttpRequest, pk: uuid.UUID, edit: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    row = get_object_or_404(PlanChange, person=person, pk=edit, event__has_key="edited")
    actions.take_back(row=row, by=acting_staff(request))
    messages.success(request, _("Taken back: the programme stands there as it comes."))
    return redirect("desk_programme", pk)


@require_POST
@clinician_only
def prescribe(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    try:
        template = _template(request.POST.get("template", ""))
        count = actions.prescribe(
            person=person, template=template, reason=request.POST.get("reason", ""), by=acting_staff(request)
        )
    except Problem as problem:
        return page(request, person, problem, "prescribe")
    words = ngettext("Prescribed: %(count)d exercise.", "Prescribed: %(count)d exercises.", count)
    messages.success(request, words % {"count": count})
    return redirect("desk_programme", pk)


@require_safe
@clinician_only
def paper(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """To print, with drawings, doses and words."""
    person = client_or_404(request, pk)
    sheet = paper_of(person, acting_staff(request), today_of(person))
    return render(request, "desk/print.html", {**head(request, person), "paper": sheet})


@require_safe
@clinician_only
def pdf(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    try:
        made = programme_pdf(person, acting_staff(request), today_of(person))
    except PdfMissing as missing:
        return render(request, "desk/no_pdf.html", {**head(request, person), "missing": missing}, status=503)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="programme.pdf"'
    return response


@require_POST
@clinician_only
def send(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Word of it by mail, without a word of what it is."""
    person = client_or_404(request, pk)
    try:
        actions.send(person=person, by=acting_staff(request), site=request.build_absolute_uri("/").rstrip("/"))
    except Problem as problem:
        return page(request, person, problem, "send")
    messages.success(request, _("A mail is on its way: it says that there is something new, and nothing of what."))
    return redirect("desk_programme", pk)


def _template(given: str) -> Template:
    """The clinic's programme that was chosen. Raises Problem where none was."""
    found = next((one for one in Template.objects.all() if str(one.pk) == given), None)
    if found is None:
        raise Problem(_("the programme"), _("none chosen"), _("one of the clinic's"), _("choose one"))
    return found
