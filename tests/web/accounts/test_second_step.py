"""Codes of an authenticator app and recovery codes: asked after the password, good once, and never a way around."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from supple_web.accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
HOME = "/"


@pytest.fixture
def user(db) -> User:
    user = User.objects.create_user("somebody@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def sign_in(client: Client):
    return client.post("/account/login/", {"login": "somebody@example.org", "password": PASSWORD})


def shown(secret: str) -> str:
    """What the app shows now."""
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


@pytest.fixture
def secret(user: User, client: Client) -> str:
    """The app is set up; who did it is signed out again."""
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/")
    (secret,) = re.findall(r"<code>([A-Z2-7]{16,})</code>", page.text)
    assert client.post("/account/2fa/totp/activate/", {"code": "000000"}).status_code == 422
    assert client.post("/account/2fa/totp/activate/", {"code": shown(secret)}).status_code == 302
    client.post("/account/logout/")
    return secret


def test_the_code_is_asked_after_the_password(client: Client, secret: str):
    answer = sign_in(client)
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/account/2fa/").status_code == 302, "not signed in yet"
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code" in wrong.text
    code = shown(secret)
    assert client.post("/account/2fa/authenticate/", {"code": code})["Location"] == HOME
    other = Client()
    sign_in(other)
    assert other.post("/account/2fa/authenticate/", {"code": code}).status_code == 422, "a code is good once"


def test_a_recovery_code_signs_in_once(client: Client, user: User, secret: str):
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    sign_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": codes[0]})["Location"] == HOME
    other = Client()
    sign_in(other)
    assert other.post("/account/2fa/authenticate/", {"code": codes[0]}).status_code == 422
    assert other.post("/account/2fa/authenticate/", {"code": codes[1]})["Location"] == HOME


def test_a_new_password_is_no_way_around_it(client: Client, secret: str):
    client.post("/account/password/reset/", {"email": "somebody@example.org"})
    (code,) = re.findall(r"^([A-Z0-9-]{6,12})$", str(mail.outbox[-1].body), re.MULTILINE)
    client.post("/account/password/reset/confirm/", {"code": code})
    client.post("/account/password/reset/complete/", dict.fromkeys(("password1", "password2"), "another long password"))
    told = {"login": "somebody@example.org", "password": "another long password"}
    assert client.post("/account/login/", told)["Location"] == "/account/2fa/authenticate/"


def test_codes_cannot_be_guessed(client: Client, secret: str):
    sign_in(client)
    for _ in range(5):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Too many" in client.post("/account/2fa/authenticate/", {"code": "000000"}).text


def test_recovery_codes_are_shown_and_downloaded_by_their_owner(client: Client, user: User, secret: str):
    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    sign_in(client)
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/account/2fa/recovery-codes/")["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/account/2fa/recovery-codes/")
    assert "9 of 10 are left" in re.sub(r"\s+", " ", page.text)
    assert all(code in page.text for code in codes[1:])
    answer = client.get("/account/2fa/recovery-codes/download/")
    assert answer["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert answer.content.decode().split() == codes[1:]
