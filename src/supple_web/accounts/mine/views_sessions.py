"""A session: seen, its pain corrected, deleted."""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.accounts.mine import forms, shown, verbs
from supple_web.accounts.mine.guarding import somebody
from supple_web.common.pages import render
from supple_web.training.models import Session

_FIELDS: Final = tuple(forms.pain_field(name, words) for name, words in shown.PAIN_WORDS.items())


@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was done, and the pain around it."""
    person = somebody(request)
    one = get_object_or_404(Session.objects.of(person), pk=pk)
    problems: dict[str, str] = {}
    if request.method == "POST":
        told, problems = forms.some_of(_FIELDS, request.POST)
        if not problems:
            verbs.correct_session(session=one, told={name: int(str(value)) for name, value in told.items()}, by=person)
            messages.success(request, _("Corrected. Your programme follows, as if you had told it at once."))
            return redirect("mine_session", pk=one.pk)
    asked = [
        forms.again(field, request.POST, problems.get(field.id, "")) if problems else forms.asked(field, getattr(one, field.id))
        for field in _FIELDS
    ]
    lines = [(field.id, field.words, problems[field.id]) for field in _FIELDS if field.id in problems]
    context = {
        "session": one,
        "done": shown.done_words(one),
        "asked": asked,
        "problems": lines,
        "corrections": shown.session_corrections(one),
    }
    return render(request, "accounts/mine/session.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def session_delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = somebody(request)
    one = get_object_or_404(Session.objects.of(person), pk=pk)
    if request.method == "POST":
        verbs.delete_session(session=one, by=person)
        messages.success(request, _("The session is deleted, and your programme derived anew."))
        return redirect("mine")
    context: dict[str, Any] = {
        "title": _("Delete the session of {day}?").format(day=date_format(one.day, "DATE_FORMAT")),
        "gone": [_("what you did and skipped in it"), _("the pain around it")],
        "after": _("Your programme is derived anew from what is left; it may take a step back."),
        "back_session": one,
    }
    return render(request, "accounts/mine/delete.html", context)
