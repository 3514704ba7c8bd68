"""What was taken over from an earlier check, in words, with the page on which each can be changed."""

from __future__ import annotations

from dataclasses import dataclass

from supple_web.assessments import wizard
from supple_web.assessments.fields import Field, Kind, Value
from supple_web.assessments.page import Facts

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
            lines.append(Line(name, _TITLES[name], ", ".join(filter(None, said))))
    return lines


_TITLES = {"age": "Age", "time": "Time", "things": "At hand", "wishes": "What matters", "way": "Measuring"}


def _words(one: Field, value: Value) -> str:
    if one.kind is Kind.YES_NO:
        return {"goal": ("a goal", "no goal"), "symptoms": ("it bothers me", "it does not bother me")}.get(
            one.id, ("long holds are fine", "no long holds")
        )[0 if value else 1]
    if one.kind is Kind.MANY:
        chosen = [option.words.lower() for option in one.options if isinstance(value, list) and option.value in value]
        return ", ".join(chosen) or "nothing"
    if one.kind is Kind.CHOICE:
        return next((option.words for option in one.options if option.value == value), "")
    return f"{value:g} days a week" if one.id == "days_per_week" else f"{value:g} {one.unit}"
