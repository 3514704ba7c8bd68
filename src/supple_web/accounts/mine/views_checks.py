"""A check, its sets and trials: seen, corrected, deleted."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from supple_web.accounts.engine import trial_words
from supple_web.accounts.mine import forms, shown, verbs
from supple_web.accounts.mine.guarding import somebody
from supple_web.accounts.models import Person
from supple_web.assessments import wizard
from supple_web.assessments.fields import Field
from supple_web.assessments.models import Check, Trial, TrialSet
from supple_web.assessments.standing import facts_of, is_open
from supple_web.common.pages import render
from supple_web.common.problems import Problem

_SEE_AND_DO = ["GET", "HEAD", "POST"]


@require_safe
def check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Everything of one day."""
    one = get_object_or_404(Check.objects.of(somebody(request)), pk=pk)
    questions = [page for page in wizard.shown(facts_of(one)) if page.screening] if is_open(one) else []
    context = {"check": one, "sets": shown.set_cards(one), "answers": shown.answers_words(one.answers), "pages": questions}
    return render(request, "accounts/mine/check.html", context)


@require_http_methods(_SEE_AND_DO)
def check_delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = somebody(request)
    one = get_object_or_404(Check.objects.of(person), pk=pk)
    if request.method == "POST":
        verbs.delete_check(check=one, by=person)
        messages.success(request, _("The check is deleted. Everything that rested on it was judged anew."))
        return redirect("mine")
    trials = Trial.objects.of(person).filter(trial_set__check_of=one).count()
    context: dict[str, Any] = {
        "title": _("Delete the check of {day}?").format(day=date_format(one.day, "DATE_FORMAT")).replace(" 0", " "),
        "gone": [
            _("{sets} sets with {values} values, and their recordings").format(sets=one.sets.count(), values=trials),
            _("your answers of that day"),
            _("its result"),
        ],
        "after": _(
            "Later results and your programme are judged anew from what is left. Training waits until a check of that day "
            "or later is finished; if only an answer was wrong, correct it instead."
        ),
        "back": one,
    }
    return render(request, "accounts/mine/delete.html", context)


@require_http_methods(_SEE_AND_DO)
def one_set(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Pain after a set, and what belongs to no day."""
    person = somebody(request)
    one = get_object_or_404(TrialSet.objects.of(person).select_related("check_of"), pk=pk)
    fields = _set_fields(one)
    problems: dict[str, str] = {}
    rater = one.rater
    if request.method == "POST":
        values, problems = forms.some_of(fields, request.POST)
        try:
            rater = forms.rater_from(request.POST) if not verbs.is_measured(one) else one.rater
        except Problem as problem:
            problems["rater"], rater = str(problem), str(request.POST.get("rater"))
        if not problems:
            _correct_set(one, values, rater, person)
            messages.success(request, _("Corrected, and judged anew."))
            return redirect("mine_check", pk=one.check_of_id)
    asked = [
        forms.again(field, request.POST, problems.get(field.id, "")) if problems else forms.asked(field, _stands(one, field))
        for field in fields
    ]
    context = {
        "set": one,
        "asked": asked,
        "rater": rater,
        "measured": verbs.is_measured(one),
        "problems": _lines(fields, problems),
    }
    return render(request, "accounts/mine/set.html", context, status=422 if problems else 200)


def _set_fields(one: TrialSet) -> list[Field]:
    names = list(one.pain or one.asked or ())
    pains = [
        forms.pain_field(f"pain-{name}", _("Pain, {movement}").format(movement=trial_words(*_movement(name)).lower()))
        for name in names
    ]
    return [*pains, forms.SUPPORT, *([] if verbs.is_measured(one) else [forms.INSTRUMENT])]


def _movement(name: str) -> tuple[str, str]:
    """Pain is kept by side, or by the movement that has none."""
    return ("rotation", name) if name in {"left", "right"} else (name, "")


def _stands(one: TrialSet, field: Field) -> object:
    name = field.id.removeprefix("pain-")
    return (one.pain or {}).get(name) if field.id.startswith("pain-") else getattr(one, name)


def _correct_set(one: TrialSet, values: dict[str, Any], rater: str, person: Person) -> None:
    pain = {name.removeprefix("pain-"): int(value) for name, value in values.items() if name.startswith("pain-")}
    details = {name: str(value) for name, value in values.items() if not name.startswith("pain-")}
    verbs.correct_set(one=one, pain={**(one.pain or {}), **pain}, details={**details, "rater": rater}, by=person)


def _lines(fields: list[Field], problems: dict[str, str]) -> list[tuple[str, str, str]]:
    words = {field.id: field.words for field in fields} | {"rater": forms.RATER_WORDS}
    return [(name, words[name], problem) for name, problem in problems.items()]


@require_http_methods(_SEE_AND_DO)
def set_delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = somebody(request)
    one = get_object_or_404(TrialSet.objects.of(person).select_related("check_of"), pk=pk)
    if request.method == "POST":
        verbs.delete_set(one=one, by=person)
        messages.success(request, _("The set is deleted, and the rest judged anew."))
        return redirect("mine_check", pk=one.check_of_id)
    recording = [_("its recording")] if one.raw is not None else []
    context: dict[str, Any] = {
        "title": _("Delete this set?"),
        "gone": [
            ngettext("{n} value", "{n} values", one.trials.count()).format(n=one.trials.count()),
            *recording,
            _("the pain you told after it"),
        ],
        "after": _("The result of that day, later ones and your programme are judged anew from what is left."),
        "back": one.check_of,
    }
    return render(request, "accounts/mine/delete.html", context)


@require_http_methods(_SEE_AND_DO)
def trial(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct a typed value; a measured one says why it cannot be."""
    person = somebody(request)
    one = get_object_or_404(Trial.objects.of(person).select_related("trial_set__check_of"), pk=pk)
    problem, given = "", f"{one.value_deg:g}"
    if request.method == "POST":
        given = str(request.POST.get("value_deg") or "")
        try:
            verbs.correct_value(trial=one, value_deg=forms.degrees_from(request.POST), by=person)
        except Problem as wrong:
            problem = str(wrong)
        else:
            messages.success(request, _("Corrected, and judged anew."))
            return redirect("mine_check", pk=one.trial_set.check_of_id)
    context = {
        "trial": one,
        "what": trial_words(one.movement, one.direction),
        "measured": verbs.is_measured(one.trial_set),
        "given": given,
        "problem": problem,
    }
    return render(request, "accounts/mine/trial.html", context, status=422 if problem else 200)


@require_http_methods(_SEE_AND_DO)
def trial_delete(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    person = somebody(request)
    one = get_object_or_404(Trial.objects.of(person).select_related("trial_set__check_of"), pk=pk)
    measured, check_pk = verbs.is_measured(one.trial_set), one.trial_set.check_of_id
    if request.method == "POST":
        verbs.remove_trial(trial=one, by=person)
        messages.success(request, _("The value is left out.") if measured else _("The value is deleted."))
        return redirect("mine_check", pk=check_pk)
    what = f"{trial_words(one.movement, one.direction)}, {one.value_deg:.1f}°"
    anew = _("The result of that day, later ones and your programme are judged anew.")
    kept = _("It stays visible in its recording, since it would be measured there again; delete the set to be rid of it.")
    context: dict[str, Any] = {
        "title": _("Leave this value out?") if measured else _("Delete this value?"),
        "button": _("Leave it out") if measured else pgettext("value", "Delete it"),
        "gone": [what],
        "after": " ".join(filter(None, (kept if measured else "", anew))),
        "back": one.trial_set.check_of,
    }
    return render(request, "accounts/mine/delete.html", context)
