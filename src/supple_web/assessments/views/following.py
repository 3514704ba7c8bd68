"""Between the sets: what came of the last one, what is worth doing next, leaving a set out, stopping for today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.assessments import actions
from supple_web.assessments.engine.recordings import rejections
from supple_web.assessments.engine.tasks import Plan, plan_of
from supple_web.assessments.fields import Wrong, read
from supple_web.assessments.models import Check, TrialSet
from supple_web.assessments.reasons import REASON
from supple_web.assessments.stages import TOWARD, Stage, Task, title_of
from supple_web.assessments.standing import facts_of
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.onward import onward, owed
from supple_web.assessments.views.tasks import current, fresh_id, over, sent_id, way_url
from supple_web.assessments.wizard import first_open
from supple_web.common.pages import render

#: Where the tests begin on the way through the check, percent; and how many sets most people do.
_TESTS_FROM, _USUAL_SETS = 60, 4


@dataclass(frozen=True)
class Outcome:
    """One side (or bend) of the last set. toward: in words. why: for what did not count."""

    toward: str
    counted: int
    asked: int
    why: tuple[str, ...]


def percent(check: Check) -> int:
    done = min(check.sets.count(), _USUAL_SETS)
    return _TESTS_FROM + (96 - _TESTS_FROM) * done // _USUAL_SETS


@require_safe
@of_check
def following(request: HttpRequest, check: Check) -> HttpResponse:
    """What is worth doing next, or that it is enough."""
    if first_open(facts_of(check)) is not None:
        return onward(check)
    answer_first = owed(check)
    if answer_first is not None:
        return answer_first
    plan = plan_of(check)
    last: TrialSet | None = check.sets.prefetch_related("trials").last()
    context = {
        "check": check,
        "plan": plan,
        "task": plan.task,
        "outcomes": _outcomes(last) if last is not None else [],
        "last": last,
        "set_url": _set_url(check, plan),
        "skipped": _skipped(check, plan),
        "percent": percent(check),
        "back_url": _back_url(check, plan, last),
    }
    return render(request, "assessments/next.html", context)


@require_POST
@of_check
def finish(request: HttpRequest, check: Check) -> HttpResponse:
    """Stop here for today: the science judges what there is."""
    if first_open(facts_of(check)) is not None:
        return onward(check)
    answer_first = owed(check)
    if answer_first is not None:
        return answer_first
    actions.finish(check=check, by=acting(request, check))
    return redirect("check_result", pk=check.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def skip(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    """Leave a set out, with the reason; where the reason is pain, its pain is asked and the direction ends."""
    task = current(check, stage)
    if task is None:
        return over(request, check)
    problem = ""
    if request.method == "POST":
        try:
            return _left_out(request, check, task, str(read(REASON, request.POST)))
        except Wrong as wrong:
            problem = str(wrong)
    context = {
        "check": check,
        "task": task,
        "field": REASON,
        "problem": problem,
        "client_id": fresh_id(),
        "percent": percent(check),
        "back_url": reverse("check_next", args=[check.pk]),
    }
    return render(request, "assessments/skip.html", context, status=422 if problem else 200)


@require_POST
@of_check
def take_back(request: HttpRequest, check: Check, stage: str) -> HttpResponse:
    if stage in set(Stage):
        actions.take_back_skip(check=check, stage=Stage(stage), by=acting(request, check))
    return onward(check)


def _left_out(request: HttpRequest, check: Check, task: Task, reason: str) -> HttpResponse:
    by = acting(request, check)
    try:
        if reason == "pain":
            actions.stop_for_pain(check=check, task=task, client_id=sent_id(request), by=by)
        else:
            actions.skip(check=check, task=task, reason=reason, by=by)
    except actions.Over:
        return over(request, check)
    return onward(check)


def _back_url(check: Check, plan: Plan, last: TrialSet | None) -> str:
    """To what was answered last: the pain of the last set, or how one measures; where nothing is tested, the answers' own end."""
    if last is not None:
        return reverse("check_pain", args=[check.pk, last.pk])
    page = "joints" if plan.closed else "posture"
    return reverse("check_page", args=[check.pk, page])


def _outcomes(last: TrialSet) -> list[Outcome]:
    why: dict[str, list[str]] = {}
    for name, reason in rejections(last.document, last.asked):
        why.setdefault(name, []).append(reason)
    counted = [row.direction or row.movement for row in last.trials.all()]
    return [Outcome(TOWARD[name], counted.count(name), asked, tuple(why.get(name, ()))) for name, asked in last.asked.items()]


def _set_url(check: Check, plan: Plan) -> str:
    """A new test begins with its picture; once it is known, the page where it is measured."""
    task = plan.task
    if task is None:
        return ""
    if task.again or task.why:
        return way_url(check, task)
    return reverse("check_set", args=[check.pk, task.stage])


def _skipped(check: Check, plan: Plan) -> list[dict[str, Any]]:
    """What was left out and may still be done."""
    if plan.closed:
        return []
    return [{**entry, "title": title_of(entry["stage"])} for entry in check.skipped]
