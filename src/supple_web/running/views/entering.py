"""What every page of a running check begins with, and the one place that knows where it goes on."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.assessments.standing import is_open
from supple_web.assessments.warned import warned_check, warning_address
from supple_web.running import engine
from supple_web.running.models import RunningCheck
from supple_web.running.wizard import open_question, open_test

View = Callable[..., HttpResponse]


def somebody(request: HttpRequest) -> Person:
    """Raises Http404 where nothing is kept about anybody."""
    person = visitor(request)
    if person is None:
        raise Http404("Nothing is kept about you here.")
    return person


def of_running(view: View) -> View:
    """Give the view its running check: the visitor's own, 404 for any other. After a red flag every page leads to where to go."""

    @wraps(view)
    def inner(request: HttpRequest, pk: uuid.UUID, **named: object) -> HttpResponse:
        person = somebody(request)
        rows = RunningCheck.objects.of(person).select_related("person", "screened__person")
        running: RunningCheck = get_object_or_404(rows, pk=pk)
        warned = warned_check(person)
        if warned is not None:
            return redirect(warning_address(warned))
        return view(request, running, **named)

    return inner


def may_test(running: RunningCheck) -> bool:
    """Whether its day's answers, all of them given, allow a test; of a finished one the values may be corrected at any time."""
    if running.finished_at is not None:
        return True
    if running.screened is None or not is_open(running.screened) or open_question(running.screened) is not None:
        return False
    screening = engine.screened(running)
    return screening is not None and screening.active


def onward(running: RunningCheck) -> HttpResponseRedirect:
    """The next thing it needs, from its rows alone."""
    running.refresh_from_db()
    if running.finished_at is not None:
        return redirect("running_result", pk=running.pk)
    if running.screened is None or not is_open(running.screened):
        return redirect("running")
    screening = engine.screened(running)
    if screening is not None and screening.stop:
        return redirect(warning_address(running.screened))
    page = open_question(running.screened)
    if page is not None:
        return redirect("running_questions", pk=running.pk, page=page.id)
    return _to_tests(running)


def _to_tests(running: RunningCheck) -> HttpResponseRedirect:
    if not may_test(running):
        return redirect("running")
    test = open_test(running)
    return redirect("running_turn", pk=running.pk) if test is None else redirect("running_test", pk=running.pk, test=test.id)


def address(name: str, *args: object) -> str:
    """Of a page of another app; empty where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
