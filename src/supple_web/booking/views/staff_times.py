"""Staff book a call for somebody, or give one another time: offered times at once, any other with a reason."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.accounts.models import Person
from supple_web.booking import actions
from supple_web.booking.asking import Details, Taken
from supple_web.booking.availability import free_slots
from supple_web.booking.forms_staff import AtForm, NewCallForm
from supple_web.booking.listing import start_from
from supple_web.booking.models import Call
from supple_web.booking.spam import form_id, new_stamp
from supple_web.booking.times import when, zone_place
from supple_web.booking.views.common import now, sentence
from supple_web.booking.views.staff_calls import call_or_404
from supple_web.booking.wall import clinic_zone
from supple_web.clinic.access import acting_staff, client_or_404, staff_only
from supple_web.clinic.models import Staff
from supple_web.clinic.people import name_of
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.outbox.links import visited

#: How many of the next free times are shown beside the form.
_OFFERED = 12


def clinicians_for(staff: Staff) -> list[Staff]:
    """With whom somebody of the staff may book: everybody who runs the clinic, with each; a clinician with themself."""
    active = Staff.objects.filter(active=True, clinician=True)
    return list(active if staff.administrator else active.filter(pk=staff.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def call_new(request: HttpRequest) -> HttpResponse:
    """client: one of the clinician's own, whose call it becomes."""
    staff = acting_staff(request)
    person = _client(request)
    choices = clinicians_for(staff)
    if request.method != "POST":
        start = start_from(request.GET.get("start", ""))
        initial = {"stamp": new_stamp(), **_at(start), **_known(person)}
        return _new(request, NewCallForm(choices, initial=initial), person)
    form = NewCallForm(choices, request.POST)
    if not form.is_valid():
        return _new(request, form, person)
    try:
        with visited(request):
            booked = actions.book_by_staff(
                starts_at=form.start,
                clinician=form.chosen,
                details=_details(form),
                by=staff,
                now=now(),
                reason=form.cleaned_data["reason"],
                person=person,
            )
    except Taken as taken:
        form.blame("time", _taken_words(taken))
        return _new(request, form, person)
    except Problem as problem:
        form.blame(problem.where, sentence(problem))
        return _new(request, form, person)
    messages.success(request, _("The call is booked."))
    return redirect("call", pk=booked.call.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def call_shift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Another time, or another clinician."""
    call, staff = call_or_404(request, pk), acting_staff(request)
    choices = clinicians_for(staff)
    if request.method != "POST":
        start = start_from(request.GET.get("start", "")) or call.starts_at
        return _shift(request, AtForm(choices, initial={**_at(start), "clinician": str(call.clinician_id)}), call)
    form = AtForm(choices, request.POST)
    if not form.is_valid():
        return _shift(request, form, call)
    try:
        with visited(request):
            actions.move(
                call=call,
                starts_at=form.start,
                clinician=form.chosen,
                by=staff,
                now=now(),
                reason=form.cleaned_data["reason"],
            )
    except Taken as taken:
        form.blame("time", _taken_words(taken))
        return _shift(request, form, call)
    except Problem as problem:
        form.blame(problem.where, sentence(problem))
        return _shift(request, form, call)
    messages.success(request, _("The call was moved."))
    return redirect("call", pk=pk)


def _new(request: HttpRequest, form: NewCallForm, person: Person | None) -> HttpResponse:
    context = {"form": form, "client": person, **_offered(form), "zone": zone_place(clinic_zone().key)}
    return render(request, "booking/staff/new.html", context, status=422 if form.is_bound else 200)


def _shift(request: HttpRequest, form: AtForm, call: Call) -> HttpResponse:
    zone = clinic_zone()
    context = {
        "form": form,
        "call": call,
        "at": when(call.starts_at, zone, zone),
        **_offered(form, call),
        "zone": zone_place(zone.key),
    }
    return render(request, "booking/staff/shift.html", context, status=422 if form.is_bound else 200)


def _offered(form: AtForm, without: Call | None = None) -> dict[str, Any]:
    """The next times that need no reason, with whoever of the choices has them."""
    zone, own = clinic_zone(), {one.pk for one in form.staff.values()}
    slots = [slot for slot in free_slots(now=now(), without=without) if slot.clinician_id in own]
    starts = sorted({slot.starts_at for slot in slots})[:_OFFERED]
    return {"offered": [(start.strftime("%Y-%m-%dT%H:%MZ"), when(start, zone, zone)) for start in starts]}


def _taken_words(taken: Taken) -> str:
    zone = clinic_zone()
    free = "; ".join(when(slot.starts_at, zone, zone).line for slot in taken.next_free)
    if not free:
        return _("There is another call at this time, and no other one is free.")
    return _("There is another call at this time. Free: %(times)s.") % {"times": free}


def _client(request: HttpRequest) -> Person | None:
    """Raises Http404 for somebody who is no client of who asks."""
    given = request.POST if request.method == "POST" else request.GET
    key = given.get("client", "")
    if not key:
        return None
    try:
        return client_or_404(request, uuid.UUID(key))
    except ValueError:
        return None


def _known(person: Person | None) -> dict[str, str]:
    if person is None:
        return {}
    return {"name": name_of(person)[:80], "email": person.user.email if person.user else ""}


def _at(start: datetime | None) -> dict[str, Any]:
    if start is None:
        return {}
    wall = start.astimezone(UTC).astimezone(clinic_zone())
    return {"day": wall.date(), "time": wall.time()}


def _details(form: NewCallForm) -> Details:
    typed = form.cleaned_data
    return Details(
        name=typed["name"],
        email=typed["email"],
        how=typed["how"],
        phone=typed["phone"],
        question=typed["question"],
        language=(get_language() or "en")[:2],
        time_zone=clinic_zone().key,
        client_id=form_id(typed["stamp"]),
    )
