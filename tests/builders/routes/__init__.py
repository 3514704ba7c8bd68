"""Every route of the application, who may use it and how. ``test_urls_inventory.py`` holds the application to this table."""

from __future__ import annotations

from builders.routes import booking, clinic, desk, face, library, people, running
from builders.routes.model import Arguments, Route, Who

__all__ = ["ROUTES", "Arguments", "Route", "Who"]

ROUTES: dict[str, Route] = (
    people.ROUTES | face.ROUTES | clinic.ROUTES | desk.ROUTES | booking.ROUTES | library.ROUTES | running.ROUTES
)
