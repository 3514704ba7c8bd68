"""What every page of a check begins with: whose check it is, and whether this page may be shown now."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.assessments.access import check_for
from supple_web.assessments.engine import screening_of
from supple_web.assessments.models import Check
from supple_web.assessments.standing import is_open
from supple_web.common.lazy import gettext_lazy

#: A view of a check takes the request, the check and what else its address names.
View = Callable[..., HttpResponse]

DAY_OVER: Final = gettext_lazy("The day of that check is over. What you entered is kept; a new day begins with its questions.")


def of_check(view: View) -> View:
    """Give the view its check: the visitor's own or the one handed to this browser; 404 for any other.

    After a red flag every page leads to where to go; once the day is over, nothing can be added.
    """

    @wraps(view)
    def inner(request: HttpRequest, pk: uuid.UUID, **named: object) -> HttpResponse:
        check = check_for(request, pk)
        if screening_of(check).stop:
            return _away(request, redirect("check_stop", pk=check.pk), _("a warning sign was answered"))
        if not is_open(check):
            messages.info(request, DAY_OVER)
            onward = redirect("check") if check.finished_at is None else redirect("check_result", pk=check.pk)
            return _away(request, onward, _("the day of this check is over"))
        return view(request, check, **named)

    return inner


def acting(request: HttpRequest, check: Check) -> Person:
    """Who acts: the visitor, or on a phone that borrowed the check its own person."""
    return visitor(request) or check.person


def wants_json(request: HttpRequest) -> bool:
    return not request.accepts("text/html")


def _away(request: HttpRequest, onward: HttpResponse, why: str) -> HttpResponse:
    """A page goes elsewhere; a script that posted a recording is told, since it follows no redirect."""
    if wants_json(request):
        return JsonResponse(
            {"problem": _("This set was not added: {why}.").format(why=why), "next": onward["Location"]}, status=409
        )
    return onward
