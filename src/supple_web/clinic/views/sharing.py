"""A person's side: who sees their record, what they agreed to, who read it when. Ending is one button, as is beginning."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from supple_web.accounts.mine.guarding import somebody
from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.clinic import consents
from supple_web.clinic.access import clinicians
from supple_web.clinic.actions import caring
from supple_web.clinic.consent_texts import text_of
from supple_web.clinic.forms import ShareForm
from supple_web.clinic.models import Care, Consent, Contact, Purpose
from supple_web.clinic.reading import looks_at
from supple_web.common.problems import Problem


@require_safe
def sharing(request: HttpRequest) -> HttpResponse:
    return _sharing(request, visitor(request), None)


@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """With one clinician, in today's words, the box ticked."""
    person = _member(request)
    form = ShareForm(request.POST, without=_running(person))
    if not form.is_valid():
        return _sharing(request, person, form)
    clinician = form.cleaned_data["clinician"]
    caring.be_called(person=person, name=form.cleaned_data["name"], by=person)
    caring.share(person=person, clinician=clinician, by=person)
    messages.success(request, _("%(name)s sees your record from now on, until you end it.") % {"name": clinician.name})
    return redirect("sharing")


@require_POST
def end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = somebody(request)
    care = get_object_or_404(Care.objects.of(person).select_related("clinician", "person"), pk=pk)
    caring.end_care(care=care, by=person)
    messages.success(request, _("Ended. %(name)s sees nothing of yours any more.") % {"name": care.clinician.name})
    return redirect("sharing")


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Everything at once: nobody at the clinic sees anything from now on."""
    person = somebody(request)
    caring.stop_sharing(person=person, by=person)
    messages.success(request, _("Ended. Nobody at the clinic sees your record any more."))
    return redirect("sharing")


@require_POST
def reminders(request: HttpRequest) -> HttpResponse:
    person, wanted = _member(request), request.POST.get("agree")
    if wanted == "yes":
        consents.give(person=person, purpose=Purpose.REMINDERS, by=person)
        messages.success(request, _("Reminders come by mail from now on."))
    elif wanted == "no":
        consents.withdraw(person=person, purpose=Purpose.REMINDERS, by=person)
        messages.success(request, _("No reminders come any more."))
    else:
        raise Problem("agree", f"{wanted!r:.20}", "yes or no", _("use one of the two buttons"))
    return redirect("sharing")


def _sharing(request: HttpRequest, person: Person | None, form: ShareForm | None) -> HttpResponse:
    contact = Contact.objects.of(person).first()
    running = list(Care.objects.of(person).filter(ended_at=None, clinician__active=True).select_related("clinician"))
    without = {one.clinician_id for one in running}
    member, with_calls = person is not None and not person.is_guest, consents.running(person, Purpose.BOOKING)
    context: dict[str, Any] = {
        "person": person,
        "member": member,
        "running": running,
        "consenting": consents.running(person, Purpose.CARE),
        "form": form or ShareForm(None, without=without, name=contact.name if contact else ""),
        "choice": clinicians().exclude(pk__in=without).exists(),
        "care_words": text_of(Purpose.CARE),
        "reminders": consents.running(person, Purpose.REMINDERS),
        "reminder_words": text_of(Purpose.REMINDERS),
        "with_calls": with_calls,
        "booking_words": text_of(Purpose.BOOKING, with_calls.version) if with_calls else "",
        "history": _history(person),
        "looks": looks_at(person) if person else [],
    }
    return render(request, "clinic/sharing.html", context, status=200 if form is None else 422)


def _history(person: Person | None) -> list[dict[str, Any]]:
    """Every consent that was ever given, in the words that were agreed to, the latest first."""
    rows: list[Consent] = list(Consent.objects.of(person).order_by("-given_at"))
    return [{"consent": row, "words": text_of(Purpose(row.purpose), row.version)} for row in rows]


def _running(person: Person) -> set[uuid.UUID]:
    return set(Care.objects.of(person).filter(ended_at=None).values_list("clinician_id", flat=True))


def _member(request: HttpRequest) -> Person:
    """Whoever shares has an account: a guest is forgotten after some time, and the clinic could not call them anything."""
    person = somebody(request)
    if person.is_guest:
        raise Problem(_("sharing"), _("no account"), _("an account"), _("make one first; everything you entered comes along"))
    return person
