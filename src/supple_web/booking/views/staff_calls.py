"""The clinic's calls: a week, one call and what can be done with it, those who ask to be called.

Who runs the clinic sees all calls and no word about anybody's health; a clinician sees their own calls, whole.
"""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from supple_web.audit.record import record
from supple_web.booking import actions
from supple_web.booking.asking import Taken
from supple_web.booking.availability import calls_astray
from supple_web.booking.forms_staff import DoneForm
from supple_web.booking.mails import zone_of
from supple_web.booking.models import Call, CallChange, CallRequest, State
from supple_web.booking.times import day_words, time_words, when, zone_place
from supple_web.booking.views.common import next_times, now, sentence
from supple_web.booking.wall import clinic_zone, midnight
from supple_web.clinic.access import acting_staff, staff_only
from supple_web.clinic.models import Staff
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.outbox.links import visited
from supple_web.outbox.models import Mail


def calls_for(staff: Staff) -> QuerySet[Call]:
    """All calls for who runs the clinic, else a clinician's own."""
    calls = Call.objects.select_related("clinician", "person")
    return calls if staff.administrator else calls.filter(clinician=staff)


def call_or_404(request: HttpRequest, pk: uuid.UUID) -> Call:
    call: Call = get_object_or_404(calls_for(acting_staff(request)), pk=pk)
    return call


def sees_health(staff: Staff, call: Call) -> bool:
    """What somebody asks and what their check found is for the one who talks to them."""
    return staff.clinician and call.clinician_id == staff.pk


@require_safe
@staff_only
def calls(request: HttpRequest) -> HttpResponse:
    """A week, day by day, in the clinic's zone."""
    staff, zone = acting_staff(request), clinic_zone()
    today = now().astimezone(zone).date()
    monday = _monday(request.GET.get("week", ""), today)
    since, until = midnight(monday, zone), midnight(monday + timedelta(days=7), zone)
    within = calls_for(staff).filter(starts_at__gte=since, starts_at__lt=until).exclude(state=State.EXPIRED)
    rows = [_row(call, zone) for call in within.order_by("starts_at")]
    days = [monday + timedelta(days=number) for number in range(7)]
    astray = [call for call in calls_astray(now()) if staff.administrator or call.clinician_id == staff.pk]
    context = {
        "days": [{"words": day_words(day), "today": day == today, "calls": [r for r in rows if r["day"] == day]} for day in days],
        "any": bool(rows),
        "before": (monday - timedelta(days=7)).isoformat(),
        "after": (monday + timedelta(days=7)).isoformat(),
        "this_week": monday == _monday("", today),
        "first": days[0],
        "last": days[-1],
        "zone": zone_place(zone.key),
        "astray": [_row(call, zone) for call in astray],
        "requests": CallRequest.objects.filter(answered_at=None).count(),
        "unsent": _unsent(),
        "staff": staff,
    }
    return render(request, "booking/staff/calls.html", context)


