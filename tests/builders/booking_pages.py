"""Somebody who books through the pages, with the clock as it is."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from datetime import time as wall
from unittest.mock import patch

from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.calls import open_for
from builders.staff import make_staff
from supple_web.booking.availability import free_slots
from supple_web.booking.listing import start_text
from supple_web.booking.mails import GRACE
from supple_web.booking.models import Call
from supple_web.booking.spam import new_stamp
from supple_web.clinic.models import Staff
from supple_web.outbox.post import send_due


def always_open(name: str = "Kim Okafor") -> Staff:
    """A clinician who takes calls around the clock, so that there are times whenever a test runs."""
    return open_for(make_staff(name), wall(0), wall(0))


def times(count: int = 400) -> list[datetime]:
    """What is free, tomorrow and later: nobody's notice runs out while a test runs."""
    later = timezone.now() + timedelta(days=1, hours=2)
    return sorted({slot.starts_at for slot in free_slots(now=timezone.now(), since=later)})[:count]


def old_stamp(seconds: float = 60) -> str:
    """As of a form that was opened so long ago."""
    with patch("django.core.signing.time.time", return_value=time.time() - seconds):
        return new_stamp()


def typed(starts_at: datetime, **more: str) -> dict[str, str]:
    said = {
        "start": start_text(starts_at),
        "name": "Noor Haddad",
        "email": "noor@example.org",
        "how": "phone",
        "phone": "+49 30 1234567",
        "question": "Would exercises at home be enough?",
        "stamp": old_stamp(),
        "zone": "America/New_York",
    }
    return said | more


def sent() -> list[str]:
    """Everything that is due once the grace is over, as the bodies of the mails; the outbox of Django is emptied first."""
    mail.outbox.clear()
    send_due(timezone.now() + GRACE)
    return [str(one.body) for one in mail.outbox]


def secret_in(body: str, name: str) -> str:
    """The secret of a link in a mail."""
    path = reverse(name, args=["TOKEN"]).replace("TOKEN", r"([^/\s]+)")
    found = re.search(rf"{path}(?=\s|$)", body)
    assert found is not None, body
    return found.group(1)


def hold_by_page(client: Client, starts_at: datetime, **more: str) -> str:
    """Sends the form and gives the secret of the link that was mailed."""
    answer = client.post(reverse("book_time"), typed(starts_at, **more))
    assert answer.status_code == 302, answer.text
    (body,) = (one for one in sent() if "not booked yet" in one)
    return secret_in(body, "call_confirm")


def book_by_page(client: Client, starts_at: datetime, **more: str) -> tuple[Call, str]:
    """From the form to the booked call; gives the secret of its link, from the mail."""
    secret = hold_by_page(client, starts_at, **more)
    answer = client.post(reverse("call_confirm", args=[secret]))
    assert answer.status_code == 302
    call: Call = Call.objects.get(starts_at=starts_at, state="booked")
    return call, answer["Location"].rpartition("/")[2]
