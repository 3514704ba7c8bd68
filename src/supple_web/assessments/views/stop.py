"""After a red flag: where to go and how urgently, and nothing else; and the way to take back a slip."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.assessments import actions
from supple_web.assessments.access import check_for
from supple_web.assessments.engine.questionnaire import field_of
from supple_web.assessments.engine.stopping import Stop, stop_of
from supple_web.assessments.fields import Value, read_all
from supple_web.assessments.models import Check
from supple_web.assessments.plan_fields import AGE
from supple_web.assessments.standing import is_open
from supple_web.assessments.views.entering import acting
from supple_web.assessments.views.onward import onward
from supple_web.assessments.views.pages import Shown, sent
from supple_web.clinic.face.shown import clinic_now
from supple_web.common.pages import render


@require_safe
def stop(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Where to go and how urgently. No test, no exercise, no booking, no call."""
    check, found = _stopped(request, pk)
    if found is None:
        return redirect("check")
    number = clinic_now().emergency_number
    return render(request, "assessments/stop.html", {"check": check, "stop": found, "emergency_number": number})


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The answers behind the warning, to be put right."""
    check, found = _stopped(request, pk)
    if found is None:
        return redirect("check")
    fields = [AGE if name == AGE.id else field_of(name) for name in found.questions]
    problems: dict[str, str] = {}
    if request.method == "POST":
        values, problems = read_all(fields, request.POST)
        if not problems:
            about = {key: value for key, value in values.items() if key == AGE.id}
            answers = {key: value for key, value in values.items() if key != AGE.id}
            return onward(actions.answer(check=check, answers=answers, about=about, by=acting(request, check)))
    stored = {**check.answers, **check.about}
    shown = [Shown(one, _given(request, one.id, stored), problems.get(one.id, "")) for one in fields]
    context = {
        "check": check,
        "shown": shown,
        "problems": [(one.field.id, one.field.words, one.problem) for one in shown if one.problem],
        "back_url": reverse("check_stop", args=[check.pk]),
    }
    return render(request, "assessments/correct.html", context, status=422 if problems else 200)


def _given(request: HttpRequest, name: str, stored: Mapping[str, Value]) -> str | list[str]:
    return str(request.POST.get(name, "")) if request.method == "POST" else sent(stored.get(name))


def _stopped(request: HttpRequest, pk: uuid.UUID) -> tuple[Check, Stop | None]:
    """The check and its red flag; none where there is none, or its day is over."""
    check = check_for(request, pk)
    return check, stop_of(check) if is_open(check) else None
