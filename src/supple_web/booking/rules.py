"""The clinic's rules about calls: read, changed, held to, and put into words."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supple_web.booking.asking import Details
from supple_web.booking.models import How, Rules
from supple_web.common.problems import Problem

_LONGEST: Final = {"name": 80, "email": 254, "phone": 40, "question": 1000}


def current_rules() -> Rules:
    """The rules as stored, else the usual ones."""
    found: Rules | None = Rules.objects.first()
    return found or Rules()


def locked_rules() -> Rules:
    """The rules, locked to the end of the transaction: whoever changes calls waits here for the other.

    What is free, and how many calls somebody has, is read after this; so limits are exact, and two who swap times never wait for
    each other for ever. That no time is given twice does not rest on it: the constraint on ticks refuses by itself.
    """
    Rules.objects.get_or_create(pk=1)
    rules: Rules = Rules.objects.select_for_update().get(pk=1)
    return rules


@dataclass(frozen=True)
class Limit:
    """What a rule may be: from least to most, in steps."""

    least: int
    most: int
    step: int = 1


LIMITS: Final[dict[str, Limit]] = {
    "minutes": Limit(5, 240, 5),
    "grid_minutes": Limit(5, 240, 5),
    "buffer_before": Limit(0, 120, 5),
    "buffer_after": Limit(0, 120, 5),
    "notice_minutes": Limit(0, 14 * 24 * 60),
    "horizon_days": Limit(1, 365),
    "calls_each": Limit(1, 20),
    "change_until_minutes": Limit(0, 7 * 24 * 60),
    "hold_minutes": Limit(5, 120),
    "holds_per_clinician": Limit(1, 200),
    "holds_per_mail": Limit(1, 20),
    "holds_per_address": Limit(1, 200),
    "lead_days": Limit(7, 3650),
}


def checked_rules(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they may be stored. Raises Problem for the first that may not."""
    for name, value in values.items():
        if name == "same_day":
            continue
        limit = LIMITS[name]
        if not isinstance(value, int) or not limit.least <= value <= limit.most or value % limit.step:
            expected = _("a whole number from %(least)d to %(most)d, in steps of %(step)d") % vars(limit)
            raise Problem(name, f"{value!r:.40}", expected, _("correct it"))
    return values


def can_change(starts_at: datetime, rules: Rules, now: datetime) -> bool:
    """Whether the booker may still move or cancel by themself; after that they call."""
    return now <= starts_at - timedelta(minutes=rules.change_until_minutes)


def checked_details(details: Details, *, mail_needed: bool = True) -> dict[str, Any]:
    """The columns of ``Contacting`` and ``how``. Raises Problem for the first thing that cannot be meant."""
    for name, longest in _LONGEST.items():
        if len(getattr(details, name)) > longest:
            expected = _("at most %(count)d characters") % {"count": longest}
            raise Problem(name, _("a longer text"), expected, _("shorten it"))
    name, email, phone = details.name.strip(), details.email.strip(), details.phone.strip()
    if not name:
        raise Problem("name", _("nothing"), _("what you would like to be called"), _("fill it in"))
    if email or mail_needed:
        _check_mail(email)
    if details.how not in How.values:
        raise Problem("how", f"{details.how!r:.20}", _("phone or video"), _("choose one"))
    if details.how == How.PHONE and sum(sign.isdigit() for sign in phone) < 5:
        raise Problem("phone", phone or _("nothing"), _("a number on which you can be called"), _("fill it in, or choose video"))
    return {
        "name": name,
        "email": email,
        "phone": phone,
        "question": details.question.strip(),
        "how": details.how,
        "language": details.language if details.language in dict(settings.LANGUAGES) else "en",
        "time_zone": known_zone(details.time_zone),
        "email_digest": digest("mail", email.lower()),
        "address_digest": digest("address", details.address),
    }


def _check_mail(email: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        expected = _("a mail address, such as ada@example.org")
        raise Problem("email", email or _("nothing"), expected, _("correct it")) from None


def known_zone(name: str) -> str:
    """A zone that is known here by its IANA name; the clinic's own for everything else."""
    from supple_web.clinic.models import face

    return name if name in available_timezones() else str(ZoneInfo(face().time_zone))


def digest(kind: str, value: str) -> str:
    """A number to count by, from which nobody can read the value; empty for nothing."""
    if not value:
        return ""
    return hmac.new(settings.SECRET_KEY.encode(), f"booking.{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def new_token() -> tuple[str, str]:
    """A secret for a link, and its digest, which alone is kept."""
    token = secrets.token_urlsafe(32)
    return token, token_digest(token)


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def retention(rules: Rules) -> str:
    """What becomes of what somebody typed, for the pages on which they type it."""
    return ngettext(
        "What you enter here is for this call only. It is erased %(days)d day after a call that led to nothing, "
        "and one day after a time that you did not confirm.",
        "What you enter here is for this call only. It is erased %(days)d days after a call that led to nothing, "
        "and one day after a time that you did not confirm.",
        rules.lead_days,
    ) % {"days": rules.lead_days}
