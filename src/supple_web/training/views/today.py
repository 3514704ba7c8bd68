"""The day's page: what is due now, before anything else what would stand against it."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.assessments.models import Check
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.training import actions, engine, forms
from supple_web.training.actions.choices import SKIP_REASONS
from supple_web.training.actions.sessions import waiting_for_morning
from supple_web.training.models import DaySkip, PlanChange, Session
from supple_web.training.week import is_whole, week

_WRONG: Final = 422


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    return page(request)


def page(request: HttpRequest, problem: Problem | None = None, status: int = 200) -> HttpResponse:
    """The one thing that comes first today: a warning, this morning's pain, a stop, the session; or the way to a plan."""
    person = visitor(request)
    warning = engine.warning_of(person) if person else None
    now = engine.current(person) if person else None
    if warning is None and now is not None and now.screening.stop:
        warning = now.screening
    if warning is not None:
        return render(request, "training/urgent.html", {"warning": engine.warning_words(warning)}, status=status)
    if person is None or now is None:
        return render(request, "training/none.html", {"begun": bool(person and _begun(person))}, status=status)
    if waiting := waiting_for_morning(person):
        found = {"sessions": waiting, "problem": problem, "scale": forms.Scale("pain", _("Pain this morning"))}
        return render(request, "training/morning.html", found, status=status)
    if now.waits_for_check:
        told = {"deleted": now.screen_again, "why": engine.why_none(now)}
        return render(request, "training/check_first.html", told, status=status)
    if now.programme is None:
        return render(request, "training/stopped.html", _stopped(now), status=status)
    return render(request, "training/today.html", {**_day(now, request.POST), "problem": problem}, status=status)


def _begun(person: Person) -> bool:
    return Check.objects.of(person).filter(finished_at=None).exists()


def _stopped(now: engine.Current) -> dict[str, Any]:
    day = timezone.localdate()
    return {
        "why": engine.why_none(now),
        "reasons": _last_reasons(now.person),
        "next_test": engine.next_test(now, day),
        "awaits_clinician": engine.awaits_clinician(now),
        "seen": engine.clinician_came_after_check(now),
        "rest_today": now.check.day == day or engine.stopped_on(now.person, day),
        "sessions": Session.objects.of(now.person).filter(day=day),
    }


def _last_reasons(person: Person) -> list[str]:
    """Of the last change that stopped something; what came after a stop and changed nothing is not the reason for it."""
    rows = PlanChange.objects.of(person).filter(changed=True)
    every = engine.ordered(rows.select_related("session"))
    return list(every[-1].reasons) if every else []


def _day(now: engine.Current, typed: QueryDict) -> dict[str, Any]:
    day = timezone.localdate()
    found = engine.open_today(now, day)
    assert found is not None
    assert now.programme is not None
    sessions = list(Session.objects.of(now.person).filter(day=day))
    days = week(now, day)
    here = next(one for one in days if one.is_today)
    return {
        "now": now,
        "day": found,
        "cards": engine.cards(found.plan.exercises),
        "phase": now.programme.now,
        "opening": engine.opening(now.state),
        "fine": engine.is_fine(now.state),
        "eased": engine.is_eased(now),
        "upcoming": engine.upcoming(now, day),
        "advice": engine.advice_of(now.programme),
        "awaits_clinician": engine.awaits_clinician(now),
        "sessions": sessions,
        "stopped_today": engine.stopped_on(now.person, day),
        "whole": any(is_whole(one) for one in sessions),
        "week": days,
        "free": here.free,
        "skip": _skip(now.person),
        "skip_reasons": SKIP_REASONS,
        "next_test": engine.next_test(now, day),
        "form": forms.by_hand({one.id: one.name for one in engine.cards(found.plan.exercises)}, typed),
    }


def _skip(person: Person) -> str | None:
    skip = DaySkip.objects.of(person).filter(day=timezone.localdate()).first()
    return SKIP_REASONS.get(skip.reason, skip.reason) if skip else None


@require_POST
def morning(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    if person is None:
        return redirect("today")
    try:
        actions.next_morning(person=person, pain=forms.pain_this_morning(request.POST), by=person)
    except Problem as problem:
        return page(request, problem, _WRONG)
    return redirect("today")


@require_POST
def did(request: HttpRequest) -> HttpResponse:
    """A session done without the player, told in a form."""
    person = visitor(request)
    now = engine.current(person) if person else None
    if person is None or now is None or engine.warning_of(person):
        return redirect("today")
    try:
        sets = _sets_today(now)
        if not sets:
            raise Problem("session", _("nothing to do today"), _("a day with exercises"), _("see today's page"))
        stored = actions.store_session(person=person, result=forms.did_by_myself(request.POST, sets), by=person)
    except Problem as problem:
        return page(request, problem, _WRONG)
    return redirect("session_done", stored.session.pk)


def _sets_today(now: engine.Current) -> dict[str, int]:
    """Sets of each exercise that may be done today, by id."""
    found = engine.open_today(now, timezone.localdate())
    return {one.exercise.id: one.dose.sets for one in found.plan.exercises} if found else {}


@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    if person is not None:
        actions.skip_day(person=person, reason=request.POST.get("reason", ""), by=person)
    return redirect("today")


@require_POST
def unskip(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    if person is not None:
        actions.undo_skip(person=person, by=person)
    return redirect("today")


@require_POST
def seen(request: HttpRequest) -> HttpResponseRedirect:
    person = visitor(request)
    if person is not None:
        if request.POST.get("seen") != "yes":
            raise Problem(
                "clinician", _("the box is not ticked"), _("your word that a clinician lets you go on"), _("tick it first")
            )
        actions.seen_by_clinician(person=person, by=person)
        messages.success(request, _("Noted. What was stopped begins anew."))
    return redirect("today")
