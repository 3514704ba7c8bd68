"""The clinic decides when calls are possible. Calls that are booked keep their instants, whatever changes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from supple_web.audit.record import record
from supple_web.booking.models import DayException, Hours, Rules
from supple_web.booking.rules import checked_rules, locked_rules
from supple_web.clinic.models import Staff
from supple_web.common.problems import Problem

#: weekday (0 is Monday), starts, ends.
Weekly = tuple[int, time, time]


@transaction.atomic
def set_rules(*, by: Staff, **values: Any) -> Rules:  # noqa: ANN401
    """Change some rules by their names. Raises Problem for a value that cannot be meant."""
    rules = locked_rules()
    for name, value in checked_rules(values).items():
        setattr(rules, name, value)
    rules.save()
    record("set call rules", rules, by=by.person)
    return rules


@transaction.atomic
def set_weekly_hours(*, clinician: Staff, weekly: Iterable[Weekly], by: Staff) -> list[Hours]:
    """All weekly hours of a clinician in place of those before. Raises Problem for hours that cannot be meant."""
    locked_rules()
    rows = [Hours(clinician=clinician, weekday=_weekday(day), starts=starts, ends=ends) for day, starts, ends in weekly]
    for row in rows:
        _check_times(row.starts, row.ends)
    Hours.objects.filter(clinician=clinician).delete()
    Hours.objects.bulk_create(rows)
    record("set call hours", "booking.hours", by=by.person)
    return rows


@transaction.atomic
def add_exception(
    *, clinician: Staff, day: date, by: Staff, starts: time | None = None, ends: time | None = None, open: bool = False
) -> DayException:
    """A day that differs: open for further hours, else away, the whole day where no times are given. Raises Problem."""
    locked_rules()
    if starts is None and ends is None and not open:
        pass
    elif starts is None or ends is None:
        raise Problem("hours", _("half of a time"), _("from when until when"), _("fill in both"))
    else:
        _check_times(starts, ends)
    made: DayException
    made, _new = DayException.objects.get_or_create(clinician=clinician, day=day, starts=starts, ends=ends, open=open)
    record("add call exception", made, by=by.person)
    return made


@transaction.atomic
def remove_exception(*, exception: DayException, by: Staff) -> None:
    locked_rules()
    record("remove call exception", exception, by=by.person)
    exception.delete()


def _weekday(day: int) -> int:
    if not 0 <= day <= 6:
        raise Problem("hours", f"{day!r:.20}", _("a day of the week"), _("choose one"))
    return day


def _check_times(starts: time, ends: time) -> None:
    """Raises Problem. A day ends at 00:00; what goes on after midnight is another day's."""
    for one in (starts, ends):
        if one.minute % 5 or one.second or one.microsecond:
            raise Problem("hours", f"{one:%H:%M:%S}", _("a time in steps of five minutes"), _("choose another one"))
    if ends != time() and ends <= starts:
        found = _("an end at %(time)s") % {"time": f"{ends:%H:%M}"}
        expected = _("an end after %(time)s") % {"time": f"{starts:%H:%M}"}
        raise Problem("hours", found, expected, _("correct it; for hours over midnight enter both days"))
