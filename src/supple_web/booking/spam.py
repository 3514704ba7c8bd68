"""What holds off machines without asking anybody else: a field that people do not see, a least time, and counted tries.

A time is held for minutes only and booked by a link in a mail (``actions.hold``); how many are held at once is bounded there.
"""

from __future__ import annotations

import uuid
from typing import Final

from allauth.core import ratelimit
from allauth.core.internal import ratelimit as counting
from allauth.core.internal.httpkit import get_client_ip
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from supple_web.booking.rules import digest

#: Nobody reads and fills in a form faster.
LEAST_SECONDS: Final = 3
#: A form that has been open for longer is made anew.
MOST_SECONDS: Final = 12 * 3600
#: Its label asks to leave it empty; a machine that fills in everything does not.
TRAP: Final = "website"
_SIGNER: Final = TimestampSigner(salt="supple.booking.form")


def new_stamp() -> str:
    """When a form was made and which one it is, signed: its id makes that it is sent once, however often it is posted."""
    return _SIGNER.sign(str(uuid.uuid4()))


def form_id(stamp: str) -> uuid.UUID | None:
    """The id of a form made here, however long ago; None for any other."""
    try:
        return uuid.UUID(_SIGNER.unsign(stamp))
    except (BadSignature, ValueError):
        return None


def suspicion(stamp: str, trap: str) -> str:
    """Why a form is not taken, in words that help a person who was only quick; empty where it is."""
    if trap:
        return _("One field must stay empty, and it was filled in. Nothing is lost: please send it once more.")
    if form_id(stamp) is None:
        return _("This form had been open for long. Nothing is lost: please send it once more.")
    try:
        _SIGNER.unsign(stamp, max_age=LEAST_SECONDS)
    except SignatureExpired:
        pass
    else:
        return _("That was very quick. Nothing is lost: please wait a moment and send it once more.")
    try:
        _SIGNER.unsign(stamp, max_age=MOST_SECONDS)
    except SignatureExpired:
        return _("This form had been open for long. Nothing is lost: please send it once more.")
    return ""


def refused(request: HttpRequest, action: str, key: str = "") -> HttpResponse | None:
    """Counts a try. The answer where it was one too many, with status 429; None where it may go on.

    key: what is counted beside the network address, such as a mail address; only its digest is.
    """
    if ratelimit.consume(request, action=action, key=digest("tries", key.strip().lower())):
        return None
    return render(request, "429.html", status=429)


def guessed_too_often(request: HttpRequest) -> HttpResponse | None:
    """The answer to an address from which too many links were tried that open nothing; None for everybody else."""
    if _tried(request, dry_run=True):
        return None
    return render(request, "429.html", status=429)


def count_guess(request: HttpRequest) -> None:
    """A link that opens nothing was tried. Those that open something count for nothing, however many share an address."""
    _tried(request, dry_run=False)


def _tried(request: HttpRequest, *, dry_run: bool) -> bool:
    return bool(counting.consume(request, app="allauth.account", action="call_link", dry_run=dry_run, limit_get=True))


def address_of(request: HttpRequest) -> str:
    """The network address of a visitor, as far as a trusted proxy or the connection says it."""
    return get_client_ip(request) or ""
