"""The routes of ``supple_web.booking``; see ``model.py``.

A link to one's own call is a secret: whoever has it is who it was sent to. With another one everybody is told the same.
"""

from __future__ import annotations

from dataclasses import replace

from builders.routes.model import Route


def _secret(methods: str) -> Route:
    return Route("public", methods, lambda _: {"token": "no-such-link"}, owned=False)


def _call(methods: str) -> Route:
    return Route("staff", methods, lambda world: {"pk": world.more["call"].pk}, keeper="caller")


ROUTES: dict[str, Route] = {
    "book": Route("guest", "GET"),
    "book_time": Route("guest", "GET POST"),
    "book_ask": Route("guest", "GET POST"),
    "book_asked": Route("guest", "GET"),
    "book_held": _secret("GET"),
    "call_confirm": _secret("GET POST"),
    "call_manage": _secret("GET"),
    "call_move": _secret("GET POST"),
    "call_cancel": _secret("POST"),
    "call_reminders": _secret("POST"),
    "call_summary_back": _secret("POST"),
    "summary_back": Route("guest", "POST"),
    "call_feed": _secret("GET"),
    "calls": Route("staff", "GET"),
    "call": _call("GET"),
    "call_shift": _call("GET POST"),
    "call_off": _call("POST"),
    "call_on": _call("POST"),
    "call_done": replace(_call("POST"), who="clinician"),
    "call_new": Route("staff", "GET POST"),
    "call_requests": Route("staff", "GET"),
    "call_request_answer": Route("staff", "POST", lambda world: {"pk": world.more["call_request"].pk}, owned=False),
    "call_hours": Route("staff", "GET POST"),
    "call_exception_add": Route("staff", "POST"),
    "call_exception_remove": Route("staff", "POST", lambda world: {"pk": world.more["call_exception"].pk}, keeper="caller"),
    "call_rules": Route("administrator", "GET POST"),
    "call_feed_new": Route("clinician", "POST"),
}
