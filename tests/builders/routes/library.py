"""The routes of ``supple_web.library``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route

#: Articles belong to nobody: all staff write them.
_ONE = {"of": lambda world: {"pk": world.more["article"].pk}, "owned": False}
_EXERCISE = {"of": lambda world: {"exercise": "open-book"}, "owned": False}

ROUTES: dict[str, Route] = {
    "library": Route("public", "GET"),
    "article": Route("public", "GET", of=lambda world: {"slug": world.more["article"].slug}, owned=False),
    "library_exercise": Route("public", "GET", **_EXERCISE),
    "library_picture": Route("public", "GET", of=lambda world: {"kind": "exercise", "name": "open-book"}, owned=False),
    "library_staff": Route("staff", "GET"),
    "library_new": Route("staff", "GET POST"),
    "library_preview": Route("staff", "POST"),
    "library_additions": Route("staff", "GET POST", **_EXERCISE),
    "library_edit": Route("staff", "GET POST", **_ONE),
    "library_versions": Route("staff", "GET", **_ONE),
    "library_restore": Route("staff", "POST", data=lambda _: {"number": "1"}, **_ONE),
    "library_publish": Route("staff", "POST", **_ONE),
}
