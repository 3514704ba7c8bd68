"""Inviting: staff and clients by an administrator, their own clients by a clinician; withdrawing and renewing."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from supple_web.clinic.access import acting_staff, administrator_only, clinician_only, staff_only
from supple_web.clinic.actions.invitations import Invited, Wanted, invite, invite_again, open_invitations, withdraw_invitation
from supple_web.clinic.forms import InviteClientForm, InviteForm
from supple_web.clinic.models import Invitation, Staff
from supple_web.common.problems import Problem


def invitations_of(staff: Staff) -> QuerySet[Invitation]:
    """The open ones that somebody may withdraw: all for an administrator, of their own clients for a clinician."""
    own = Q(clinician=staff, as_clinician=False, as_administrator=False)
    return open_invitations().filter(Q() if staff.administrator else own)


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_only
def invite_anybody(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST if request.method == "POST" else None)
    return _invite(request, form, form.wanted, "clinic/invite.html")


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def invite_client(request: HttpRequest) -> HttpResponse:
    """A clinician's own clients, and which invitations are open."""
    staff = acting_staff(request)
    form = InviteClientForm(request.POST if request.method == "POST" else None)
    return _invite(request, form, lambda: form.wanted(staff), "clinic/invite_client.html")


def _invite(request: HttpRequest, form: Form, wanted: Callable[[], Wanted], template: str) -> HttpResponse:
    staff = acting_staff(request)
    if form.is_valid():
        try:
            return _told(request, invite(wanted=wanted(), invited_by=staff, by=staff.person, site=_site(request)))
        except Problem as problem:
            form.add_error(None, str(problem))
    own = open_invitations().filter(clinician=staff, as_clinician=False, as_administrator=False)
    return render(request, template, {"form": form, "open": own}, status=422 if form.is_bound else 200)


@require_POST
@staff_only
def withdraw(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    staff = acting_staff(request)
    withdraw_invitation(invitation=get_object_or_404(invitations_of(staff), pk=pk), by=staff.person)
    messages.success(request, _("Withdrawn. The link opens nothing any more."))
    return redirect(_back(staff))


@require_POST
@staff_only
def again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    staff = acting_staff(request)
    one = get_object_or_404(invitations_of(staff), pk=pk)
    return _told(request, invite_again(invitation=one, invited_by=staff, by=staff.person, site=_site(request)))


def _told(request: HttpRequest, invited: Invited) -> HttpResponse:
    """Mailed, or shown this once to be handed over."""
    back = _back(acting_staff(request))
    if invited.invitation.mailed:
        messages.success(request, _("An invitation goes to %(address)s.") % {"address": invited.invitation.email})
        return redirect(back)
    return render(request, "clinic/invited.html", {"invited": invited, "back": back})


def _back(staff: Staff) -> str:
    return "clinic_people" if staff.administrator else "clinic_client_invite"


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/")
