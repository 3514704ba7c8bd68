"""Setting the clinic's face, and the words of its clients."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic import consents
from supple_web.clinic.face.logo import Logo
from supple_web.clinic.models import Face, Purpose, Testimonial
from supple_web.common.problems import Problem

TEXTS: Final = (
    *("name", "about", "address", "phone", "mail", "emergency_number", "hours", "time_zone"),
    *("accent", "accent_dark", "languages"),
)


@transaction.atomic
def set_face(*, given: Mapping[str, Any], logo: Logo | None, without_logo: bool, by: Person) -> Face:
    """Set every text; a logo is kept where neither a new one nor none is wanted. given: by the names in ``TEXTS``, checked."""
    stored, _made = Face.objects.select_for_update().get_or_create(pk=1)
    for name in TEXTS:
        setattr(stored, name, given[name])
    if logo is not None:
        stored.logo, stored.logo_type = logo.content, logo.type
    elif without_logo:
        stored.logo, stored.logo_type = None, ""
    stored.save()
    record("set face", "clinic.face", by=by)
    return stored


@transaction.atomic
def say_words(*, person: Person, words: str, signed: str, by: Person) -> Testimonial:
    """Words for the clinic's page, with consent; new words replace the old and are looked at again before they are shown."""
    told = {"words": words, "signed": signed, "language": (get_language() or "en")[:2], "shown": False}
    said, _made = Testimonial.objects.update_or_create(person=person, defaults=told)
    consents.give(person=person, purpose=Purpose.TESTIMONIAL, by=by)
    record("say words", said, by=by, about=person)
    return said


@transaction.atomic
def take_back_words(*, person: Person, by: Person) -> None:
    """They are gone at once, and so is the consent. Nothing happens where there are none."""
    said: Testimonial | None = Testimonial.objects.of(person).first()
    if said is None:
        return
    record("take back words", said, by=by, about=person)
    said.delete()
    consents.withdraw(person=person, purpose=Purpose.TESTIMONIAL, by=by)


@transaction.atomic
def show_words(*, said: Testimonial, shown: bool, by: Person, seen: str | None = None) -> None:
    """seen: the digest of the words that were looked at. Raises Problem where they are other ones now: nobody has read those."""
    row = Testimonial.objects.select_for_update().get(pk=said.pk)
    if shown and seen is not None and seen != row.digest:
        raise Problem(_("words"), _("others than those you read"), _("those you read"), _("read them and choose again"))
    Testimonial.objects.filter(pk=said.pk).update(shown=shown)
    record("show words" if shown else "hide words", said, by=by, about=said.person)
