"""Handing a check to a phone: a code is made, claimed once, and taken back."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from supple_web.accounts.models import Person
from supple_web.assessments.models import Check, Handover
from supple_web.audit.record import record

#: How long a code may be claimed.
LIVES: Final = timedelta(minutes=15)
#: 100 random bits, short enough to be typed: four groups of five.
_CHARACTERS: Final = 20
_GROUP: Final = 5
_SALT: Final = "supple_web.assessments.handing"


class Refused(Exception):
    """The code was never there, was used, or is too old; which of them is nobody's business."""


@transaction.atomic
def hand_over(*, check: Check, by: Person) -> Handover:
    """Make a code for this check. An earlier one that nobody claimed is void from now on."""
    Handover.objects.filter(check_of=check, used_at=None).delete()
    made = Handover(check_of=check, expires_at=timezone.now() + LIVES)
    made.token_digest = _digest(token_of(made))
    made.save(force_insert=True)
    record("hand over", made, by=by, about=check.person)
    return made


@transaction.atomic
def claim(*, token: str, by: Person | None) -> Handover:
    """Use a code up, once. by: who holds the phone, as far as that is known. Raises Refused."""
    found = find(token)
    used = Handover.objects.filter(pk=found.pk, used_at=None, expires_at__gt=timezone.now()).update(used_at=timezone.now())
    if used != 1:  # another browser was faster
        raise Refused
    record("claim", found, by=by or found.check_of.person, about=found.check_of.person)
    return found


@transaction.atomic
def take_back(*, check: Check, by: Person) -> None:
    """No phone may go on with this check any more, and no code lets one in."""
    Handover.objects.filter(check_of=check).delete()
    record("take back", check, by=by, about=check.person)


def find(token: str) -> Handover:
    """The handover that may still be claimed with this code. Raises Refused."""
    digest = _digest(_plain(token))
    open_ones = Handover.objects.select_related("check_of__person").filter(used_at=None, expires_at__gt=timezone.now())
    found = open_ones.filter(token_digest=digest).first()
    if found is None or not constant_time_compare(found.token_digest, digest):
        raise Refused
    return found


def token_of(handover: Handover) -> str:
    """The code itself: made from the row's id with the server's own key, so that it is stored nowhere and can be shown again."""
    made = salted_hmac(_SALT, str(handover.pk), algorithm="sha256").digest()
    return base64.b32encode(made).decode().lower()[:_CHARACTERS]


def grouped(token: str) -> str:
    """``abcde-fghij-klmno-pqrst``, for whoever types it."""
    return "-".join(token[start : start + _GROUP] for start in range(0, len(token), _GROUP))


def _plain(token: str) -> str:
    return token.replace("-", "").lower()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
