"""Administrators run the clinic and see no health record; whoever leaves is out at once; an administrator always remains."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from builders.rows import everything
from builders.staff import make_care, make_staff
from builders.visitors import client_of
from builders.world import make_world
from supple_web.accounts.mine.erasing import erase
from supple_web.accounts.models import Person, User
from supple_web.audit.models import Row
from supple_web.clinic.access import SHOWN_AGAIN_AFTER, clients_of, consenting, staff_of
from supple_web.clinic.actions import caring, staffing
from supple_web.clinic.models import Care, Staff
from supple_web.common.problems import Problem
from supple_web.outbox.models import Mail
from supple_web.outbox.post import send_due

pytestmark = pytest.mark.django_db

ROLES = {"name": "Ada Reyes", "title": "PT", "clinician": "on"}


def test_roles_change_and_the_log_says_who_did_it(admin_client: Client, administrator: Staff, clinician: Staff):
    answer = admin_client.post(reverse("clinic_staff", args=[clinician.pk]), ROLES | {"administrator": "on"})
    assert answer.status_code == 302
    clinician.refresh_from_db()
    assert (clinician.title, clinician.clinician, clinician.administrator) == ("PT", True, True)
    assert Row.objects.filter(verb="change staff", by=administrator.person.audit_id, key=str(clinician.pk)).count() == 1


def test_somebody_without_any_role_is_refused(admin_client: Client, clinician: Staff):
    answer = admin_client.post(reverse("clinic_staff", args=[clinician.pk]), {"name": "New name"})
    assert answer.status_code == 422
    assert "New name" in answer.text
    clinician.refresh_from_db()
    assert (clinician.name, clinician.clinician) == ("Ada Reyes", True)


def test_whoever_is_no_clinician_any_more_looks_after_nobody(admin_client: Client, clinician: Staff, client_person: Person):
    admin_client.post(reverse("clinic_staff", args=[clinician.pk]), {"name": "Ada", "administrator": "on"})
    assert not clients_of(Staff.objects.get(pk=clinician.pk)).exists()
    assert Care.objects.get(person=client_person).ended_at is not None
    assert consenting().filter(pk=client_person.pk).exists(), "what the person agreed to stands"


class TestLastAdministrator:
    def test_cannot_be_deactivated(self, admin_client: Client, administrator: Staff):
        answer = admin_client.post(reverse("clinic_staff_active", args=[administrator.pk]), {"active": "no"})
        assert answer.status_code == 422
        assert "make somebody else administrator first" in answer.text
        administrator.refresh_from_db()
        assert administrator.active

    def test_cannot_give_the_role_away(self, admin_client: Client, administrator: Staff):
        assert admin_client.post(reverse("clinic_staff", args=[administrator.pk]), ROLES).status_code == 422
        administrator.refresh_from_db()
        assert administrator.administrator

    def test_one_that_is_not_active_does_not_count(self, administrator: Staff):
        other = make_staff("Olga Lind", administrator=True)
        staffing.deactivate(staff=other, by=administrator.person)
        with pytest.raises(Problem):
            staffing.deactivate(staff=administrator, by=administrator.person)


class TestDeactivating:
    def test_ends_every_session_and_right_at_once(self, admin_client: Client, clinician: Staff, client_person: Person):
        devices = [client_of(clinician.person), client_of(clinician.person)]
        assert all(device.get(reverse("clinic_client_invite")).status_code == 200 for device in devices)
        admin_client.post(reverse("clinic_staff_active", args=[clinician.pk]), {"active": "no"})
        for device in devices:
            answer = device.get(reverse("clinic_client_invite"))
            assert answer["Location"].startswith(reverse("account_login"))
        again = client_of(clinician.person)
        assert again.get(reverse("clinic_client_invite")).status_code == 404
        assert again.get(reverse("clinic_second_step")).status_code == 404
        assert again.get(reverse("mine")).status_code == 200, "their own record is theirs"
        assert not clients_of(Staff.objects.get(pk=clinician.pk)).exists()

    def test_whoever_comes_back_has_no_client(self, administrator: Staff, clinician: Staff, client_person: Person):
        staffing.deactivate(staff=clinician, by=administrator.person)
        staffing.reactivate(staff=clinician, by=administrator.person)
        assert not clients_of(Staff.objects.get(pk=clinician.pk)).exists()

    def test_nobody_elses_session_ends(self, admin_client: Client, clinician: Staff, somebody: Person):
        bystander = client_of(somebody)
        bystander.get(reverse("mine"))
        admin_client.post(reverse("clinic_staff_active", args=[clinician.pk]), {"active": "no"})
        assert "_auth_user_id" in bystander.session
        assert admin_client.get(reverse("clinic_people")).status_code == 200

    def test_an_administrator_ends_sessions_of_staff_and_clients(
        self, admin_client: Client, clinician: Staff, client_person: Person
    ):
        for person, url in (
            (clinician.person, reverse("clinic_staff_sessions", args=[clinician.pk])),
            (client_person, reverse("clinic_client_sessions", args=[client_person.pk])),
        ):
            device = client_of(person)
            assert "Signed in" in device.get(reverse("mine")).text
            admin_client.post(url)
            assert "Nothing is kept about you here" in device.get(reverse("mine")).text
            assert Row.objects.filter(verb="end sessions", about=person.audit_id).count() == 1


class TestErasing:
    def test_staff_who_erase_themselves_have_left_and_their_name_stays(self, clinician: Staff, client_person: Person):
        person = clinician.person
        erase(person=person, by=person)
        left = Staff.objects.get(pk=clinician.pk)
        assert (left.user, left.active, left.name) == (None, False, "Ada Reyes")
        assert not clients_of(left).exists()
        assert Care.objects.get(person=client_person).ended_at is not None

    def test_the_page_of_people_bears_it(self, admin_client: Client, clinician: Staff):
        person = clinician.person
        erase(person=person, by=person)
        assert "account erased" in admin_client.get(reverse("clinic_people")).text
        assert admin_client.get(reverse("clinic_staff", args=[clinician.pk])).status_code == 200
        assert admin_client.post(reverse("clinic_staff_sessions", args=[clinician.pk])).status_code == 404
        assert admin_client.post(reverse("clinic_staff_active", args=[clinician.pk]), {"active": "yes"}).status_code == 422


class TestNobody:
    """Staff without an account and people without one are not each other's: nothing equals nothing."""

    def test_a_guest_and_a_visitor_are_no_erased_member_of_staff(self, guest: Person, clinician: Staff):
        Staff.objects.filter(pk=clinician.pk).update(user=None)  # and, against the rules, still active
        for client in (client_of(guest), Client()):
            for name in ("clinic_people", "clinic_client_invite", "clinic_second_step"):
                assert client.get(reverse(name)).status_code == 302

    def test_an_erased_member_of_staff_has_no_second_step_and_no_person(self, clinician: Staff):
        from supple_web.clinic.access import has_second_step

        Staff.objects.filter(pk=clinician.pk).update(user=None)
        clinician.refresh_from_db()
        assert not has_second_step(clinician)
        with pytest.raises(ValueError, match="acts no more"):
            assert clinician.person

    def test_of_nobody_there_is_no_care(self, clinician: Staff):
        assert not Care.objects.of(None).exists()

    def test_nobody_signed_in_is_no_staff(self, rf, clinician: Staff):
        from django.contrib.auth.models import AnonymousUser

        request = rf.get("/")
        request.user = AnonymousUser()
        Staff.objects.filter(pk=clinician.pk).update(user=None)
        assert staff_of(request) is None


