"""The plan as a whole, one exercise of it, and what a person may change in it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.common.lazy import gettext_lazy
from supple_web.common.pages import render
from supple_web.common.problems import Problem
from supple_web.training import actions, engine
from supple_web.training.models import PlanChange
from supple_web.training.week import week

#: What a change is called in the list of changes.
KINDS: Final = {
    "start": gettext_lazy("The start"),
    "retest": gettext_lazy("Re-test"),
    "screening": gettext_lazy("Screening"),
    "warning": gettext_lazy("A warning sign"),
    "session": gettext_lazy("Session"),
    "morning": gettext_lazy("The morning after"),
    "seen": gettext_lazy("Seen by a clinician"),
    "overruled": gettext_lazy("Your clinician’s finding"),
    "edited": gettext_lazy("Changed by your clinician"),
}
_SHOWN: Final = 12


@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    now = engine.current(person) if person else None
    if person is None or now is None or now.programme is None or engine.warning_of(person):
        return redirect("today")
    day = timezone.localdate()
    days = week(now, day)
    context = {
        "now": now,
        "phase": now.programme.now,
        "choices": [(engine.card(one.chosen), one) for one in engine.choices_of(now, day)],
        "ahead": [(phase, engine.cards(exercises)) for phase, exercises in engine.phases_ahead(now, day)],
        "opening": engine.opening(now.state),
        "fine": engine.is_fine(now.state),
        "week": days,
        "movable": [one for one in days if one.free],
        "notes": now.programme.notes,
        "advice": engine.advice_of(now.programme),
        "next_test": engine.next_test(now, day),
        **_changes(person, everything="all" in request.GET),
    }
    return render(request, "training/programme.html", context)


def _changes(person: Person, *, everything: bool) -> dict[str, Any]:
    """What changed and why, newest first; sessions that changed nothing are left out."""
    every = reversed(engine.ordered(PlanChange.objects.of(person).select_related("session")))
    rows = [row for row in every if row.changed or row.kind not in {"session", "morning"}]
    told = [(row, KINDS.get(row.kind, row.kind)) for row in rows]
    return {"changes": told if everything else told[:_SHOWN], "more": 0 if everything else max(0, len(told) - _SHOWN)}


@require_safe
def exercise(request: HttpRequest, exercise: str) -> HttpResponse:
    """An exercise of the phase at hand, one that may take another's place, or one of a phase to come."""
    person = visitor(request)
    now = engine.current(person) if person else None
    if person is None or now is None or now.programme is None or engine.warning_of(person):
        return redirect("today")
    found = _in_place(now, exercise) or _offered(now, exercise) or _later(now, exercise)
    if found is None:
        raise Http404("This exercise is no part of the programme.")
    return render(request, "training/exercise.html", {"sheet": engine.sheet(exercise), **found})


def _in_place(now: engine.Current, exercise: str) -> dict[str, Any] | None:
    place = engine.choice_for(now, timezone.localdate(), exercise)
    if place is None or place.chosen.exercise.id != exercise:
        return None
    return {
        "card": engine.card(engine.as_kept(place.chosen)),
        "instead_of": place.original.exercise if place.is_swapped else None,
        "offers": [engine.offer(one) for one in place.offers],
    }


def _offered(now: engine.Current, exercise: str) -> dict[str, Any] | None:
    found = engine.offered(now, timezone.localdate(), exercise)
    if found is None:
        return None
    place, neighbour = found
    return {"card": engine.card(engine.as_kept(neighbour.prescribed)), "could_replace": place.chosen.exercise}


def _later(now: engine.Current, exercise: str) -> dict[str, Any] | None:
    """Of the programme itself, where another that was chosen stands in its place; or of a phase to come."""
    place = engine.choice_for(now, timezone.localdate(), exercise)
    if place is not None:
        return {"card": engine.card(place.original), "swapped_out": place}
    prescribed = engine.later(now, exercise)
    return {"card": engine.card(prescribed), "later": True} if prescribed else None


@require_POST
def move(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    if person is not None:
        start, to = (_day(request.POST.get(name), name) for name in ("from_day", "to_day"))
        actions.move_day(person=person, from_day=start, to_day=to, by=person)
        messages.success(request, _("Moved to {day}.").format(day=date_format(to, "l")))
    return redirect("today" if request.POST.get("back") == "today" else "programme")


@require_POST
def swap(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    come = request.POST.get("come", "")
    if person is None:
        return redirect("today")
    actions.swap_exercise(person=person, gone=request.POST.get("gone", ""), come=come, by=person)
    messages.success(request, _("{name} is in your sessions now.").format(name=engine.name_of(come)))
    return redirect("exercise", come)


@require_POST
def unswap(request: HttpRequest) -> HttpResponse:
    person = visitor(request)
    key = request.POST.get("exercise", "")
    if person is not None:
        actions.undo_swap(person=person, exercise=key, by=person)
        messages.success(request, _("{name} is back.").format(name=engine.name_of(key)))
    return redirect("programme")


def _day(value: str | None, where: str) -> date:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        raise Problem(where, f"{value!r:.20}", _("a day such as 2026-11-25"), _("choose a day")) from None
