"""What an article said before, what came newer with the program, and who sees it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from supple_web.clinic.access import acting_staff, staff_only
from supple_web.common.pages import render
from supple_web.library import actions
from supple_web.library.difference import Row, difference
from supple_web.library.models import Article
from supple_web.library.writers import Written, written


@require_safe
@staff_only
def versions(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The history; two versions beside each other, the latest against the one before where nobody chose."""
    article = get_object_or_404(Article, pk=pk)
    every = written(article)
    numbers = {one.version.number: one for one in every}
    new_number = _number(request.GET.get("new"), numbers, default=max(numbers, default=0))
    old_number = _number(request.GET.get("old"), numbers, default=max((n for n in numbers if n < new_number), default=new_number))
    context = {
        "article": article,
        "versions": every,
        "old": numbers.get(old_number),
        "new": numbers.get(new_number),
        "rows": _rows(numbers, old_number, new_number),
    }
    return render(request, "library/staff_versions.html", context)


def _number(asked: str | None, known: dict[int, Written], *, default: int) -> int:
    return int(asked) if asked and asked.isdigit() and len(asked) < 7 and int(asked) in known else default


def _rows(known: dict[int, Written], old: int, new: int) -> list[Row]:
    if old == new or old not in known or new not in known:
        return []
    return difference(known[old].version, known[new].version)


@require_POST
@staff_only
def restore(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    number = request.POST.get("number", "")
    if not (number.isdigit() and len(number) < 7 and article.versions.filter(number=int(number)).exists()):
        raise Http404("No such version.")
    actions.restore(article=article, number=int(number), by=acting_staff(request))
    messages.success(request, _("Version %(number)s is shown again.") % {"number": number})
    return redirect("library_versions", article.pk)


@require_POST
@staff_only
def publish(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    shown = request.POST.get("shown") == "yes"
    actions.publish(article=article, shown=shown, by=acting_staff(request))
    messages.success(request, _("Published: everybody sees it.") if shown else _("Taken back: staff only see it."))
    return redirect("library_edit", article.pk)
