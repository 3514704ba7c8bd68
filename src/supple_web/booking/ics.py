"""Calendar files: the same UID for ever, a higher SEQUENCE with every change, instants in UTC, nothing about anybody's health.

The file says when, with which clinic and how; it holds neither number nor address of the other side, since calendars are shared.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Final, Literal

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from supple_web.booking.models import Call, How, State
from supple_web.clinic.face.shown import clinic_now
from supple_web.outbox.post import one_line

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
_ALARM: Final = timedelta(minutes=-15)
#: Of a call that is off.
_OFF: Final = (State.CANCELLED, State.EXPIRED)


def call_file(call: Call, now: datetime) -> tuple[str, str, str]:
    """The file that goes with a mail to the booker: name, type, text. A call that is off takes its event away."""
    method: Method = "CANCEL" if call.state in _OFF else "REQUEST"
    calendar = _calendar(method)
    event = _event(call, now)
    event.add("organizer", _organizer())
    if call.email:
        event.add("attendee", _attendee(call))
    calendar.add_component(event)
    return "call.ics", f"text/calendar; method={method}", _text(calendar)


def feed_file(calls: Iterable[Call], now: datetime, address_of: str) -> str:
    """A clinician's calls for their own calendar, which may be anybody's server: when and how, and where to look up who."""
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", one_line(clinic_name()))
    for call in calls:
        event = _event(call, now)
        event.add("url", address_of.format(call.pk))
        calendar.add_component(event)
    return _text(calendar)


def clinic_name() -> str:
    """As mails and files name the clinic."""
    return clinic_now().name or _("the clinic")


def _calendar(method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Supple//Calls//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def _event(call: Call, now: datetime) -> Event:
    off = call.state in _OFF
    event = Event()
    event.add("uid", call.uid)
    event.add("sequence", call.sequence)
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", call.starts_at)
    event.add("dtend", call.ends_at)
    event.add("summary", _("Call with %(clinic)s") % {"clinic": one_line(clinic_name())})
    event.add("location", _("By video") if call.how == How.VIDEO else _("By phone"))
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("class", "PRIVATE")
    if not off:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _ALARM)
    alarm.add("description", _("Call with %(clinic)s") % {"clinic": one_line(clinic_name())})
    return alarm


def _organizer() -> vCalAddress:
    """The clinic's own mail address where it shows one, else the one that mails come from."""
    address = clinic_now().mail or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    organizer = vCalAddress(f"mailto:{address}")
    organizer.params["CN"] = vText(_parameter(clinic_name()))
    return organizer


def _attendee(call: Call) -> vCalAddress:
    """The booker, who has agreed already: no calendar asks them again. Their own address, in their own file."""
    attendee = vCalAddress(f"mailto:{call.email}")
    attendee.params["CN"] = vText(_parameter(call.name))
    attendee.params["PARTSTAT"] = vText("ACCEPTED")
    attendee.params["RSVP"] = vText("FALSE")
    return attendee


def _parameter(words: str) -> str:
    """What a parameter of a property may hold: no quotation marks and nothing that ends a line (RFC 5545, 3.2)."""
    return one_line(words).replace('"', "'")


def _text(calendar: Calendar) -> str:
    raw: bytes = calendar.to_ical()
    return raw.decode("utf-8")
