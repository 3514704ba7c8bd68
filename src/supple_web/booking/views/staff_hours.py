"""When calls are possible: a clinician's weekly hours, days that differ, the rules of the clinic, and the feed of calls."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.booking import actions
from supple_web.booking.availability import calls_astray
from supple_web.booking.feeds import calls_of_feed, feed_of, new_feed
from supple_web.booking.forms_staff import ExceptionForm, RulesForm, WeekForm
from supple_web.booking.ics import feed_file
from supple_web.booking.models import DayException, Feed, Hours
from supple_web.booking.rules import current_rules
from supple_web.booking.spam import count_guess, guessed_too_often
from supple_web.booking.times import day_words, zone_place
from supple_web.booking.views.common import here, now, sentence
from supple_web.booking.views.staff_times import clinicians_for
from supple_web.booking.wall import clinic_zone
from supple_web.clinic.access import acting_staff, administrator_only, staff_only
from supple_web.clinic.models import Staff
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.outbox.links import link, visited


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def call_hours(request: HttpRequest) -> HttpResponse:
    """Weekly hours of one clinician: their own, or whoever it is for who runs the clinic."""
    staff = acting_staff(request)
    clinician = _whose(request, staff)
    if clinician is None:
        return render(request, "booking/staff/no_clinician.html")
    stored = Hours.objects.filter(clinician=clinician)
    if request.method != "POST":
        return _hours(request, clinician, WeekForm(stored))
    week = WeekForm(stored, request.POST)
    try:
        actions.set_weekly_hours(clinician=clinician, weekly=week.weekly(), by=staff)
    except ValueError as error:
        return _hours(request, clinician, week, problem=str(error))
    except Problem as problem:
        return _hours(request, clinician, week, problem=sentence(problem))
    messages.success(request, _("The hours are stored. Calls that are booked keep their times."))
    return redirect(here("call_hours", of=str(clinician.pk)))


@require_POST
@staff_only
def call_exception_add(request: HttpRequest) -> HttpResponse:
    staff = acting_staff(request)
    clinician = _whose(request, staff)
    if clinician is None:
        raise Http404("Nobody whose hours these could be.")
    form = ExceptionForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.add_exception(
                clinician=clinician,
                day=typed["day"],
                starts=typed["starts"],
                ends=typed["ends"],
                open=typed["kind"] == "open",
                by=staff,
            )
        except Problem as problem:
            form.blame("starts", sentence(problem))
        else:
            return redirect(here("call_hours", of=str(clinician.pk)))
    week = WeekForm(Hours.objects.filter(clinician=clinician))
    return _hours(request, clinician, week, exception_form=form)


@require_POST
@staff_only
def call_exception_remove(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    staff = acting_staff(request)
    own = [one.pk for one in clinicians_for(staff)]
    exception = get_object_or_404(DayException, pk=pk, clinician__in=own)
    actions.remove_exception(exception=exception, by=staff)
    return redirect(here("call_hours", of=str(exception.clinician_id)))


@require_http_methods(["GET", "HEAD", "POST"])
@administrator_only
def call_rules(request: HttpRequest) -> HttpResponse:
    rules = current_rules()
    form = RulesForm(request.POST if request.method == "POST" else None, instance=rules, label_suffix="")
    if form.is_bound and form.is_valid():
        try:
            actions.set_rules(by=acting_staff(request), **form.cleaned_data)
        except Problem as problem:
            form.add_error(problem.where if problem.where in form.fields else None, sentence(problem))
        else:
            messages.success(request, _("The rules are stored."))
            return redirect("call_rules")
    return render(
        request, "booking/staff/rules.html", {"form": form, "staff": acting_staff(request)}, status=422 if form.is_bound else 200
    )


@require_POST
@staff_only
def call_feed_new(request: HttpRequest) -> HttpResponse:
    """A new secret address; the one before opens nothing any more. It is shown this once."""
    staff = acting_staff(request)
    if not staff.clinician:
        raise Http404("Only who takes calls has a feed.")
    token = new_feed(clinician=staff, by=staff, now=now())
    with visited(request):
        address = link("call_feed", token)
    return render(request, "booking/staff/feed.html", {"address": address})


@require_safe
def call_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calls of whoever has the secret address, for a calendar program."""
    answer = guessed_too_often(request)
    if answer is not None:
        return answer
    clinician = feed_of(token)
    if clinician is None:
        count_guess(request)
        raise Http404("No such feed, or not any more.")
    with visited(request):
        address = link("call", uuid.UUID(int=0)).replace(str(uuid.UUID(int=0)), "{}")
        text = feed_file(calls_of_feed(clinician, now()), now(), address)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _whose(request: HttpRequest, staff: Staff) -> Staff | None:
    """Whose hours: those asked for where one may, else one's own, else the first. Raises Http404 for somebody else's."""
    choices = clinicians_for(staff)
    given = request.POST if request.method == "POST" else request.GET
    key = given.get("of", "")
    if key:
        for one in choices:
            if str(one.pk) == key:
                return one
        raise Http404("No such clinician, or not for you.")
    return next((one for one in choices if one.pk == staff.pk), choices[0] if choices else None)


def _hours(
    request: HttpRequest, clinician: Staff, week: WeekForm, *, problem: str = "", exception_form: ExceptionForm | None = None
) -> HttpResponse:
    staff, zone = acting_staff(request), clinic_zone()
    today = now().astimezone(zone).date()
    exceptions = DayException.objects.filter(clinician=clinician, day__gte=today)
    context: dict[str, Any] = {
        "clinician": clinician,
        "choices": clinicians_for(staff),
        "own": clinician.pk == staff.pk,
        "week": week,
        "exceptions": [(one, day_words(one.day)) for one in exceptions],
        "exception_form": exception_form or ExceptionForm(),
        "astray": sum(call.clinician_id == clinician.pk for call in calls_astray(now())),
        "zone": zone_place(zone.key),
        "feed": Feed.objects.filter(clinician=clinician).first() if clinician.pk == staff.pk else None,
        "problem": problem,
        "staff": staff,
    }
    return render(request, "booking/staff/hours.html", context, status=422 if request.method == "POST" else 200)
