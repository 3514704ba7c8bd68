"""The places of those who work here, as data; a place is shown once its address exists and to whom it is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from supple_web.clinic.access import staff_of


@dataclass(frozen=True)
class Place:
    """name: of its address. under: the beginning of the paths that belong to it. role: who sees it; empty: all staff."""

    name: str
    words: str | Promise
    under: str
    role: str = ""


PLACES: Final = (
    Place("desk", _("Desk"), "/desk", "clinician"),
    Place("calls", _("Calls"), "/clinic/calls"),
    Place("library_staff", _("Library"), "/clinic/library"),
    Place("clinic_people", _("People"), "/clinic/people", "administrator"),
    Place("clinic_face", _("Clinic"), "/clinic/face", "administrator"),
)


def places(request: HttpRequest) -> list[dict[str, object]]:
    staff = staff_of(request)
    shown: list[dict[str, object]] = []
    for place in PLACES:
        if staff is None or (place.role and not getattr(staff, place.role)):
            continue
        try:
            url = reverse(place.name)
        except NoReverseMatch:
            continue
        shown.append({"url": url, "words": place.words, "here": request.path.startswith(place.under)})
    return shown
