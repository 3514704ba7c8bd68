"""The routes of ``supple_web.clinic.face``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Arguments, Route


def _version(_: object) -> dict[str, object]:
    return {"digest": "0" * 16}


_OLD: Arguments = _version

ROUTES: dict[str, Route] = {
    "clinic_page": Route("public", "GET"),
    "clinic_style": Route("public", "GET", of=_OLD, owned=False),
    "clinic_logo": Route("public", "GET", of=_OLD, owned=False),
    "clinic_face": Route("administrator", "GET POST"),
    "clinic_words": Route("member", "GET POST"),
    "clinic_words_back": Route("member", "POST"),
    "clinic_testimonials": Route("administrator", "GET"),
    "clinic_testimonial": Route("administrator", "POST", of=lambda world: {"pk": world.more["words"].pk}),
}
