"""What ``supple_web.desk`` has of a person, one of everything."""

from __future__ import annotations

from typing import Any

from supple_web.accounts.models import Person
from supple_web.assessments.models import Check
from supple_web.clinic.models import Care
from supple_web.desk import actions
from supple_web.desk.engine.word import said_of
from supple_web.training.engine import Change

ITEM = {"exercise": "open-book", "side": "", "sets": 2, "reps": 6, "hold_s": 0.0, "words": ""}


def make(person: Person) -> dict[str, Any]:
    """card, note, overruling, edit: by the clinician who looks after them. template: the clinic's own programme."""
    staff = Care.objects.filter(person=person, ended_at=None).select_related("clinician").get().clinician
    check = Check.objects.of(person).order_by("-day").first()
    assert check is not None
    measured, other = said_of(check)["left"].category, "motor-control-deficit"
    category = "mobility-limitation" if measured == other else other
    said = {"direction": "left", "category": category, "reason": "The end feel is soft."}
    change = Change("dose", "cat-camel-general", sets=2)
    return {
        "card": actions.name_client(person=person, name="Kim Doe", born_year=1980, by=staff),
        "note": actions.write_note(person=person, text="Sits all day.", by=staff),
        "aside": actions.put_aside(person=person, rule="retest", reason="x", by=staff),
        "overruling": actions.overrule(person=person, check=check, by=staff, **said),
        "edit": actions.edit(person=person, change=change, reason="One more.", by=staff),
        "template": actions.save_template(name=f"Desk {person.pk}", words="", items=[ITEM], by=staff),
    }
