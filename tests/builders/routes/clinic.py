"""The routes of ``supple_web.clinic``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route

ROUTES: dict[str, Route] = {
    "clinic_second_step": Route("member", "GET"),
    "clinic_people": Route("administrator", "GET"),
    "sharing": Route("guest", "GET"),
    "invitation": Route("public", "GET POST", lambda _: {"token": "no-such-invitation"}, owned=False),
}
