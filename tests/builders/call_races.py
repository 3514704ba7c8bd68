"""What happens when many want the same minutes at once: run as a program in a database of its own, prints JSON.

Each race is its own clinician, so that one process runs them all one after the other.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import django

django.setup()

from django.db import connections  # noqa: E402

from builders.calls import MINUTE, NOW, at, details, held, make_call, make_caller, rules  # noqa: E402
from supple_web.accounts.mine.erasing import erase  # noqa: E402
from supple_web.accounts.models import Person  # noqa: E402
from supple_web.booking import actions  # noqa: E402
from supple_web.booking.actions import holding  # noqa: E402
from supple_web.booking.asking import Taken, TooMany, Unknown  # noqa: E402
from supple_web.booking.models import Call, CallChange, State, Tick  # noqa: E402
from supple_web.booking.rules import current_rules  # noqa: E402
from supple_web.clinic.models import Staff  # noqa: E402
from supple_web.common.problems import Problem  # noqa: E402

FORTY = 40


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each act came to, all of them started at the same moment, each with its own connection."""
    ready = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        ready.wait()
        try:
            return act()
        except (Taken, TooMany, Unknown, Problem) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def told(came: list[Any]) -> dict[str, int]:
    return dict(sorted(Counter(type(one).__name__ for one in came).items()))


def forty(clinician: Staff) -> dict[str, Any]:
    """Forty people want one time."""
    starts_at = at(1, 10)
    came = at_once([lambda n=n: held(starts_at, n, clinician=clinician) for n in range(FORTY)])
    refused = [one for one in came if isinstance(one, Taken)]
    return {
        "told": told(came),
        "calls": Call.objects.filter(clinician=clinician, starts_at=starts_at).count(),
        "next": sorted({tuple(slot.starts_at.strftime("%H:%M") for slot in one.next_free) for one in refused}),
        "ticks": Tick.objects.filter(clinician=clinician).count(),
    }


def forty_without_lock(clinician: Staff) -> dict[str, Any]:
    """The same where nobody waits for anybody: only the constraint stands between them."""
    with patch.object(holding, "locked_rules", current_rules):
        return forty(clinician)


def staggered(clinician: Staff) -> dict[str, Any]:
    """Staff book forty calls that overlap in part, every five minutes, each with a reason."""

    def book(n: int) -> Any:
        start = at(1, 10) + (n % 20) * 5 * MINUTE
        return actions.book_by_staff(
            starts_at=start, clinician=clinician, details=details(100 + n), by=clinician, now=NOW, reason="a test"
        )

    came = at_once([lambda n=n: book(n) for n in range(FORTY)])
    ranges = sorted(Call.objects.filter(clinician=clinician).values_list("blocked_from", "blocked_until"))
    return {
        "only": sorted(told(came)),
        "some": len(ranges) >= 3,
        "overlaps": sum(after[0] < before[1] for before, after in pairwise(ranges)),
        "ticks": Tick.objects.filter(clinician=clinician).count() == 4 * len(ranges),
    }


def book_move_uncancel(clinician: Staff) -> dict[str, Any]:
    """One time, three ways to get it, in five times at once: each time goes to exactly one."""
    acts: list[Callable[[], Any]] = []
    times = [at(2, 9 + n) for n in range(5)]
    for n, start in enumerate(times):
        gone = make_call(clinician, start, 200 + n, state=State.CANCELLED)
        other = make_call(clinician, at(3, 9 + n), 300 + n)
        acts += [
            lambda gone=gone: actions.uncancel(call=gone, by=clinician, now=NOW),
            lambda other=other, start=start: actions.move(call=other, starts_at=start, now=NOW, clinician=clinician),
            lambda n=n, start=start: held(start, 400 + n, clinician=clinician),
        ]
    came = at_once(acts)
    calls = Call.objects.filter(clinician=clinician, state__in=(State.HELD, State.BOOKED))
    return {
        "refused": told(came).get("Taken"),
        "each": [calls.filter(starts_at=start).count() for start in times],
        "ticks": Tick.objects.filter(clinician=clinician).count() == 4 * calls.count(),
    }


