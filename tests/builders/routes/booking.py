"""The routes of ``supple_web.booking``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route

ROUTES: dict[str, Route] = {}
