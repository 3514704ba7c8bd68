"""What pages show of the clinic: its stored face over what the environment says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse

from supple_web.clinic.face.colours import style_sheet
from supple_web.clinic.models import Face, Testimonial, face
from supple_web.config.options import Clinic


@dataclass(frozen=True)
class House:
    """For the frame of every page. style_url, logo_url: empty where the clinic has none of its own."""

    name: str = ""
    style_url: str = ""
    logo_url: str = ""


def clinic_of(stored: Face) -> Clinic:
    """Whom to call: each stored value, else that of the environment."""
    told: Clinic = settings.OPTIONS.clinic
    own = {name: getattr(stored, name) for name in ("name", "phone", "mail", "emergency_number") if getattr(stored, name)}
    return replace(told, **own)


def clinic_now() -> Clinic:
    return clinic_of(face())


def house_of(stored: Face) -> House:
    version = digest_of(stored)
    sheet = style_sheet(stored.accent, stored.accent_dark)
    return House(
        name=clinic_of(stored).name,
        style_url=reverse("clinic_style", args=[version]) if sheet else "",
        logo_url=reverse("clinic_logo", args=[version]) if stored.logo_type else "",
    )


def digest_of(stored: Face) -> str:
    """Names one version of the face, so that a browser may keep its style and logo for good."""
    return hashlib.sha256(stored.changed_at.isoformat().encode()).hexdigest()[:16] if stored.changed_at else "0" * 16


def shown_testimonials() -> list[Testimonial]:
    """Words that an administrator shows and whose author still consents."""
    return list(Testimonial.objects.filter(shown=True, **_CONSENTED).distinct()[:6])


_CONSENTED = {"person__consents__purpose": "testimonial", "person__consents__withdrawn_at": None}
