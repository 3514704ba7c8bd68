"""What every template may use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from supple_web.accounts.people import visitor
from supple_web.assessments.warned import warned_check
from supple_web.booking.listing import is_open
from supple_web.booking.upcoming import upcoming
from supple_web.clinic.face.shown import clinic_of, house_of
from supple_web.clinic.models import Face, face
from supple_web.clinic.navigation import places
from supple_web.common.figures import figure_style_url
from supple_web.common.languages import choices
from supple_web.common.navigation import tabs
from supple_web.common.offline import person_key
from supple_web.common.problems import Problem
from supple_web.common.script_words import script_words
from supple_web.config.options import Clinic


def site(request: HttpRequest) -> dict[str, Any]:
    options = settings.OPTIONS
    stored = cache(lambda: getattr(request, "face", None) or face())
    calm = cache(lambda: _calm(request))
    return {
        "clinic": SimpleLazyObject(lambda: _clinic(stored(), calm)),
        "booking_open": SimpleLazyObject(lambda: is_open() and calm()),
        "own_call": SimpleLazyObject(lambda: upcoming(visitor(request))),
        "house": SimpleLazyObject(lambda: house_of(stored())),
        "guest_days": options.guest_days,
        "sends_mail": options.sends_mail,
        "figure_style_url": figure_style_url(),
        "languages": SimpleLazyObject(lambda: choices(request)),
        "script_words": script_words,  # called by the template; a lazy object is no JSON
        "tabs": tabs(request),
        "staff_places": SimpleLazyObject(lambda: places(request)),
        "person_key": person_key(getattr(request, "person", None)),
    }


def _calm(request: HttpRequest) -> bool:
    """Whether no red flag stands. Where what is stored cannot be read, it cannot be told: then nobody is sent to the clinic."""
    try:
        return warned_check(getattr(request, "person", None)) is None
    except Problem:
        return False


def _clinic(stored: Face, calm: Callable[[], bool]) -> Clinic:
    """Whom to call; beside a red flag nobody but the emergency services: no call, no booking."""
    clinic = clinic_of(stored)
    if not clinic.reachable or calm():
        return clinic
    return Clinic(emergency_number=clinic.emergency_number)
