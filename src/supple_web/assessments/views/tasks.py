"""The set that is next, as its own pages need it."""

from __future__ import annotations

import uuid
from typing import Final

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.models import Check
from supple_web.assessments.setup_fields import FILE, PHONE, TYPED
from supple_web.assessments.stages import Task
from supple_web.assessments.standing import facts_of
from supple_web.assessments.views.onward import onward, owed
from supple_web.assessments.wizard import first_open
from supple_web.common.ids import uuid7
from supple_web.common.lazy import gettext_lazy as _

PAGES: Final = {PHONE: "check_set_phone", TYPED: "check_set_typed", FILE: "check_set_file"}
_SEAL: Final = signing.Signer(salt="supple.typed-set")
_OVER: Final = _("That set is done, or was entered in another window, or is done in another way by now. Here the check goes on.")


def current(check: Check, stage: str) -> Task | None:
    """The task of this stage if it is the next one and nothing has to be answered before it; None otherwise."""
    if first_open(facts_of(check)) is not None or owed(check) is not None:
        return None
    task = plan_of(check).task
    return task if task is not None and task.stage == stage else None


def over(request: HttpRequest, check: Check) -> HttpResponse:
    """To where the check stands now, with a word why."""
    messages.info(request, _OVER)
    return onward(check)


def way_of(check: Check, task: Task) -> str:
    """How this set is measured: as was chosen, or as what it is put together with was."""
    if task.instrument:
        by_instrument = {"phone": PHONE, "inclinometer": TYPED, "goniometer": TYPED}
        way = by_instrument.get(task.instrument, FILE)
        return FILE if way == PHONE and check.setup.get("way") == FILE else way
    return str(check.setup.get("way", TYPED))


def way_url(check: Check, task: Task) -> str:
    return reverse(PAGES[way_of(check, task)], args=[check.pk, task.stage])


def change_url(check: Check, way: str) -> str:
    """The page on which another way is chosen, with this one filled in."""
    return f"{reverse('check_page', args=[check.pk, 'way'])}?to={way}"


def fresh_id() -> str:
    """The id of a set that a form may make: sent twice, it is the same set."""
    return str(uuid7())


def sealed(check: Check, task: Task) -> str:
    """What a form is made for, signed: values that are typed into it are of this kind of trial and no other."""
    return _SEAL.sign_object(_kind_of(check, task))


def is_made_for(request: HttpRequest, check: Check, task: Task) -> bool:
    """Whether a sent form was made for this task as it is now: how one measures may have been changed in another window."""
    try:
        return bool(_SEAL.unsign_object(str(request.POST.get("made_for", ""))) == _kind_of(check, task))
    except signing.BadSignature:
        return False


def _kind_of(check: Check, task: Task) -> list[str]:
    kind = (task.stage, task.position, task.mode, task.placement, task.arm, task.assist, task.support, instrument_of(check, task))
    return [str(check.pk), *map(str, kind), *(f"{name} {count}" for name, count in task.counts.items())]


def instrument_of(check: Check, task: Task) -> str:
    """What typed values are read from."""
    return task.instrument or str(check.setup.get("instrument", ""))


def sent_id(request: HttpRequest) -> uuid.UUID:
    """The id a form was given; a new one where it came back damaged."""
    try:
        return uuid.UUID(str(request.POST.get("client_id", "")))
    except ValueError:
        return uuid7()
