"""What each change of a call tells by mail: rows of the outbox, written inside the transaction of the change.

token: the secret of the link that the mail carries; it is known here and then never again.

Nothing clinical stands in a subject, and no mail repeats what somebody typed: a stranger's address must not become a way to send
them words. Changes wait a few minutes, in which a further change replaces the mail of the one before it (``still_so``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.booking.ics import call_file, clinic_name
from supple_web.booking.manage import reminder_token
from supple_web.booking.models import Call, CallChange, CallRequest, How, State
from supple_web.booking.times import When, short_day, time_words, when
from supple_web.booking.wall import clinic_zone
from supple_web.clinic.face.shown import clinic_now
from supple_web.clinic.models import Staff, face
from supple_web.common.ids import uuid7
from supple_web.common.languages import offered
from supple_web.outbox.links import link
from supple_web.outbox.models import Mail
from supple_web.outbox.post import post

#: How long a change waits for a further one.
GRACE: Final = timedelta(minutes=3)
#: How long before a call it is called to mind, and how late that still helps.
REMINDERS: Final = {"day": (timedelta(hours=24), timedelta(hours=3)), "hour": (timedelta(hours=1), timedelta(minutes=5))}


def on_held(call: Call, token: str) -> None:
    """A time is held until ``call.expires_at``: ask to confirm the address."""
    assert call.expires_at is not None
    with translation.override(call.language):
        until = call.expires_at.astimezone(zone_of(call))
        more = {"link": link("call_confirm", token), "until": time_words(until)}
        post(
            key=f"call:{call.pk}:held",
            to=call.email,
            subject=_("Confirm your call with %(clinic)s") % {"clinic": clinic_name()},
            body=_words("held", call, **more),
            person=call.person,
            still=f"{__name__}.still_held",
            about=str(call.pk),
        )


def on_confirmed(call: Call, token: str) -> None:
    """It is booked, by the booker or by staff (``call.made_by``): the time, the link to change it, the calendar file."""
    _tell_booked(call, token)
    _tell_clinician(call, "new")


def on_moved(call: Call, token: str, was_with: Staff) -> None:
    """It has another time or clinician: ``call.sequence`` is one more, the link is a new one."""
    _tell_booked(call, token, moved_from=_last_change(call).from_starts_at)
    if was_with.pk == call.clinician_id:
        _tell_clinician(call, "moved")
    else:
        _tell_clinician(call, "new")
        _tell_handed_on(call, was_with)


def on_cancelled(call: Call) -> None:
    """It is off, ``call.sequence`` is one more: the calendar file that takes it away."""
    _tell_change(call, "cancelled")
    _tell_clinician(call, "cancelled")


def on_uncancelled(call: Call, token: str) -> None:
    """It is on again, ``call.sequence`` is one more."""
    _tell_booked(call, token)
    _tell_clinician(call, "new")


def on_erased(call: Call) -> None:
    """Its booker erased themself, and the call goes with them: whoever waits for it is told that it is off, and nothing else."""
    clinician, zone = call.clinician, clinic_zone()
    if clinician.user is None or not clinician.active or clinician.person.pk == call.person_id:
        return
    with translation.override(clinic_language()):
        at = when(call.starts_at, zone, zone)
        more = {"kind": "cancelled", "at": at, "video": call.how == How.VIDEO}
        post(
            key=f"erased call {uuid7()}",  # the call's own id stands nowhere any more
            person=clinician.person,
            to=clinician.user.email,
            subject=_("A call was cancelled: %(day)s, %(time)s") % {"day": at.day, "time": at.time},
            body=render_to_string("booking/mail/clinician.txt", more),
        )


def on_requested(request: CallRequest) -> None:
    """No time suited: tell the clinic."""
    with translation.override(clinic_language()):
        body = render_to_string("booking/mail/request.txt", {"link": link("call_requests")})
        for number, (address, person) in enumerate(_clinic_addresses()):
            subject = _("Somebody asks for a call")
            post(key=f"request:{request.pk}:{number}", to=address, subject=subject, body=body, person=person)


def zone_of(call: Call) -> ZoneInfo:
    """In which a call is told: the booker's own; the clinic's where staff made it."""
    return clinic_zone() if call.made_by_id else ZoneInfo(call.time_zone)


def clinic_language() -> str:
    return offered(face().languages)[0]


# ---------------------------------------------------------------- asked just before sending


def still_held(about: str, _mail: Mail) -> bool:
    return Call.objects.filter(pk=about, state=State.HELD).exists()


def still_so(about: str, mail: Mail) -> bool:
    """Whether this is the call's latest change, and about a time to come. Of a call that nobody was told of, no end is told."""
    call = _version(about)
    if call is None or (mail.tried_at or timezone.now()) >= call.ends_at:
        return False
    return call.state == State.BOOKED or (call.state == State.CANCELLED and _was_told(call))


def still_to_remind(about: str, mail: Mail) -> bool:
    """Whether the call takes place as it was, is near, and they want to be reminded; writes the mail as things stand now."""
    about, _sep, kind = about.rpartition(":")
    call, now = _version(about), mail.tried_at or timezone.now()
    if call is None or call.state != State.BOOKED or not call.reminders or now > call.starts_at - REMINDERS[kind][1]:
        return False
    with translation.override(call.language):
        mail.subject = _subject(call)
        mail.body = _words("reminder", call, link=link("call_manage", reminder_token(call)))
    return True


def still_for_clinician(about: str, mail: Mail) -> bool:
    """As ``still_so``, whatever the booker was told: the clinician's calendar shows it as it stands."""
    call = _version(about)
    return call is not None and (mail.tried_at or timezone.now()) < call.ends_at


