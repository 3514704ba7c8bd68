"""The link of a reminder, with which a booker sees and changes their call.

The link of a confirmation holds a secret of which only a digest is kept (``actions.find_call``). A reminder is sent long after
that secret is gone, so its link is signed instead: with the server's key, over the call and the digest of the present secret. It
ends with that secret, and opens the same page.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

from supple_web.booking.asking import Unknown
from supple_web.booking.models import Call, State

_SALT: Final = "supple.booking.manage"
_SEPARATOR: Final = "."


def reminder_token(call: Call) -> str:
    return f"{call.pk.hex}{_SEPARATOR}{_signature(call)}"


def is_signed(token: str) -> bool:
    return _SEPARATOR in token


def find_signed(*, token: str, now: datetime) -> Call:
    """As ``actions.find_call`` for the link of a reminder. Raises Unknown; changes nothing."""
    key, _separator, signature = token.partition(_SEPARATOR)
    calls = Call.objects.select_related("clinician", "person").exclude(manage_digest="").filter(ends_at__gt=now)
    call: Call | None = calls.filter(pk=_uuid(key), state__in=(State.BOOKED, State.CANCELLED)).first()
    if call is None or not constant_time_compare(signature, _signature(call)):
        raise Unknown
    return call


def _signature(call: Call) -> str:
    return salted_hmac(_SALT, f"{call.pk.hex}:{call.manage_digest}", algorithm="sha256").hexdigest()


def _uuid(key: str) -> uuid.UUID:
    try:
        return uuid.UUID(hex=key)
    except ValueError:
        raise Unknown from None
