"""The routes of ``supple_web.clinic``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route

ROUTES: dict[str, Route] = {}
