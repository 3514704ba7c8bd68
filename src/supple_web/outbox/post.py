"""Writing a mail in the transaction of what it tells. What sends it is ``sending.py``."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone

from supple_web.accounts.models import Person
from supple_web.common.problems import Problem
from supple_web.outbox.models import Mail
from supple_web.outbox.sending import send_due

__all__ = ["Attachment", "post", "send_due"]

#: name, type, text
Attachment = tuple[str, str, str]
#: What ends a line anywhere in Unicode, and every other control character: none of them has a place in a header.
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")
_SUBJECT: Final = 160


def post(
    *,
    key: str,
    to: str,
    subject: str,
    body: str,
    due_at: datetime | None = None,
    person: Person | None = None,
    attachment: Attachment | None = None,
    still: str = "",
    about: str = "",
) -> Mail:
    """Writes a mail that is sent once what was decided together with it stands. The same key twice: the first stands.

    due_at: not before; at once where None. still: dotted path of ``function(about, mail) -> bool``, asked just before sending.
    person: whose it is, so that it goes with them. Raises Problem for an address that is none: one address, nothing else.
    """
    mail, _ = Mail.objects.get_or_create(
        key=key,
        defaults={
            "to": _address(to),
            "subject": one_line(subject)[:_SUBJECT],
            "body": body.replace("\r\n", "\n").replace("\r", "\n"),
            "due_at": due_at or timezone.now(),
            "person": person,
            "still": still,
            "about": about,
            **_attached(attachment),
        },
    )
    return mail


def one_line(words: str) -> str:
    """Words as a header may hold them: what ends a line or turns the reading direction becomes a space."""
    return _CONTROL.sub(" ", words).strip()


def _address(to: str) -> str:
    try:
        validate_email(to)
    except ValidationError:
        raise Problem("mail address", repr(to[:60]), "one address such as you@example.org", "correct it") from None
    return to


def _attached(attachment: Attachment | None) -> dict[str, str]:
    if attachment is None:
        return {}
    name, kind, text = attachment
    return {"attachment_name": one_line(name), "attachment_type": one_line(kind), "attachment": text}
