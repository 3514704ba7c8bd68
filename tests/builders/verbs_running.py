"""The verbs of ``supple_web.running``, ready to be called; see ``verbs.py``."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from builders.running import knee, make_running
from supple_web.accounts.models import Person
from supple_web.running import actions
from supple_web.running.models import RunningCheck

Call = Callable[[], object]
Prepare = Callable[[Person], Call]


def _made(person: Person) -> RunningCheck:
    return make_running(person, timezone.localdate(), knee_to_wall=knee())


def _keep(person: Person) -> Call:
    running = _made(person)
    return lambda: actions.keep(running=running, test="knee-to-wall", entry=knee((9.0, 9.0)), by=person)


def _finish(person: Person) -> Call:
    running = _made(person)
    return lambda: actions.finish(running=running, by=person)


def _delete(person: Person) -> Call:
    running = _made(person)
    return lambda: actions.delete(running=running, by=person)


CALLS: dict[str, Prepare] = {
    "running.actions.begin": lambda person: lambda: actions.begin(person=person, day=timezone.localdate(), by=person),
    "running.actions.keep": _keep,
    "running.actions.finish": _finish,
    "running.actions.delete": _delete,
}
