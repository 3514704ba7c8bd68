"""In which language somebody is spoken to, and the choice of another one.

A page is in the language that was chosen in this browser (a cookie); else in the one in which the person read last, wherever that
was (``Person.language``, applied by ``PersonMiddleware``); else in the first that the browser asks for and that is offered; else
in the clinic's own. What a person read last is also the language of their mails (``speaking_to``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_POST

from supple_web.accounts.models import Person
from supple_web.clinic.models import face
from supple_web.common.problems import Problem

Answer = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Speaks in the language of this visit; the one before is restored, so that nothing leaks into another request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        stored = face()
        codes = offered(stored.languages)
        request.face = stored  # type: ignore[attr-defined]
        request.languages = codes  # type: ignore[attr-defined]
        with translation.override(chosen_here(request) or _asked_for(request, codes) or codes[0]):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        if "immutable" not in response.get("Cache-Control", ""):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def offered(codes: Iterable[str]) -> tuple[str, ...]:
    """The clinic's languages in its own order, its own first; all that there are where it named none."""
    known = dict(settings.LANGUAGES)
    return tuple(code for code in codes if code in known) or tuple(known)


def languages_of(request: HttpRequest) -> tuple[str, ...]:
    codes: tuple[str, ...] = getattr(request, "languages", ())
    return codes or offered(())


def chosen_here(request: HttpRequest) -> str | None:
    """What was chosen in this browser, as far as it is offered."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    return code if code in languages_of(request) else None


def speaking_to(person: Person | None) -> AbstractContextManager[None]:
    """A block that writes in the person's language; in the clinic's own for nobody and for who never read another."""
    codes = offered(face().languages)
    known = person.language if person else ""
    return translation.override(known if known in codes else codes[0])


def choices(request: HttpRequest) -> list[dict[str, str | bool]]:
    """For the foot of every page: code, the language's own name, whether it is this page's."""
    here, names = translation.get_language(), dict(settings.LANGUAGES)
    return [{"code": code, "name": names[code], "here": code == here} for code in languages_of(request)]


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a language in this browser, and back to the page where it was chosen; the person's row follows with that visit."""
    code, back = request.POST.get("language", ""), request.headers.get("Referer", "")
    codes = languages_of(request)
    if code not in codes:
        raise Problem("language", f"“{code[:20]}”", ", ".join(codes), _("choose one of the languages at the foot of the page"))
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = redirect(back if safe else reverse("home"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def _asked_for(request: HttpRequest, codes: tuple[str, ...]) -> str | None:
    """The first language of the browser's list that is offered, by itself or as a variety: es-MX reads Spanish."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        found = next((code for code in (wanted, wanted.partition("-")[0]) if code in codes), None)
        if found is not None:
            return found
    return None
