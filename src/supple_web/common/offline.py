"""What lets a phone open the plan without a network: the service worker, the manifest, the page shown instead, and who is here.

The worker keeps the player's own files and, of all pages, only those of the plan (``/today``, ``/session/DAY``) that the person
opened. The rule stands in ``sw.js``; pages with other health data are never kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from supple_web.accounts.models import Person
from supple_web.common.figures import figure_style_url

_STATIC: Final = Path(__file__).parent / "static"
_WORKER: Final = Path(__file__).with_name("sw.js")
#: Everything that a session needs; what else a kept page loaded, its browser tells the worker.
_SHELL: Final = (
    "supple/*.css",
    "supple/*.js",
    "supple/player/*.js",
    "supple/cues/*.js",
    "supple/offline/*.js",
    "supple/icons/*",
)
#: The paper of the drawings, as in app.css.
_PAPER: Final = "#fdfaf5"
_INSTALLED: Final = ((192, "any"), (512, "any"), (192, "maskable"), (512, "maskable"))


def person_key(person: Person | None) -> str:
    """What stands for a person on their device; empty for nobody. It names no row here, so a device tells nothing about any."""
    return salted_hmac("supple.device", str(person.pk)).hexdigest()[:32] if person else ""


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Served from the root, so that it may stand in for every page; never kept, so that it renews itself.

    Its version holds the language: after a change of language the browser takes a new one, which fetches what it kept anew.
    """
    make = _worker.__wrapped__ if settings.DEBUG else _worker
    response = HttpResponse(make(get_language()), content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    document = {
        "id": "/",
        "name": "Supple",
        "short_name": "Supple",
        "description": _("How far your upper back turns, why it turns no further, and training for exactly that."),
        "lang": get_language(),
        "start_url": "/today",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "categories": ["health", "fitness"],
        "icons": list(_icons()),
    }
    response = JsonResponse(document, content_type="application/manifest+json")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Shown in place of a page that cannot be reached. The worker fetches it as nobody: it says nothing of any person."""
    return render(request, "offline.html")


@require_safe
def who(request: HttpRequest) -> JsonResponse:
    """Asked before something kept on the device is sent: whose visit this is, and the token that a form of theirs would carry."""
    return JsonResponse({"person": person_key(getattr(request, "person", None)), "token": get_token(request)})


def _icons() -> Iterator[dict[str, str]]:
    yield {"src": static("supple/icons/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    for size, purpose in _INSTALLED:
        name = f"icon-{size}.png" if purpose == "any" else f"maskable-{size}.png"
        yield {"src": static(f"supple/icons/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


@cache
def _worker(language: str) -> str:
    files = sorted({path for pattern in _SHELL for path in _STATIC.glob(pattern) if path.is_file()})
    urls = [static(path.relative_to(_STATIC).as_posix()) for path in files]
    code = _WORKER.read_text(encoding="utf-8")
    digest = hashlib.sha256(f"{language} {code}".encode())
    for url, path in zip(urls, files, strict=True):
        digest.update(url.encode() + path.read_bytes())
    shell = [*urls, figure_style_url()]
    told = {"version": digest.hexdigest()[:16], "shell": shell, "offline": reverse("offline"), "language": language}
    return f"const CONFIG = {json.dumps(told)};\n{code}"
