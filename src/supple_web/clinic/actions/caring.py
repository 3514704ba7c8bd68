"""Who looks after whom: shared by the person, assigned by an administrator with their consent, ended by either at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic import consents, mails
from supple_web.clinic.models import Care, Contact, Purpose, Staff
from supple_web.common.problems import Problem


@transaction.atomic
def share(*, person: Person, clinician: Staff, by: Person) -> Care:
    """The person agrees, in today's words, that this clinician sees their record. Agreed to before, nothing is added."""
    _lock(person)
    clinician = _works_here(clinician)
    consents.give(person=person, purpose=Purpose.CARE, by=by)
    return _begin(person, clinician, by, shared=True)


@transaction.atomic
def assign(*, person: Person, clinician: Staff, by: Person) -> Care:
    """The clinic lets a clinician look after somebody who agreed to be seen here and did not refuse this one; they are told."""
    _lock(person)
    clinician = _works_here(clinician)
    if consents.running(person, Purpose.CARE) is None:
        raise Problem(_("client"), _("no consent to be seen here"), _("one that stands"), _("ask them to share first"))
    last = Care.objects.filter(person=person, clinician=clinician).order_by("-since", "-pk").first()
    if last is not None and last.refused:
        raise Problem(_("clinician"), _("one whom this person ended"), _("another"), _("only they can choose this one again"))
    return _begin(person, clinician, by, shared=False)


@transaction.atomic
def end_care(*, care: Care, by: Person) -> None:
    """It ends now. Where the person ends the last one, their consent ends with it, so that nobody else is assigned."""
    _lock(care.person)
    own = by.pk == care.person_id
    if not Care.objects.filter(pk=care.pk, ended_at=None).update(ended_at=timezone.now(), refused=own):
        return
    record("end care", care, by=by, about=care.person)
    if own and not Care.objects.filter(person=care.person, ended_at=None).exists():
        consents.withdraw(person=care.person, purpose=Purpose.CARE, by=by)


@transaction.atomic
def stop_sharing(*, person: Person, by: Person) -> None:
    """The person takes their consent back: nobody at the clinic sees anything from now on."""
    _lock(person)
    for care in Care.objects.of(person).filter(ended_at=None):
        end_care(care=care, by=by)
    consents.withdraw(person=person, purpose=Purpose.CARE, by=by)


@transaction.atomic
def end_care_of(*, clinician: Staff, by: Person | None) -> None:
    """Whoever is no clinician here any more looks after nobody; what people agreed to stands."""
    for care in Care.objects.filter(clinician=clinician, ended_at=None).select_related("person"):
        Care.objects.filter(pk=care.pk).update(ended_at=timezone.now())
        record("end care", care, by=by, about=care.person)


@transaction.atomic
def be_called(*, person: Person, name: str, by: Person) -> Contact:
    """How the clinic calls them. Raises Problem where nothing was said."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise Problem(
            _("name"), _("%(count)d letters") % {"count": len(name)}, _("1 to 80"), _("say what the clinic may call you")
        )
    contact, _made = Contact.objects.update_or_create(person=person, defaults={"name": name})
    record("be called", "clinic.contact", by=by, about=person)
    return contact


def _begin(person: Person, clinician: Staff, by: Person, *, shared: bool) -> Care:
    care: Care
    care, made = Care.objects.get_or_create(person=person, clinician=clinician, ended_at=None, defaults={"shared": shared})
    if made:
        record("share" if shared else "assign", care, by=by, about=person)
        if not shared:
            mails.on_assigned(care)
    elif shared and not care.shared:
        care.shared = True
        care.save(update_fields=["shared"])
        record("share", care, by=by, about=person)
    return care


def _works_here(clinician: Staff) -> Staff:
    """As the database knows them now. Raises Problem for somebody who sees no clients."""
    found = Staff.objects.select_for_update().filter(pk=clinician.pk, active=True, clinician=True).first()
    if found is None:
        raise Problem(_("clinician"), _("nobody who sees clients here now"), _("one of the list"), _("choose again"))
    return found


def _lock(person: Person) -> None:
    """Sharing, assigning and taking back come one after the other."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
