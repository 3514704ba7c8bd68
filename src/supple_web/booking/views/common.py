"""What the pages of booking share: whom a red flag leads elsewhere, pages behind a secret, what is shown of a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.people import visitor
from supple_web.assessments.warned import warned_check, warning_address
from supple_web.booking.asking import RedFlag, Slot, Unknown
from supple_web.booking.listing import start_text
from supple_web.booking.spam import count_guess, guessed_too_often
from supple_web.booking.times import When, when
from supple_web.booking.wall import clinic_zone
from supple_web.booking.zones import known_zones
from supple_web.clinic.face.shown import clinic_now
from supple_web.clinic.models import Staff
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.outbox.links import visited

View = Callable[..., HttpResponse]


def never_beside_a_red_flag(view: View) -> View:
    """Whoever has a warning sign that stands is led to where to go, and how soon; no call is offered."""

    @wraps(view)
    def led(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        check = warned_check(visitor(request))
        if check is not None:
            return redirect(warning_address(check))
        try:
            with visited(request):
                return view(request, *args, **kwargs)
        except RedFlag as flag:
            return redirect(warning_address(flag.check))

    return led


def behind_a_secret(view: View) -> View:
    """A page whose address is the key to it.

    No other site learns the address, no cache keeps the page, tries are counted, and whatever the link may have been, the answer
    to one that opens nothing is the same. Its forms carry Django's token like all others: with ``same-origin`` a browser names
    the page it came from to this server alone, which knows it anyway; with ``no-referrer`` it would call its origin "null" too,
    and Django would have to be told to look away.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        answer = guessed_too_often(request)
        if answer is None:
            try:
                with visited(request):
                    answer = view(request, *args, **kwargs)
            except Unknown:
                count_guess(request)
                answer = render(request, "booking/gone.html", status=404)
            except RedFlag as flag:
                answer = _to_where_to_go(request, flag)
        answer.headers["Referrer-Policy"] = "same-origin"
        answer.headers["Cache-Control"] = "no-store, private"
        return answer

    return guarded


def _to_where_to_go(request: HttpRequest, flag: RedFlag) -> HttpResponse:
    """Their own page that says it; on another device, which must not see that, the way to it."""
    person = visitor(request)
    if person is not None and person.pk == flag.check.person_id:
        return redirect(warning_address(flag.check))
    return render(request, "booking/flagged.html", {"emergency_number": clinic_now().emergency_number}, status=422)


def here(name: str, *args: object, **query: str) -> str:
    """An address with what was chosen so far; what was not is left out."""
    chosen = urlencode({key: value for key, value in query.items() if value})
    address = reverse(name, args=args)
    return f"{address}?{chosen}" if chosen else address


def query_of(**chosen: str) -> str:
    """What was chosen so far, as it follows on another question in an address."""
    told = {key: value for key, value in chosen.items() if value}
    return f"&{urlencode(told)}" if told else ""


def chosen_zone(request: HttpRequest) -> str:
    """The zone that was chosen by hand, to be taken along; empty where the browser's own stands."""
    given = request.POST if request.method == "POST" else request.GET
    name = str(given.get("zone", ""))
    return name if name in known_zones() else ""


def next_times(slots: tuple[Slot, ...], zone: ZoneInfo) -> list[tuple[str, When]]:
    """The next free times, to be chosen at once where another one was taken."""
    there = clinic_zone()
    return [(start_text(slot.starts_at), when(slot.starts_at, zone, there)) for slot in slots]


def wanted_clinician(request: HttpRequest, staff: list[Staff]) -> Staff | None:
    """Whom the visitor chose among those who take calls; None: anybody."""
    given = request.POST if request.method == "POST" else request.GET
    name = str(given.get("with", ""))
    return next((one for one in staff if str(one.pk) == name), None)


def sentence(problem: Problem) -> str:
    """A problem as a page says it, beside the field that it is about."""
    said = {"found": problem.found, "expected": problem.expected, "remedy": problem.remedy}
    return _("This was found: %(found)s. Expected: %(expected)s. What helps: %(remedy)s.") % said


def with_status(request: HttpRequest, template: str, context: dict[str, Any], *, wrong: bool = False) -> HttpResponse:
    return render(request, template, context, status=422 if wrong else 200)


def now() -> datetime:
    return timezone.now()
