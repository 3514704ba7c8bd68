from datetime import date

from django.urls import path, register_converter

from supple_web.training.views import programme, sessions, today


class IsoDay:
    """A day such as 2026-11-25; what is none is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


register_converter(IsoDay, "isoday")

urlpatterns = [
    path("today", today.today, name="today"),
    path("today/morning", today.morning, name="today_morning"),
    path("today/did", today.did, name="today_did"),
    path("today/skip", today.skip, name="today_skip"),
    path("today/unskip", today.unskip, name="today_unskip"),
    path("today/seen", today.seen, name="today_seen"),
    path("session/results", sessions.results, name="session_results"),
    path("session/<isoday:day>", sessions.play, name="session_play"),
    path("session/<uuid:pk>", sessions.done, name="session_done"),
    path("programme", programme.programme, name="programme"),
    path("programme/move", programme.move, name="programme_move"),
    path("programme/swap", programme.swap, name="programme_swap"),
    path("programme/unswap", programme.unswap, name="programme_unswap"),
    path("programme/<slug:exercise>", programme.exercise, name="exercise"),
]
