"""Pages between being a guest and having an account: take along what was entered or forget it; signed out."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.accounts.adapter import WIPE
from supple_web.accounts.forgetting import forget
from supple_web.accounts.joining import amount_of, guest_here, take_along
from supple_web.accounts.models import User
from supple_web.accounts.people import SESSION_KEY, visitor
from supple_web.common.problems import Problem

_WIPED = '"cache", "storage"'


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def join(request: HttpRequest) -> HttpResponse:
    """Somebody signed in where a guest had entered something: take it along, or forget it."""
    guest = guest_here(request)
    if guest is None:
        return redirect(_next(request))
    if request.method != "POST":
        return render(request, "accounts/join.html", {"amount": amount_of(guest), "next": _next(request)})
    assert isinstance(request.user, User)
    decision = request.POST.get("decision")
    if decision == "take":
        take_along(guest=guest, user=request.user)
        messages.success(request, _("What you entered here is in your account now."))
    elif decision == "forget":
        forget(person=guest, by=visitor(request))
        messages.success(request, _("What was entered here before is erased."))
    else:
        raise Problem("decision", f"{decision!r:.20}", "take or forget", _("choose one of the two buttons"))
    request.session.pop(SESSION_KEY, None)
    return redirect(_next(request))


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """The device wipes what it kept, once, and only after somebody really signed out: a link to here wipes nothing."""
    wipe = request.session.pop(WIPE, False)
    response = render(request, "accounts/signed_out.html", {"wipe": wipe})
    if wipe:
        response.headers["Clear-Site-Data"] = _WIPED
    return response


def _next(request: HttpRequest) -> str:
    """Where the person was going; never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else "/"
