"""What a clinician writes down about a client beside the record: what they are called, notes, what was seen."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem
from supple_web.desk.models import ClientCard, Note, PutAside
from supple_web.desk.rules import BY_KEY

MOST_LETTERS: Final = 4000
_NAME: Final = 80
_OLDEST: Final = 120


@transaction.atomic
def name_client(*, person: Person, name: str, born_year: int | None, by: Staff) -> ClientCard:
    """What the whole clinic calls this client. Raises Problem for no name and for a year that cannot be."""
    name, year = " ".join(name.split()), timezone.localdate().year
    if not 1 <= len(name) <= _NAME:
        found = _("%(count)d letters") % {"count": len(name)}
        raise Problem(_("the name"), found, _("1 to 80 letters"), _("shorten it, or write one"))
    if born_year is not None and not year - _OLDEST <= born_year <= year:
        expected = _("a year such as %(year)d, or nothing") % {"year": year - 40}
        raise Problem(_("the year of birth"), str(born_year), expected, _("correct it"))
    card, _made = ClientCard.objects.update_or_create(person=person, defaults={"name": name, "born_year": born_year})
    record("name a client", card, by=by.person, about=person)
    return card


@transaction.atomic
def write_note(*, person: Person, text: str, by: Staff, replaces: Note | None = None) -> Note:
    """A new note, or other words in an earlier one's place, which stays. Raises Problem for nothing, too much, a replaced one."""
    text = text.replace("\r\n", "\n").strip()
    if not 1 <= len(text) <= MOST_LETTERS:
        found = _("%(count)d letters") % {"count": len(text)}
        raise Problem(_("the note"), found, _("1 to 4000 letters"), _("write it, or make two of it"))
    if replaces is not None and Note.objects.filter(replaces=replaces).exists():
        raise Problem(_("the note"), _("one that was edited since"), _("its latest words"), _("open the client anew"))
    note: Note = Note.objects.create(person=person, author=by, text=text, replaces=replaces)
    record("edit a note" if replaces else "write a note", note, by=by.person, about=person)
    return note


@transaction.atomic
def put_aside(*, person: Person, rule: str, reason: str, by: Staff) -> PutAside:
    """One clinician has seen an alert; it comes back once its reason is another. Raises Problem for a rule that is none."""
    if rule not in BY_KEY:
        raise Problem(_("the alert"), f"{rule!r:.20}", _("one of the desk's"), _("open the desk anew"))
    told = {"reason": reason[:80]}
    seen, _made = PutAside.objects.update_or_create(clinician=by, person=person, rule=rule, defaults=told)
    record("put aside", seen, by=by.person, about=person)
    return seen


@transaction.atomic
def take_up_again(*, person: Person, rule: str, by: Staff) -> None:
    """An alert that was put aside stands on the desk again; nothing happens where it does."""
    for seen in PutAside.objects.filter(clinician=by, person=person, rule=rule):
        record("take up again", seen, by=by.person, about=person)
        seen.delete()
