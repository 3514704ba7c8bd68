"""What was taken over from an earlier check, in words, with the page on which each can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supple_web.assessments import wizard
from supple_web.assessments.fields import Field, Kind, Value
from supple_web.assessments.page import Facts
from supple_web.common.lazy import gettext_lazy, pgettext_lazy

#: Pages whose answers are shown to be confirmed.
_PAGES = ("age", "time", "things", "wishes", "way")


@dataclass(frozen=True)
class Line:
    page: str
    title: str
    words: str


def summary(facts: Facts) -> list[Line]:
    """One line a page; pages that nothing was said on are left out."""
    lines = []
    for name in _PAGES:
        page = wizard.BY_ID[name]
        stored = facts.of(page.store)
        said = [_words(one, stored[one.id]) for one in page.asked(facts) if one.id in stored and one.accepts(stored[one.id])]
        if said:
            lines.append(Line(name, _TITLES[name], ", ".join(filter(None, map(str, said)))))
    return lines


_TITLES = {
    "age": gettext_lazy("Age"),
    "time": pgettext_lazy("how much", "Time"),
    "things": gettext_lazy("At hand"),
    "wishes": gettext_lazy("What matters"),
    "way": gettext_lazy("Measuring"),
}


def _words(one: Field, value: Value) -> str:
    if one.kind is Kind.YES_NO:
        return {"goal": (_("a goal"), _("no goal")), "symptoms": (_("it bothers me"), _("it does not bother me"))}.get(
            one.id, (_("long holds are fine"), _("no long holds"))
        )[0 if value else 1]
    if one.kind is Kind.MANY:
        chosen = [option.words.lower() for option in one.options if isinstance(value, list) and option.value in value]
        return ", ".join(chosen) or _("nothing")
    if one.kind is Kind.CHOICE:
        return next((option.words for option in one.options if option.value == value), "")
    return (
        ngettext("{n} day a week", "{n} days a week", int(str(value))).format(n=value)
        if one.id == "days_per_week"
        else f"{value:g} {one.unit}"
    )
