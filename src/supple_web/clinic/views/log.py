"""The log of what staff did, for administrators."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from supple_web.clinic.access import administrator_only
from supple_web.clinic.models import Staff
from supple_web.clinic.reading import lines, log_of_the_clinic

_A_PAGE: Final = 100
KINDS: Final = (
    ("", _("everything")),
    ("read", _("reading records")),
    ("write", _("writing in records")),
    ("clinic", _("the clinic")),
)


@require_safe
@administrator_only
def log(request: HttpRequest) -> HttpResponse:
    """The latest first; older ones by the id of the last line shown."""
    everybody = list(Staff.objects.all())
    chosen = next((one for one in everybody if str(one.pk) == request.GET.get("staff")), None)
    kind = request.GET.get("kind", "")
    rows = log_of_the_clinic(chosen, kind)
    before = request.GET.get("before", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before[:18]))
    found = list(rows[: _A_PAGE + 1])
    context = {
        "lines": lines(found[:_A_PAGE]),
        "older": found[_A_PAGE - 1].pk if len(found) > _A_PAGE else None,
        "everybody": everybody,
        "chosen": chosen,
        "kind": kind,
        "kinds": KINDS,
    }
    return render(request, "clinic/log.html", context)
