"""What a booker does by the links in their mails. Opening one changes nothing, since mail scanners do it too; a button does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from supple_web.accounts.mine.guarding import somebody
from supple_web.booking import actions
from supple_web.booking.asking import RedFlag, Taken, TooLate
from supple_web.booking.availability import free_slots
from supple_web.booking.forms import CancelForm
from supple_web.booking.listing import listing, start_from, start_text
from supple_web.booking.mails import zone_of
from supple_web.booking.manage import find_signed, is_signed
from supple_web.booking.models import Call, State
from supple_web.booking.rules import can_change, current_rules
from supple_web.booking.summaries import take_back_summary
from supple_web.booking.times import when
from supple_web.booking.views.common import behind_a_secret, next_times, now, sentence
from supple_web.common.pages import render
from supple_web.common.problems import Problem


@behind_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def call_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail that asks to confirm: shows the call; its button books it."""
    call = actions.find_held(token=token, now=now())
    problem = ""
    if request.method == "POST":
        try:
            done = actions.confirm(token=token, now=now())
        except Taken as taken:
            return _taken(request, call, taken)
        except RedFlag:
            raise
        except Problem as wrong:
            problem = sentence(wrong)
        else:
            if done.manage_token:
                return redirect("call_manage", token=done.manage_token)
            call = done.call
    context = {**_context(call), "booked": call.state == State.BOOKED, "problem": problem}
    return render(request, "booking/confirm.html", context, status=422 if problem else 200)


@behind_a_secret
@require_http_methods(["GET", "HEAD"])
def call_manage(request: HttpRequest, token: str) -> HttpResponse:
    """The call as it stands, and what can be done."""
    return _manage(request, found_by(token), token)


@behind_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def call_move(request: HttpRequest, token: str) -> HttpResponse:
    """Another time: by day as when it was booked; a button takes it."""
    call, rules = found_by(token), current_rules()
    if call.state != State.BOOKED or not can_change(call.starts_at, rules, now()):
        return _manage(request, call, token)
    starts_at = start_from(request.POST.get("start", ""))
    if request.method == "POST" and starts_at is not None:
        try:
            moved = actions.move(call=call, starts_at=starts_at, now=now())
        except Taken as taken:
            return _taken(request, call, taken)
        except TooLate as late:
            return _manage(request, call, token, sentence(late))
        return redirect("call_manage", token=moved.manage_token or token)
    zone = zone_of(call)
    slots = [slot for slot in free_slots(now=now(), without=call) if slot.starts_at != call.starts_at]
    context = {**_context(call), "token": token, "listing": listing(slots, zone, request.GET.get("day", ""))}
    return render(request, "booking/move.html", context, status=422 if request.method == "POST" else 200)


@behind_a_secret
@require_POST
def call_cancel(request: HttpRequest, token: str) -> HttpResponse:
    call, form = found_by(token), CancelForm(request.POST)
    if not form.is_valid():
        return _manage(request, call, token, _("The reason is longer than fits here; a sentence is enough."))
    try:
        actions.cancel(call=call, now=now(), reason=form.cleaned_data["reason"])
    except TooLate as late:
        return _manage(request, call, token, sentence(late))
    return redirect("call_manage", token=token)


@behind_a_secret
@require_POST
def call_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """No reminders, or reminders again."""
    actions.set_reminders(call=found_by(token), wanted=request.POST.get("wanted") == "yes")
    return redirect("call_manage", token=token)


@behind_a_secret
@require_POST
def call_summary_back(request: HttpRequest, token: str) -> HttpResponse:
    """What their check found goes with no call any more."""
    person = found_by(token).person
    if person is not None:
        take_back_summary(person=person, by=person)
    return redirect("call_manage", token=token)


@require_POST
def summary_back(request: HttpRequest) -> HttpResponse:
    """The same by the person themself, where they see what they agreed to."""
    person = somebody(request)
    take_back_summary(person=person, by=person)
    messages.success(request, _("Taken back. Nothing of your check goes with a call any more."))
    return redirect("sharing")


def found_by(token: str) -> Call:
    """The call of either kind of link. Raises Unknown."""
    return find_signed(token=token, now=now()) if is_signed(token) else actions.find_call(token=token, now=now())


def _manage(request: HttpRequest, call: Call, token: str, problem: str = "") -> HttpResponse:
    booked = call.state == State.BOOKED
    context = {
        **_context(call),
        "token": token,
        "booked": booked,
        "can_change": booked and can_change(call.starts_at, current_rules(), now()),
        "form": CancelForm(),
        "problem": problem,
    }
    wrong = bool(problem) or request.method == "POST"
    return render(request, "booking/manage.html", context, status=422 if wrong else 200)


def _taken(request: HttpRequest, call: Call, taken: Taken) -> HttpResponse:
    """The time is somebody else's: the next ones, each a step away."""
    context = {**_context(call), "times": next_times(taken.next_free, zone_of(call)), "moving": call.state == State.BOOKED}
    return render(request, "booking/gone_time.html", context, status=409)


def _context(call: Call) -> dict[str, Any]:
    return {
        "call": call,
        "at": when(call.starts_at, zone_of(call)),
        "start": start_text(call.starts_at),
        "rules": current_rules(),
    }
