"""When to test again, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from supple.programme import Standing
from supple.programme.state import Miss
from supple.progress import Occasion, next_retest
from supple.progress.settings import LEAST_DAYS
from supple_web.training.engine.current import Current, clinician_came_after_check
from supple_web.training.models import PlanChange

#: Days after the first measured one in which the baseline is still being made.
_BASELINE_DAYS: Final = 7


@dataclass(frozen=True)
class NextTest:
    """The window of the next check. due: today lies in it, or it is over."""

    occasion: str
    earliest: date
    latest: date
    text: str
    due: bool

    @property
    def baseline(self) -> bool:
        """Whether it only makes the first measurement surer."""
        return self.occasion == Occasion.BASELINE


def next_test(now: Current, today: date) -> NextTest | None:
    """None before anything was tested."""
    rows = PlanChange.objects.of(now.person).exclude(check_of=None)
    days = sorted(row.day for row in rows if row.event.get("tested"))
    if not days:
        return None
    tracks = (now.state.left, now.state.right)
    occasions = occasions_of(
        pain=now.state.standing is Standing.HALTED or clinician_came_after_check(now),
        undetermined=any(track.miss is Miss.NO_ANSWER for track in tracks),
        days=() if now.state.settled else days,
        today=today,
    )
    found = next_retest(days[-1], occasions)
    return NextTest(str(found.occasion), found.earliest, found.latest, found.text, due=today >= found.earliest)


def occasions_of(*, pain: bool, undetermined: bool, days: Collection[date], today: date) -> Iterator[Occasion]:
    """Why to test again. days: on which was tested; fewer than a verdict needs, the first not long ago, are still a baseline."""
    if pain:
        yield Occasion.PAIN
    if undetermined:
        yield Occasion.UNDETERMINED
    if days and len(days) < LEAST_DAYS.value and today < min(days) + timedelta(days=_BASELINE_DAYS):
        yield Occasion.BASELINE
