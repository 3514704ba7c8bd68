"""What every template may use."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from supple_web.common.figures import figure_style_url
from supple_web.common.navigation import tabs
from supple_web.common.offline import person_key


def site(request: HttpRequest) -> dict[str, Any]:
    options = settings.OPTIONS
    return {
        "clinic": options.clinic,
        "guest_days": options.guest_days,
        "sends_mail": options.sends_mail,
        "figure_style_url": figure_style_url(),
        "tabs": tabs(request),
        "person_key": person_key(getattr(request, "person", None)),
    }
