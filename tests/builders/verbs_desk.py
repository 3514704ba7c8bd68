"""The verbs of ``supple_web.desk``, ready to be called; see ``verbs.py``."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from builders.checks import make_check
from builders.staff import make_care, make_staff
from builders.training_people import STIFF, finished_check
from builders.worlds.desk import ITEM
from supple_web.accounts.models import Person, User
from supple_web.assessments import actions as checks
from supple_web.assessments.models import Check
from supple_web.clinic.models import Staff
from supple_web.desk import actions
from supple_web.desk.actions.measuring import Measured
from supple_web.training import actions as training
from supple_web.training.engine import Change

Call = Callable[[], object]
Prepare = Callable[[Person], Call]

TURNS = (("left", 52.0), ("right", 60.0), ("left", 54.0), ("right", 61.0))
PASSIVE = Measured("passive", "lumbar-locked", "goniometer", TURNS, {"left": 0, "right": 1}, arm="low-back")


def _staff(person: Person) -> Staff:
    staff = make_staff(f"Clinician {uuid.uuid4().hex[:8]}")
    make_care(staff, person)
    return staff


def _of_staff(call: Callable[[Person, Staff], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        staff = _staff(person)
        return lambda: call(person, staff)

    return prepare


def _of_check(call: Callable[[Check, Staff], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        check, staff = finished_check(person, 1, STIFF), _staff(person)
        return lambda: call(check, staff)

    return prepare


def _measured(person: Person, staff: Staff) -> object:
    told = {"measured": PASSIVE, "client_id": uuid.uuid4(), "by": staff}
    return actions.enter_measured(person=person, day=timezone.localdate(), **told)


def _overrule(check: Check, staff: Staff) -> object:
    told = {"direction": "left", "category": "motor-control-deficit", "reason": "It gives."}
    return actions.overrule(person=check.person, check=check, by=staff, **told)


def _withdraw(person: Person) -> Call:
    check, staff = finished_check(person, 1, STIFF), _staff(person)
    one = _overrule(check, staff)
    return lambda: actions.withdraw(overruling=one, by=staff)  # type: ignore[arg-type]


def _edit(check: Check, staff: Staff) -> object:
    return actions.edit(person=check.person, change=Change(kind="add", **ITEM), reason="For the ribs.", by=staff)


def _taken_back(call: Callable[[object, Staff], object]) -> Prepare:
    def prepare(person: Person) -> Call:
        check, staff = finished_check(person, 1, STIFF), _staff(person)
        row = _edit(check, staff)
        return lambda: call(row, staff)

    return prepare


def _template(staff: Staff) -> object:
    return actions.save_template(name="Desk", words="", items=[ITEM], by=staff)


def _prescribe(check: Check, staff: Staff) -> object:
    template = _template(staff)
    return actions.prescribe(person=check.person, template=template, reason="To begin with.", by=staff)  # type: ignore[arg-type]


def _remove(person: Person) -> Call:
    staff = _staff(person)
    one = _template(staff)
    return lambda: actions.remove_template(template=one, by=staff)  # type: ignore[arg-type]


def _again(person: Person) -> Call:
    staff = _staff(person)
    actions.put_aside(person=person, rule="idle", reason="x", by=staff)
    return lambda: actions.take_up_again(person=person, rule="idle", by=staff)


def _go_on(person: Person) -> Call:
    from builders.sessions import do_session

    finished_check(person, 1, STIFF)
    do_session(person, pains=(2, 8, 6), ended="pain")
    staff = _staff(person)
    return lambda: actions.let_go_on(person=person, by=staff)


def _send(person: Person) -> Call:
    if person.user is None:
        person.user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", "a long enough password")
        person.save()
    staff = _staff(person)
    return lambda: actions.send(person=person, by=staff, site="https://clinic.example.org")


def _clinicians_set(person: Person) -> Call:
    check = make_check(person, timezone.localdate())
    told = {"mode": "passive", "position": "lumbar-locked", "instrument": "goniometer", "placement": "", "arm": "", "rater": "A"}
    more = {"values": TURNS, "pain": {"left": 0, "right": 0}, "client_id": uuid.uuid4()}
    return lambda: checks.add_clinicians_set(check=check, by=person, **told, **more)


def _training_word(check: Check, staff: Staff) -> object:
    told = {"direction": "left", "said": "undetermined", "category": "painful", "who": "A", "reason": "B"}
    return training.overrule(person=check.person, key=uuid.uuid4(), of=check.day - timedelta(days=0), by=staff.person, **told)


def _training_edit(check: Check, staff: Staff) -> object:
    return training.edit_programme(person=check.person, change=Change(kind="add", **ITEM), who="A", reason="B", by=staff.person)


CALLS: dict[str, Prepare] = {
    "assessments.actions.measuring.add_clinicians_set": _clinicians_set,
    "training.actions.word.overrule": _of_check(_training_word),
    "training.actions.word.edit_programme": _of_check(_training_edit),
    "training.actions.word.take_back_word": _taken_back(
        lambda row, staff: training.take_back_word(row=row, who="A", by=staff.person)  # type: ignore[arg-type]
    ),
    "desk.actions.clients.name_client": _of_staff(
        lambda person, staff: actions.name_client(person=person, name="Kim", born_year=1980, by=staff)
    ),
    "desk.actions.clients.write_note": _of_staff(lambda person, staff: actions.write_note(person=person, text="x", by=staff)),
    "desk.actions.clients.put_aside": _of_staff(
        lambda person, staff: actions.put_aside(person=person, rule="idle", reason="x", by=staff)
    ),
    "desk.actions.clients.take_up_again": _again,
    "desk.actions.measuring.enter_measured": _of_staff(_measured),
    "desk.actions.programme.edit": _of_check(_edit),
    "desk.actions.programme.take_back": _taken_back(
        lambda row, staff: actions.take_back(row=row, by=staff)  # type: ignore[arg-type]
    ),
    "desk.actions.programme.prescribe": _of_check(_prescribe),
    "desk.actions.programme.let_go_on": _go_on,
    "desk.actions.programme.send": _send,
    "desk.actions.setting.set_rules": _of_staff(lambda _, staff: actions.set_rules(told={"idle": (True, 9)}, by=staff)),
    "desk.actions.setting.save_template": _of_staff(lambda _, staff: _template(staff)),
    "desk.actions.setting.remove_template": _remove,
    "desk.actions.word.overrule": _of_check(_overrule),
    "desk.actions.word.withdraw": _withdraw,
}
