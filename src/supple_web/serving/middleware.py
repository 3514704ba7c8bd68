"""What a server that speaks HTTP by the letter asks of an application."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

_VERBS = ("GET", "HEAD", "POST", "OPTIONS")


class Verbs:
    """No other verb is spoken here, so that none can do anything; an answer to HEAD has GET's length and no body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in _VERBS:
            return HttpResponseNotAllowed(_VERBS)
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response
