"""Invitations: made, withdrawn, forgotten. Only the digest of a link's secret is kept; accepting is in ``accepting.py``."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic.models import Invitation, Staff, face
from supple_web.common.problems import Problem
from supple_web.outbox.models import Mail
from supple_web.outbox.post import post

LASTS: Final = timedelta(days=7)
#: An invitation that was not accepted holds an address and nothing else; so long after its end it goes.
FORGOTTEN_AFTER: Final = timedelta(days=30)


@dataclass(frozen=True)
class Wanted:
    """Whom to invite. as_clinician, as_administrator: staff. clinician: whose client, where it is for none of the staff."""

    email: str
    name: str = ""
    as_clinician: bool = False
    as_administrator: bool = False
    clinician: Staff | None = None


@dataclass(frozen=True)
class Invited:
    """invitation, and its link, which is known here once and never again."""

    invitation: Invitation
    link: str


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_invitations(now: datetime | None = None) -> QuerySet[Invitation]:
    """Those that may still be accepted; not where the clinician works here no more."""
    alive = Q(clinician=None) | Q(clinician__active=True, clinician__clinician=True)
    unused = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now or timezone.now())
    return unused.filter(alive)


def find(token: str, now: datetime | None = None) -> Invitation | None:
    """The open invitation with this secret. Unknown, used, withdrawn and expired are all the same: None."""
    return open_invitations(now).select_related("clinician").filter(token_digest=digest_of(token)).first()


@transaction.atomic
def invite(*, wanted: Wanted, invited_by: Staff | None, by: Person | None, mailed: bool = True, site: str = "") -> Invited:
    """Make a link and, where this server sends mail and ``mailed``, mail it. An earlier one of the same kind is withdrawn.

    site: the address of this server, where it was told none itself. Raises Problem for an address that is none.
    """
    wanted = _checked(wanted)
    now, token = timezone.now(), secrets.token_urlsafe(32)
    same = Invitation.objects.filter(email=wanted.email, clinician=wanted.clinician, accepted_at=None, withdrawn_at=None)
    same.filter(Q(as_clinician=True) | Q(as_administrator=True) if wanted.clinician is None else Q()).update(withdrawn_at=now)
    invitation: Invitation = Invitation.objects.create(
        email=wanted.email,
        name=wanted.name,
        as_clinician=wanted.as_clinician,
        as_administrator=wanted.as_administrator,
        clinician=wanted.clinician,
        invited_by=invited_by,
        token_digest=digest_of(token),
        mailed=mailed and settings.OPTIONS.sends_mail,
        expires_at=now + LASTS,
    )
    record("invite", invitation, by=by)
    link = _site(site) + reverse("invitation", args=[token])
    if invitation.mailed:
        _mail(invitation, link)
    return Invited(invitation, link)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person) -> None:
    """From now on its link opens nothing. Nothing happens to one that ended already."""
    if open_invitations().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        record("withdraw invitation", invitation, by=by)


@transaction.atomic
def invite_again(*, invitation: Invitation, invited_by: Staff, by: Person, site: str = "") -> Invited:
    """A new link in place of one that was not accepted."""
    if invitation.accepted_at is not None:
        raise Problem(_("invitation"), _("one that was accepted"), _("an open one"), _("nothing is left to do"))
    Invitation.objects.filter(pk=invitation.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    roles = {"as_clinician": invitation.as_clinician, "as_administrator": invitation.as_administrator}
    wanted = Wanted(invitation.email, invitation.name, clinician=invitation.clinician, **roles)
    return invite(wanted=wanted, invited_by=invited_by, by=by, site=site)


@transaction.atomic
def forget_invitations(now: datetime) -> int:
    """Erase those that ended long ago without being accepted. Returns how many."""
    count, _by_model = Invitation.objects.filter(accepted_at=None, expires_at__lt=now - FORGOTTEN_AFTER).delete()
    return int(count)


def still_open(about: str, mail: Mail) -> bool:
    """Asked just before the mail goes."""
    return open_invitations().filter(pk=about).exists()


def _checked(wanted: Wanted) -> Wanted:
    email, name = wanted.email.strip().lower(), " ".join(wanted.name.split())[:80]
    try:
        validate_email(email)
    except ValidationError:
        raise Problem(_("address"), repr(email[:60]), _("one address such as you@example.org"), _("correct it")) from None
    if wanted.as_clinician or wanted.as_administrator:
        if Staff.objects.filter(user__email__iexact=email, active=True).exists():
            raise Problem(_("address"), _("somebody who works here already"), _("somebody else"), _("change their roles instead"))
        return Wanted(email, name, wanted.as_clinician, wanted.as_administrator)
    if wanted.clinician is None or not (wanted.clinician.active and wanted.clinician.clinician):
        raise Problem(_("invitation"), _("neither a role nor a clinician"), _("one of them"), _("choose one"))
    return Wanted(email, name, clinician=wanted.clinician)


def _site(told: str) -> str:
    urls = settings.OPTIONS.urls
    return str(urls[0] if urls else told).rstrip("/")


def _mail(invitation: Invitation, link: str) -> None:
    clinic = face().name or settings.OPTIONS.clinic.name or _("the clinic")
    named = {"clinic": clinic, "link": link, "days": LASTS.days}
    if invitation.clinician is None:
        subject = _("You are invited to work with %(clinic)s") % named
        body = _(
            "%(clinic)s invites you to work with it here.\n\nOpen this link within %(days)d days to accept:\n%(link)s\n\n"
            "If you do not know what this is about, do nothing: without you nothing happens."
        )
    else:
        named["clinician"] = invitation.clinician.name
        subject = _("%(clinic)s invites you") % named
        body = _(
            "%(clinician)s at %(clinic)s invites you to measure and train here and, if you agree, to share your record with them."
            "\n\nOpen this link within %(days)d days to accept:\n%(link)s\n\n"
            "If you do not know what this is about, do nothing: without you nothing happens."
        )
    key, about = f"invitation {invitation.pk}", str(invitation.pk)
    still = "supple_web.clinic.actions.invitations.still_open"
    post(key=key, to=invitation.email, subject=subject, body=body % named, still=still, about=about)
