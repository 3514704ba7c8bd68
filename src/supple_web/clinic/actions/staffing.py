"""Who works here: roles, and leaving. An administrator always remains; whoever leaves is out at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.accounts.sessions import end_sessions
from supple_web.audit.record import record
from supple_web.clinic.actions.caring import end_care_of
from supple_web.clinic.models import Invitation, Staff
from supple_web.common.problems import Problem


@transaction.atomic
def change_staff(*, staff: Staff, name: str, title: str, clinician: bool, administrator: bool, by: Person) -> Staff:
    """Set name, title and roles. Who is no clinician any more looks after nobody from then on."""
    row = _locked(staff)
    if not (clinician or administrator):
        raise Problem(_("roles"), _("none"), _("at least one"), _("to end somebody's access, deactivate them"))
    if row.administrator and not administrator:
        _another_administrator(row)
    row.name, row.title = " ".join(name.split())[:80] or row.name, " ".join(title.split())[:80]
    row.clinician, row.administrator = clinician, administrator
    row.save(update_fields=["name", "title", "clinician", "administrator"])
    record("change staff", row, by=by)
    if not clinician:
        end_care_of(clinician=row, by=by)
    return row


@transaction.atomic
def deactivate(*, staff: Staff, by: Person) -> None:
    """Ends every right, every session, every care and every invitation of theirs at once; what they wrote stays."""
    row = _locked(staff)
    if not row.active:
        return
    if row.administrator:
        _another_administrator(row)
    _leave(row, by)
    if row.user is not None:
        end_sessions(row.user)


@transaction.atomic
def reactivate(*, staff: Staff, by: Person) -> None:
    """They are back with their roles and no client: those are shared or assigned anew."""
    row = _locked(staff)
    if row.user is None:
        raise Problem(_("account"), _("one that was erased"), _("one that exists"), _("invite them anew"))
    if not row.active:
        row.active = True
        row.save(update_fields=["active"])
        record("reactivate", row, by=by)


@transaction.atomic
def end_sessions_of(*, person: Person, by: Person) -> None:
    """Whoever is signed in as this person, on any device, is so no more."""
    record("end sessions", "accounts.user", by=by, about=person)
    if person.user is not None:
        end_sessions(person.user)


@transaction.atomic
def leave(*, person: Person, by: Person) -> None:
    """Before an account is erased: its owner works here no more, last administrator or not."""
    row = Staff.objects.select_for_update().filter(user=person.user).first() if person.user else None
    if row is not None:
        _leave(row, by)


def _leave(row: Staff, by: Person) -> None:
    row.active = False
    row.save(update_fields=["active"])
    record("deactivate", row, by=by)
    end_care_of(clinician=row, by=by)
    open_ones = Invitation.objects.filter(invited_by=row, accepted_at=None, withdrawn_at=None)
    open_ones.update(withdrawn_at=timezone.now())


def _locked(staff: Staff) -> Staff:
    """All administrators are locked with them, in one order: two cannot take each other's role away at once."""
    list(Staff.objects.select_for_update().filter(administrator=True).order_by("pk"))
    return Staff.objects.select_for_update().get(pk=staff.pk)


def _another_administrator(row: Staff) -> None:
    if not Staff.objects.filter(administrator=True, active=True).exclude(pk=row.pk).exists():
        raise Problem(
            _("administrator"),
            _("the only one there is"),
            _("another one beside them"),
            _("make somebody else administrator first"),
        )
