"""Taking everything along, and erasing everything."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from supple_web.accounts.adapter import WIPE
from supple_web.accounts.mine.erasing import erase as erase_everything
from supple_web.accounts.mine.export import export as packed
from supple_web.accounts.mine.guarding import confirmed, somebody
from supple_web.accounts.mine.policy import KEPT, kept_of
from supple_web.common.pages import render

_SEE_AND_DO = ["GET", "HEAD", "POST"]


@require_http_methods(_SEE_AND_DO)
@confirmed
def export(request: HttpRequest) -> HttpResponseBase:
    """GET says what will be in the file; POST makes it, and the log remembers that."""
    person = somebody(request)
    if request.method == "POST":
        file = packed(person=person, by=person)
        return FileResponse(file, as_attachment=True, filename=f"supple-everything-{timezone.localdate()}.zip")
    left_out = [(kept.words, why) for kept, _ in kept_of(person) for why in kept.left_out.values()]
    return render(request, "accounts/mine/export.html", {"kept": kept_of(person), "left_out": left_out})


@require_http_methods(_SEE_AND_DO)
@confirmed
def erase(request: HttpRequest) -> HttpResponseBase:
    """GET says what will be gone; POST with the box ticked erases it at once, and the device wipes what it kept."""
    person = somebody(request)
    asked = request.method == "POST"
    if asked and request.POST.get("sure") == "yes":
        erase_everything(person=person, by=person)
        request.session.flush()
        request.session[WIPE] = True
        return redirect("signed_out")
    context: dict[str, Any] = {
        "kept": [(kept, count) for kept, count in kept_of(person) if not kept.stays],
        "stays": [kept for kept in KEPT if kept.stays],
        "member": not person.is_guest,
        "works_here": any(kept.model == "clinic.Staff" for kept, _ in kept_of(person)),
        "problem": gettext("Tick the box first; nothing was erased.") if asked else "",
    }
    return render(request, "accounts/mine/erase.html", context, status=422 if asked else 200)
