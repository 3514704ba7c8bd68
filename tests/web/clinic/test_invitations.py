"""A link proves an address, once; it signs nobody in, overwrites nothing, and tells nobody what became of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.rows import everything
from builders.staff import make_staff
from builders.visitors import client_of
from supple_web.accounts.models import Person, User
from supple_web.audit.models import Row
from supple_web.clinic import consents
from supple_web.clinic.actions import staffing
from supple_web.clinic.actions.accepting import Answer, Gone, accept
from supple_web.clinic.actions.invitations import (
    FORGOTTEN_AFTER,
    Invited,
    Wanted,
    digest_of,
    forget_invitations,
    invite,
    invite_again,
    withdraw_invitation,
)
from supple_web.clinic.models import Care, Invitation, Purpose, Staff
from supple_web.outbox.models import Mail
from supple_web.outbox.post import send_due

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"
NEW = "new@example.org"
ANSWER = {"name": "Cleo Marsh", "title": "physical therapist", "password": PASSWORD}


def invited(staff: Staff, **wanted: object) -> Invited:
    told = {"email": NEW, "as_clinician": True} | wanted
    return invite(wanted=Wanted(**told), invited_by=staff, by=staff.person, site="http://testserver")  # type: ignore[arg-type]


def path_of(one: Invited) -> str:
    return one.link.removeprefix("http://testserver")


def token_of(one: Invited) -> str:
    return one.link.rpartition("/")[2]


def test_the_secret_is_long_and_only_its_digest_is_kept(administrator: Staff):
    one = invited(administrator)
    assert len(token_of(one)) == 43
    assert one.invitation.token_digest == digest_of(token_of(one))
    kept = {name: rows for name, rows in everything().items() if name != "outbox.mail"}
    assert token_of(one) not in str(kept)


def test_the_mail_brings_the_link_and_forgets_it_once_it_is_sent(administrator: Staff):
    one = invited(administrator)
    assert send_due(timezone.now()) == 1
    assert mail.outbox[-1].to == [NEW]
    assert one.link in str(mail.outbox[-1].body)
    assert token_of(one) not in str(everything())


def test_no_mail_goes_for_one_that_was_withdrawn(administrator: Staff):
    one = invited(administrator)
    withdraw_invitation(invitation=one.invitation, by=administrator.person)
    assert send_due(timezone.now()) == 0
    assert Mail.objects.get().dropped_at is not None


def test_unknown_used_withdrawn_expired_are_all_answered_alike(administrator: Staff, clinician: Staff, client: Client):
    used, withdrawn, expired = (invited(administrator, email=f"{name}@example.org") for name in ("used", "withdrawn", "expired"))
    Invitation.objects.filter(pk=used.invitation.pk).update(accepted_at=timezone.now())
    withdraw_invitation(invitation=withdrawn.invitation, by=administrator.person)
    Invitation.objects.filter(pk=expired.invitation.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    of_nobody = invited(clinician, email="left@example.org", as_clinician=False, clinician=clinician)
    staffing.deactivate(staff=clinician, by=administrator.person)
    paths = [path_of(one) for one in (used, withdrawn, expired, of_nobody)] + ["/invitation/never-was"]
    for call in (client.get, partial(client.post, data=ANSWER)):
        answers = [call(path) for path in paths]
        assert {answer.status_code for answer in answers} == {404}
        csrf = re.compile(r"value=\"[A-Za-z0-9]{64}\"")
        assert len({csrf.sub("", answer.text) for answer in answers}) == 1
    assert not Staff.objects.filter(name="Cleo Marsh").exists()


def test_looking_changes_nothing(administrator: Staff, client: Client):
    one = invited(administrator)
    before = everything()
    for verb in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
        client.generic(verb, path_of(one))
    assert client.get(path_of(one)).status_code == 200
    assert everything() == before


def test_a_new_member_of_staff_sets_a_password_and_their_address_is_proved(administrator: Staff, client: Client):
    one = invited(administrator, as_administrator=True)
    answer = client.post(path_of(one), ANSWER)
    assert answer["Location"] == reverse("clinic_second_step")
    user = User.objects.get(email=NEW)
    assert user.check_password(PASSWORD)
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")) == [(NEW, True, True)]
    staff = Staff.objects.get(user=user)
    assert (staff.name, staff.title, staff.clinician, staff.administrator) == ("Cleo Marsh", "physical therapist", True, True)
    assert Row.objects.filter(verb="accept invitation", by=staff.person.audit_id).count() == 1
    assert client.get(reverse("clinic_people"))["Location"] == reverse("clinic_second_step"), "no access without a second step"


def test_it_is_good_once(administrator: Staff, client: Client):
    one = invited(administrator)
    client.post(path_of(one), ANSWER)
    before = everything()
    assert Client().post(path_of(one), ANSWER).status_code == 404
    assert client.post(path_of(one), ANSWER).status_code == 404
    assert everything() == before


def test_a_weak_password_keeps_what_was_typed_and_makes_nothing(administrator: Staff, client: Client):
    one = invited(administrator)
    answer = client.post(path_of(one), ANSWER | {"password": "password"})
    assert answer.status_code == 422
    assert "Cleo Marsh" in answer.text
    assert "too short" in answer.text or "too common" in answer.text
    assert not User.objects.filter(email=NEW).exists()


def test_a_client_shares_only_if_they_tick_the_box(clinician: Staff):
    silent, sharing = Client(), Client()
    one = invited(clinician, as_clinician=False, clinician=clinician, email="silent@example.org")
    two = invited(clinician, as_clinician=False, clinician=clinician, email="sharing@example.org")
    assert "checked" not in silent.get(path_of(one)).text
    silent.post(path_of(one), {"name": "Silent", "password": PASSWORD})
    sharing.post(path_of(two), {"name": "Sharing", "password": PASSWORD, "agrees": "on"})
    quiet, shares = (Person.objects.get(user__email=f"{name}@example.org") for name in ("silent", "sharing"))
    assert not Care.objects.filter(person=quiet).exists()
    assert consents.running(quiet, Purpose.CARE) is None
    assert Care.objects.get(person=shares).shared
    assert consents.running(shares, Purpose.CARE) is not None
    assert shares.contact.name == "Sharing"


class TestSomebodyWithAnAccount:
    def test_is_asked_to_sign_in_and_is_never_overwritten_or_signed_in(
        self, administrator: Staff, somebody: Person, client: Client
    ):
        assert somebody.user is not None
        one = invited(administrator, email=somebody.user.email.upper())
        page = client.get(path_of(one))
        assert "Sign in" in page.text
        assert "password" not in page.text.lower().replace("a password", "")
        before = everything()
        answer = client.post(path_of(one), ANSWER)
        assert answer["Location"].startswith(reverse("account_login"))
        assert "_auth_user_id" not in client.session
        assert everything() == before

    def test_accepts_signed_in(self, administrator: Staff, somebody: Person):
        assert somebody.user is not None
        one = invited(administrator, email=somebody.user.email)
        answer = client_of(somebody).post(path_of(one), {"name": "Mo", "password": "ignored and not taken over"})
        assert answer["Location"] == reverse("clinic_second_step")
        somebody.user.refresh_from_db()
        assert somebody.user.check_password(PASSWORD)
        assert Staff.objects.get(user=somebody.user).clinician

    def test_another_account_is_refused_kindly(self, administrator: Staff, somebody: Person, clinician: Staff):
        for email in ("nobody-yet@example.org", administrator.user.email if administrator.user else ""):
            one = invited(clinician, email=email, as_clinician=False, clinician=clinician)
            other = client_of(somebody)
            before = everything()
            for answer in (other.get(path_of(one)), other.post(path_of(one), ANSWER)):
                assert answer.status_code == 403
                assert "another address" in answer.text
                assert email not in answer.text
            assert everything() == before

    def test_a_claim_that_was_never_proved_blocks_nobody(self, administrator: Staff, somebody: Person, client: Client):
        """Somebody added the invited address to their own account and never confirmed it."""
        EmailAddress.objects.create(user=somebody.user, email=NEW, verified=False)
        one = invited(administrator)
        assert client_of(somebody).post(path_of(one), ANSWER).status_code == 403
        client.post(path_of(one), ANSWER)
        assert Staff.objects.get(name="Cleo Marsh").user == User.objects.get(email=NEW)
        assert not EmailAddress.objects.filter(user=somebody.user, email=NEW).exists()

    def test_a_mailed_link_proves_an_address_that_was_not_yet(self, administrator: Staff, somebody: Person):
        EmailAddress.objects.filter(user=somebody.user).update(verified=False)
        assert somebody.user is not None
        one = invited(administrator, email=somebody.user.email)
        client_of(somebody).post(path_of(one), {"name": "Mo"})
        assert EmailAddress.objects.get(user=somebody.user).verified

    def test_no_other_account_can_accept_past_the_page(self, administrator: Staff, somebody: Person):
        one = invited(administrator)
        assert somebody.user is not None
        with pytest.raises(Gone):
            accept(invitation=one.invitation, user=somebody.user, answer=Answer("Mo"), by=somebody)
        assert not Staff.objects.filter(user=somebody.user).exists()


def test_roles_come_from_the_invitation_and_not_from_the_form(administrator: Staff, client: Client):
    one = invited(administrator)
    more = {
        "administrator": "on",
        "as_administrator": "on",
        "clinician": "x",
        "email": "evil@example.org",
        "verified": "1",
        "is_staff": "1",
    }
    client.post(path_of(one), ANSWER | more)
    staff = Staff.objects.get(name="Cleo Marsh")
    assert (staff.clinician, staff.administrator, staff.user and staff.user.email) == (True, False, NEW)
    assert not User.objects.filter(email="evil@example.org").exists()
    assert not User.objects.get(email=NEW).is_staff


def test_a_new_invitation_ends_the_one_before(administrator: Staff, client: Client):
    first = invited(administrator)
    second = invited(administrator)
    third = invite_again(
        invitation=second.invitation, invited_by=administrator, by=administrator.person, site="http://testserver"
    )
    assert [client.get(path_of(one)).status_code for one in (first, second, third)] == [404, 404, 200]


def test_whoever_leaves_takes_their_open_invitations_along(administrator: Staff, client: Client):
    other = make_staff("Olga Lind", administrator=True)
    one = invited(other)
    staffing.deactivate(staff=other, by=administrator.person)
    assert client.get(path_of(one)).status_code == 404


def test_somebody_who_came_back_has_the_new_roles_only(administrator: Staff):
    back = make_staff("Olga Lind", administrator=True)
    staffing.deactivate(staff=back, by=administrator.person)
    assert back.user is not None
    one = invited(administrator, email=back.user.email)
    client_of(back.person).post(path_of(one), {"name": "Olga Lind"})
    back.refresh_from_db()
    assert (back.active, back.clinician, back.administrator) == (True, True, False)


def test_without_mail_the_link_is_shown_once_to_whoever_invites(admin_client: Client, settings):
    settings.OPTIONS = replace(django_settings.OPTIONS, email_url="")
    answer = admin_client.post(reverse("clinic_invite"), {"email": NEW, "role": "clinician"})
    (link,) = re.findall(r'value="(http://testserver/invitation/[\w-]{43})"', answer.text)
    assert not Mail.objects.exists()
    assert not Invitation.objects.get().mailed
    assert digest_of(link.rpartition("/")[2]) == Invitation.objects.get().token_digest
    assert "/invitation/" not in admin_client.get(reverse("clinic_people")).text


def test_a_link_that_was_handed_over_proves_no_address_on_a_server_that_sends_mail(administrator: Staff, client: Client):
    one = invite(wanted=Wanted(NEW, as_clinician=True), invited_by=None, by=None, mailed=False, site="http://testserver")
    answer = client.post(path_of(one), ANSWER)
    assert answer["Location"].startswith(reverse("account_email_verification_sent"))
    assert not Staff.objects.filter(name="Cleo Marsh").exists()
    (code,) = re.findall(r"^([A-Z0-9-]{6,12})$", str(mail.outbox[-1].body), re.MULTILINE)
    onward = client.post(answer["Location"], {"code": code})
    assert onward["Location"] == path_of(one)
    client.post(path_of(one), ANSWER)
    assert Staff.objects.get(name="Cleo Marsh").user == User.objects.get(email=NEW)


def test_clinicians_invite_their_own_clients_and_see_nobody_elses(
    clinician: Staff, other_clinician: Staff, clinician_client: Client, administrator: Staff
):
    clinician_client.post(
        reverse("clinic_client_invite"), {"email": NEW, "clinician": other_clinician.pk, "role": "administrator"}
    )
    own = Invitation.objects.get()
    assert (own.clinician, own.as_clinician, own.as_administrator) == (clinician, False, False)
    others = invited(other_clinician, email="x@example.org", as_clinician=False, clinician=other_clinician).invitation
    staff = invited(administrator, email="y@example.org").invitation
    assert clinician_client.post(reverse("clinic_invitation_withdraw", args=[own.pk])).status_code == 302
    for one in (others, staff):
        for name in ("clinic_invitation_withdraw", "clinic_invitation_again"):
            assert clinician_client.post(reverse(name, args=[one.pk])).status_code == 404


def test_the_list_of_invitations_tells_addresses_to_administrators_only(administrator: Staff, admin_client: Client):
    invited(administrator)
    assert NEW in admin_client.get(reverse("clinic_people")).text


@pytest.mark.parametrize(
    "told", [{"email": "not an address", "role": "clinician"}, {"email": NEW}, {"email": NEW, "role": "client"}]
)
def test_wrong_input_is_answered_with_what_is_wrong(admin_client: Client, told: dict[str, str]):
    answer = admin_client.post(reverse("clinic_invite"), told)
    assert answer.status_code == 422
    assert told["email"] in answer.text
    assert not Invitation.objects.exists()


def test_those_nobody_accepted_are_forgotten(administrator: Staff):
    old, new = (invited(administrator, email=f"{name}@example.org").invitation for name in ("old", "new"))
    Invitation.objects.filter(pk=old.pk).update(expires_at=timezone.now() - FORGOTTEN_AFTER - timedelta(minutes=1))
    assert forget_invitations(timezone.now()) == 1
    assert list(Invitation.objects.all()) == [new]
