"""When to test again, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from supple.programme import Standing
from supple.programme.state import Miss
from supple.progress import Occasion, next_retest
from supple.progress.settings import LEAST_DAYS
from supple_web.training.engine.current import Current, clinician_came_after_check
from supple_web.training.models import PlanChange

#: Days after the first measured one in which the baseline is still being made (as progress has it).
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
    found = next_retest(days[-1], _occasions(now, days, today))
    return NextTest(str(found.occasion), found.earliest, found.latest, found.text, due=today >= found.earliest)


def _occasions(now: Current, days: list[date], today: date) -> Iterator[Occasion]:
    state = now.state
    tracks = (state.left, state.right)
    if state.standing is Standing.HALTED or clinician_came_after_check(now):
        yield Occasion.PAIN
    if any(track.miss is Miss.NO_ANSWER for track in tracks):
        yield Occasion.UNDETERMINED
    if not state.settled and len(days) < LEAST_DAYS.value and today < days[0] + timedelta(days=_BASELINE_DAYS):
        yield Occasion.BASELINE
