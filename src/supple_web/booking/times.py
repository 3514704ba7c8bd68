"""Instants in words: the booker's zone first, with its name, the clinic's beside it where the clock differs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from supple_web.booking.wall import clinic_zone


@dataclass(frozen=True)
class When:
    """One instant as somebody reads it. clinic_day, clinic_time: empty where the clinic's clock shows the same."""

    starts_at: datetime
    day: str
    time: str
    zone: str
    clinic_day: str = ""
    clinic_time: str = ""
    clinic_zone: str = ""

    @property
    def line(self) -> str:
        """In one line, for mails and titles."""
        said = _("%(day)s, %(time)s (%(zone)s)") % {"day": self.day, "time": self.time, "zone": self.zone}
        return f"{said}\n{self.beside}" if self.beside else said

    @property
    def beside(self) -> str:
        """What the clinic's clock shows; empty where it is the same."""
        if not self.clinic_time:
            return ""
        said = {"day": self.clinic_day, "time": self.clinic_time, "zone": self.clinic_zone}
        if not self.clinic_day:
            return _("At the clinic: %(time)s (%(zone)s)") % said
        return _("At the clinic: %(day)s, %(time)s (%(zone)s)") % said


def when(starts_at: datetime, zone: ZoneInfo, clinic: ZoneInfo | None = None) -> When:
    """An instant in a zone, with the clinic's beside it."""
    there = clinic or clinic_zone()
    here, at_clinic = starts_at.astimezone(zone), starts_at.astimezone(there)
    own = When(starts_at, day_words(here.date()), time_words(here), zone_words(zone, starts_at))
    if here.utcoffset() == at_clinic.utcoffset():
        return own
    other_day = day_words(at_clinic.date()) if at_clinic.date() != here.date() else ""
    return When(starts_at, own.day, own.time, own.zone, other_day, time_words(at_clinic), zone_words(there, starts_at))


def day_words(day: date) -> str:
    return formats.date_format(day, pgettext("a day, as Django's date filter takes it", "l j F Y"))


def short_day(day: date) -> str:
    return formats.date_format(day, pgettext("a short day, as Django's date filter takes it", "D j M"))


def time_words(at: datetime) -> str:
    return f"{at:%H:%M}"


def zone_words(zone: ZoneInfo, at: datetime) -> str:
    """A zone as people know it, with how far it is from UTC at that instant: ``Berlin, UTC+1``."""
    name = zone_place(zone.key)
    offset = at.astimezone(zone).utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    far = f"UTC{sign}{hours}" + (f":{rest:02d}" if rest else "") if minutes else "UTC"
    return far if name == "UTC" else f"{name}, {far}"


def zone_place(key: str) -> str:
    """The last part of an IANA name, as it is read: ``Buenos Aires``."""
    return key.rpartition("/")[2].replace("_", " ")
