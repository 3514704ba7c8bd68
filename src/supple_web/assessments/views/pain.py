"""How much a set hurt, side by side, asked after each set: pain ends a direction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.assessments import actions
from supple_web.assessments.fields import Field, Kind, Option, Wrong, read
from supple_web.assessments.models import Check, Source, TrialSet
from supple_web.assessments.stages import TOWARD
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.following import percent
from supple_web.assessments.views.onward import onward
from supple_web.common.lazy import gettext_lazy
from supple_web.common.pages import render

#: What one feels at the end of a turn; only pain has a size.
_FELT: Final = (Option("nothing", gettext_lazy("Nothing")), Option("stretch", "A stretch"), Option("pain", gettext_lazy("Pain")))


@dataclass(frozen=True)
class Side:
    """What is asked of one direction. felt, level: what is filled in."""

    toward: str
    feeling: Field
    size: Field
    felt: str = ""
    level: str = ""
    problem: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def pain(request: HttpRequest, check: Check, set_pk: uuid.UUID) -> HttpResponse:
    """Ask for each side of a set: nothing, a stretch, or pain from 1 to 10."""
    one: TrialSet = get_object_or_404(TrialSet, pk=set_pk, check_of=check)
    if request.method != "POST":
        return _ask(request, check, one, [_stored(name, one.pain) for name in one.asked])
    sides, levels = _read(request, one)
    if any(side.problem for side in sides):
        return _ask(request, check, one, sides)
    actions.rate_pain(one=one, pain=levels, by=acting(request, check))
    return onward(check)


def _blank(name: str) -> Side:
    toward = TOWARD[name]
    feeling = Field(f"{name}-felt", Kind.CHOICE, f"{toward[:1].upper()}{toward[1:]}", options=_FELT)
    return Side(toward, feeling, Field(f"{name}-level", Kind.SCALE, _("How much?"), least=1, most=10))


def _stored(name: str, pain: dict[str, int] | None) -> Side:
    side = _blank(name)
    if not pain or name not in pain:
        return side
    level = pain[name]
    return Side(side.toward, side.feeling, side.size, "pain" if level else "nothing", str(level) if level else "")


def _read(request: HttpRequest, one: TrialSet) -> tuple[list[Side], dict[str, int]]:
    sides: list[Side] = []
    levels: dict[str, int] = {}
    for name in one.asked:
        side, problem = _blank(name), ""
        try:
            felt = read(side.feeling, request.POST)
            levels[name] = int(str(read(side.size, request.POST))) if felt == "pain" else 0
        except Wrong as wrong:
            problem = str(wrong)
        felt_sent, level_sent = (str(request.POST.get(field.id, "")) for field in (side.feeling, side.size))
        sides.append(Side(side.toward, side.feeling, side.size, felt_sent, level_sent, problem))
    return sides, levels


def _ask(request: HttpRequest, check: Check, one: TrialSet, sides: list[Side]) -> HttpResponse:
    problems = [(side.feeling.id, side.feeling.words, side.problem) for side in sides if side.problem]
    back_url = reverse("check_values", args=[check.pk]) if one.source == Source.TYPED and one.trials.exists() else ""
    context = {"check": check, "set": one, "sides": sides, "problems": problems, "percent": percent(check), "back_url": back_url}
    return render(request, "assessments/pain.html", context, status=422 if problems else 200)
