"""What each change of a call tells by mail: rows of the outbox, written inside the transaction of the change.

token: the secret of the link that the mail carries; it is known here and then never again.
"""

from __future__ import annotations

from supple_web.booking.models import Call, CallRequest


def on_held(call: Call, token: str) -> None:
    """A time is held until ``call.expires_at``: ask to confirm the address."""


def on_confirmed(call: Call, token: str) -> None:
    """It is booked, by the booker or by staff (``call.made_by``): the time, the link to change it, the calendar file."""


def on_moved(call: Call, token: str) -> None:
    """It has another time (or clinician): ``call.sequence`` is one more, the link is a new one."""


def on_cancelled(call: Call) -> None:
    """It is off, ``call.sequence`` is one more: the calendar file that takes it away."""


def on_uncancelled(call: Call, token: str) -> None:
    """It is on again, ``call.sequence`` is one more."""


def on_requested(request: CallRequest) -> None:
    """No time suited: tell the clinic."""
