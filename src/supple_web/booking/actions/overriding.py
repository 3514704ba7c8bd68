"""Staff may go against any rule with a reason; against the constraint nobody can."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from supple_web.booking.asking import Slot, Taken
from supple_web.booking.availability import blocked, next_free, taking_at
from supple_web.booking.models import Call, Rules, Tick
from supple_web.booking.ticks import TICK, ticks_of
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem


def slot_for_staff(
    starts_at: datetime, *, now: datetime, rules: Rules, clinician: Staff, reason: str, without: Call | None = None
) -> Slot:
    """A time that is not offered, for a reason: outside the hours, at short notice, beyond the horizon, off the grid.

    Raises Taken for one that runs into another call, and Problem for one that is past, uneven, of somebody who takes no calls, or
    without a reason.
    """
    if not now < starts_at < now + timedelta(days=800):
        raise Problem(_("time"), _("a time that is past, or years away"), _("a time to come"), _("choose another one"))
    if starts_at.timestamp() % TICK.total_seconds():
        raise Problem(_("time"), _("an uneven minute"), _("a time in steps of five minutes"), _("choose another one"))
    if not (clinician.active and clinician.clinician):
        raise Problem(_("clinician"), _("somebody who takes no calls"), _("a clinician who does"), _("choose another one"))
    start = starts_at.astimezone(UTC)  # in a zone, adding minutes would follow the clock on the wall
    slot = Slot(start, start + timedelta(minutes=rules.minutes), clinician.pk)
    wanted = ticks_of(*blocked(slot.starts_at, slot.ends_at, rules))
    theirs = Tick.objects.filter(clinician=clinician, tick__gte=wanted.start, tick__lt=wanted.stop)
    taken = theirs.filter(call__in=Call.objects.filter(taking_at(now)))
    if (taken.exclude(call=without) if without else taken).exists():
        raise Taken(next_free(starts_at, now=now, clinician=clinician, without=without))
    need_reason(reason, _("a time that is not offered"))
    return slot


def need_reason(reason: str, found: str) -> None:
    """Raises Problem where a rule is gone against without saying why."""
    if not reason.strip():
        raise Problem(_("reason"), found, _("a reason, which is kept with the call"), _("write it down"))
