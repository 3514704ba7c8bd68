"""Accounts in a real Chromium with an authenticator: passkeys, keeping what a guest entered, pages for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from builders.checks import make_check
from builders.visitors import client_of
from supple_web.accounts.models import Person, User
from supple_web.assessments.models import Check

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
PASSWORD = "a long enough password"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OUTSIDE = (
    "/account/login/",
    "/account/signup/",
    "/account/signup/passkey/",
    "/account/password/reset/",
    "/account/inactive/",
    "/signed-out",
)
INSIDE = (
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/2fa/totp/activate/",
    "/account/sessions/",
    "/account/logout/",
    "/account/reauthenticate/?next=/",
)


class Device:
    """A browser with an authenticator in it, and what the browser complained of."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.context, self.base, self.complaints = context, base, []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text) if "Content Security" in said.text else None)
        self._cdp = context.new_cdp_session(self.page)
        self._cdp.send("WebAuthn.enable")
        self._authenticator = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        return self.page

    def is_person(self, person: Person) -> None:
        session = client_of(person).cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.base}])

    def refuses(self) -> None:
        """The finger is not recognised."""
        told = {"authenticatorId": self._authenticator, "isUserVerified": False}
        self._cdp.send("WebAuthn.setUserVerified", told)

    def keys(self) -> int:
        return len(self._cdp.send("WebAuthn.getCredentials", {"authenticatorId": self._authenticator})["credentials"])


@pytest.fixture
def device(browser: Browser, live_server) -> Iterator[Device]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB")
    context.set_default_timeout(15_000)
    made = Device(context, live_server.url)
    yield made
    context.close()
    assert made.complaints == []


@pytest.fixture
def somebody(transactional_db) -> Person:
    user = User.objects.create_user("somebody@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return Person.objects.create(user=user)


def code() -> str:
    return str(re.findall(r"^([A-Z0-9-]{6,12})$", str(mail.outbox[-1].body), re.MULTILINE)[0])


def sign_in(page: Page) -> None:
    page.fill("[name=login]", "somebody@example.org")
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Sign in')")


def confirm(page: Page) -> None:
    page.fill("[name=password]", PASSWORD)
    page.click("button:text-is('Go on')")


def test_a_guest_makes_an_account_with_a_passkey_and_comes_back_with_it(device: Device):
    guest = Person.objects.create()
    check = make_check(guest, timezone.localdate())
    device.is_person(guest)
    page = device.go("/account/signup/")
    page.click("text=With a passkey instead of a password")
    page.fill("[name=email]", "new@example.org")
    page.click("button:text-is('Go on')")
    page.fill("[name=code]", code())
    page.click("button:text-is('Go on')")
    page.click("text=Make the passkey >> nth=-1")
    page.wait_for_url(device.base + "/")
    guest.refresh_from_db()
    assert guest.user is not None
    assert guest.user.email == "new@example.org"
    assert not guest.user.has_usable_password()
    assert list(Check.objects.of(guest)) == [check]
    assert device.keys() == 1

    device.go("/account/logout/").click("main button:text-is('Sign out')")
    expect(page.locator("h1")).to_have_text("You are signed out")
    device.go("/account/login/").click("text=Sign in with a passkey")
    page.wait_for_url(device.base + "/")
    device.go("/account/sessions/")
    expect(page.locator("h1")).to_have_text("Where you are signed in")


def test_a_passkey_is_added_renamed_and_removed(device: Device, somebody: Person):
    page = device.go("/account/login/?next=/account/2fa/webauthn/add/")
    sign_in(page)
    confirm(page)
    page.fill("[name=name]", "My telephone")
    page.click("text=Make the passkey")
    expect(page.locator("h1")).to_have_text("Recovery codes")
    assert page.locator(".codes li").count() == 10
    device.go("/account/2fa/webauthn/")
    expect(page.locator("main h2")).to_have_text("My telephone")
    expect(page.locator("main")).to_contain_text("Signs you in alone.")
    page.click("text=Rename")
    page.fill("[name=name]", "My old telephone")
    page.click("button:text-is('Save')")
    expect(page.locator("main h2")).to_have_text("My old telephone")
    page.click("main >> text=Remove")
    expect(page.locator("h1")).to_have_text("Remove “My old telephone”?")
    page.click("text=Remove it")
    expect(page.locator("main")).to_contain_text("You have none yet.")


def test_a_passkey_is_the_second_step_after_the_password(device: Device, somebody: Person):
    page = device.go("/account/login/?next=/account/2fa/webauthn/add/")
    sign_in(page)
    confirm(page)
    page.uncheck("[name=passwordless]")
    page.click("text=Make the passkey")
    expect(page.locator("h1")).to_have_text("Recovery codes")
    device.go("/account/logout/").click("main button:text-is('Sign out')")
    device.go("/account/login/")
    sign_in(page)
    expect(page.locator("h1")).to_have_text("One more step")
    page.click("text=Use a passkey or security key")
    page.wait_for_url(device.base + "/")


def test_a_finger_that_is_not_recognised_is_told_in_one_line(device: Device, somebody: Person):
    page = device.go("/account/login/?next=/account/2fa/webauthn/add/")
    sign_in(page)
    confirm(page)
    device.refuses()
    page.click("text=Make the passkey")
    expect(page.locator("[data-passkey-problem]")).to_contain_text("Nothing was done")
    expect(page.locator("[data-passkey-go]")).to_be_enabled()


def test_a_page_at_an_address_of_numbers_says_what_passkeys_need(device: Device, somebody: Person):
    page = device.page
    page.goto(device.base.replace("localhost", "127.0.0.1") + "/account/login/")
    page.click("text=Sign in with a passkey")
    expect(page.locator("[data-passkey-problem]")).to_contain_text("http://localhost")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_for_everybody(browser: Browser, live_server, somebody: Person, scheme: str):
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme=scheme, locale="en-GB")
    device = Device(context, live_server.url)
    wrong = [found for path in OUTSIDE for found in problems_of(device.go(path))]
    device.go("/account/login/?next=/account/2fa/webauthn/add/")
    sign_in(device.page)
    confirm(device.page)
    wrong += [found for path in INSIDE for found in problems_of(device.go(path))]
    context.close()
    assert wrong == []
    assert device.complaints == []


def problems_of(page: Page) -> list[str]:
    broken = Axe().run(page, options=WCAG).response["violations"]
    found = [f"{page.url}: {one['id']}: {node['html']}" for one in broken for node in one["nodes"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url}: wider than the screen")
    return found
