"""What every answer carries, and how a problem with somebody's input becomes a page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from supple_web.common.pages import render
from supple_web.common.problems import Problem

Answer = Callable[[HttpRequest], HttpResponse]
#: The capture needs motion sensors; nothing here needs anything else of the device.
_PERMISSIONS = "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), camera=(), geolocation=(), microphone=()"


class PrivacyHeaders:
    """No page with somebody's data is kept in a cache of anybody's; the service worker keeps the plan by its own list."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


class InputProblems:
    """A ``Problem`` that no view caught: one kind line, status 422, as JSON where JSON was asked for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Problem):
            return None
        if request.accepts("text/html"):
            return render(request, "problem.html", {"problem": exception}, status=422)
        return JsonResponse({"problem": str(exception)}, status=422)
