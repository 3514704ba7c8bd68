"""The questions of a day as a clinician asks them at the desk: all of them on one page, by the wizard's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.assessments import wizard
from supple_web.assessments.fields import Field, Value, read_all
from supple_web.assessments.models import Check
from supple_web.assessments.page import Facts, Page, Store
from supple_web.assessments.standing import facts_of

#: Asked besides warning signs: how old somebody is, since some signs mean more at some ages, and whether they can kneel.
_ALSO = frozenset({"age", "expecting", "guardian", "kneel"})


@dataclass(frozen=True)
class Group:
    """One page's questions. none: the name of the box that says no to all that was left open, each of which was asked."""

    page: Page
    fields: tuple[Field, ...]
    none: str

    @property
    def title(self) -> str:
        return self.page.title


def is_asked_here(page: Page) -> bool:
    return page.screening or page.id in _ALSO


def facts_for(person: Person, check: Check | None) -> Facts:
    """What is known of the day; of a day without a check yet, what is known of the person."""
    if check is not None:
        return facts_of(check)
    known = {"age_years": person.about["age_years"]} if person.about.get("age_years") is not None else {}
    session = person.sessions.exists()
    return Facts(about=known, session=session)


def open_groups(facts: Facts) -> list[Group]:
    """What was not answered yet, page by page. What hangs on an answer of the same form is shown with it, and may stay open."""
    groups = []
    for page in wizard.PAGES:
        if not is_asked_here(page):
            continue
        given = facts.of(page.store)
        fields = tuple(one for one in page.fields if one.id not in given and _may_apply(one, facts))
        if fields:
            groups.append(Group(page, fields, f"none-{page.id}" if page.denies else ""))
    return groups


def _may_apply(one: Field, facts: Facts) -> bool:
    if one.id == "pain_next_morning":
        return facts.session
    if one.under_age is not None:
        age = facts.about.get("age_years")
        return not isinstance(age, int | float) or age < one.under_age
    return all(facts.answers.get(key) in {None, *accepted} for key, accepted in one.only_if.items())


def has_questions_open(check: Check) -> bool:
    """Whether a question that applies was not answered in this check."""
    return not all(page.done(facts_of(check)) for page in wizard.shown(facts_of(check)) if is_asked_here(page))


def read_asked(groups: list[Group], facts: Facts, posted: QueryDict) -> tuple[dict[str, Value], dict[str, Value], dict[str, str]]:
    """about, answers, and a line for each question that is missing or wrong. Questions that do not apply are not asked for."""
    about: dict[str, Value] = {}
    answers: dict[str, Value] = {}
    problems: dict[str, str] = {}
    for group in groups:
        into = about if group.page.store is Store.ABOUT else answers
        asked = _applying(group, about, answers, facts)
        missing = {one.id for one in asked if not posted.get(one.id)}
        denied = {one.id: one.no for one in asked if one.id in missing and one.no is not None} if _ticked(group, posted) else {}
        values, wrong = read_all((one for one in asked if one.id not in denied), posted)
        contrary = [one for one in asked if _ticked(group, posted) and one.id in values and values[one.id] != one.no]
        wrong |= {one.id: _("Answered yes, and “no to all” was ticked as well: which one is right?") for one in contrary}
        into.update({**denied, **values})
        problems |= wrong
    return about, answers, problems


def _ticked(group: Group, posted: QueryDict) -> bool:
    return bool(group.none and posted.get(group.none))


def _applying(group: Group, about: Mapping[str, Value], answers: Mapping[str, Value], facts: Facts) -> list[Field]:
    known = Facts(
        about={**facts.about, **about},
        answers={**facts.answers, **answers},
        setup=facts.setup,
        active=True,
        phone=facts.phone,
        session=facts.session,
    )
    applying = {one.id for one in group.page.asked(known)} if group.page.shown_if(known) else set()
    return [one for one in group.fields if one.id in applying]
