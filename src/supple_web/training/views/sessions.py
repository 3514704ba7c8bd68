"""The player's page, the results it sends, and what a session came to."""

from __future__ import annotations

import json
import uuid
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from supple_web.accounts.people import visitor
from supple_web.common.lazy import gettext_lazy
from supple_web.common.offline import person_key
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.training import actions, engine
from supple_web.training.actions.sessions import waiting_for_morning
from supple_web.training.models import Session
from supple_web.training.results import read_result

_FOREIGN: Final = 409
_WRONG: Final = 422


@require_safe
def play(request: HttpRequest, day: date) -> HttpResponse:
    """The player with the session of this very day; every other day's link leads to today's page, which says what is due."""
    person = visitor(request)
    now = engine.current(person) if person else None
    today = timezone.localdate()
    if person is None or now is None or day != today or engine.warning_of(person) or waiting_for_morning(person):
        return redirect("today")
    found = engine.open_today(now, today)
    if found is None or not found.plan.exercises:
        return redirect("today")
    context = {
        "session": engine.player_document(found),
        "figures": engine.figures(found),
        "post_url": reverse("session_results"),
        "back_url": reverse("today"),
        "pain_before": None,
        "stop_from": engine.STOP_FROM,
        "modify_from": engine.MODIFY_FROM,
    }
    return render(request, "training/player.html", context)


@require_POST
def results(request: HttpRequest) -> JsonResponse:
    """Take what a device says of a session, exactly once; ``supple.session-result/1`` in, one line of words out."""
    person = visitor(request)
    told = request.headers.get("X-Supple-Person")
    if person is None or (told is not None and told != person_key(person)):
        return JsonResponse({"problem": _("This session belongs to somebody who is not signed in here.")}, status=_FOREIGN)
    try:
        stored = actions.store_session(person=person, result=read_result(_json(request)), by=person)
    except Problem as problem:
        return JsonResponse({"problem": str(problem)}, status=_WRONG)
    status = "stored" if stored.fresh else "already-stored"
    message = " ".join(_reasons(stored.session))
    return JsonResponse({"status": status, "message": message, "next": reverse("session_done", args=[stored.session.pk])})


def _json(request: HttpRequest) -> object:
    try:
        return json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem("session", "no JSON", _("a document of a session"), _("reload the page and send it again")) from None


def _reasons(session: Session) -> list[str]:
    row = getattr(session, "plan_change", None)
    return list(row.reasons) if row else []


@require_safe
def done(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What a session was and what it changed; not beside a red flag, which leaves no exercise to be shown."""
    person = visitor(request)
    session: Session = get_object_or_404(Session.objects.of(person).select_related("plan_change"), pk=pk)
    if person is not None and engine.warning_of(person):
        return redirect("today")
    return render(request, "training/done.html", _summary(session))


def _summary(session: Session) -> dict[str, Any]:
    sets = {row["exercise"]: row for row in session.done}
    rows = [
        {"id": row["exercise"], "name": engine.name_of(row["exercise"]), "sets_done": row["sets_done"], "sets": row["sets"]}
        for row in session.done
    ]
    skipped = [
        {"name": engine.name_of(row["exercise"]), "reason": SKIPPED.get(row["reason"], row["reason"])}
        for row in session.skipped
        if row["exercise"] not in sets
    ]
    minutes = round((session.finished_at - session.started_at).total_seconds() / 60)
    return {
        "session": session,
        "rows": rows,
        "skipped": skipped,
        "minutes": minutes,
        "reasons": _reasons(session),
        "pains": [
            (_("before"), session.pain_before),
            (_("at most during"), session.pain_during),
            (_("after"), session.pain_after),
            (_("next morning"), session.pain_next_morning),
        ],
        "outcome": engine.outcome_of(session),
    }


SKIPPED: Final = {
    "pain": gettext_lazy("it hurt"),
    "time": gettext_lazy("no time"),
    "too-hard": gettext_lazy("too hard"),
    "equipment": gettext_lazy("nothing at hand for it"),
    "other": gettext_lazy("left out"),
}
