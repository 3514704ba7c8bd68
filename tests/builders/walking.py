"""Walks a check as a person does: follows each redirect, answers each page, types each set."""

from __future__ import annotations

from collections.abc import Mapping

from django.test import Client

from supple_web.assessments.fields import Kind
from supple_web.assessments.models import Check
from supple_web.assessments.standing import facts_of
from supple_web.assessments.wizard import BY_ID, PAGES

#: What somebody answers who can kneel, hurts nowhere and types what an inclinometer shows.
ANSWERS = {
    "age_years": "41",
    "back_pain": "none",
    "pain_now": "0",
    "minutes_per_day": "12",
    "days_per_week": "5",
    "equipment": ["stick", "wall"],
    "goal": "yes",
    "symptoms": "no",
    "long_holds": "yes",
    "way": "typed",
    "instrument": "inclinometer",
    "read_at": "T1-T2",
    "bends": "alone",
    "worn": "sternum",
    "sensor_at": "sternum",
    "arm": "low-back",
    "support": "none",
    "confirmed": "yes",
    "pain_next_morning": "0",
}
#: Degrees of a person who turns far enough when helped, and not alone.
DEGREES = {
    ("active", "right"): 44.0,
    ("active", "left"): 38.0,
    ("assisted", "right"): 62.0,
    ("assisted", "left"): 60.0,
    ("active", "flexion"): 35.0,
    ("active", "extension"): 20.0,
}


def sent(page_id: str, check: Check, answers: Mapping[str, object]) -> dict[str, object]:
    """What the form of a page sends for these answers; no where nothing else is said."""
    facts = facts_of(check)
    given = {}
    for field in BY_ID[page_id].asked(facts):
        otherwise = "no" if field.kind is Kind.YES_NO else field.no or "no"
        given[field.id] = {**ANSWERS, **answers}.get(field.id, otherwise)
    return given


def made_for(client: Client, path: str) -> str:
    """What the form for typed values at this path says that it is for; empty where there is no form."""
    page = client.get(path)
    return str(page.context["made_for"]) if page.status_code == 200 else ""


def begin(client: Client) -> Check:
    client.post("/check")
    return Check.objects.latest("created_at")


def walk_questions(client: Client, check: Check, answers: Mapping[str, object] | None = None) -> str:
    """Answer every page of questions in order; returns the path at which they end."""
    for _ in range(2 * len(PAGES)):
        path = client.get("/check")["Location"] if client.get("/check").status_code == 302 else "/check"
        name = path.rsplit("/", 1)[-1]
        if name not in BY_ID:
            return path
        check.refresh_from_db()
        answer = client.post(path, sent(name, check, answers or {}))
        assert answer.status_code == 302, (name, answer.content.decode()[:3000])
    raise AssertionError("the questions never end")


def walk_tests(client: Client, check: Check, degrees: Mapping[tuple[str, str], float] = DEGREES, most: int = 12) -> list[str]:
    """Type every set that is offered, without pain; returns the stages in order."""
    stages = []
    for _ in range(most):
        page = client.get(f"/check/{check.pk}/next")
        task = page.context["task"]
        if task is None:
            return stages
        stages.append(str(task.stage))
        values = {f"{name}-{time}": f"{degrees[(str(task.mode), name)] + 0.4 * time:.1f}" for name, time in task.in_turn}
        path = f"/check/{check.pk}/set/{task.stage}/type"
        answer = client.post(path, {"made_for": made_for(client, path), **values})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        pain = client.post(answer["Location"], {f"{name}-felt": "stretch" for name in task.counts})
        assert pain.status_code == 302
        if pain["Location"].endswith("/doubt"):
            client.post(pain["Location"])
    raise AssertionError(f"the tests never end: {stages}")
