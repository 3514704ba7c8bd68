"""The list of the day: who needs attention, and everybody else."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from supple_web.accounts.models import Person
from supple_web.audit.record import record_read
from supple_web.booking.models import Call, State
from supple_web.clinic.access import acting_staff, client_or_404, clinician_only
from supple_web.clinic.models import Staff
from supple_web.common.pages import render
from supple_web.desk import actions
from supple_web.desk.listing import listing


@require_safe
@clinician_only
def desk(request: HttpRequest) -> HttpResponse:
    """One page of the list; that it was read is written down for each client whose pain and alerts stand on it."""
    staff = acting_staff(request)
    words, only = request.GET.get("q", "").strip()[:80], "attention" in request.GET
    found = listing(staff, timezone.localdate(), words=words, number=request.GET.get("page", "1"), only=only)
    record_read("clinic.client", by=staff.person, about=Person.objects.filter(pk__in=[row.pk for row in found.page.object_list]))
    context: dict[str, Any] = {
        "list": found,
        "words": words,
        "only": only,
        "query": urlencode({"q": words, **({"attention": "1"} if only else {})}),
        "calls": _calls_today(staff),
        "today": timezone.localdate(),
    }
    return render(request, "desk/desk.html", context)


def _calls_today(staff: Staff) -> list[Call]:
    """The clinician's own, in their own day."""
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return list(
        Call.objects.filter(clinician=staff, state=State.BOOKED, starts_at__gte=start, starts_at__lt=start + timedelta(days=1))
    )


@require_POST
@clinician_only
def aside(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put an alert aside until its reason is another, or take it up again."""
    person = client_or_404(request, pk)
    rule, staff = request.POST.get("rule", ""), acting_staff(request)
    if "again" in request.POST:
        actions.take_up_again(person=person, rule=rule, by=staff)
    else:
        actions.put_aside(person=person, rule=rule, reason=request.POST.get("reason", ""), by=staff)
    if request.POST.get("back") == "client":
        return redirect("desk_client", pk)
    query = {name: request.POST[name] for name in ("q", "page", "attention") if request.POST.get(name)}
    return redirect(f"{reverse('desk')}?{urlencode(query)}" if query else reverse("desk"))