class TestAssigning:
    def test_only_people_who_agreed_to_be_seen_here(self, admin_client: Client, clinician: Staff, somebody: Person):
        url = reverse("clinic_care", args=[somebody.pk])
        assert admin_client.post(url, {"clinician": clinician.pk}).status_code == 404
        assert admin_client.get(reverse("clinic_client", args=[somebody.pk])).status_code == 404
        with pytest.raises(Problem):
            caring.assign(person=somebody, clinician=clinician, by=somebody)
        assert not Care.objects.exists()

    def test_assigned_and_ended(self, admin_client: Client, other_clinician: Staff, client_person: Person):
        admin_client.post(reverse("clinic_care", args=[client_person.pk]), {"clinician": other_clinician.pk})
        care = Care.objects.get(clinician=other_clinician)
        assert not care.shared
        assert client_person in clients_of(other_clinician)
        admin_client.post(reverse("clinic_care_end", args=[client_person.pk, care.pk]))
        assert not clients_of(other_clinician).exists()
        assert consenting().filter(pk=client_person.pk).exists()
        admin_client.post(reverse("clinic_care", args=[client_person.pk]), {"clinician": other_clinician.pk})
        assert client_person in clients_of(other_clinician), "what the clinic ended it may begin again"

    def test_they_are_told_once_in_their_language_and_nothing_clinical(
        self, admin_client: Client, other_clinician: Staff, client_person: Person
    ):
        Person.objects.filter(pk=client_person.pk).update(language="es")
        for _ in range(2):
            admin_client.post(reverse("clinic_care", args=[client_person.pk]), {"clinician": str(other_clinician.pk)})
        told = Mail.objects.get(person=client_person)
        assert client_person.user
        assert told.to == client_person.user.email
        assert (told.subject, "Ben Okoro" in told.body) == ("Quién te atiende en la clínica", True)
        assert "http://testserver/mine/sharing" in told.body
        mail.outbox.clear()
        send_due(timezone.now())
        assert [one.to for one in mail.outbox] == [[told.to]]

    def test_what_ended_before_it_was_told_is_not_told(self, administrator: Staff, other_clinician: Staff, client_person: Person):
        care = caring.assign(person=client_person, clinician=other_clinician, by=administrator.person)
        caring.end_care(care=care, by=administrator.person)
        mail.outbox.clear()
        send_due(timezone.now())
        assert mail.outbox == []

    def test_whom_they_chose_themselves_they_know(self, client_person: Person):
        assert not Mail.objects.exists()

    def test_not_whom_the_person_ended(
        self, admin_client: Client, clinician: Staff, other_clinician: Staff, client_person: Person
    ):
        make_care(other_clinician, client_person)
        care = Care.objects.get(clinician=other_clinician)
        client_of(client_person).post(reverse("sharing_end", args=[care.pk]))
        answer = admin_client.post(reverse("clinic_care", args=[client_person.pk]), {"clinician": other_clinician.pk})
        assert answer.status_code == 422
        assert "only they can choose this one again" in answer.text
        assert not clients_of(other_clinician).exists()

    def test_not_to_administrators_and_not_to_whoever_left(
        self, admin_client: Client, administrator: Staff, other_clinician: Staff, client_person: Person
    ):
        staffing.deactivate(staff=other_clinician, by=administrator.person)
        for one in (administrator, other_clinician):
            answer = admin_client.post(reverse("clinic_care", args=[client_person.pk]), {"clinician": one.pk})
            assert answer.status_code == 422
        assert Care.objects.filter(ended_at=None).count() == 1

    def test_anothers_care_is_not_there_under_this_client(
        self, admin_client: Client, clinician: Staff, client_person: Person, guest: Person
    ):
        """The nested id must belong to the client in the path."""
        theirs = make_care(clinician, guest)
        assert admin_client.post(reverse("clinic_care_end", args=[client_person.pk, theirs.pk])).status_code == 404
        theirs.refresh_from_db()
        assert theirs.ended_at is None


