"""People and sharing in a real Chromium: axe in both themes, the smallest phone, a passkey opens the clinic."""

from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Page, expect

from builders.staff import make_staff
from builders.visitors import Visit
from builders.worlds.clinic import make
from supple_web.accounts.models import Person, User
from supple_web.audit.record import record
from supple_web.clinic.actions.invitations import Wanted, invite
from supple_web.clinic.models import Care, Staff

pytestmark = pytest.mark.django_db(transaction=True)

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def forgiven() -> tuple[str, ...]:
    """Wrong input is answered with 422, which the browser calls an error."""
    return ("status of 422",)


@pytest.fixture
def person(transactional_db) -> Person:
    made = Person.objects.create(user=User.objects.create_user("mo@example.org", "a long enough password"))
    clinician = make(made)["clinician"]
    record("read", "clinic.client", by=clinician.person, about=made)
    return made


@pytest.fixture
def administrator(person) -> Staff:
    return make_staff("Ruth Adler", clinician=False, administrator=True)


def legible(page: Page) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_clean_for_axe_and_fits_on_the_smallest_phone(
    visit: Visit, person: Person, administrator: Staff, scheme: str
):
    waiting = make_staff("Cleo Marsh", second_step=False)
    staff = Care.objects.get(person=person).clinician
    link = invite(wanted=Wanted("x@example.org", as_clinician=True), invited_by=administrator, by=administrator.person).link
    pages: list[tuple[Person | None, str]] = [
        (administrator.person, reverse("clinic_people")),
        (administrator.person, reverse("clinic_invite")),
        (administrator.person, reverse("clinic_staff", args=[staff.pk])),
        (administrator.person, reverse("clinic_client", args=[person.pk])),
        (administrator.person, reverse("clinic_audit")),
        (waiting.person, reverse("clinic_second_step")),
        (staff.person, reverse("clinic_client_invite")),
        (person, reverse("sharing")),
        (None, link[link.index("/invitation") :]),
    ]
    for who, path in pages:
        legible(visit(who, path, width=320, scheme=scheme))


def test_sharing_begins_with_a_tick_and_ends_with_one_button(visit: Visit, person: Person, administrator: Staff):
    other = make_staff("Ben Okoro")
    page = visit(person, reverse("sharing"))
    page.get_by_label("Clinician", exact=True).select_option(label="Ben Okoro")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("nothing is shared yet")).to_be_visible()
    page.get_by_label("I agree", exact=True).check()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Ben Okoro sees your record from now on")
    page.get_by_role("button", name="End it Ben Okoro").click()
    expect(page.get_by_role("status")).to_contain_text("Ben Okoro sees nothing of yours any more")
    assert not Care.objects.filter(clinician=other, ended_at=None).exists()


def test_a_passkey_opens_the_clinic(visit: Visit, person: Person, live_server):
    """From the page that asks for a second step to the pages it guards."""
    staff = make_staff("Cleo Marsh", second_step=False)
    page = visit(staff.person, reverse("clinic_client_invite"))
    assert page.url.endswith(reverse("clinic_second_step"))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    told = {**device, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": told})
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_label("Password").press("Enter")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url(lambda url: not url.endswith(reverse("mfa_add_webauthn")))
    assert Authenticator.objects.filter(user=staff.user, type=Authenticator.Type.WEBAUTHN).exists()
    page.goto(live_server.url + reverse("clinic_client_invite"))
    expect(page.get_by_role("heading", name="Invite a client")).to_be_visible()
    assert Path(page.url).name == "invite"
