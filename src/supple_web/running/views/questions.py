"""The day's screening: the same questions as before any other test, kept with the same day's check."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from supple_web.assessments import actions as checks
from supple_web.assessments.fields import read_all
from supple_web.assessments.models import Check
from supple_web.assessments.page import Page, Store
from supple_web.assessments.standing import check_of_before, facts_of, is_open
from supple_web.assessments.views.pages import denied_all, shown_field
from supple_web.common.pages import render
from supple_web.running.models import RunningCheck
from supple_web.running.views.entering import of_running, onward
from supple_web.running.wizard import TESTS, screening_pages


@require_http_methods(["GET", "HEAD", "POST"])
@of_running
def questions(request: HttpRequest, running: RunningCheck, page: str) -> HttpResponse:
    """Show one page of questions, or keep its answers and go on."""
    check = running.screened
    if check is None or running.finished_at is not None or not is_open(check):
        return onward(running)
    pages = screening_pages(check)
    asked = next((one for one in pages if one.id == page), None)
    if asked is None:
        raise Http404("There is no such page of questions.")
    facts = facts_of(check)
    if not all(earlier.done(facts) for earlier in pages[: pages.index(asked)]):
        return onward(running)
    problems: dict[str, str] = {}
    if request.method == "POST":
        fields = asked.asked(facts)
        denied = "none" in request.POST and asked.denies
        values, problems = denied_all(fields, request.POST) if denied else read_all(fields, request.POST)
        if not problems:
            about, answers = (values, None) if asked.store is Store.ABOUT else (None, values)
            checks.answer(check=check, by=running.person, about=about, answers=answers)
            return onward(running)
    return _show(request, running, check, asked, problems)


def _show(request: HttpRequest, running: RunningCheck, check: Check, asked: Page, problems: Mapping[str, str]) -> HttpResponse:
    facts, pages = facts_of(check), screening_pages(check)
    shown = [shown_field(one, asked, facts, request, problems) for one in asked.asked(facts)]
    place = pages.index(asked)
    context = {
        "running": running,
        "page": asked,
        "shown": shown,
        "problems": [(one.field.id, one.field.words, one.problem) for one in shown if one.problem],
        "percent": percent(place, len(pages)),
        "back_url": reverse("running_questions", args=[running.pk, pages[place - 1].id]) if place else reverse("running"),
        "answered": all(one.given for one in shown),
        "alone": len(shown) == 1 and not asked.screening,
        "unanswered": sum(1 for one in shown if one.problem and not one.given),
        "earlier": check_of_before(check) if any(one.earlier for one in shown) else None,
    }
    return render(request, "running/questions.html", context, status=422 if problems else 200)


def percent(place: int, pages: int) -> int:
    """How far along: the questions are half of it, the tests the other half."""
    return round(50 * place / max(pages, 1))


def test_percent(place: int) -> int:
    return 50 + round(50 * place / (len(TESTS) + 1))
