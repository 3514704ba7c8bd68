"""One test a screen, and the last one: turning, from the person's own check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.running import actions, forms
from supple_web.running.engine import asked_of, tools_of
from supple_web.running.engine.result import turning_of
from supple_web.running.models import RunningCheck
from supple_web.running.views.entering import address, may_test, of_running, onward
from supple_web.running.views.questions import test_percent
from supple_web.running.wizard import BY_ID, TESTS, TOOLS, TestWords, before, open_test, screening_pages


@require_http_methods(["GET", "HEAD", "POST"])
@of_running
def test(request: HttpRequest, running: RunningCheck, test: str) -> HttpResponse:
    """One test of both sides, or leaving it out. Once finished, the same page corrects it."""
    words = BY_ID.get(test)
    if words is None:
        raise Http404("There is no such test.")
    if not may_test(running):
        return onward(running)
    tool = _tool(request, running, words)
    problems: dict[str, str] = {}
    if request.method == "POST" and "leave-out" in request.POST:
        return _kept(request, running, words, {"left_out": True})
    if request.method == "POST":
        entry, problems = forms.read_entry(asked_of(test, tool), words, request.POST)
        if not problems:
            try:
                return _kept(request, running, words, entry)
            except Problem as problem:
                problems = {"left-1": f"{problem.found}; {problem.expected}"}
    return _show(request, running, words, tool, problems)


@require_safe
@of_running
def turn(request: HttpRequest, running: RunningCheck) -> HttpResponse:
    """What the person's own check says of turning; from here the running check is finished."""
    if running.finished_at is not None or not may_test(running) or open_test(running) is not None:
        return onward(running)
    context = {
        "running": running,
        "turning": turning_of(running),
        "percent": test_percent(len(TESTS)),
        "back_url": reverse("running_test", args=[running.pk, TESTS[-1].id]),
        "check_url": address("check"),
    }
    return render(request, "running/turn.html", context)


@require_POST
@of_running
def finish(request: HttpRequest, running: RunningCheck) -> HttpResponse:
    if running.finished_at is None and (not may_test(running) or open_test(running) is not None):
        return onward(running)
    actions.finish(running=running, by=running.person)
    return redirect("running_result", pk=running.pk)


def _kept(request: HttpRequest, running: RunningCheck, words: TestWords, entry: dict[str, Any]) -> HttpResponse:
    finished = running.finished_at is not None
    actions.keep(running=running, test=words.id, entry=entry, by=running.person)
    if finished:
        messages.success(request, _("Corrected, and judged anew."))
    return onward(running)


def _tool(request: HttpRequest, running: RunningCheck, words: TestWords) -> str:
    """What is chosen now, else what was used: in this check, or in the last one that has this test; else the first."""
    known = tools_of(words.id)
    chosen = request.POST.get("tool") if request.method == "POST" else request.GET.get("with")
    stored = running.readings.get(words.id, {}).get("tool")
    for one in (chosen, stored, _used_before(running, words)):
        if one in known:
            return str(one)
    return known[0]


def _used_before(running: RunningCheck, words: TestWords) -> str | None:
    earlier = RunningCheck.objects.of(running.person).filter(day__lt=running.day, finished_at__isnull=False)
    tools = (one.readings.get(words.id, {}).get("tool") for one in earlier[:5])
    return next((tool for tool in tools if tool), None)


def _show(request: HttpRequest, running: RunningCheck, words: TestWords, tool: str, problems: dict[str, str]) -> HttpResponse:
    asked = asked_of(words.id, tool)
    stored = running.readings.get(words.id, {})
    form = forms.shown(asked, words, stored, request.POST if request.method == "POST" else None, problems)
    used = _used_before(running, words)
    context = {
        "running": running,
        "words": words,
        "asked": asked,
        "unit": forms.unit_words(asked.unit),
        "tools": [{"id": one, "words": TOOLS[one], "chosen": one == tool} for one in tools_of(words.id)],
        "steps": words.steps[tool],
        "form": form,
        "problems": form.problems,
        "unlike_before": TOOLS[used] if used and used != tool else "",
        "percent": test_percent(TESTS.index(words)),
        "place": TESTS.index(words) + 1,
        "tests": len(TESTS),
        "back_url": _back(running, words),
    }
    return render(request, "running/test.html", context, status=422 if problems else 200)


def _back(running: RunningCheck, words: TestWords) -> str:
    if running.finished_at is not None:
        return reverse("running_result", args=[running.pk])
    earlier = before(words)
    if earlier is not None:
        return reverse("running_test", args=[running.pk, earlier.id])
    if running.screened is None:
        return reverse("running")
    return reverse("running_questions", args=[running.pk, screening_pages(running.screened)[-1].id])
