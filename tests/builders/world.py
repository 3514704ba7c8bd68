"""One person with one of everything, for tests that walk all routes."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils import timezone
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from builders.checks import make_check, make_set
from builders.sessions import do_session
from builders.worlds import MAKERS
from supple_web.accounts.models import Person
from supple_web.assessments import actions as checks
from supple_web.assessments.models import Check, Trial, TrialSet
from supple_web.training import actions as training
from supple_web.training.models import Session


@dataclass(frozen=True)
class World:
    """check, earlier: finished, of today and of three weeks ago. trial_set, trial: of today. passkey: its id, or 0.

    more: what the clinic has of this person, by name (``builders/worlds``).
    """

    person: Person
    check: Check
    earlier: Check
    trial_set: TrialSet
    trial: Trial
    session: Session
    passkey: int
    more: dict[str, Any] = field(default_factory=dict)


def make_world(person: Person) -> World:
    today = timezone.localdate()
    earlier = _finished(person, days_ago=21)
    check = _finished(person, days_ago=0)
    trial_set = TrialSet.objects.of(person).filter(check_of=check).first()
    assert check.day == today
    assert trial_set is not None
    if person.user is not None:
        EmailAddress.objects.create(user=person.user, email=person.user.email, primary=True, verified=True)
    trial = trial_set.trials.first()
    assert trial is not None
    session = do_session(person)
    world = World(person, check, earlier, trial_set, trial, session, _passkey(person))
    for maker in MAKERS:
        world.more.update(maker(person))
    return world


def _finished(person: Person, days_ago: int) -> Check:
    day = timezone.localdate() - timedelta(days=days_ago)
    check = make_check(person, day)
    make_set(check, {"left": [38.0, 40.0, 39.0], "right": [52.0, 53.0, 54.0]})
    make_set(check, {"left": [44.0, 45.0, 43.0], "right": [57.0, 56.0, 58.0]}, mode="assisted")
    checks.finish(check=check, by=person)
    training.take_up(person=person, check=check, by=person)
    check.refresh_from_db()
    return check


def _passkey(person: Person) -> int:
    if person.user is None:
        return 0
    from allauth.mfa.models import Authenticator

    data = {"name": "test", "passwordless": True, "credential": passkey_document()}
    return int(Authenticator.objects.create(user=person.user, type=Authenticator.Type.WEBAUTHN, data=data).pk)


def passkey_document() -> dict[str, object]:
    """What a browser answers when it made a passkey (no attestation), with a fresh key that nobody keeps."""
    identity = secrets.token_bytes(16)
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(bytes(16), identity, key)
    present = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    told = AuthenticatorData.create(hashlib.sha256(b"testserver").digest(), present, 0, attested)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, secrets.token_bytes(32), "https://testserver")
    response = {"clientDataJSON": _text(client), "attestationObject": _text(AttestationObject.create("none", told, {}))}
    return {
        "type": "public-key",
        "id": _text(identity),
        "rawId": _text(identity),
        "response": response,
        "clientExtensionResults": {},
    }


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
