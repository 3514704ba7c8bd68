"""What ``supple_web.running`` has of a person, one of everything."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.running import actions
from supple_web.running.models import RunningCheck


def make(person: Person) -> dict[str, Any]:
    """Objects of this person by the names that the routes use."""
    return {"running": make_running(person)}


def make_running(person: Person) -> RunningCheck:
    """Finished, of today: knee to wall of both sides, the others left out."""
    running = actions.begin(person=person, day=timezone.localdate(), by=person)
    knee = {"tool": "ruler", "left": [12.0, 11.5, 12.5], "right": [8.0, 7.5, 8.5], "pain_left": 0, "pain_right": 0}
    for test, entry in (("knee-to-wall", knee), ("hip-extension", {"left_out": True}), ("big-toe", {"left_out": True})):
        actions.keep(running=running, test=test, entry=entry, by=person)
    return actions.finish(running=running, by=person)
