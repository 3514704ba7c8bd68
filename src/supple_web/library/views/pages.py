"""The library as everybody reads it: search and shelves, an article, an exercise, the small pictures."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from supple_web.accounts.people import visitor
from supple_web.assessments.models import Check
from supple_web.assessments.warned import warned_check, warning_address
from supple_web.clinic.access import staff_of
from supple_web.common.pages import render
from supple_web.library import engine, shelves
from supple_web.library.exercises import note_of, video_of
from supple_web.library.models import Version
from supple_web.library.search import find
from supple_web.library.text import Text, read

_LONGEST: Final = 200
#: Texts that are kept made; drawings make them large.
_KEPT: Final = 64


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Articles and exercises; with ``q`` what answers it, best first. htmx gets only what was found."""
    language = get_language() or shelves.FALLBACK
    question = request.GET.get("q", "").strip()[:_LONGEST]
    warned = _warned(request)
    context: dict[str, Any] = {"question": question, **_warning(warned)}
    if question:
        hits = find(question, language)
        context |= {
            "cards": shelves.found_cards(hits, language, exercises=warned is None),
            "guessed": bool(hits) and all(hit.guessed for hit in hits),
        }
    else:
        context["shelves"] = shelves.article_shelves(language)
        context["exercise_shelves"] = [] if warned else shelves.exercise_shelves()
    part = request.headers.get("HX-Request") and not request.headers.get("HX-History-Restore-Request")
    response = render(request, "library/_found.html" if part else "library/library.html", context)
    response.headers["Vary"] = "HX-Request"
    return response


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article in the reader's language; in English where there is none in it, and the page says so."""
    language = get_language() or shelves.FALLBACK
    version = shelves.shown(language).get(slug)
    if version is None:
        raise Http404("No such article.")
    warned = _warned(request)
    own = version.article.language == language
    context = {
        "article": version.article,
        "version": version,
        "text": made(version.pk, version.body, version.article.language),
        "elsewhere": "" if own else dict(settings.LANGUAGES).get(version.article.language, version.article.language),
        "related": shelves.related_cards(version.article, language, exercises=warned is None),
        "edits": staff_of(request) is not None,
        **_warning(warned),
    }
    return render(request, "library/article.html", context)


@require_safe
def exercise(request: HttpRequest, exercise: str) -> HttpResponse:
    """One exercise, for anybody. Beside a red flag none is shown: only where to go."""
    entry = engine.entry(exercise)
    if entry is None:
        raise Http404("No such exercise.")
    language = get_language() or shelves.FALLBACK
    context = {
        "entry": entry,
        "group": shelves.GROUPS[entry.group],
        "note": note_of(exercise, language),
        "video": video_of(exercise, language),
        "related": shelves.about_exercise(exercise, language),
        **_warning(_warned(request)),
    }
    return render(request, "library/exercise.html", context)


@require_safe
def picture(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """A card's picture as a file; it is the same for everybody and may be kept for a day."""
    side = request.GET.get("side", "")
    drawn = engine.card_picture(f"{kind}/{name}" + (f"?side={side}" if side else ""))
    if drawn is None:
        raise Http404("No such picture.")
    response = HttpResponse(str(drawn), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@lru_cache(maxsize=_KEPT)
def made(pk: object, body: str, language: str) -> Text:
    """A version as it is shown: it never changes, so it is made once."""
    return read(body, language)


def shown_text(version: Version) -> Text:
    return made(version.pk, version.body, version.article.language)


def _warned(request: HttpRequest) -> Check | None:
    return warned_check(visitor(request))


def _warning(check: Check | None) -> dict[str, object]:
    return {"warned": check is not None, "warning_url": warning_address(check) if check else ""}
