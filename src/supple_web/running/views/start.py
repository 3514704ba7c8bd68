"""The way into the running check: what it is and is not, begin or go on, earlier ones; and deleting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.accounts.people import person_for, visitor
from supple_web.assessments.limits import Limited, refused
from supple_web.assessments.standing import is_open
from supple_web.assessments.warned import warned_check, warning_address
from supple_web.common.pages import render
from supple_web.common.science_words import told
from supple_web.running import actions, engine
from supple_web.running.engine.result import evidence_of
from supple_web.running.models import RunningCheck
from supple_web.running.views.entering import address, of_running, onward
from supple_web.running.wizard import TESTS, open_question


@require_http_methods(["GET", "HEAD", "POST"])
def running(request: HttpRequest) -> HttpResponse:
    """What it is; POST begins the day's, or goes on with it."""
    person = visitor(request)
    warned = warned_check(person)
    if warned is not None:
        return redirect(warning_address(warned))
    if request.method == "POST":
        too_often = refused(request, Limited.BEGIN) if person is None else None
        if too_often is not None:
            return too_often
        person = person_for(request)
        return onward(actions.begin(person=person, day=timezone.localdate(), by=person))
    every = list(RunningCheck.objects.of(person).select_related("person", "screened__person"))
    today = next((one for one in every if one.day == timezone.localdate()), None)
    context: dict[str, Any] = {
        "tests": TESTS,
        "today": today,
        "closed": _closed(today),
        "earlier": [one for one in every if one.finished_at is not None],
        "evidence": evidence_of(),
        "article_url": address("article", "running"),
        "book_url": address("book"),
    }
    return render(request, "running/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@of_running
def delete(request: HttpRequest, running: RunningCheck) -> HttpResponse:
    if request.method == "POST":
        actions.delete(running=running, by=running.person)
        messages.success(request, _("The running check is deleted."))
        return redirect("running")
    return render(request, "running/delete.html", {"running": running})


def _closed(today: RunningCheck | None) -> str:
    """Why nothing may be tested today, once the questions are answered; empty where something may."""
    if today is None or today.finished_at is not None or today.screened is None or not is_open(today.screened):
        return ""
    screening = engine.screened(today)
    if screening is None or screening.active or open_question(today.screened) is not None:
        return ""
    return told(screening.advice)
