"""The page of what is kept, and what somebody says of themself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.accounts.mine import forms, shown, verbs
from supple_web.accounts.mine.guarding import somebody
from supple_web.accounts.mine.policy import kept_of
from supple_web.accounts.people import visitor
from supple_web.assessments.models import Check
from supple_web.common.pages import render
from supple_web.training.models import Session


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about the person, in plain words, and what can be done with it."""
    person = visitor(request)
    if person is None:
        return render(request, "accounts/mine.html", {"person": None, "sends_mail": settings.OPTIONS.sends_mail})
    counted = {"set_count": Count("sets", distinct=True), "trial_count": Count("sets__trials", distinct=True)}
    checks = Check.objects.of(person).annotate(**counted).order_by("-day")
    context: dict[str, Any] = {
        "person": person,
        "kept": kept_of(person),
        "forgotten_on": shown.forgotten_on(person),
        "checks": checks,
        "months": shown.sessions_by_month(Session.objects.of(person).order_by("-day", "-started_at")),
        "about": [(field.words, shown.answer_words(field, person.about.get(field.id))) for field in forms.ABOUT_FIELDS],
    }
    return render(request, "accounts/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest) -> HttpResponse:
    """Age, minutes, days, things, wishes: seen and put right; the programme is fitted to them from then on."""
    person = somebody(request)
    problems: dict[str, str] = {}
    if request.method == "POST":
        values, problems = forms.some_of(forms.ABOUT_FIELDS, request.POST)
        if not problems:
            verbs.correct_about(person=person, about=values, by=person)
            messages.success(request, _("Corrected. Your programme is fitted to it from now on."))
            return redirect("mine")
    asked = [
        forms.again(field, request.POST, problems.get(field.id, ""))
        if problems
        else forms.asked(field, person.about.get(field.id))
        for field in forms.ABOUT_FIELDS
    ]
    lines = [(field.id, field.words, problems[field.id]) for field in forms.ABOUT_FIELDS if field.id in problems]
    return render(request, "accounts/mine/about.html", {"asked": asked, "problems": lines}, status=422 if problems else 200)
