"""What brings a client to the top of the desk: rules as data, each of which a clinic may switch off or give another number.

A rule looks at how a client stands alone. Its reason says what it rests on: once that is something else, an alert that was put
aside comes back. The numbers are conventions of this project, and the pain zones those of the programme.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from supple_web.desk.models import AlertRule
from supple_web.training.engine import STOP_FROM


class Stands(NamedTuple):
    """The columns of ``desk.Standing`` that a list shows and rules look at: of thousands of clients no model is made."""

    asks_since: date | None = None
    last_session_on: date | None = None
    last_check_on: date | None = None
    last_pain: int | None = None
    last_pain_on: date | None = None
    retest_from: date | None = None
    undetermined: int = 0
    plateau_on: date | None = None
    flag_on: date | None = None


@dataclass(frozen=True)
class Alert:
    """One reason to look at a client. reason: what it rests on, the same as long as that is the same.

    tell: says why in one sentence; asked only where it is shown, of thousands of clients a page has a few.
    """

    rule: str
    tell: Callable[[], str]
    reason: str
    tone: str

    @property
    def words(self) -> str:
        return self.tell()


Holds = Callable[[Stands, int, date], Alert | None]


@dataclass(frozen=True)
class Rule:
    """number: its bound, of unit; 0 where it has none. least, most: between which a clinic may set it."""

    key: str
    title: str | Promise
    holds: Holds
    number: int = 0
    unit: str | Promise = ""
    least: int = 1
    most: int = 1
    on: bool = True


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _red_flag(standing: Stands, number: int, today: date) -> Alert | None:
    flagged = standing.flag_on
    if flagged is None:
        return None

    def tell() -> str:
        words = _("A warning sign in the questions of %(day)s stands: training is stopped until it is cleared.")
        return words % {"day": _day(flagged)}

    return Alert("red-flag", tell, f"{flagged}", "stop")


def _pain(standing: Stands, number: int, today: date) -> Alert | None:
    pain, day = standing.last_pain, standing.last_pain_on
    if pain is None or day is None or pain < number:
        return None

    def tell() -> str:
        return _("Pain of %(pain)d out of 10 was told on %(day)s.") % {"pain": pain, "day": _day(day)}

    return Alert("pain", tell, f"{pain} {day}", "stop")


def _undetermined(standing: Stands, number: int, today: date) -> Alert | None:
    count = standing.undetermined
    if count < number:
        return None

    def tell() -> str:
        words = ngettext(
            "The last check could not tell (undetermined): a trained hand may.",
            "The last %(count)d checks could not tell (undetermined): a trained hand may.",
            count,
        )
        return words % {"count": count}

    return Alert("undetermined", tell, f"{count} {standing.last_check_on}", "caution")


def _plateau(standing: Stands, number: int, today: date) -> Alert | None:
    reached = standing.plateau_on
    if reached is None:
        return None

    def tell() -> str:
        words = _("The range has stopped growing (plateau), measured until %(day)s, and more is wanted.")
        return words % {"day": _day(reached)}

    return Alert("plateau", tell, f"{reached}", "caution")


def _idle(standing: Stands, number: int, today: date) -> Alert | None:
    if standing.asks_since is None:
        return None
    last = standing.last_session_on
    since = max(last, standing.asks_since) if last else standing.asks_since
    days = (today - since).days
    if days < number:
        return None
    return Alert("idle", lambda: _idle_words(days, since, last), f"{since}", "caution")


def _idle_words(days: int, since: date, last: date | None) -> str:
    if last is None:
        words = ngettext(
            "No session yet, %(days)d day after the programme began on %(since)s.",
            "No session yet, %(days)d days after the programme began on %(since)s.",
            days,
        )
        return words % {"days": days, "since": _day(since)}
    words = ngettext(
        "No session for %(days)d day; the last one was on %(last)s.",
        "No session for %(days)d days; the last one was on %(last)s.",
        days,
    )
    return words % {"days": days, "last": _day(last)}


def _retest(standing: Stands, number: int, today: date) -> Alert | None:
    due = standing.retest_from
    if due is None or today < due + timedelta(days=number):
        return None
    return Alert("retest", lambda: _("A re-test has been due since %(day)s.") % {"day": _day(due)}, f"{due}", "")


#: The most pressing first: in this order clients stand on the desk.
RULES: Final[tuple[Rule, ...]] = (
    Rule("red-flag", gettext_lazy("A warning sign (red flag)"), _red_flag),
    Rule("pain", gettext_lazy("Pain at or above"), _pain, STOP_FROM, gettext_lazy("of 10"), 1, 10),
    Rule(
        "undetermined", gettext_lazy("No answer (undetermined), checks in a row"), _undetermined, 2, gettext_lazy("checks"), 1, 6
    ),
    Rule("plateau", gettext_lazy("No more gain (plateau)"), _plateau),
    Rule("idle", gettext_lazy("No session for"), _idle, 7, gettext_lazy("days"), 2, 60),
    Rule("retest", gettext_lazy("A re-test due for"), _retest, 0, gettext_lazy("days"), 0, 60),
)
BY_KEY: Final[Mapping[str, Rule]] = {rule.key: rule for rule in RULES}


def rules_here() -> tuple[Rule, ...]:
    """The rules as this clinic set them, the most pressing first. One query."""
    own = {row.rule: row for row in AlertRule.objects.all()}
    return tuple(_as_set(rule, own.get(rule.key)) for rule in RULES)


def _as_set(rule: Rule, own: AlertRule | None) -> Rule:
    if own is None:
        return rule
    return replace(rule, on=own.on, number=rule.number if own.number is None else own.number)


def alerts_of(standing: Stands, rules: tuple[Rule, ...], today: date) -> list[Alert]:
    """What holds of one client, the most pressing first."""
    return [alert for rule in rules if rule.on and (alert := rule.holds(standing, rule.number, today)) is not None]
