"""The routes of ``supple_web.running``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route


def _running(methods: str, **more: object) -> Route:
    return Route("guest", methods, lambda world: {"pk": world.more["running"].pk, **more})


ROUTES: dict[str, Route] = {
    "running": Route("guest", "GET POST"),
    "running_result": _running("GET"),
    "running_questions": _running("GET POST", page="heart"),
    "running_test": _running("GET POST", test="knee-to-wall"),
    "running_turn": _running("GET"),
    "running_finish": _running("POST"),
    "running_delete": _running("GET POST"),
}
