"""Making an account and signing in as a browser does it: codes by mail, what a guest had, who is asked, who is told what."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from builders.checks import make_check
from builders.visitors import client_of
from supple_web.accounts.models import Person, User
from supple_web.accounts.people import SESSION_KEY
from supple_web.assessments.models import Check
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
NEW = {"email": "new@example.org", "password1": PASSWORD}
WITHOUT_MAIL = {
    "OPTIONS": replace(settings.OPTIONS, email_url=""),
    "ACCOUNT_EMAIL_VERIFICATION": "none",
    "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED": False,
    "ACCOUNT_EMAIL_NOTIFICATIONS": False,
    "MFA_PASSKEY_SIGNUP_ENABLED": False,
    "MFA_ALLOW_UNVERIFIED_EMAIL": True,
}


def code_of(text: str) -> str:
    (code,) = re.findall(r"^([A-Z0-9-]{6,12})$", text, re.MULTILINE)
    return str(code)


def account(email: str = "old@example.org") -> User:
    user = User.objects.create_user(email, PASSWORD)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    return user


def sign_in(client: Client, email: str = "old@example.org", password: str = PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password})


@pytest.fixture
def check(guest: Person) -> Check:
    return make_check(guest, timezone.localdate())


class TestAGuestMakesAnAccount:
    def test_with_a_code_by_mail_and_keeps_everything(self, guest: Person, check: Check, guest_client: Client):
        before = guest_client.session.session_key
        answer = guest_client.post("/account/signup/", NEW)
        assert answer["Location"] == "/account/confirm-email/"
        assert guest_client.get("/account/confirm-email/").status_code == 200
        (sent,) = mail.outbox
        assert sent.subject == "Supple: Your code"
        guest.refresh_from_db()
        assert guest.is_guest, "nothing is the account's before the address is known to be theirs"
        answer = guest_client.post("/account/confirm-email/", {"code": code_of(str(sent.body))})
        assert answer["Location"] == "/"
        guest.refresh_from_db()
        assert guest.user == User.objects.get(email="new@example.org")
        assert list(Check.objects.of(guest)) == [check]
        assert guest_client.session.session_key != before
        assert SESSION_KEY not in guest_client.session

    def test_a_wrong_code_is_one_kind_line_and_loses_nothing(self, guest: Person, check: Check, guest_client: Client):
        guest_client.post("/account/signup/", NEW)
        answer = guest_client.post("/account/confirm-email/", {"code": "WRONG1"})
        assert answer.status_code == 422
        assert "Incorrect code" in answer.text
        assert guest_client.get(f"/mine/check/{check.pk}").status_code == 200

    def test_without_mail_at_once(self, guest: Person, check: Check, guest_client: Client):
        with override_settings(**WITHOUT_MAIL):
            page = guest_client.get("/account/signup/")
            assert "This server sends no mail" in page.text
            answer = guest_client.post("/account/signup/", NEW)
        assert answer["Location"] == "/"
        guest.refresh_from_db()
        assert guest.user is not None
        assert mail.outbox == []

    def test_a_bad_form_keeps_what_was_typed(self, client: Client):
        answer = client.post("/account/signup/", {"email": "new@example.org", "password1": "short"})
        assert answer.status_code == 422
        assert 'value="new@example.org"' in answer.text
        assert "at least 10 characters" in answer.text
        assert not User.objects.exists()


class TestAGuestSignsIn:
    def test_and_is_asked(self, guest: Person, check: Check, guest_client: Client):
        user = account()
        answer = sign_in(guest_client)
        assert urlsplit(answer["Location"]).path == "/account/join"
        assert parse_qs(urlsplit(answer["Location"]).query) == {"next": ["/"]}
        page = guest_client.get(answer["Location"])
        assert "1 check " in page.text
        assert Check.objects.of(guest).exists(), "nothing happens before the answer"
        answer = guest_client.post("/account/join", {"decision": "take", "next": "/mine"})
        assert answer["Location"] == "/mine"
        assert list(Check.objects.of(Person.objects.get(user=user))) == [check]
        assert not Person.objects.filter(pk=guest.pk).exists()

    def test_and_has_it_erased(self, guest: Person, check: Check, guest_client: Client):
        user = account()
        sign_in(guest_client)
        guest_client.post("/account/join", {"decision": "forget"})
        assert not Person.objects.filter(pk=guest.pk).exists()
        assert not Check.objects.exists()
        assert Row.objects.filter(verb="forget", about=guest.audit_id, by=Person.objects.get(user=user).audit_id).count() == 1

    def test_and_may_decide_later(self, guest: Person, check: Check, guest_client: Client):
        account()
        sign_in(guest_client)
        assert "Decide what becomes of it" in guest_client.get("/account/email/").text
        assert guest_client.post("/account/join", {"decision": "x"}).status_code == 422
        assert Check.objects.of(guest).exists()

    def test_without_data_and_is_not_asked(self, guest: Person, guest_client: Client):
        account()
        assert sign_in(guest_client)["Location"] == "/"
        assert not Person.objects.filter(pk=guest.pk).exists()

    def test_and_is_led_to_no_other_site(self, guest: Person, check: Check, guest_client: Client):
        account()
        sign_in(guest_client)
        answer = guest_client.post("/account/join", {"decision": "take", "next": "https://evil.example/"})
        assert answer["Location"] == "/"

    def test_nobody_else_takes_it(self, guest: Person, check: Check):
        """The guest stands in the session of their browser and nowhere that could be sent along."""
        client = Client()
        account()
        sign_in(client)
        client.post("/account/join", {"decision": "take", "person": str(guest.pk), "guest": str(guest.pk)})
        assert Check.objects.of(guest).exists()


class TestNobodyLearnsWhoHasAnAccount:
    def answers(self, path: str, told: dict[str, str], known: dict[str, str]) -> list[list[tuple[int, str]]]:
        """What two browsers see: the answer, the page it leads to, and what comes of asking there for a new code."""
        account()
        return [self.seen(Client(), path, fields) for fields in (told, known)]

    def seen(self, client: Client, path: str, fields: dict[str, str]) -> list[tuple[int, str]]:
        answers = [client.post(path, fields)]
        if answers[0].status_code == 302:
            then = answers[0]["Location"]
            answers += [client.get(then), client.post(then, {"action": "resend"}), client.get(then)]
        return [(answer.status_code, self.without(fields, answer.text)) for answer in answers]

    def without(self, fields: dict[str, str], page: str) -> str:
        for secret in fields.values():
            page = page.replace(secret, "")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    def test_by_making_one(self):
        unknown, known = self.answers("/account/signup/", NEW, {**NEW, "email": "old@example.org"})
        assert unknown == known
        assert {*mail.outbox[0].to} == {"new@example.org"}
        assert mail.outbox[-1].to == ["old@example.org"]
        assert "There is one already" in mail.outbox[-1].body
        assert User.objects.get(email="old@example.org").check_password(PASSWORD)

    def test_by_signing_in(self):
        wrong = {"login": "nobody@example.org", "password": "wrong password"}
        unknown, known = self.answers("/account/login/", wrong, {**wrong, "login": "old@example.org"})
        assert unknown == known
        assert unknown[0][0] == 422

    def test_by_asking_for_a_new_password(self):
        unknown, known = self.answers("/account/password/reset/", {"email": "nobody@example.org"}, {"email": "old@example.org"})
        assert unknown == known
        assert [sent.subject for sent in mail.outbox] == [
            "Supple: No account with this address",
            "Supple: Your code for a new password",
        ]


class TestPasswords:
    def test_a_forgotten_one_is_replaced_with_a_code(self, client: Client):
        user = account()
        client.post("/account/password/reset/", {"email": "old@example.org"})
        assert client.get("/account/password/reset/confirm/").status_code == 200
        answer = client.post("/account/password/reset/confirm/", {"code": code_of(str(mail.outbox[0].body))})
        assert answer["Location"] == "/account/password/reset/complete/"
        answer = client.post(
            "/account/password/reset/complete/", {"password1": "another long password", "password2": "another long password"}
        )
        assert answer["Location"] == "/account/password/reset/done/"
        user.refresh_from_db()
        assert user.check_password("another long password")
        assert client.get("/mine").status_code != 500
        assert mail.outbox[-1].subject == "Supple: Password Reset"

    def test_without_mail_the_page_says_so_and_the_form_does_nothing(self, client: Client):
        account()
        with override_settings(**WITHOUT_MAIL):
            page = client.get("/account/password/reset/")
            assert "This server sends no mail" in page.text
            assert "<form" not in page.text.partition("<main")[2].partition("</main>")[0]
            answer = client.post("/account/password/reset/", {"email": "old@example.org"}, headers={"accept": "text/html"})
        assert answer.status_code == 422
        assert "this server sends none" in answer.text

    def test_a_new_one_ends_every_other_session(self, client: Client):
        account()
        other = Client()
        sign_in(client)
        sign_in(other)
        assert other.get("/account/sessions/").status_code == 200
        client.post("/account/reauthenticate/", {"password": PASSWORD})
        told = {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"}
        assert client.post("/account/password/change/", told).status_code == 302
        assert client.get("/account/sessions/").status_code == 200
        assert other.get("/account/sessions/").status_code == 302


def test_too_many_attempts_are_slowed_down_for_all_servers_alike(client: Client):
    """The limit is kept in the database's cache, which all processes share."""
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    account()
    for _ in range(5):
        assert sign_in(client, password="wrong password").status_code == 422
    answer = sign_in(Client(REMOTE_ADDR="198.51.100.7"))
    assert answer.status_code == 422
    assert "Too many failed login attempts" in answer.text


def test_too_many_tries_from_one_address_get_a_page(client: Client):
    for _ in range(21):
        answer = client.post("/account/signup/", {"email": "x", "password1": "y"})
    assert answer.status_code == 429
    assert "A moment, please" in answer.text


def test_what_happens_to_an_account_is_in_the_audit_without_addresses(client: Client):
    user = account()
    sign_in(client, password="wrong password")
    sign_in(client)
    client.post("/account/logout/")
    person = Person.objects.get(user=user)
    rows = list(Row.objects.values_list("verb", "by", "about"))
    assert ("sign-in refused", None, None) in rows
    assert ("sign in", person.audit_id, person.audit_id) in rows
    assert ("sign out", person.audit_id, person.audit_id) in rows
    assert "old@example.org" not in str(list(Row.objects.values()))


def test_pages_of_an_account_ask_again_who_it_is():
    person = Person.objects.create(user=account())
    client = client_of(person)
    for path in ("/account/2fa/webauthn/add/", "/account/2fa/totp/activate/"):
        assert client.get(path)["Location"].startswith("/account/reauthenticate/"), path
    client.post("/account/email/", {"email": "thief@example.org", "action_add": ""})
    assert not EmailAddress.objects.filter(email="thief@example.org").exists()
