"""One client on one page, what the clinic calls them, and notes."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.accounts.models import Person
from supple_web.assessments.engine.result import recording_picture
from supple_web.assessments.models import TrialSet
from supple_web.booking.models import Call, State
from supple_web.clinic.access import acting_staff, client_or_404, clinician_only
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.desk import actions
from supple_web.desk.engine.client import client_of
from supple_web.desk.listing import row_of
from supple_web.desk.models import ClientCard, Note
from supple_web.desk.standing import today_of
from supple_web.training.views.programme import KINDS

_WRONG = 422
#: Calls that nobody confirmed.
_NEVER_WERE = (State.HELD, State.EXPIRED)


@require_safe
@clinician_only
def client(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return page(request, client_or_404(request, pk))


def page(request: HttpRequest, person: Person, **more: object) -> HttpResponse:
    """more: a problem with its form, and what was typed."""
    try:
        wanted = uuid.UUID(request.GET.get("check", ""))
    except ValueError:
        wanted = None
    shown = client_of(person, today_of(person), check=wanted)
    context: dict[str, Any] = {
        **head(request, person),
        "shown": shown,
        "notes": notes_of(person),
        "calls": Call.objects.of(person).exclude(state__in=_NEVER_WERE).select_related("clinician").order_by("-starts_at"),
        "changes": [(row, KINDS.get(row.kind, row.kind)) for row in shown.changes],
        **more,
    }
    return render(request, "desk/client.html", context, status=_WRONG if "problem" in more else 200)


def head(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What every page of a client begins with."""
    return {
        "person": person,
        "row": row_of(acting_staff(request), person, timezone.localdate()),
        "card": ClientCard.objects.of(person).first(),
        "about": person.about,
    }


def notes_of(person: Person) -> list[tuple[Note, list[Note]]]:
    """The latest words of each note, the newest first, with what stood there before."""
    every = list(Note.objects.of(person).select_related("author"))
    by_pk, replaced = {one.pk: one for one in every}, {one.replaces_id for one in every}
    found = []
    for one in every:
        if one.pk in replaced:
            continue
        earlier, at = [], one
        while at.replaces_id is not None:
            at = by_pk[at.replaces_id]
            earlier.append(at)
        found.append((one, earlier))
    return found


@require_POST
@clinician_only
def card(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    year = request.POST.get("born_year", "").strip()
    try:
        if year and not year.isdigit():
            raise Problem(_("the year of birth"), f"{year!r:.20}", _("a year in four digits, or nothing"), _("correct it"))
        name = request.POST.get("name", "")
        actions.name_client(person=person, name=name, born_year=int(year) if year else None, by=acting_staff(request))
    except Problem as problem:
        return page(request, person, problem=problem, problem_of="card", typed=request.POST)
    return redirect("desk_client", pk)


@require_POST
@clinician_only
def note(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    try:
        actions.write_note(person=person, text=request.POST.get("text", ""), by=acting_staff(request))
    except Problem as problem:
        return page(request, person, problem=problem, problem_of="note", typed=request.POST)
    return redirect("desk_client", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def note_edit(request: HttpRequest, pk: uuid.UUID, note: uuid.UUID) -> HttpResponse:
    """Other words in a note's place; its author alone edits it, and what stood there stays."""
    person = client_or_404(request, pk)
    one = get_object_or_404(Note, person=person, pk=note)
    staff = acting_staff(request)
    problem, typed = None, one.text
    if one.author_id != staff.pk:
        problem = Problem(_("the note"), _("a note of somebody else"), _("one of your own"), _("write one beside it"))
    elif request.method == "POST":
        typed = request.POST.get("text", "")
        try:
            actions.write_note(person=person, text=typed, by=staff, replaces=one)
        except Problem as found:
            problem = found
        else:
            return redirect("desk_client", pk)
    context = {**head(request, person), "note": one, "typed": typed, "problem": problem, "own": one.author_id == staff.pk}
    return render(request, "desk/note.html", context, status=_WRONG if problem else 200)


@require_safe
@clinician_only
def recording(request: HttpRequest, pk: uuid.UUID, set_pk: uuid.UUID) -> HttpResponse:
    """The turn over time of one recorded set: a page of its own, or within the client's where htmx asks for it."""
    person = client_or_404(request, pk)
    one = get_object_or_404(TrialSet, person=person, pk=set_pk)
    picture = recording_picture(one)
    template = "assessments/_recording.html" if request.htmx and picture else "desk/recording.html"  # type: ignore[attr-defined]
    return render(request, template, {**head(request, person), "set": one, "picture": picture})


@require_POST
@clinician_only
def go_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The clinician has seen the client: what was stopped goes on."""
    person = client_or_404(request, pk)
    try:
        actions.let_go_on(person=person, by=acting_staff(request))
    except Problem as problem:
        return page(request, person, problem=problem, problem_of="go-on")
    messages.success(request, _("Noted. What was stopped begins anew."))
    return redirect("desk_client", pk)
