"""The routes of ``supple_web.clinic``; see ``model.py``."""

from __future__ import annotations

from builders.routes.model import Route, Who


def _staff(methods: str, who: Who = "administrator") -> Route:
    return Route(who, methods, lambda world: {"pk": world.more["clinician"].pk})


def _client(methods: str) -> Route:
    return Route("administrator", methods, lambda world: {"pk": world.person.pk})


def _invitation() -> Route:
    return Route("staff", "POST", lambda world: {"pk": world.more["open_invitation"].pk})


ROUTES: dict[str, Route] = {
    "invitation": Route("public", "GET POST", lambda _: {"token": "no-such-invitation"}, owned=False),
    "clinic_second_step": Route("member", "GET"),
    "clinic_people": Route("administrator", "GET"),
    "clinic_invite": Route("administrator", "GET POST"),
    "clinic_staff": _staff("GET POST"),
    "clinic_staff_active": _staff("POST"),
    "clinic_staff_sessions": _staff("POST"),
    "clinic_client": _client("GET"),
    "clinic_care": _client("POST"),
    "clinic_care_end": Route("administrator", "POST", lambda world: {"pk": world.person.pk, "care_pk": world.more["care"].pk}),
    "clinic_client_sessions": _client("POST"),
    "clinic_client_invite": Route("clinician", "GET POST"),
    "clinic_invitation_withdraw": _invitation(),
    "clinic_invitation_again": _invitation(),
    "clinic_audit": Route("administrator", "GET"),
    "sharing": Route("guest", "GET"),
    "sharing_share": Route("guest", "POST"),
    "sharing_end": Route("guest", "POST", lambda world: {"pk": world.more["care"].pk}),
    "sharing_stop": Route("guest", "POST"),
    "sharing_reminders": Route("guest", "POST"),
}
