"""A check goes on with a phone: the computer shows a code and follows, the phone confirms and takes over.

Looking changes nothing: codes are made and claimed by forms. The address in the code is the server's own as it was set, else the
one this request came to, which Django has checked against the allowed hosts.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, reswap

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.assessments.access import HANDED_FOR, SESSION_KEY, handed_check
from supple_web.assessments.actions.handing import Refused, claim, find, grouped, hand_over, take_back, token_of
from supple_web.assessments.engine import screening_of
from supple_web.assessments.engine.result import recorded_sets
from supple_web.assessments.limits import Limited, refused
from supple_web.assessments.models import Check, Handover
from supple_web.assessments.qr import qr_svg
from supple_web.assessments.standing import facts_of
from supple_web.assessments.views.onward import onward
from supple_web.assessments.wizard import first_open
from supple_web.common.pages import render
from supple_web.config.options import LOCAL_HOSTS


@dataclass(frozen=True)
class Way:
    """How a phone gets here. found: whether it can at all. secure: whether it then gives its motion sensors to the page."""

    base: str
    found: bool
    secure: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Way:
        urls = settings.OPTIONS.urls
        base = urls[0] if urls else f"{request.scheme}://{request.get_host()}"
        host = urlsplit(base).hostname or ""
        return cls(base, host not in {name.strip("[]") for name in LOCAL_HOSTS}, base.startswith("https://"))


@require_http_methods(["GET", "HEAD", "POST"])
def check_hand(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The computer's page: the code, and what the phone is doing. POST makes a code."""
    borrowed = handed_check(request)
    if borrowed is not None and borrowed.pk == pk and request.method != "POST":
        return redirect("check")  # a phone cannot hand on what it borrowed; it just goes on
    check = _own(request, pk)
    away = _away(check)
    if away:
        return redirect(away)
    if request.method == "POST":
        hand_over(check=check, by=_acting(request, check))
        return redirect("check_hand", pk=check.pk)
    return render(
        request,
        "assessments/hand.html",
        {"way": Way.of(request), "own_https": settings.OPTIONS.own_https, **_state(request, check)},
    )


@require_safe
def check_hand_state(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What the phone is doing, asked every two seconds; once it is done the page goes on to the result."""
    check = _own(request, pk)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("check_hand", pk=check.pk)
    away = _away(check)
    if away:
        return HttpResponseClientRedirect(away)
    state = _state(request, check)
    if state["seen"] == request.GET.get("seen"):  # nothing new: the page, and what a screen reader says of it, stay as they are
        return reswap(HttpResponse(), "none")
    return render(request, "assessments/_hand_state.html", state)


@require_POST
def check_hand_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The computer goes on by itself; the phone may not any more."""
    check = _own(request, pk)
    take_back(check=check, by=_acting(request, check))
    return redirect(_away(check) or reverse("check"))


@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, token: str) -> HttpResponse:
    """The phone's page: confirm, and go on with the check. Only the form claims the code."""
    too_often = refused(request, Limited.CLAIM)
    if too_often is not None:
        return too_often
    try:
        if request.method != "POST":
            return render(request, "assessments/hand_phone.html", {"day": find(token).check_of.day, "hours": _hours()})
        claimed = claim(token=token, by=visitor(request))
    except Refused:
        return render(request, "assessments/hand_refused.html", status=404)
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(claimed.pk)
    return redirect(_away(claimed.check_of)) if _away(claimed.check_of) else onward(claimed.check_of)


def _hours() -> int:
    return round(HANDED_FOR.total_seconds() / 3600)


def _own(request: HttpRequest, pk: uuid.UUID) -> Check:
    """The visitor's own check: a phone that borrowed one cannot hand it on."""
    check: Check = get_object_or_404(Check.objects.of(visitor(request)).select_related("person"), pk=pk)
    return check


def _acting(request: HttpRequest, check: Check) -> Person:
    return visitor(request) or check.person


def _away(check: Check) -> str:
    """Where a check is that has ended; empty for one that goes on."""
    if screening_of(check).stop:
        return reverse("check_stop", args=[check.pk])
    return reverse("check_result", args=[check.pk]) if check.finished_at else ""


def _state(request: HttpRequest, check: Check) -> dict[str, Any]:
    """code: open to be claimed. phone: claimed by one, which may go on. place: the questions it is at; empty in the tests."""
    now = timezone.now()
    code = Handover.objects.filter(check_of=check, used_at=None, expires_at__gt=now).first()
    phone = Handover.objects.filter(check_of=check, used_at__gt=now - HANDED_FOR).order_by("-used_at").first()
    shown: dict[str, Any] = {"check": check, "code": code, "phone": phone if code is None else None}
    if code is not None:
        way = Way.of(request)
        address = way.base + reverse("hand", args=[grouped(token_of(code))])
        shown |= {"address": address, "qr": qr_svg(address, _("QR code with the address below")) if way.found else ""}
    elif phone is not None:
        page = first_open(facts_of(check))
        shown |= {"place": page.title if page else "", "sets": recorded_sets(check)}
    return {**shown, "seen": _digest(shown)}


def _digest(shown: dict[str, Any]) -> str:
    """A short name of what is shown, so that asking again for the same changes nothing."""
    sets = [(str(one.id), str(one.counted)) for one in shown.get("sets", ())]
    told = [str(getattr(shown["code"], "pk", "")), str(getattr(shown["phone"], "pk", "")), str(shown.get("place", "")), sets]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]
