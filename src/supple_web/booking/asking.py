"""What can come of asking for a call: what is asked for, what is given, and every way in which it is refused."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from supple_web.assessments.models import Check
from supple_web.booking.models import Call
from supple_web.common.problems import Problem


@dataclass(frozen=True, order=True)
class Slot:
    """A time that can be booked. Instants in UTC."""

    starts_at: datetime
    ends_at: datetime
    clinician_id: uuid.UUID


@dataclass(frozen=True)
class Details:
    """What somebody typed.

    share_summary: they agree that what their check found goes with the call; nothing happens where there is no such check.
    client_id: made once by the form. address: the network address it came from, never stored as it is.
    """

    name: str
    email: str
    how: str = "phone"
    phone: str = ""
    question: str = ""
    language: str = "en"
    time_zone: str = ""
    share_summary: bool = False
    client_id: uuid.UUID | None = None
    address: str = ""


@dataclass(frozen=True)
class Held:
    """confirm_token: the secret of the link to confirm; empty where the same form had been sent before (again)."""

    call: Call
    confirm_token: str
    again: bool = False


@dataclass(frozen=True)
class Confirmed:
    """manage_token: the secret of the link to move or cancel; empty where it had been done before (again)."""

    call: Call
    manage_token: str
    again: bool = False


@dataclass(frozen=True)
class Moved:
    """manage_token: the new secret; the one before is worth nothing any more. Empty where nothing had to move."""

    call: Call
    manage_token: str


class Taken(Exception):
    """The time is not to be had (any more). next_free: up to three that are."""

    def __init__(self, next_free: tuple[Slot, ...] = ()) -> None:
        super().__init__("this time is taken")
        self.next_free = next_free


class Unknown(LookupError):
    """No such link: never made, replaced, or over. All the same to whoever holds it."""


class RedFlag(Problem):
    """A warning sign stands: no call, but where to go. check: the one that says so; see ``assessments.warned``."""

    check: Check


class TooMany(Problem):
    """More at once than the rules allow."""


class TooLate(Problem):
    """Too short before the call to change it by oneself."""