@require_safe
@staff_only
def call(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    return shown(request, call_or_404(request, pk))


def shown(request: HttpRequest, one: Call, *, problem: str = "", form: DoneForm | None = None, **more: object) -> HttpResponse:
    """A call's page. That its words about health were read is written down, where they are anybody's."""
    staff, zone = acting_staff(request), clinic_zone()
    health = sees_health(staff, one)
    changes = [_change(change, zone, shown=health or change.by_id == staff.pk) for change in one.changes.select_related("by")]
    if health and (one.question or one.summary or one.outcome or any(change["reason"] for change in changes)):
        record("read", one, by=staff.person, about=one.person)
    begun = one.starts_at <= now()
    initial = {"outcome": one.outcome, "attended": {State.ATTENDED: "yes", State.MISSED: "no"}.get(State(one.state))}
    initial["client"] = {True: "yes", False: "no"}.get(one.became_client, "")  # type: ignore[arg-type]
    context = {
        "call": one,
        "at": when(one.starts_at, zone, zone),
        "theirs": when(one.starts_at, zone_of(one), zone),
        "health": health,
        "summary_day": day_words(date.fromisoformat(one.summary["day"])) if one.summary else "",
        "booked": one.state == State.BOOKED,
        "cancelled": one.state == State.CANCELLED,
        "closed": one.state in {State.ATTENDED, State.MISSED},
        "begun": begun,
        "done_form": form or DoneForm(initial=initial),
        "changes": changes,
        "override_reason": one.override_reason if health or one.made_by_id == staff.pk else "",
        "problem": problem,
        "mail_problem": Mail.objects.filter(key__startswith=f"call:{one.pk}:", problem__gt="").exists(),
        **more,
    }
    status = 200 if request.method in {"GET", "HEAD"} else 422
    return render(request, "booking/staff/call.html", context, status=status)


@require_POST
@staff_only
def call_off(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    one = call_or_404(request, pk)
    try:
        with visited(request):
            actions.cancel(call=one, by=acting_staff(request), now=now(), reason=request.POST.get("reason", "")[:300])
    except Problem as problem:
        return shown(request, one, problem=sentence(problem))
    messages.success(request, _("The call is cancelled."))
    return redirect("call", pk=pk)


@require_POST
@staff_only
def call_on(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Taken up again at its old time, if that is still free."""
    one = call_or_404(request, pk)
    try:
        with visited(request):
            actions.uncancel(call=one, by=acting_staff(request), now=now())
    except Taken as taken:
        times = next_times(taken.next_free, clinic_zone())
        return shown(request, one, problem=_("Somebody else has this time now. Book another one for them."), next_times=times)
    except Problem as problem:
        return shown(request, one, problem=sentence(problem))
    messages.success(request, _("The call is on again."))
    return redirect("call", pk=pk)


@require_POST
@staff_only
def call_done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How it went; for the clinician of the call, since what came of it is about somebody's health."""
    one, staff = call_or_404(request, pk), acting_staff(request)
    if not sees_health(staff, one):
        raise Http404("Not for you, or not there.")
    form = DoneForm(request.POST)
    if not form.is_valid():
        return shown(request, one, form=form)
    try:
        with visited(request):
            done = actions.close(
                call=one,
                attended=form.cleaned_data["attended"] == "yes",
                outcome=form.cleaned_data["outcome"],
                became_client=form.became_client,
                by=staff,
                now=now(),
            )
    except Problem as problem:
        return shown(request, one, form=form, problem=sentence(problem))
    if done.care is not None:
        messages.success(request, _("Written down. They are your client now, as they had agreed before."))
    elif done.invited is not None and done.invited.invitation.mailed:
        messages.success(request, _("Written down. A mail asks them whether they agree that you see their record."))
    elif done.invited is not None:
        said = _("Written down. Give them this link, with which they can agree that you see their record: %(link)s")
        messages.success(request, said % {"link": done.invited.link})
    else:
        messages.success(request, _("Written down."))
    return redirect("call", pk=pk)


@require_safe
@staff_only
def call_requests(request: HttpRequest) -> HttpResponse:
    """What they ask is for clinicians alone, and that it was read is written down."""
    staff, zone = acting_staff(request), clinic_zone()
    waiting = list(CallRequest.objects.filter(answered_at=None).select_related("person"))
    for one in waiting:
        if staff.clinician and one.question:
            record("read", one, by=staff.person, about=one.person)
    answered = CallRequest.objects.exclude(answered_at=None).select_related("answered_by").order_by("-answered_at")[:20]
    context = {
        "waiting": [(one, when(one.created_at, zone, zone), zone_place(one.time_zone)) for one in waiting],
        "answered": [(one, when(one.answered_at, zone, zone)) for one in answered if one.answered_at],
        "health": staff.clinician,
        "staff": staff,
    }
    return render(request, "booking/staff/requests.html", context)


@require_POST
@staff_only
def call_request_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    one = get_object_or_404(CallRequest, pk=pk)
    actions.answer_request(request=one, by=acting_staff(request), now=now(), note=request.POST.get("note", ""))
    return redirect("call_requests")


def _change(change: CallChange, zone: ZoneInfo, *, shown: bool) -> dict[str, Any]:
    """A line of the history. shown: whether its reason is; people write there how they are, and staff why they let them."""
    reason = change.reason if shown else ""
    return {"at": when(change.at, zone, zone), "words": kind_words(change), "by": change.by, "reason": reason}


def kind_words(change: CallChange) -> str:
    """What happened, in words."""
    words = {
        "held": _("kept until the address was confirmed"),
        "confirmed": _("booked"),
        "moved": _("moved"),
        "cancelled": _("cancelled"),
        "uncancelled": _("taken up again"),
        "expired": _("not confirmed in time"),
        "attended": _("took place"),
        "missed": _("nobody came"),
        "corrected": _("written down anew"),
    }
    return words.get(change.kind, change.kind)


def _row(one: Call, zone: ZoneInfo) -> dict[str, Any]:
    here = one.starts_at.astimezone(zone)
    return {
        "call": one,
        "day": here.date(),
        "time": time_words(here),
        "ends": time_words(one.ends_at.astimezone(zone)),
        "words": day_words(here.date()),
        "to_close": one.state == State.BOOKED and one.ends_at <= now(),
    }


def _monday(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    if not 1970 < day.year < 9000:
        day = today
    return day - timedelta(days=day.weekday())


def _unsent() -> dict[str, Any]:
    """What the clinic must know of its mails: that none is sent, or that some do not arrive."""
    days_ago = datetime.now(UTC) - timedelta(days=7)
    about_calls = Mail.objects.filter(key__startswith="call:")
    return {
        "no_mail": not settings.OPTIONS.sends_mail,
        "waiting": about_calls.filter(sent_at=None, dropped_at=None, due_at__lte=now()).count(),
        "failed": about_calls.filter(dropped_at__gt=days_ago, problem__gt="").count(),
    }