def test_an_administrator_sees_names_and_addresses_and_nothing_of_anybodys_health(admin_client: Client, member: Person):
    world = make_world(member)
    for url in (reverse("clinic_people"), reverse("clinic_client", args=[member.pk]), reverse("clinic_audit")):
        text = admin_client.get(url).text
        for health in ("38.0", "44.0", "rotation", "pain", str(world.check.pk), "assisted", "programme"):
            assert health not in text, (url, health)
    assert world.more["contact"].name in admin_client.get(reverse("clinic_people")).text
    assert clients_of(Staff.objects.get(administrator=True)).count() == 0


def test_what_is_posted_beside_the_fields_changes_nothing(admin_client: Client, administrator: Staff, clinician: Staff):
    """Owner, account, activity, second step: no body says them."""
    users = list(User.objects.order_by("pk").values("pk", "is_staff", "is_superuser", "email"))
    more = {"user": administrator.user_id, "active": "", "id": "0" * 32, "since": "2000-01-01", "is_superuser": "1"}
    admin_client.post(reverse("clinic_staff", args=[clinician.pk]), ROLES | more)
    after = Staff.objects.get(pk=clinician.pk)
    assert (after.user_id, after.active, after.since) == (clinician.user_id, True, clinician.since)
    assert list(User.objects.order_by("pk").values("pk", "is_staff", "is_superuser", "email")) == users


