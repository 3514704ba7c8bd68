"""The library as staff write it."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supple_web.clinic.access import acting_staff, staff_only
from supple_web.common.pages import render
from supple_web.library import actions, engine
from supple_web.library.forms import ArticleForm, knows_article, language_here
from supple_web.library.models import Article, ExerciseVideo, Kind, Topic, Version
from supple_web.library.text import Text, read


@require_safe
@staff_only
def library_staff(request: HttpRequest) -> HttpResponse:
    """Every article with its languages, and what came newer with the program; every exercise with the clinic's additions."""
    articles = list(Article.objects.filter(kind=Kind.ARTICLE).annotate(latest=Max("versions__number")))
    every = Version.objects.filter(article__kind=Kind.ARTICLE).values_list("article_id", "number", "title")
    titles = {(article, number): title for article, number, title in every}
    rows: dict[str, dict[str, Any]] = {}
    for one in articles:
        row = rows.setdefault(
            one.slug, {"slug": one.slug, "title": "", "languages": {}, "order": (Topic.values.index(one.topic), one.order)}
        )
        title = titles.get((one.pk, one.current), one.slug)
        row["languages"][one.language] = {"article": one, "title": title, "offered": one.latest > one.current}
        if one.language == language_here() or not row["title"]:
            row["title"] = title
    languages = [{"code": code, "name": name} for code, name in settings.LANGUAGES]
    for row in rows.values():
        row["cells"] = [(language, row["languages"].get(language["code"])) for language in languages]
        row["from"] = next(iter(row["languages"].values()))["article"]
    notes = set(Article.objects.filter(kind=Kind.NOTE, published=True).values_list("slug", flat=True))
    context = {
        "rows": sorted(rows.values(), key=lambda row: (row["order"], row["title"])),
        "languages": languages,
        "exercises": engine.entries(),
        "notes": notes,
        "videos": set(ExerciseVideo.objects.values_list("exercise", flat=True)),
    }
    return render(request, "library/staff_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def new(request: HttpRequest) -> HttpResponse:
    """A new article; with ``of`` the same in another language, with ``exercise`` a note on one."""
    asked = request.POST if request.method == "POST" else request.GET
    kind = Kind.NOTE if asked.get("kind") == Kind.NOTE else Kind.ARTICLE
    if request.method != "POST":
        return _edit(request, ArticleForm(initial=_first(request, kind), kind=kind), kind=kind)
    form = ArticleForm(request.POST, kind=kind)
    if not form.is_valid():
        return _edit(request, form, kind=kind, status=422)
    data = form.cleaned_data
    try:
        made = actions.new_article(
            slug=data["slug"],
            language=data["language"],
            kind=kind,
            about=form.about(),
            draft=form.draft(),
            by=acting_staff(request),
        )
    except actions.Changed as problem:
        form.add_error("slug", str(problem))
        return _edit(request, form, kind=kind, status=422)
    messages.success(request, _("Saved. Nobody but staff sees it until you publish it."))
    return redirect("library_edit", made.pk)


def _first(request: HttpRequest, kind: str) -> dict[str, Any]:
    """What a new text begins with: nothing, the article it is another language of, or the exercise it is about."""
    language = request.GET.get("language", "")
    first: dict[str, Any] = {"language": language or language_here(), "order": 100, "seen": 0}
    if kind == Kind.NOTE:
        key = request.GET.get("exercise", "")
        entry = engine.entry(key)
        if entry is None:
            raise Http404("No such exercise.")
        return first | {"slug": key, "title": entry.name}
    slug = request.GET.get("of", "")
    other = Article.objects.filter(kind=Kind.ARTICLE, slug=slug).first() if slug else None
    version = other.versions.filter(number=other.current).first() if other else None
    return first | {"slug": slug, **_filled(other, version)} if other and version else first


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    if request.method != "POST":
        version = article.versions.filter(number=article.current).first()
        initial = {**_filled(article, version), "seen": article.current}
        return _edit(request, ArticleForm(initial=initial, kind=article.kind, article=article), article=article)
    form = ArticleForm(request.POST, kind=article.kind, article=article)
    if not form.is_valid():
        return _edit(request, form, article=article, status=422)
    try:
        actions.save(
            article=article,
            draft=form.draft(),
            seen=form.cleaned_data["seen"] or 0,
            about=form.about(),
            by=acting_staff(request),
        )
    except actions.Changed as problem:
        form.add_error(None, str(problem))
        article.refresh_from_db()
        form.data = {**request.POST.dict(), "seen": str(article.current)}
        return _edit(request, form, article=article, status=422)
    messages.success(request, _("Saved."))
    return redirect("library_edit", article.pk)


def _filled(article: Article | None, version: Version | None) -> dict[str, Any]:
    if article is None or version is None:
        return {}
    return {
        "title": version.title,
        "summary": version.summary,
        "keywords": version.keywords,
        "picture": version.picture,
        "body": version.body,
        "readers": article.readers,
        "topic": article.topic,
        "order": article.order,
        "next_step": article.next_step,
        "related": "\n".join(article.related),
    }


@require_POST
@staff_only
def preview(request: HttpRequest) -> HttpResponse:
    """What was typed as it would be shown, with what keeps it from being saved; nothing is stored."""
    article = _of_the_form(request)
    kind = article.kind if article else Kind.NOTE if request.POST.get("kind") == Kind.NOTE else Kind.ARTICLE
    language = article.language if article else request.POST.get("language", "")
    language = language if language in dict(settings.LANGUAGES) else language_here()
    body = request.POST.get("body", "")[:60_000]
    text = read(body, language, knows=knows_article(article, request.POST.get("slug", "")))
    shown: dict[str, str | Text] = {
        "text": text,
        "title": request.POST.get("title", ""),
        "summary": request.POST.get("summary", ""),
    }
    if request.headers.get("HX-Request"):
        return render(request, "library/_preview.html", {"preview": shown})
    form = ArticleForm(request.POST, kind=kind, article=article)
    return _edit(request, form, kind=kind, article=article, preview=shown)


def _of_the_form(request: HttpRequest) -> Article | None:
    key = request.POST.get("article", "")
    if not key:
        return None
    try:
        return get_object_or_404(Article, pk=uuid.UUID(key))
    except ValueError:
        raise Http404("No such article.") from None


def _edit(
    request: HttpRequest,
    form: ArticleForm,
    *,
    kind: str = Kind.ARTICLE,
    article: Article | None = None,
    preview: dict[str, str | Text] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "article": article,
        "kind": article.kind if article else kind,
        "preview": preview,
        "offered": article is not None and article.versions.filter(number__gt=article.current).exists(),
    }
    return render(request, "library/staff_edit.html", context, status=status)
