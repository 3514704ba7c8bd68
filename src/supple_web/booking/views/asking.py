"""No time suits, or nothing can be confirmed here: somebody asks to be called."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.accounts.people import visitor
from supple_web.booking import actions
from supple_web.booking.asking import RedFlag
from supple_web.booking.forms import AskForm
from supple_web.booking.rules import current_rules, retention
from supple_web.booking.spam import form_id, new_stamp, refused
from supple_web.booking.views.common import chosen_zone, never_beside_a_red_flag, now, sentence, with_status
from supple_web.booking.views.public import details_of
from supple_web.common.pages import render
from supple_web.common.problems import Problem


@require_http_methods(["GET", "HEAD", "POST"])
@never_beside_a_red_flag
def book_ask(request: HttpRequest) -> HttpResponse:
    known = {"email": str(request.user.email)} if request.user.is_authenticated else {}
    form = AskForm(request.POST) if request.method == "POST" else AskForm(initial=known)
    if form.is_bound and form.is_valid():
        answer = refused(request, "book_call", form.cleaned_data["email"])
        if answer is not None:
            return answer
        try:
            typed = form.cleaned_data
            actions.ask_for_call(details=details_of(request, typed), when=typed["when"], by=visitor(request), now=now())
            return redirect("book_asked")
        except RedFlag:
            raise
        except Problem as problem:
            form.blame(problem.where, sentence(problem))
    stamp = str(form.data.get("stamp", "")) if form.is_bound else ""
    context = {
        "form": form,
        "stamp": stamp if form_id(stamp) is not None else new_stamp(),
        "retention": retention(current_rules()),
        "zone": chosen_zone(request),
    }
    return with_status(request, "booking/ask.html", context, wrong=form.is_bound)


@require_safe
@never_beside_a_red_flag
def book_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "booking/asked.html")