def still_handed_on(about: str, mail: Mail) -> bool:
    """Whether it is not theirs, whatever became of it meanwhile."""
    return Call.objects.filter(pk=about).exclude(clinician__user__person=mail.person_id).exists()


def _version(about: str) -> Call | None:
    """The call of ``id:sequence``, while it is in that version."""
    key, _sep, sequence = about.partition(":")
    found: Call | None = Call.objects.select_related("clinician").filter(pk=key, sequence=int(sequence)).first()
    return found


def _was_told(call: Call) -> bool:
    return Mail.objects.filter(key__startswith=f"call:{call.pk}:v").exclude(sent_at=None).exists()


# ---------------------------------------------------------------- writing


def _tell_booked(call: Call, token: str, moved_from: datetime | None = None) -> None:
    was = ""
    with translation.override(call.language):
        if moved_from is not None:
            was = when(moved_from, zone_of(call)).line.partition("\n")[0]
        _tell_change(call, "booked", link=link("call_manage", token), was=was)
    now = timezone.now()
    for kind, (ahead, _late) in REMINDERS.items():
        due_at = call.starts_at - ahead
        if call.email and due_at > now + timedelta(hours=1):
            post(
                key=f"call:{call.pk}:v{call.sequence}:{kind}",
                to=call.email,
                subject="",
                body="",
                due_at=due_at,
                person=call.person,
                still=f"{__name__}.still_to_remind",
                about=f"{call.pk}:{call.sequence}:{kind}",
            )


def _tell_change(call: Call, kind: str, **more: object) -> None:
    if not call.email:
        return
    now = timezone.now()
    with translation.override(call.language):
        off = kind == "cancelled"
        subject = _("Cancelled: %(subject)s") % {"subject": _subject(call)} if off else _subject(call)
        post(
            key=f"call:{call.pk}:v{call.sequence}",
            to=call.email,
            subject=subject,
            body=_words(kind, call, **more),
            due_at=now + GRACE,
            person=call.person,
            attachment=call_file(call, now),
            still=f"{__name__}.still_so",
            about=f"{call.pk}:{call.sequence}",
        )


def _tell_clinician(call: Call, kind: str) -> None:
    """Unless they did it themself. Who it is and what about stands behind their second step, not in a mail."""
    clinician: Staff = call.clinician
    if clinician.user is None or not clinician.active or _last_change(call).by_id == clinician.pk:
        return
    zone = clinic_zone()
    with translation.override(clinic_language()):
        at = when(call.starts_at, zone, zone)
        subjects = {
            "new": _("A call: %(day)s, %(time)s"),
            "moved": _("A call was moved: %(day)s, %(time)s"),
            "cancelled": _("A call was cancelled: %(day)s, %(time)s"),
        }
        more = {"kind": kind, "at": at, "video": call.how == How.VIDEO, "link": link("call", call.pk)}
        post(
            key=f"call:{call.pk}:staff:v{call.sequence}",
            person=clinician.person,
            to=clinician.user.email,
            subject=subjects[kind] % {"day": at.day, "time": at.time},
            body=render_to_string("booking/mail/clinician.txt", more),
            due_at=timezone.now() + GRACE,
            still=f"{__name__}.still_for_clinician",
            about=f"{call.pk}:{call.sequence}",
        )


def _tell_handed_on(call: Call, was_with: Staff) -> None:
    """Whoever waited for it at its time before, unless they did it themself."""
    change = _last_change(call)
    if was_with.user is None or not was_with.active or change.by_id == was_with.pk:
        return
    zone = clinic_zone()
    with translation.override(clinic_language()):
        at = when(change.from_starts_at or call.starts_at, zone, zone)
        more = {"kind": "handed on", "at": at, "video": call.how == How.VIDEO}
        post(
            key=f"call:{call.pk}:staff:v{call.sequence}:before",
            person=was_with.person,
            to=was_with.user.email,
            subject=_("A call is another clinician’s now: %(day)s, %(time)s") % {"day": at.day, "time": at.time},
            body=render_to_string("booking/mail/clinician.txt", more),
            due_at=timezone.now() + GRACE,
            still=f"{__name__}.still_handed_on",
            about=str(call.pk),
        )


def _subject(call: Call) -> str:
    at = call.starts_at.astimezone(zone_of(call))
    told = {"clinic": clinic_name(), "day": short_day(at.date()), "time": time_words(at)}
    return _("Your call with %(clinic)s: %(day)s, %(time)s") % told


def _words(template: str, call: Call, **more: object) -> str:
    at: When = when(call.starts_at, zone_of(call))
    context = {
        "at": at,
        "clinic": clinic_name(),
        "clinician": call.clinician.name,
        "minutes": int((call.ends_at - call.starts_at).total_seconds() // 60),
        "video": call.how == How.VIDEO,
        "clinic_phone": clinic_now().phone,
        "book": link("book"),
        **more,
    }
    return render_to_string(f"booking/mail/{template}.txt", context)


def _last_change(call: Call) -> CallChange:
    change: CallChange = call.changes.latest("at", "id")
    return change


def _clinic_addresses() -> list[tuple[str, Person | None]]:
    """The clinic's mail; without one, those who run it, else those who take calls: whose each address is."""
    address = clinic_now().mail
    if address:
        return [(address, None)]
    active = Staff.objects.filter(active=True).exclude(user=None).select_related("user")
    chosen = active.filter(administrator=True) or active.filter(clinician=True)
    return [(staff.user.email, staff.person) for staff in chosen if staff.user]
