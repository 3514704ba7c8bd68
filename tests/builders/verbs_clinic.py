"""The verbs of the clinic; see ``verbs.py``."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from builders.staff import make_care, make_staff
from supple_web.accounts.models import Person, User
from supple_web.clinic import consents
from supple_web.clinic.actions import accepting, caring, invitations, staffing
from supple_web.clinic.actions.accepting import Answer
from supple_web.clinic.actions.invitations import Wanted
from supple_web.clinic.face import actions as face
from supple_web.clinic.models import Invitation, Purpose, Staff, Testimonial

Call = Callable[[], object]
Prepare = Callable[[Person], Call]


def _administrator() -> Staff:
    return Staff.objects.filter(name="Ruth Adler").first() or make_staff("Ruth Adler", clinician=False, administrator=True)


def _of_staff(call: Callable[[Staff, Person], object], *, active: bool = True) -> Prepare:
    """call: with a clinician, and who acts, an administrator."""

    def prepare(person: Person) -> Call:
        by, clinician = _administrator().person, make_staff()
        make_care(clinician, person)
        if not active:
            staffing.deactivate(staff=clinician, by=by)
        return lambda: call(clinician, by)

    return prepare


def _invitation() -> Invitation:
    staff = _administrator()
    return invitations.invite(wanted=Wanted("a@example.org", as_clinician=True), invited_by=staff, by=staff.person).invitation


def _of_invitation(call: Callable[[Invitation, Staff], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        one, staff = _invitation(), _administrator()
        return lambda: call(one, staff)

    return prepare


def _accept(person: Person) -> Call:
    one = _invitation()
    user = User.objects.create_user(one.email, "a long enough password")
    by = Person.objects.create(user=user)
    return lambda: accepting.accept(invitation=one, user=user, answer=Answer("A"), by=by)


def _new_account(person: Person) -> object:
    return invitations.invite(wanted=Wanted("b@example.org", as_clinician=True), invited_by=None, by=None)


def _shared(call: Callable[[Person, Staff], object], *, before: bool) -> Prepare:
    def prepare(person: Person) -> Call:
        clinician = make_staff()
        if before:
            make_care(clinician, person)
        return lambda: call(person, clinician)

    return prepare


def _assign(person: Person) -> Call:
    other, by = make_staff("Ben Okoro"), _administrator().person
    make_care(make_staff(), person)
    return lambda: caring.assign(person=person, clinician=other, by=by)


def _agreed(person: Person) -> Call:
    consents.give(person=person, purpose=Purpose.REMINDERS, by=person)
    return lambda: consents.withdraw(person=person, purpose=Purpose.REMINDERS, by=person)


def _said(person: Person) -> Testimonial:
    return face.say_words(person=person, words="I turn further.", signed="A.", by=person)


def _set_face() -> object:
    given: dict[str, Any] = dict.fromkeys(face.TEXTS, "") | {"time_zone": "UTC", "languages": ["en"]}
    return face.set_face(given=given, logo=None, without_logo=False, by=_administrator().person)


def _face(person: Person) -> Call:
    _administrator()
    return _set_face


def _words(call: Callable[[Testimonial, Person], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        said, _ = _said(person), _administrator()
        return lambda: call(said, person)

    return prepare


CALLS: dict[str, Prepare] = {
    "clinic.actions.invitations.invite": lambda person: lambda: _new_account(person),
    "clinic.actions.invitations.withdraw_invitation": _of_invitation(
        lambda one, staff: invitations.withdraw_invitation(invitation=one, by=staff.person)
    ),
    "clinic.actions.invitations.invite_again": _of_invitation(
        lambda one, staff: invitations.invite_again(invitation=one, invited_by=staff, by=staff.person)
    ),
    "clinic.actions.accepting.accept": _accept,
    "clinic.actions.caring.share": _shared(
        lambda person, clinician: caring.share(person=person, clinician=clinician, by=person), before=False
    ),
    "clinic.actions.caring.assign": _assign,
    "clinic.actions.caring.end_care": _shared(lambda person, _: caring.end_care(care=person.care.get(), by=person), before=True),
    "clinic.actions.caring.stop_sharing": _shared(lambda person, _: caring.stop_sharing(person=person, by=person), before=True),
    "clinic.actions.caring.end_care_of": _of_staff(lambda staff, by: caring.end_care_of(clinician=staff, by=by)),
    "clinic.actions.caring.be_called": _shared(
        lambda person, _: caring.be_called(person=person, name=f"Mo {uuid.uuid4().hex[:4]}", by=person), before=False
    ),
    "clinic.actions.staffing.change_staff": _of_staff(
        lambda staff, by: staffing.change_staff(staff=staff, name="A", title="", clinician=False, administrator=True, by=by)
    ),
    "clinic.actions.staffing.deactivate": _of_staff(lambda staff, by: staffing.deactivate(staff=staff, by=by)),
    "clinic.actions.staffing.reactivate": _of_staff(lambda staff, by: staffing.reactivate(staff=staff, by=by), active=False),
    "clinic.actions.staffing.end_sessions_of": _of_staff(lambda staff, by: staffing.end_sessions_of(person=staff.person, by=by)),
    "clinic.actions.staffing.leave": _of_staff(lambda staff, _: staffing.leave(person=staff.person, by=staff.person)),
    "clinic.consents.give": lambda person: lambda: consents.give(person=person, purpose=Purpose.BOOKING, by=person),
    "clinic.consents.withdraw": _agreed,
    "clinic.face.actions.set_face": _face,
    "clinic.face.actions.say_words": lambda person: lambda: _said(person),
    "clinic.face.actions.take_back_words": _words(lambda said, person: face.take_back_words(person=person, by=person)),
    "clinic.face.actions.show_words": _words(lambda said, _: face.show_words(said=said, shown=True, by=_administrator().person)),
}
