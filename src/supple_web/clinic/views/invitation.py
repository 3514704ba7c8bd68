"""The page behind the link of an invitation. Looking changes nothing; accepting is a POST by the account with that address.

Whoever has an account signs in to it the usual way, second step and all: the link signs nobody in and overwrites nothing.
"""

from __future__ import annotations

from typing import Any

from allauth.account.utils import complete_signup
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from supple_web.accounts.models import User
from supple_web.accounts.people import person_for
from supple_web.clinic.access import has_second_step
from supple_web.clinic.actions.accepting import Gone, accept, account_of, new_account
from supple_web.clinic.actions.invitations import find
from supple_web.clinic.consent_texts import text_of
from supple_web.clinic.forms import AcceptForm
from supple_web.clinic.models import Invitation, Purpose, Staff

#: What was typed before the address was confirmed stays for the page that asks again.
_TYPED = "invitation_typed"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    found = find(token)
    if found is None:
        return _gone(request)
    owner = account_of(found.email)
    if request.user.is_authenticated and request.user != owner:
        return render(request, "clinic/invitation_other.html", {"invitation": found}, status=403)
    if owner is not None and not request.user.is_authenticated:
        return _sign_in(request, found)
    return _answered(request, found, owner)


def _sign_in(request: HttpRequest, found: Invitation) -> HttpResponseBase:
    if request.method == "POST":
        return redirect_to_login(request.path)
    return render(request, "clinic/invitation_sign_in.html", {"invitation": found, "next": request.path})


def _answered(request: HttpRequest, found: Invitation, owner: User | None) -> HttpResponse:
    """owner: who is signed in; None: somebody who has no account yet."""
    typed = request.session.get(_TYPED, {})
    form = AcceptForm(request.POST if request.method == "POST" else None, invitation=found, new=owner is None, typed=typed)
    if not form.is_valid():
        context: dict[str, Any] = {"form": form, "invitation": found, "new": owner is None, "words": text_of(Purpose.CARE)}
        return render(request, "clinic/invitation.html", context, status=422 if form.is_bound else 200)
    try:
        return _accepted(request, found, owner, form)
    except Gone:
        return _gone(request)


def _accepted(request: HttpRequest, found: Invitation, owner: User | None, form: AcceptForm) -> HttpResponse:
    if owner is None:
        user = new_account(invitation=found, password=form.cleaned_data["password"])
        answer: HttpResponse = complete_signup(request, user, None, request.path)
        if not request.user.is_authenticated:
            request.session[_TYPED] = {name: form.cleaned_data.get(name, "") for name in ("name", "title")}
            return answer  # the link was handed over, not mailed: the address is confirmed first, then they come back here
        owner = user
    row = accept(invitation=found, user=owner, answer=form.answer(), by=person_for(request))
    request.session.pop(_TYPED, None)
    if not row.for_staff:
        messages.success(request, _("Welcome. Here you see, at any time, who sees your record."))
        return redirect("sharing")
    messages.success(request, _("Welcome to the clinic."))
    staff = Staff.objects.get(user=owner)
    if not has_second_step(staff):
        return redirect("clinic_second_step")
    return redirect("clinic_people" if staff.administrator else settings.LOGIN_REDIRECT_URL)


def _gone(request: HttpRequest) -> HttpResponse:
    """Unknown, used, withdrawn, expired: whoever asks learns nothing about which."""
    return render(request, "clinic/invitation_gone.html", status=404)
