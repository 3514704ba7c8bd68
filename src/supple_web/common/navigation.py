"""The four places of the application, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from supple_web.common.lazy import gettext_lazy as _


@dataclass(frozen=True)
class Tab:
    """name: of its address. under: paths that belong to it. icon: an SVG path in a box of 24."""

    name: str
    words: str
    under: tuple[str, ...]
    icon: str


TABS: Final = (
    Tab("today", _("Today"), ("/today", "/session", "/programme"), "M12 7v5l3 2M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18"),
    Tab("check", _("Check"), ("/check", "/hand"), "M4 17a8 8 0 0 1 16 0M12 17 7.5 9.5M12 17h.01"),
    Tab("progress", _("Progress"), ("/progress",), "M4 19h16M5 15l4-4 4 3 6-7"),
    Tab("mine", _("Yours"), ("/mine", "/account"), "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20a7 7 0 0 1 14 0"),
)


def tabs(request: HttpRequest) -> list[dict[str, object]]:
    shown = []
    for tab in TABS:
        try:
            url = reverse(tab.name)
        except NoReverseMatch:
            continue
        here = any(request.path.startswith(prefix) for prefix in tab.under)
        shown.append({"url": url, "words": tab.words, "icon": tab.icon, "here": here})
    return shown
