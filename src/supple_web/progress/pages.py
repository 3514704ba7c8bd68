"""What the page and the report show, put together from the engine and from what the plan wrote down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from supple_web.accounts.models import Person
from supple_web.common.lazy import gettext_lazy as _
from supple_web.progress import engine
from supple_web.training.models import PlanChange

#: So many changes of the plan stand on the page at once; the rest is folded below them.
CHANGES_SHOWN: Final = 5


class Part(StrEnum):
    """One picture at a time: each part is a page of its own, named in the address."""

    NOW = "now"
    OVER_TIME = "over-time"
    SESSIONS = "sessions"
    PAIN = "pain"
    PLAN = "plan"
    FILES = "files"


PART_TITLE: Final = {
    Part.NOW: _("Now"),
    Part.OVER_TIME: _("Over time"),
    Part.SESSIONS: _("Sessions"),
    Part.PAIN: _("Pain"),
    Part.PLAN: _("Plan"),
    Part.FILES: _("Files"),
}


@dataclass(frozen=True)
class Overview:
    """What a part of ``/progress`` shows. open: the anchor of the series that is unfolded. red_flag: where to go first.

    empty: nothing was measured, trained or decided yet.
    """

    part: Part
    lead: str
    red_flag: str
    referred: Sequence[engine.Referred]
    next_test: engine.NextTest | None
    empty: bool
    groups: Sequence[engine.KindGroup] = ()
    open: str = ""
    dial: engine.NowAndThen | None = None
    done: engine.Done | None = None
    hurt: engine.Hurt | None = None
    changes: Sequence[PlanChange] = ()

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        return [(part.value, words, part is self.part) for part, words in PART_TITLE.items()]

    @property
    def recent_changes(self) -> Sequence[PlanChange]:
        return self.changes[:CHANGES_SHOWN]

    @property
    def earlier_changes(self) -> Sequence[PlanChange]:
        return self.changes[CHANGES_SHOWN:]


def overview(person: Person | None, today: date, *, part: str = "", series: str = "") -> Overview:
    """part: its name; the first one where it is none. series: the anchor of the one to unfold, else the first of all."""
    record = engine.gather(person, today)
    shown = Part(part) if part in set(Part) else Part.NOW
    red_flag = record.red_flag
    groups = engine.kind_groups(record) if shown is Part.OVER_TIME else ()
    anchors = [one.anchor for group in groups for one in group.series]
    changes = changes_of(person) if shown is Part.PLAN else []
    return Overview(
        part=shown,
        lead=engine.lead(record),
        red_flag=red_flag,
        referred=() if red_flag else engine.referred(record),
        next_test=None if red_flag else engine.next_test(record),
        empty=not (record.series or record.sessions or record.plan or red_flag),
        groups=groups,
        open=series if series in anchors else next(iter(anchors), ""),
        dial=engine.now_and_then(record) if shown is Part.NOW else None,
        done=engine.done(record) if shown is Part.SESSIONS else None,
        hurt=engine.hurt(record) if shown is Part.PAIN else None,
        changes=changes,
    )


def changes_of(person: Person | None) -> list[PlanChange]:
    """Every step at which the plan changed, the latest first."""
    return list(PlanChange.objects.of(person).filter(changed=True).reverse())
