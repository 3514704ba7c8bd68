"""The pages of questions: one view for all of them, driven by ``wizard.PAGES``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from supple_web.assessments import actions, wizard
from supple_web.assessments.access import is_guest_here
from supple_web.assessments.fields import Field, Kind, Value, read_all
from supple_web.assessments.models import Check
from supple_web.assessments.page import Facts, Page, Store
from supple_web.assessments.standing import check_of_before, facts_of
from supple_web.assessments.summary import summary
from supple_web.assessments.views.entering import acting, of_check
from supple_web.assessments.views.onward import onward
from supple_web.common.pages import render


@dataclass(frozen=True)
class Shown:
    """A field as a template shows it. given: what is filled in, as a form sends it. earlier: whether that is to be confirmed."""

    field: Field
    given: str | list[str]
    problem: str = ""
    earlier: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@of_check
def page(request: HttpRequest, check: Check, page: str) -> HttpResponse:
    """Show one page, or keep its answers and go on."""
    asked = wizard.BY_ID.get(page)
    if asked is None:
        raise Http404("There is no such page in the check.")
    facts = facts_of(check, borrowed=is_guest_here(request, check))
    if not wizard.reachable(asked, facts):
        return onward(check)
    if request.method != "POST":
        return _show(request, check, asked, facts)
    return _keep(request, check, asked, facts)


def _keep(request: HttpRequest, check: Check, asked: Page, facts: Facts) -> HttpResponse:
    fields = asked.asked(facts)
    if "none" in request.POST and asked.denies:
        values, problems = denied_all(fields, request.POST)
    else:
        values, problems = read_all(fields, request.POST)
    if problems:
        return _show(request, check, asked, facts, problems)
    by = acting(request, check)
    if asked.store is Store.SETUP:
        check = actions.set_up(check=check, setup=values, by=by, place=asked.id)
    elif asked.store is Store.ABOUT:
        check = actions.answer(check=check, about=values, by=by, place=asked.id)
    else:
        check = actions.answer(check=check, answers=values, by=by, place=asked.id)
    return onward(check)


def denied_all(fields: tuple[Field, ...], posted: QueryDict) -> tuple[dict[str, Value], dict[str, str]]:
    """No to every question of the page, unless something was answered otherwise."""
    values: dict[str, Value] = {}
    problems: dict[str, str] = {}
    for one in fields:
        said = str(posted.get(one.id) or "")
        if said and said != sent(one.no):
            problems[one.id] = _("You answered this and chose “None of these” as well. Which one is right?")
        elif one.no is not None:
            values[one.id] = one.no
    return values, problems


def _show(
    request: HttpRequest, check: Check, asked: Page, facts: Facts, problems: Mapping[str, str] | None = None
) -> HttpResponse:
    back, borrowed = wizard.before(asked, facts), is_guest_here(request, check)
    shown = [shown_field(one, asked, facts, request, problems or {}) for one in asked.asked(facts)]
    context = {
        "check": check,
        "page": asked,
        "shown": shown,
        "problems": [(one.field.id, one.field.words, one.problem) for one in shown if one.problem],
        "percent": wizard.percent(facts, asked),
        "back_url": reverse("check_page", args=[check.pk, back.id]) if back else reverse("home"),
        "answered": all(one.given for one in shown),
        "alone": len(shown) == 1 and not asked.screening,
        "unanswered": sum(1 for one in shown if one.problem and not one.given),
        "facts": facts,
        "earlier": check_of_before(check) if not borrowed and any(one.earlier for one in shown) else None,
        "summary": summary(facts) if asked.id == "again" else [],
    }
    return render(request, f"assessments/{asked.template}", context, status=422 if problems else 200)


def shown_field(one: Field, asked: Page, facts: Facts, request: HttpRequest, problems: Mapping[str, str]) -> Shown:
    """A field with what stands in it: what was sent, else what is stored, else what an earlier check said and still holds."""
    if request.method == "POST":
        given = request.POST.getlist(one.id)
        return Shown(one, given if one.kind is Kind.MANY else "".join(given[:1]), problems.get(one.id, ""))
    proposed = request.GET.get("to", "") if one.id == "way" else ""
    if proposed and one.accepts(proposed):
        return Shown(one, proposed)
    stored = facts.of(asked.store)
    if one.id in stored and one.accepts(stored[one.id]):
        return Shown(one, sent(stored[one.id]))
    kept = facts.earlier.get(one.id) if one.keeps else None
    return Shown(one, "" if kept is None else sent(kept), earlier=kept is not None)


def sent(value: Value | None) -> str | list[str]:
    """A stored value as a form sends it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return value
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
