"""What the science said of turning in a check, and what a clinician may say instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from supple.findings.model import Category
from supple.programme.reading import deciding_findings
from supple.words import CATEGORY_TITLE, POSITION_TITLE
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check, Result
from supple_web.training.engine.log import check_done
from supple_web.training.models import PlanChange

#: In the order in which a form offers them; "no criterion" is a matter of the way of measuring and nobody's judgement.
_OFFERED: Final = (
    Category.MEETS_CRITERION,
    Category.MOBILITY_LIMITATION,
    Category.MOTOR_CONTROL_DEFICIT,
    Category.BORDERLINE,
    Category.UNDETERMINED,
    Category.PAINFUL,
)
CATEGORIES: Final = frozenset(str(one) for one in _OFFERED)


@dataclass(frozen=True)
class SaidByScience:
    """The finding that decides about a direction: what the plan would follow."""

    direction: str
    position: str
    category: str
    title: str
    where: str


def said_of(check: Check) -> Mapping[str, SaidByScience]:
    """By direction; empty for a check that is not finished, has no turn, or ended at a red flag."""
    row = getattr(check, "plan_change", None)
    if row is None or not Result.objects.filter(check_of=check).exists() or not row.event.get("findings"):
        return {}
    found = deciding_findings(check_done(row.day, row.event).findings)
    return {
        str(side): SaidByScience(
            str(side), str(one.position), str(one.category), CATEGORY_TITLE[one.category], POSITION_TITLE[one.position]
        )
        for side, one in found.items()
    }


def last_tested_on(person: Person) -> date | None:
    """The day of the last finished check with tests: the one whose findings the plan follows."""
    rows = PlanChange.objects.of(person).filter(check_of__isnull=False, event__tested=True)
    day: date | None = rows.order_by("-day").values_list("day", flat=True).first()
    return day


def offered() -> list[tuple[str, str]]:
    """Every finding that a clinician may say, with its words."""
    return [(str(one), CATEGORY_TITLE[one]) for one in _OFFERED]


def title_of(category: str) -> str:
    return CATEGORY_TITLE[Category(category)]
