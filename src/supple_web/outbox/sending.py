"""Sending what is due: **at least once**, and nearly always exactly once.

A mail is claimed in a transaction of its own, which counts the try and moves ``due_at`` to when the next one would be; only then
does it go to the mail server, with no transaction open, and what came of it is written down. Several workers never claim the same
try: PostgreSQL skips rows that another one holds, SQLite lets one writer in at a time. A worker that dies after the server took
the mail and before that is written down leaves a mail that is sent once more after the back-off. Losing a cancellation is worse
than reading it twice, so this order was chosen; both copies carry the same Message-ID, and a calendar takes the same UID and
SEQUENCE for the same event.

Where no mail is sent at all (``SUPPLE_EMAIL_URL`` is empty) nothing is claimed: mails wait, and are asked whether they still hold
when there is a server one day.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from supple_web.config.options import host_of
from supple_web.outbox.models import Mail

#: After the first failed try, the second, and so on; after the last one the mail is given up.
BACK_OFF: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
#: A mail server that says nothing for so long is taken for absent.
_PATIENCE_SECONDS: Final = 20
#: How long it is known what was sent; the words themselves are gone once it was.
KEPT_DAYS: Final = 90
_LOG = logging.getLogger(__name__)


def send_due(now: datetime) -> int:
    """Sends every mail that is due. Returns how many the mail server took."""
    if not settings.OPTIONS.sends_mail:
        return 0
    sent = 0
    connection: BaseEmailBackend = get_connection(timeout=_PATIENCE_SECONDS)
    try:
        while (mail := _claim(now)) is not None:
            if not _opened(connection, mail):
                break
            sent += _deliver(mail, connection, now)
    finally:
        _close(connection)
    return sent


def waiting() -> int:
    """How many mails are neither sent nor given up."""
    return Mail.objects.filter(sent_at=None, dropped_at=None).count()


@transaction.atomic
def forget_sent(now: datetime) -> int:
    """Erases mails that were sent or given up long ago, and those that wait for a server since then. Returns how many."""
    long_ago = now - timedelta(days=KEPT_DAYS)
    waiting_since = Q(sent_at=None, dropped_at=None, due_at__lt=long_ago)
    count, _ = Mail.objects.filter(Q(sent_at__lt=long_ago) | Q(dropped_at__lt=long_ago) | waiting_since).delete()
    return count


@transaction.atomic
def _claim(now: datetime) -> Mail | None:
    """The next mail that is due and still holds, its try counted. Those that hold no more are dropped on the way."""
    due = Mail.objects.filter(sent_at=None, dropped_at=None, due_at__lte=now).order_by("due_at", "pk")
    while (mail := due.select_for_update(skip_locked=True).first()) is not None:
        if mail.tries > len(BACK_OFF):
            _drop(mail, now, mail.problem or "never ended")
            continue
        mail.due_at = now + BACK_OFF[min(mail.tries, len(BACK_OFF) - 1)]
        mail.tries, mail.tried_at = mail.tries + 1, now
        holds = _holds(mail)
        mail.save(update_fields=["due_at", "tries", "tried_at", "problem", "subject", "body", "attachment"])
        if holds:
            return mail
        if holds is False:
            _drop(mail, now, "")
    return None


def _holds(mail: Mail) -> bool | None:
    """None where it could not be asked: that is a failed try, which keeps no other mail waiting."""
    if not mail.still:
        return True
    try:
        with transaction.atomic():
            return bool(import_string(mail.still)(mail.about, mail))
    except Exception as error:  # a fault in what is asked must not stop every mail behind it
        _LOG.exception("Whether a mail still holds could not be asked.")
        mail.problem = type(error).__name__[:60]
        return None


def _opened(connection: BaseEmailBackend, mail: Mail) -> bool:
    """Whether the mail server answers. Where it does not, no other mail is tried in this turn."""
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _failed(mail.pk, error)
        return False
    return True


def _deliver(mail: Mail, connection: BaseEmailBackend, now: datetime) -> bool:
    try:
        _message(mail, connection).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _failed(mail.pk, error)
        if _for_good(error):
            _drop(mail, now, _named(error))
        _close(connection)
        return False
    words_gone = {"body": "", "attachment": ""}
    Mail.objects.filter(pk=mail.pk).update(sent_at=now, problem="", **words_gone)
    return True


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMessage:
    headers = {"Message-ID": f"<{mail.pk.hex}@{_host()}>", "Auto-Submitted": "auto-generated"}
    message = EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers, connection=connection)
    if mail.attachment:
        message.attach(mail.attachment_name, mail.attachment, mail.attachment_type)
    return message


def _host() -> str:
    """Of the first address of this server, for what has to be unique in the world."""
    urls = settings.OPTIONS.urls
    return host_of(urls[0]) if urls else "supple.invalid"


def _drop(mail: Mail, now: datetime, problem: str) -> None:
    Mail.objects.filter(pk=mail.pk).update(dropped_at=now, problem=problem, body="", attachment="")


def _failed(key: UUID, error: Exception) -> None:
    """Written down without what the server said, in which an address may stand."""
    _LOG.warning("A mail was not sent (%s).", _named(error))
    Mail.objects.filter(pk=key).update(problem=_named(error))


def _for_good(error: Exception) -> bool:
    """Whether the server refused what will not change: this recipient, or this message."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, ValueError)


def _named(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return " ".join(["recipient refused", *(str(code) for code, _ in error.recipients.values())])[:60]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__} {error.smtp_code}"[:60]
    return type(error).__name__[:60]


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        _LOG.warning("The mail server went away.")
