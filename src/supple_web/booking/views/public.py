"""The page on which anybody finds a time, and the form for it. Looking holds nothing; a time is held once the form was sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.accounts.middleware import ZONE_COOKIE
from supple_web.accounts.people import visitor
from supple_web.booking import actions
from supple_web.booking.asking import Details, RedFlag, Taken, Unknown
from supple_web.booking.availability import free_slots, next_free, slots_at
from supple_web.booking.forms import BookForm
from supple_web.booking.listing import listing, start_from, start_text, takes_calls
from supple_web.booking.models import Call, State
from supple_web.booking.rules import current_rules, retention
from supple_web.booking.spam import address_of, form_id, new_stamp, refused
from supple_web.booking.summaries import summary_of
from supple_web.booking.times import day_words, time_words, when, zone_words
from supple_web.booking.views.common import (
    behind_a_secret,
    chosen_zone,
    here,
    never_beside_a_red_flag,
    next_times,
    now,
    query_of,
    sentence,
    wanted_clinician,
    with_status,
)
from supple_web.booking.zones import visitor_zone, zones_to_choose
from supple_web.clinic.consent_texts import text_of
from supple_web.clinic.models import Purpose, Staff
from supple_web.common.pages import render
from supple_web.common.problems import Problem

#: The page of a hold is of use no longer than this.
_HELD_SECONDS: Final = 24 * 3600
_HELD_SALT: Final = "supple.booking.held"


@require_safe
@never_beside_a_red_flag
def book(request: HttpRequest) -> HttpResponse:
    """Free times by day, in the visitor's zone."""
    staff, zone = takes_calls(), visitor_zone(request)
    clinician = wanted_clinician(request, staff)
    slots = free_slots(now=now(), clinician=clinician) if staff else []
    rules = current_rules()
    context = {
        "open": bool(staff),
        "listing": listing(slots, zone, request.GET.get("day", "")),
        "rules": rules,
        "staff": staff if len(staff) > 1 else [],
        "clinician": clinician,
        "time_url": reverse("book_time"),
        "query": query_of(zone=chosen_zone(request), **_with(clinician)),
        "can_confirm": settings.OPTIONS.sends_mail or bool(_proven_address(request)),
        **zone_context(request),
    }
    return render(request, "booking/book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_beside_a_red_flag
def book_time(request: HttpRequest) -> HttpResponse:
    """The form for one time; sent, it holds it."""
    given = request.POST if request.method == "POST" else request.GET
    starts_at, staff = start_from(given.get("start", "")), takes_calls()
    if starts_at is None or not staff:
        return redirect(here("book", zone=chosen_zone(request)))
    if not (settings.OPTIONS.sends_mail or _proven_address(request)):
        return redirect("book_ask")
    clinician = wanted_clinician(request, staff)
    if request.method == "POST":
        return _sent(request, starts_at, clinician)
    rules = current_rules()
    if not slots_at(starts_at, now=now(), rules=rules, clinician=clinician):
        return _taken(request, starts_at, clinician, Taken(next_free(starts_at, now=now(), clinician=clinician)))
    return _form(request, BookForm(initial=_known(request)), starts_at, clinician)


@require_safe
@behind_a_secret
def book_held(request: HttpRequest, token: str) -> HttpResponse:
    """What to do now: look into the mail. Only the browser that sent the form has the address of this page."""
    call = _held_call(token)
    zone = visitor_zone(request)
    until = call.expires_at.astimezone(zone) if call.expires_at else None
    context = {
        "call": call,
        "at": when(call.starts_at, zone),
        "until": time_words(until) if until else "",
        "held": call.state == State.HELD and call.expires_at is not None and call.expires_at > now(),
        "booked": call.state == State.BOOKED,
        "minutes": current_rules().hold_minutes,
    }
    return render(request, "booking/held.html", context)


def _sent(request: HttpRequest, starts_at: datetime, clinician: Staff | None) -> HttpResponse:
    form = BookForm(request.POST)
    if not form.is_valid():
        return _form(request, form, starts_at, clinician)
    answer = refused(request, "book_call", form.cleaned_data["email"])
    if answer is not None:
        return answer
    proven = _proven_address(request)
    if not settings.OPTIONS.sends_mail and form.cleaned_data["email"].lower() != proven:
        form.blame("email", _("This server sends no mail, so only your own confirmed address can be used: %s.") % proven)
        return _form(request, form, starts_at, clinician)
    try:
        return _held(request, form.cleaned_data, starts_at, clinician)
    except Taken as taken:
        return _taken(request, starts_at, clinician, taken)
    except RedFlag:
        raise
    except Problem as problem:
        form.blame(problem.where, sentence(problem))
        return _form(request, form, starts_at, clinician)


def _held(request: HttpRequest, typed: dict[str, Any], starts_at: datetime, clinician: Staff | None) -> HttpResponse:
    """Held; and booked at once where the address is proven to be theirs already."""
    details = details_of(request, typed, share_summary=typed["share_summary"])
    proven = _proven_address(request)
    with transaction.atomic():
        held = actions.hold(starts_at=starts_at, clinician=clinician, details=details, by=visitor(request), now=now())
        if held.confirm_token and proven and proven == details.email.lower():
            booked = actions.confirm(token=held.confirm_token, now=now())
            return redirect("call_manage", token=booked.manage_token)
    return redirect("book_held", token=signing.dumps(str(held.call.pk), salt=_HELD_SALT))


def _form(request: HttpRequest, form: BookForm, starts_at: datetime, clinician: Staff | None) -> HttpResponse:
    zone, rules, summary = visitor_zone(request), current_rules(), summary_of(visitor(request))
    context = {
        "form": form,
        "stamp": _stamp(form),
        "start": start_text(starts_at),
        "at": when(starts_at, zone),
        "rules": rules,
        "clinician": clinician,
        "summary": summary,
        "summary_day": day_words(date.fromisoformat(summary["day"])) if summary else "",
        "consent": text_of(Purpose.BOOKING),
        "retention": retention(rules),
        "proven": _proven_address(request),
        "back": here("book", day=starts_at.astimezone(zone).date().isoformat(), zone=chosen_zone(request), **_with(clinician)),
        "zone": chosen_zone(request),
    }
    return with_status(request, "booking/time.html", context, wrong=form.is_bound)


def _stamp(form: BookForm) -> str:
    """The stamp that the form had, so that sending it once more is the same form; a new one where that is worth nothing."""
    stamp = str(form.data.get("stamp", "")) if form.is_bound else ""
    return stamp if form_id(stamp) is not None else new_stamp()


def _taken(request: HttpRequest, starts_at: datetime, clinician: Staff | None, taken: Taken) -> HttpResponse:
    """Somebody was quicker: the next three times, each one step away. What was typed waits in the browser."""
    zone = visitor_zone(request)
    context = {
        "at": when(starts_at, zone),
        "times": next_times(taken.next_free, zone),
        "clinician": clinician,
        "zone": chosen_zone(request),
        "typed": {key: request.POST.get(key, "") for key in ("name", "email", "how", "phone", "question", "share_summary")},
        "stamp": request.POST.get("stamp", ""),
        "again": request.method == "POST",
    }
    return render(request, "booking/taken.html", context, status=409)


def details_of(request: HttpRequest, typed: dict[str, Any], *, share_summary: bool = False) -> Details:
    return Details(
        name=typed["name"],
        email=typed["email"],
        how=typed.get("how", "phone"),
        phone=typed["phone"],
        question=typed["question"],
        language=(get_language() or "en")[:2],
        time_zone=visitor_zone(request).key,
        share_summary=share_summary,
        client_id=form_id(typed["stamp"]),
        address=address_of(request),
    )


def zone_context(request: HttpRequest) -> dict[str, Any]:
    zone, chosen = visitor_zone(request), chosen_zone(request)
    guessed = not (chosen or ZONE_COOKIE in request.COOKIES)
    return {
        "guessed": guessed,
        "zone_now": zone.key,
        "zone": chosen,
        "zone_name": zone_words(zone, now()),
        "zones": _zones(zone.key),
    }


def _zones(here: str) -> list[dict[str, str]]:
    """All that may be chosen, and the one that stands, also where it has an old name."""
    names = zones_to_choose()
    return [{"key": name, "words": name.replace("_", " ")} for name in ([] if here in names else [here]) + [*names]]


def _with(clinician: Staff | None) -> dict[str, str]:
    return {"with": str(clinician.pk)} if clinician else {}


def _known(request: HttpRequest) -> dict[str, str]:
    return {"email": str(request.user.email)} if request.user.is_authenticated else {}


def _proven_address(request: HttpRequest) -> str:
    """The address of whoever is signed in, where it was confirmed before; no mail has to prove it again."""
    if not request.user.is_authenticated:
        return ""
    found = EmailAddress.objects.filter(user=request.user, verified=True, primary=True).first()
    return str(found.email).lower() if found else ""


def _held_call(token: str) -> Call:
    try:
        key = signing.loads(token, salt=_HELD_SALT, max_age=_HELD_SECONDS)
    except signing.BadSignature:
        raise Unknown from None
    call: Call | None = Call.objects.select_related("clinician").filter(pk=key).first()
    if call is None:
        raise Unknown
    return call
