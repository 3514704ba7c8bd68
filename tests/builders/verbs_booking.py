"""The verbs of ``supple_web.booking``, ready to be called; see ``verbs.py``."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import time, timedelta

from django.utils import timezone

from builders.calls import details, make_call, make_caller, open_for
from builders.staff import make_staff
from supple_web.accounts.models import Person
from supple_web.booking import actions
from supple_web.booking.availability import free_slots
from supple_web.booking.feeds import new_feed
from supple_web.booking.models import Call, CallRequest, DayException, State
from supple_web.booking.summaries import take_back_summary
from supple_web.clinic import consents
from supple_web.clinic.models import Purpose, Staff

Act = Callable[[], object]
Prepare = Callable[[Person], Act]


def _caller() -> Staff:
    return make_caller(f"Caller {uuid.uuid4().hex[:8]}")


def _with_caller(call: Callable[[Person, Staff], object]) -> Prepare:
    def prepare(person: Person) -> Act:
        caller = _caller()
        return lambda: call(person, caller)

    return prepare


def _with_call(
    act: Callable[[Call, Staff], object], *, state: State = State.BOOKED, ago: timedelta = timedelta(), summary: bool = False
) -> Prepare:
    """act: with a call in two days, or as long ago as ``ago`` says, and its clinician."""

    def prepare(person: Person) -> Act:
        caller, today = _caller(), timezone.now().replace(hour=10, minute=0, second=0, microsecond=0)
        starts_at = today - ago if ago else today + timedelta(days=2)
        more = {"summary": {"day": "2026-11-01", "lines": ["One."], "names": []}} if summary else {}
        call = make_call(caller, starts_at, state=state, person=person, **more)
        return lambda: act(call, caller)

    return prepare


def _hold(person: Person, caller: Staff) -> object:
    now = timezone.now()
    starts_at = free_slots(now=now, clinician=caller)[0].starts_at
    return actions.hold(starts_at=starts_at, clinician=caller, details=details(), by=person, now=now)


def _book(person: Person, caller: Staff) -> object:
    now = timezone.now()
    starts_at = free_slots(now=now, clinician=caller)[0].starts_at
    return actions.book_by_staff(starts_at=starts_at, clinician=caller, details=details(), by=caller, now=now, person=person)


def _move(call: Call, caller: Staff) -> object:
    return actions.move(call=call, starts_at=call.starts_at + timedelta(hours=1), by=caller, now=timezone.now())


def _close(call: Call, caller: Staff) -> object:
    told = {"attended": True, "outcome": "We talked.", "became_client": True}
    return actions.close(call=call, by=caller, now=timezone.now(), **told)


def _away(caller: Staff) -> DayException:
    return actions.add_exception(clinician=caller, day=timezone.localdate() + timedelta(days=9), by=caller)


def _come_back(person: Person) -> Act:
    caller = _caller()
    exception = _away(caller)
    return lambda: actions.remove_exception(exception=exception, by=caller)


def _ask(person: Person) -> CallRequest:
    return actions.ask_for_call(details=details(), when="Tuesdays", by=person, now=timezone.now())


def _answer(person: Person) -> Act:
    request, caller = _ask(person), _caller()
    return lambda: actions.answer_request(request=request, by=caller, now=timezone.now(), note="Rang.")


def _asks(person: Person) -> Act:
    make_staff("Ruth Adler", clinician=False, administrator=True)
    return lambda: _ask(person)


def _weekly(person: Person) -> Act:
    caller = open_for(make_staff(f"Caller {uuid.uuid4().hex[:8]}"), time(6), time(7))
    return lambda: actions.set_weekly_hours(clinician=caller, weekly=[(0, time(9), time(12))], by=caller)


def _take_back(call: Call, _caller: Staff) -> object:
    assert call.person is not None
    return take_back_summary(person=call.person, by=call.person)


def _agreed(person: Person) -> Act:
    consents.give(person=person, purpose=Purpose.BOOKING, by=person)
    return _with_call(_take_back, summary=True)(person)


CALLS: dict[str, Prepare] = {
    "booking.actions.changing.cancel": _with_call(
        lambda call, caller: actions.cancel(call=call, by=caller, now=timezone.now(), reason="Ill.")
    ),
    "booking.actions.changing.move": _with_call(_move),
    "booking.actions.changing.uncancel": _with_call(
        lambda call, caller: actions.uncancel(call=call, by=caller, now=timezone.now()), state=State.CANCELLED
    ),
    "booking.actions.holding.hold": _with_caller(_hold),
    "booking.actions.hours.add_exception": _with_caller(lambda _, caller: _away(caller)),
    "booking.actions.hours.remove_exception": _come_back,
    "booking.actions.hours.set_rules": _with_caller(lambda _, caller: actions.set_rules(by=caller, minutes=20)),
    "booking.actions.hours.set_weekly_hours": _weekly,
    "booking.actions.requests.answer_request": _answer,
    "booking.actions.requests.ask_for_call": _asks,
    "booking.actions.staff.book_by_staff": _with_caller(_book),
    "booking.actions.staff.close": _with_call(_close, ago=timedelta(days=2)),
    "booking.feeds.new_feed": _with_caller(lambda _, caller: new_feed(clinician=caller, by=caller, now=timezone.now())),
    "booking.summaries.take_back_summary": _agreed,
}
PARTS = frozenset({"booking.actions.common.locked", "booking.actions.common.note"})
