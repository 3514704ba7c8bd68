"""Entering what a clinician measured, and the day's questions where nobody asked them yet: one form, one post."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.accounts.models import Person
from supple_web.assessments.fields import Field, Value
from supple_web.assessments.models import Check
from supple_web.clinic.access import acting_staff, client_or_404, clinician_only
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.desk import actions, asking
from supple_web.desk.actions.measuring import Entered
from supple_web.desk.engine.words import arms, instruments, own_way_of, placements, positions
from supple_web.desk.forms import Form, client_id_of, read_measured
from supple_web.desk.standing import today_of
from supple_web.desk.views.client import head

ASKED, LATER = "asked", "later"


@require_http_methods(["GET", "HEAD", "POST"])
@clinician_only
def measure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = client_or_404(request, pk)
    check = Check.objects.of(person).filter(day=today_of(person)).first()
    form = Form(request.POST)
    if request.method == "POST":
        answer = _entered(request, person, check, form)
        if answer is not None:
            return answer
    return _show(request, person, check, form)


def _entered(request: HttpRequest, person: Person, check: Check | None, form: Form) -> HttpResponse | None:
    """None where something in the form is wrong; the form says what."""
    facts = asking.facts_for(person, check)
    groups = asking.open_groups(facts)
    about: dict[str, Value] = {}
    answers: dict[str, Value] = {}
    if groups and request.POST.get("questions") == ASKED:
        about, answers, wrong = asking.read_asked(groups, facts, request.POST)
        form.problems |= wrong
    elif groups and request.POST.get("questions") != LATER:
        form.problems["questions"] = _("Say whether you asked today's questions.")
    measured = read_measured(form)
    if measured is None or form.problems:
        return None
    try:
        entered = actions.enter_measured(
            person=person,
            day=today_of(person),
            measured=measured,
            client_id=client_id_of(request.POST),
            by=acting_staff(request),
            about=about,
            answers=answers,
        )
    except Problem as problem:
        form.problems["all"] = str(problem)
        return None
    _tell(request, entered)
    return redirect("desk_client", person.pk)


def _tell(request: HttpRequest, entered: Entered) -> None:
    if entered.trial_set is None:
        messages.error(request, _("A warning sign came up in the answers: nothing was measured. See below where to go."))
    elif entered.judged:
        messages.success(request, _("Kept. Result and programme were judged anew."))
    else:
        words = _("Kept. It is judged once today's questions are answered, by the client or here.")
        messages.success(request, words)


def _show(request: HttpRequest, person: Person, check: Check | None, form: Form) -> HttpResponse:
    groups = asking.open_groups(asking.facts_for(person, check))
    context: dict[str, Any] = {
        **head(request, person),
        "groups": [(group, [_shown(one, form) for one in group.fields], group.none in form.typed) for group in groups],
        "client_id": form.typed.get("client_id") or uuid.uuid4(),
        "typed": form.typed,
        "problems": form.problems,
        "positions": positions(),
        "instruments": instruments(),
        "placements": placements(),
        "arms": arms(),
        "sides": [_side(form, "left", _("Turning left")), _side(form, "right", _("Turning right"))],
        "check": check,
        "own": own_way_of(person),
        "asked_by": check.setup.get("asked_by") if check else None,
    }
    return render(request, "desk/measure.html", context, status=422 if form.problems else 200)


def _side(form: Form, side: str, title: str) -> dict[str, str]:
    pain = f"pain-{side}"
    told = {"values": form.typed.get(side, ""), "pain": form.typed.get(pain, "")}
    wrong = {"wrong": form.problems.get(side, ""), "pain_wrong": form.problems.get(pain, "")}
    return {"side": side, "title": title, **told, **wrong}


def _shown(one: Field, form: Form) -> dict[str, Any]:
    return {"field": one, "given": form.typed.get(one.id, ""), "problem": form.problems.get(one.id, "")}
