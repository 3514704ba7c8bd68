"""Reading what somebody types to put their record right: values, and one kind exact line for each that cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from supple_web.assessments.fields import Field, Kind, Option, Value, Wrong, decimal, read
from supple_web.assessments.plan_fields import AGE, DAYS, EQUIPMENT, MINUTES, WISHES
from supple_web.common.lazy import gettext_lazy
from supple_web.common.problems import Problem

#: What somebody says of themself, and may put right at any time.
ABOUT_FIELDS: Final = (AGE, MINUTES, DAYS, EQUIPMENT, *WISHES)
SUPPORT: Final = Field(
    "support",
    Kind.CHOICE,
    gettext_lazy("Between heels and seat, or under the arm"),
    options=(
        Option("none", gettext_lazy("Nothing")),
        Option("cushion", "A cushion"),
        Option("stool", "A stool"),
        Option("backrest", "A backrest"),
    ),
)
INSTRUMENT: Final = Field(
    "instrument",
    Kind.CHOICE,
    gettext_lazy("Instrument"),
    options=(Option("inclinometer", gettext_lazy("An inclinometer")), Option("goniometer", "A goniometer")),
)
_RATER_CHARACTERS: Final = 80
RATER_WORDS: Final = gettext_lazy("Who measured")


@dataclass(frozen=True)
class Asked:
    """A field of a form with what stands in it. given: as ``assessments/field.html`` compares it."""

    field: Field
    given: str | list[str]
    problem: str = ""
    earlier: bool = False


def asked(field: Field, value: object, problem: str = "") -> Asked:
    if isinstance(value, list):
        return Asked(field, [str(one) for one in value], problem)
    if field.kind is Kind.YES_NO:
        return Asked(field, {True: "yes", False: "no"}.get(value, str(value or "")) if isinstance(value, bool) else "", problem)
    return Asked(field, "" if value is None else str(value), problem)


def again(field: Field, posted: QueryDict, problem: str) -> Asked:
    """The field as it was sent, with what is wrong in it."""
    given = posted.getlist(field.id) if field.kind is Kind.MANY else str(posted.get(field.id) or "")
    return Asked(field, [str(one) for one in given] if isinstance(given, list) else given, problem)


def pain_field(name: str, words: str) -> Field:
    return Field(name, Kind.SCALE, words)


def some_of(fields: Iterable[Field], posted: QueryDict) -> tuple[dict[str, Value], dict[str, str]]:
    """The answers given, by field, and a line for each wrong one. What nobody chose is left as it is; of several none may be."""
    values: dict[str, Value] = {}
    problems: dict[str, str] = {}
    for field in fields:
        if field.kind is not Kind.MANY and not str(posted.get(field.id) or "").strip():
            continue
        try:
            values[field.id] = read(field, posted)
        except Wrong as wrong:
            problems[field.id] = str(wrong)
    return values, problems


def degrees_from(posted: Mapping[str, Any]) -> float:
    """Raises Problem for what is no number."""
    given = str(posted.get("value_deg") or "")
    try:
        return decimal(given)
    except ValueError:
        raise Problem(
            _("the value"), f"“{given[:30]}”", _("degrees as a number, such as 41.5"), _("type the number again")
        ) from None


def rater_from(posted: Mapping[str, Any]) -> str:
    """Raises Problem. Nothing typed is oneself."""
    given = str(posted.get("rater") or "").strip() or "self"
    if len(given) > _RATER_CHARACTERS or not given.isprintable():
        found = _("a name of {n} characters").format(n=len(given)) if given.isprintable() else _("signs that cannot be printed")
        raise Problem(_("who measured"), found, _("a name of at most {n} letters").format(n=_RATER_CHARACTERS), _("shorten it"))
    return given
