"""The routes of ``supple_web.desk``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route
from builders.world import World


def _client(methods: str, **more: str) -> Route:
    """Of a client; more: the name of an argument, and of the world's object whose id it is."""

    def of(world: World) -> dict[str, object]:
        return {"pk": world.person.pk, **{name: world.more[key].pk for name, key in more.items()}}

    return Route("clinician", methods, of)


def _clinics(methods: str) -> Route:
    """The clinic's own, nobody's data."""
    return Route("clinician", methods, lambda world: {"template": world.more["template"].pk}, owned=False)


def _finding(world: World) -> dict[str, object]:
    return {"pk": world.person.pk, "check": world.check.pk, "direction": "left"}


def _recording(world: World) -> dict[str, object]:
    return {"pk": world.person.pk, "set_pk": world.trial_set.pk}


ROUTES: dict[str, Route] = {
    "desk": Route("clinician", "GET"),
    "desk_rules": Route("clinician", "GET POST"),
    "desk_templates": Route("clinician", "GET"),
    "desk_template_new": Route("clinician", "GET POST"),
    "desk_template": _clinics("GET POST"),
    "desk_template_remove": _clinics("POST"),
    "desk_client": _client("GET"),
    "desk_card": _client("POST"),
    "desk_aside": _client("POST"),
    "desk_note": _client("POST"),
    "desk_note_edit": _client("GET POST", note="note"),
    "desk_recording": Route("clinician", "GET", _recording),
    "desk_go_on": _client("POST"),
    "desk_measure": _client("GET POST"),
    "desk_overrule": Route("clinician", "GET POST", _finding),
    "desk_withdraw": _client("POST", overruling="overruling"),
    "desk_programme": _client("GET"),
    "desk_edit": _client("POST"),
    "desk_edit_back": _client("POST", edit="edit"),
    "desk_prescribe": _client("POST"),
    "desk_print": _client("GET"),
    "desk_pdf": _client("GET"),
    "desk_send": _client("POST"),
}