def test_search_finds_by_name_and_address_and_nobody_without_consent(admin_client: Client, client_person: Person, guest: Person):
    caring.be_called(person=client_person, name="Ximena Robles", by=client_person)
    url = reverse("clinic_people")
    for asked in ("ximena", "member@example"):
        assert "Ximena Robles" in admin_client.get(url, {"q": asked}).text
    assert "Nobody with this name" in admin_client.get(url, {"q": "zzz"}).text
    caring.stop_sharing(person=client_person, by=client_person)
    assert "Ximena Robles" not in admin_client.get(url).text


def test_the_page_asks_the_database_as_often_for_many_as_for_few(admin_client: Client, clinician: Staff, guest: Person):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert admin_client.get(reverse("clinic_people")).status_code == 200
        return len(asked)

    make_care(clinician, guest)
    queries()
    few = queries()
    for number in range(30):
        user = User.objects.create_user(f"c{number}@example.org", None)
        make_care(clinician, Person.objects.create(user=user))
        make_staff(f"Staff {number}", second_step=False)
    assert queries() == few


def test_looking_at_any_page_of_people_changes_nothing(admin_client: Client, clinician: Staff, client_person: Person):
    admin_client.get(reverse("clinic_people"))
    before = everything()
    for url in (
        reverse("clinic_people"),
        reverse("clinic_invite"),
        reverse("clinic_staff", args=[clinician.pk]),
        reverse("clinic_client", args=[client_person.pk]),
        reverse("clinic_audit"),
    ):
        assert admin_client.get(url).status_code == 200
    assert everything() == before


class TestSecondStep:
    def test_without_one_every_page_leads_to_where_it_is_set_up(self, clinician: Staff, clinician_client: Client):
        Authenticator.objects.filter(user=clinician.user).delete()
        answer = clinician_client.get(reverse("clinic_client_invite"))
        assert answer["Location"] == reverse("clinic_second_step")
        page = clinician_client.get(reverse("clinic_second_step"))
        for name in ("mfa_add_webauthn", "mfa_activate_totp"):
            assert reverse(name) in page.text

    def test_recovery_codes_alone_are_none(self, clinician: Staff, clinician_client: Client):
        Authenticator.objects.filter(user=clinician.user).update(type=Authenticator.Type.RECOVERY_CODES)
        assert clinician_client.get(reverse("clinic_client_invite"))["Location"] == reverse("clinic_second_step")

    def test_a_passkey_is_one(self, clinician: Staff, clinician_client: Client):
        Authenticator.objects.filter(user=clinician.user).update(type=Authenticator.Type.WEBAUTHN)
        assert clinician_client.get(reverse("clinic_client_invite")).status_code == 200
        assert "It is set up" in clinician_client.get(reverse("clinic_second_step")).text

    def test_taking_the_last_one_away_ends_access_at_once(self, clinician: Staff, clinician_client: Client):
        from builders.visitors import with_password

        with_password(clinician_client)
        assert clinician_client.get(reverse("clinic_client_invite")).status_code == 200
        assert clinician_client.post(reverse("mfa_deactivate_totp")).status_code == 302
        assert clinician_client.get(reverse("clinic_client_invite"))["Location"] == reverse("clinic_second_step")

    def test_after_a_working_day_they_show_once_more_who_they_are(self, clinician: Staff, clinician_client: Client):
        from builders.visitors import with_password

        with_password(clinician_client)
        session = clinician_client.session
        (told,) = session["account_authentication_methods"]
        url = reverse("clinic_client_invite")
        for age, led in ((SHOWN_AGAIN_AFTER.total_seconds() - 60, False), (SHOWN_AGAIN_AFTER.total_seconds() + 60, True)):
            session["account_authentication_methods"] = [told | {"at": time.time() - age}]
            session.save()
            answer = clinician_client.get(url)
            assert (answer.status_code == 302) == led
        assert answer["Location"] == f"{reverse('account_reauthenticate')}?next=%2Fclinic%2Finvite"
        shown = clinician_client.post(answer["Location"], {"password": "a long enough password"})
        assert shown["Location"] == url
        assert clinician_client.get(url).status_code == 200
        assert clinician_client.get(reverse("mine")).status_code == 200, "their own record asks for nothing"

    def test_nobody_else_has_the_page(self, member_client: Client, client: Client):
        assert member_client.get(reverse("clinic_second_step")).status_code == 404
        assert client.get(reverse("clinic_second_step")).status_code == 302
