"""The people of the clinic, for administrators: who works here, who is invited, who is looked after by whom. No health data."""

from __future__ import annotations

import uuid
from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.accounts.models import Person
from supple_web.clinic.access import SECOND_STEPS, acting_staff, administrator_only, consenting
from supple_web.clinic.actions import caring, staffing
from supple_web.clinic.actions.invitations import open_invitations
from supple_web.clinic.forms import CareForm, StaffForm
from supple_web.clinic.models import Care, Staff
from supple_web.clinic.people import name_of, with_names
from supple_web.common.problems import Problem
from supple_web.outbox.links import visited

_A_PAGE: Final = 50


@require_safe
@administrator_only
def people(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:80]
    page = Paginator(_clients(asked), _A_PAGE).get_page(request.GET.get("page"))
    second_step = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=SECOND_STEPS)
    context: dict[str, Any] = {
        "staff": Staff.objects.select_related("user").annotate(secured=Exists(second_step)).order_by("-active", "name"),
        "invitations": open_invitations().select_related("clinician", "invited_by"),
        "page": page,
        "clients": [(one, name_of(one)) for one in page],
        "asked": asked,
    }
    return render(request, "clinic/people.html", context)


def _clients(asked: str) -> QuerySet[Person]:
    """Whoever agreed to be seen here, with who looks after them now."""
    found = with_names(consenting()).prefetch_related(
        Prefetch("care", Care.objects.filter(ended_at=None).select_related("clinician"), to_attr="running_care")
    )
    if asked:
        found = found.filter(Q(contact__name__icontains=asked) | Q(user__email__icontains=asked))
    return found.order_by("contact__name", "user__email", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_only
def one_of_staff(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name, title, roles; below them ending sessions, and leaving."""
    one = get_object_or_404(Staff.objects.select_related("user"), pk=pk)
    stands = {name: getattr(one, name) for name in StaffForm.base_fields}
    form = StaffForm(request.POST if request.method == "POST" else None, initial=stands)
    if form.is_valid():
        try:
            staffing.change_staff(staff=one, by=acting_staff(request).person, **form.cleaned_data)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Saved."))
            return redirect("clinic_people")
    count = Care.objects.filter(clinician_id=pk, ended_at=None).count()
    context = {"one": one, "form": form, "clients": count}
    return render(request, "clinic/one_of_staff.html", context, status=422 if form.is_bound else 200)


@require_POST
@administrator_only
def staff_active(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Deactivate or bring back."""
    one, by = get_object_or_404(Staff, pk=pk), acting_staff(request).person
    wanted = request.POST.get("active")
    if wanted == "no":
        staffing.deactivate(staff=one, by=by)
        messages.success(request, _("%(name)s has no access any more, from this moment on.") % {"name": one.name})
    elif wanted == "yes":
        staffing.reactivate(staff=one, by=by)
        messages.success(request, _("%(name)s is back. Clients are shared or assigned anew.") % {"name": one.name})
    else:
        raise Problem("active", f"{wanted!r:.20}", "yes or no", _("use one of the two buttons"))
    return redirect("clinic_people")


@require_POST
@administrator_only
def staff_sessions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    one = get_object_or_404(Staff.objects.exclude(user=None), pk=pk)
    staffing.end_sessions_of(person=one.person, by=acting_staff(request).person)
    messages.success(request, _("%(name)s is signed out on every device.") % {"name": one.name})
    return redirect("clinic_people")


@require_safe
@administrator_only
def client(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Who looks after somebody. Nothing of their record is here."""
    return _client(request, get_object_or_404(with_names(consenting()), pk=pk), None)


@require_POST
@administrator_only
def assign(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(with_names(consenting()), pk=pk)
    form = CareForm(request.POST)
    if form.is_valid():
        try:
            with visited(request):
                caring.assign(person=person, clinician=form.cleaned_data["clinician"], by=acting_staff(request).person)
        except Problem as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Assigned."))
            return redirect("clinic_client", pk=pk)
    return _client(request, person, form)


@require_POST
@administrator_only
def unassign(request: HttpRequest, pk: uuid.UUID, care_pk: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(consenting(), pk=pk)
    care = get_object_or_404(Care.objects.of(person), pk=care_pk)
    caring.end_care(care=care, by=acting_staff(request).person)
    messages.success(request, _("Ended. They see nothing of it any more."))
    return redirect("clinic_client", pk=pk)


@require_POST
@administrator_only
def client_sessions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(with_names(consenting()), pk=pk)
    staffing.end_sessions_of(person=person, by=acting_staff(request).person)
    messages.success(request, _("%(name)s is signed out on every device.") % {"name": name_of(person)})
    return redirect("clinic_client", pk=pk)


def _client(request: HttpRequest, person: Person, form: CareForm | None) -> HttpResponse:
    care = Care.objects.of(person).select_related("clinician").order_by("-since")
    running = [one for one in care if one.ended_at is None]
    context = {
        "person": person,
        "name": name_of(person),
        "running": running,
        "ended": [one for one in care if one.ended_at is not None],
        "form": form or CareForm(None, without={one.clinician_id for one in running}),
    }
    return render(request, "clinic/client.html", context, status=200 if form is None else 422)
