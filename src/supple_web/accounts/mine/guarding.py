"""Before something leaves or goes for good, a member shows once more who they are; a guest has nothing to show."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor

View = Callable[[HttpRequest], HttpResponseBase]


def confirmed(view: View) -> View:
    """Allauth asks a member again unless they signed in a moment ago."""
    guarded: View = reauthentication_required(view, enabled=lambda request: request.user.is_authenticated)
    return guarded


def somebody(request: HttpRequest) -> Person:
    """The person of this visit. Raises Http404 where nothing is kept about anybody."""
    person = visitor(request)
    if person is None:
        raise Http404("Nothing is kept about you here.")
    return person
