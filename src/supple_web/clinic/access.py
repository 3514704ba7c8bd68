"""Who may see what: the one place that answers it. Nothing is ever taken on the client's word.

A page of the clinic begins with one of the three decorators, a client's page with ``client_or_404``. Whoever has no right to a
thing is told that it is not there.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Final
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic.models import Care, Consent, Purpose, Staff

#: What counts as a second step; recovery codes alone are none.
SECOND_STEPS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
#: A working day: whoever works here then shows once more who they are, so that a machine left open closes by itself.
SHOWN_AGAIN_AFTER: Final = timedelta(hours=12)
View = Callable[..., HttpResponseBase]


def staff_of(request: HttpRequest) -> Staff | None:
    """The active member of staff who is signed in, or None; read once a request."""
    if not hasattr(request, "_staff"):
        user = request.user
        found = Staff.objects.filter(user=user, active=True).first() if user.is_authenticated else None
        request._staff = found  # type: ignore[attr-defined]
    staff: Staff | None = request._staff  # type: ignore[attr-defined]
    return staff


def acting_staff(request: HttpRequest) -> Staff:
    """Within a decorated view: who acts. Raises Http404 for anybody else."""
    staff = staff_of(request)
    if staff is None:
        raise Http404("Not for you, or not there.")
    return staff


def has_second_step(staff: Staff) -> bool:
    """Whether they sign in with a second step: an authenticator app or a passkey; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=staff.user_id, type__in=SECOND_STEPS).exists())


def staff_only(view: View) -> View:
    return _guarded(view, lambda staff: True)


def clinician_only(view: View) -> View:
    return _guarded(view, lambda staff: staff.clinician)


def administrator_only(view: View) -> View:
    return _guarded(view, lambda staff: staff.administrator)


def _guarded(view: View, allows: Callable[[Staff], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        staff = staff_of(request)
        if staff is None or not allows(staff):
            raise Http404("Not for you, or not there.")
        if not has_second_step(staff):
            return redirect("clinic_second_step")
        if _long_ago(request):
            return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': _onward(request)})}")
        return view(request, *args, **kwargs)

    return guarded


def _long_ago(request: HttpRequest) -> bool:
    """Whether it is too long since they last showed who they are, as allauth remembers it in the session."""
    shown = [float(one["at"]) for one in get_authentication_records(request, request.user)]
    return bool(shown) and time.time() - max(shown) > SHOWN_AGAIN_AFTER.total_seconds()


def _onward(request: HttpRequest) -> str:
    """Where to go once they have shown it; what was being posted is posted again by hand."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("home")


def clients_of(staff: Staff) -> QuerySet[Person]:
    """The people a clinician looks after now, whose consent stands; nobody for whoever is no clinician."""
    if not (staff.active and staff.clinician):
        return Person.objects.none()
    return consenting().filter(care__in=Care.objects.filter(clinician=staff, ended_at=None))


def consenting() -> QuerySet[Person]:
    """The clients: whoever agreed to be seen here, as it stands now."""
    standing = Consent.objects.filter(purpose=Purpose.CARE, withdrawn_at=None)
    return Person.objects.filter(Exists(standing.filter(person=OuterRef("pk"))))


def clinicians() -> QuerySet[Staff]:
    """Who sees clients here now."""
    return Staff.objects.filter(active=True, clinician=True)


def client_or_404(request: HttpRequest, pk: uuid.UUID) -> Person:
    """A client of whoever acts; that their record was read is written down. Raises Http404 for everybody else's clients."""
    staff = acting_staff(request)
    person = clients_of(staff).filter(pk=pk).first()
    if person is None:
        raise Http404("No such client, or not yours.")
    record("read", "clinic.client", by=staff.person, about=person)
    return person