def swap(clinician: Staff) -> dict[str, Any]:
    """Two calls want each other's time: neither gets it, and neither waits for ever."""
    first, second = make_call(clinician, at(2, 10), 500), make_call(clinician, at(2, 11), 501)
    came = at_once(
        [
            lambda: actions.move(call=first, starts_at=second.starts_at, now=NOW, clinician=clinician),
            lambda: actions.move(call=second, starts_at=first.starts_at, now=NOW, clinician=clinician),
        ]
    )
    return {"told": told(came), "ticks": Tick.objects.filter(clinician=clinician).count()}


def confirm_both(clinician: Staff) -> dict[str, Any]:
    """One address holds two times and confirms both at once: one call each."""
    tokens = [held(at(4, hour), 600, clinician=clinician).confirm_token for hour in (10, 11)]
    came = at_once([lambda token=token: actions.confirm(token=token, now=NOW) for token in tokens])
    return {"told": told(came), "booked": Call.objects.filter(clinician=clinician, state=State.BOOKED).count()}


def confirm_late(clinician: Staff) -> dict[str, Any]:
    """A hold is over, somebody else holds its time, and both confirm at once: the one who held it last has it."""
    first = held(at(4, 10), 700, clinician=clinician).confirm_token
    later = NOW + timedelta(minutes=16)
    second = held(at(4, 10), 701, now=later, clinician=clinician).confirm_token
    came = at_once([lambda token=token: actions.confirm(token=token, now=later) for token in (first, second)])
    return {
        "told": [type(one).__name__ for one in came],
        "booked": list(Call.objects.filter(clinician=clinician, state=State.BOOKED).values_list("email", flat=True)),
    }


def confirm_twice(clinician: Staff) -> dict[str, Any]:
    """The same link in eight tabs."""
    token = held(at(4, 10), 800, clinician=clinician).confirm_token
    came = at_once([lambda: actions.confirm(token=token, now=NOW)] * 8)
    return {
        "links": sum(bool(one.manage_token) for one in came),
        "history": CallChange.objects.filter(call__clinician=clinician, kind="confirmed").count(),
    }


def one_form(clinician: Staff) -> dict[str, Any]:
    """The same form sent eight times."""
    form = {"client_id": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    came = at_once([lambda: held(at(4, 10), 900, clinician=clinician, **form)] * 8)
    return {"told": told(came), "links": sum(bool(one.confirm_token) for one in came)}


def one_address(clinician: Staff) -> dict[str, Any]:
    """One address holds ten times at once: as many as the rules allow, not one more."""
    came = at_once([lambda n=n: held(at(4, 9, 30) + n * 30 * MINUTE, 950, clinician=clinician) for n in range(10)])
    return {"told": told(came)}


def erase_and_cancel(clinician: Staff) -> dict[str, Any]:
    """People erase themselves while their calls are cancelled: whoever comes second finds nothing, and nobody waits for ever."""
    people = [Person.objects.create() for _ in range(12)]
    calls = [make_call(clinician, at(2 + n // 6, 9 + n % 6), 1000 + n, person=person) for n, person in enumerate(people)]
    acts: list[Callable[[], Any]] = []
    for person, call in zip(people, calls, strict=True):
        acts += [
            lambda person=person: erase(person=person, by=person),
            lambda call=call: actions.cancel(call=call, by=clinician, now=NOW),
        ]
    came = at_once(acts)
    told_of = {"Call", "Unknown"}
    return {
        "erased": sum(one is None for one in came),
        "others": set(told(came)) - {"NoneType"} <= told_of,
        "left": Call.objects.filter(clinician=clinician).count() + Tick.objects.filter(clinician=clinician).count(),
    }


RACES = (
    forty,
    forty_without_lock,
    staggered,
    book_move_uncancel,
    swap,
    confirm_both,
    confirm_late,
    confirm_twice,
    one_form,
    one_address,
    erase_and_cancel,
)


def main() -> None:
    rules()
    found = {}
    for n, race in enumerate(RACES):
        clinician = make_caller(f"Racer {n}")
        found[race.__name__] = race(clinician)
        Call.objects.update(email_digest="", address_digest="")  # the next race begins with nobody's limits used up
    print(json.dumps(found))


if __name__ == "__main__":
    main()
