"""Sharing is a choice with the words that were agreed to; taking it back is one button and holds at once."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from builders.calls import at, make_call
from builders.rows import everything
from builders.staff import make_care
from builders.visitors import client_of
from supple_web.accounts.joining import take_along
from supple_web.accounts.models import Person
from supple_web.audit.models import Row
from supple_web.audit.record import record
from supple_web.booking.models import Call
from supple_web.clinic import consents, models
from supple_web.clinic.access import clients_of
from supple_web.clinic.actions import caring, staffing
from supple_web.clinic.consent_texts import TEXTS, Text, text_of, version_of
from supple_web.clinic.models import Care, Consent, Purpose, Staff

pytestmark = pytest.mark.django_db

SHARING = "/mine/sharing"


def share(client: Client, with_whom: Staff, **more: str):
    told = {"name": "Mo Castro", "clinician": str(with_whom.pk), "agree": "on"} | more
    return client.post(reverse("sharing_share"), told)


def test_sharing_begins_with_the_box_ticked_and_keeps_which_words(somebody: Person, clinician: Staff):
    client = client_of(somebody)
    assert "checked" not in client.get(SHARING).text
    assert share(client, clinician).status_code == 302
    assert list(clients_of(clinician)) == [somebody]
    consent = Consent.objects.get(person=somebody)
    assert (consent.purpose, consent.version, consent.language) == (Purpose.CARE, version_of(Purpose.CARE), "en")
    care = Care.objects.get()
    assert care.shared
    assert {"consent", "share", "be called"} <= set(Row.objects.filter(by=somebody.audit_id).values_list("verb", flat=True))
    assert "Ada Reyes" in client.get(SHARING).text


@pytest.mark.parametrize("missing", ["agree", "clinician", "name"])
def test_nothing_begins_without(missing: str, somebody: Person, clinician: Staff):
    client = client_of(somebody)
    answer = share(client, clinician, **{missing: ""})
    assert answer.status_code == 422
    if missing != "name":
        assert "Mo Castro" in answer.text
    assert not Care.objects.exists()
    assert not Consent.objects.exists()


def test_ending_holds_at_once_and_takes_the_consent_with_the_last(
    client_person: Person, clinician: Staff, other_clinician: Staff, clinician_client: Client
):
    make_care(other_clinician, client_person)
    client = client_of(client_person)
    first = Care.objects.get(clinician=clinician)
    assert client.post(reverse("sharing_end", args=[first.pk])).status_code == 302
    assert not clients_of(clinician).exists()
    assert consents.running(client_person, Purpose.CARE) is not None
    client.post(reverse("sharing_end", args=[Care.objects.get(clinician=other_clinician).pk]))
    assert not clients_of(other_clinician).exists()
    assert consents.running(client_person, Purpose.CARE) is None
    assert "taken back" in client.get(SHARING).text


def test_one_button_ends_everything(client_person: Person, clinician: Staff, other_clinician: Staff):
    make_care(other_clinician, client_person)
    client_of(client_person).post(reverse("sharing_stop"))
    assert not clients_of(clinician).exists()
    assert not clients_of(other_clinician).exists()
    assert not Care.objects.filter(ended_at=None).exists()
    assert Consent.objects.get(person=client_person, purpose=Purpose.CARE).withdrawn_at is not None


def test_without_the_consent_no_care_counts(client_person: Person, clinician: Staff):
    """Even where a row were left behind: both must stand."""
    Consent.objects.filter(person=client_person).update(withdrawn_at="2026-01-01T00:00Z")
    assert Care.objects.filter(person=client_person, ended_at=None).exists()
    assert not clients_of(clinician).exists()


def test_it_can_begin_anew(client_person: Person, clinician: Staff):
    client = client_of(client_person)
    client.post(reverse("sharing_stop"))
    share(client, clinician)
    assert list(clients_of(clinician)) == [client_person]
    assert Consent.objects.filter(person=client_person, purpose=Purpose.CARE).count() == 2
    assert Care.objects.filter(person=client_person).count() == 2


def test_twice_is_once(client_person: Person, clinician: Staff):
    make_care(clinician, client_person)
    assert Care.objects.filter(person=client_person).count() == 1
    assert Consent.objects.filter(person=client_person).count() == 1
    client = client_of(client_person)
    care = Care.objects.get(person=client_person)
    for _ in range(2):
        assert client.post(reverse("sharing_end", args=[care.pk])).status_code == 302
    assert Row.objects.filter(verb="end care").count() == 1


def test_whom_the_clinic_assigned_the_person_may_end_and_sees(
    client_person: Person, other_clinician: Staff, administrator: Staff
):
    caring.assign(person=client_person, clinician=other_clinician, by=administrator.person)
    client = client_of(client_person)
    assert "assigned by the clinic" in client.get(SHARING).text
    client.post(reverse("sharing_end", args=[Care.objects.get(clinician=other_clinician).pk]))
    assert not clients_of(other_clinician).exists()


def test_others_cannot_end_or_see_it(client_person: Person, clinician: Staff, other_clinician: Staff, stranger_client: Client):
    care = Care.objects.get(person=client_person)
    before = everything()
    for client in (stranger_client, Client(), client_of(other_clinician.person), client_of(clinician.person)):
        assert client.post(reverse("sharing_end", args=[care.pk])).status_code == 404
        assert "Mo Castro" not in client.get(SHARING).text
    assert {name: rows for name, rows in everything().items() if name != "accounts.user"} == {
        name: rows for name, rows in before.items() if name != "accounts.user"
    }


def test_what_is_posted_beside_the_fields_changes_nothing(somebody: Person, clinician: Staff, guest: Person):
    more = {
        "person": str(guest.pk),
        "shared": "",
        "version": "1999-01",
        "purpose": "booking",
        "ended_at": "2020-01-01",
        "refused": "on",
    }
    share(client_of(somebody), clinician, **more)
    care, consent = Care.objects.get(), Consent.objects.get()
    assert (care.person, care.shared, care.ended_at, care.refused) == (somebody, True, None, False)
    assert (consent.person, consent.version, consent.purpose) == (somebody, version_of(Purpose.CARE), Purpose.CARE)


def test_a_guest_is_told_to_make_an_account_and_can_still_take_back(guest: Person, guest_client: Client, clinician: Staff):
    assert reverse("account_signup") in guest_client.get(SHARING).text
    assert share(guest_client, clinician).status_code == 422
    assert not Care.objects.exists()
    consents.give(person=guest, purpose=Purpose.BOOKING, by=guest)
    assert "goes to the clinician with my call" in guest_client.get(SHARING).text


def test_administrators_and_whoever_left_are_not_offered(
    somebody: Person, administrator: Staff, clinician: Staff, other_clinician: Staff
):
    staffing.deactivate(staff=other_clinician, by=administrator.person)
    client = client_of(somebody)
    text = client.get(SHARING).text
    assert "Ada Reyes" in text
    assert "Ruth Adler" not in text
    assert "Ben Okoro" not in text
    for one in (administrator, other_clinician):
        assert share(client, one).status_code == 422
    assert not Care.objects.exists()


def test_whoever_left_is_no_longer_shown_as_seeing(client_person: Person, clinician: Staff, administrator: Staff):
    staffing.deactivate(staff=clinician, by=administrator.person)
    text = client_of(client_person).get(SHARING).text
    assert "Nobody at the clinic sees anything" in text


def test_reminders_are_agreed_to_and_taken_back_by_themselves(somebody: Person):
    client = client_of(somebody)
    client.post(reverse("sharing_reminders"), {"agree": "yes"})
    assert consents.running(somebody, Purpose.REMINDERS) is not None
    assert consents.running(somebody, Purpose.CARE) is None
    client.post(reverse("sharing_reminders"), {"agree": "no"})
    assert consents.running(somebody, Purpose.REMINDERS) is None
    assert client.post(reverse("sharing_reminders"), {}).status_code == 422


def test_what_goes_with_a_call_is_taken_back_as_easily(
    somebody: Person, clinician: Staff, guest: Person, stranger_client: Client
):
    client, back = client_of(somebody), reverse("summary_back")
    assert back not in client.get(SHARING).text
    for person, day in ((somebody, 1), (guest, 2)):
        consents.give(person=person, purpose=Purpose.BOOKING, by=person)
        make_call(clinician, at(day, 10), person=person, summary={"day": "2026-11-20", "lines": ["One."], "names": []})
    page = client.get(SHARING).text
    assert back in page
    assert str(text_of(Purpose.BOOKING)) in page
    assert stranger_client.post(back).status_code == 302
    assert Call.objects.exclude(summary=None).count() == 2
    assert client.post(back).status_code == 302
    assert Call.objects.exclude(summary=None).get().person == guest
    assert consents.running(somebody, Purpose.BOOKING) is None
    assert consents.running(guest, Purpose.BOOKING) is not None
    assert back not in client.get(SHARING).text


def test_a_new_version_of_the_words_leaves_the_old_ones_with_who_agreed_to_them(somebody: Person, monkeypatch):
    consents.give(person=somebody, purpose=Purpose.REMINDERS, by=somebody)
    old = text_of(Purpose.REMINDERS)
    monkeypatch.setitem(TEXTS, Purpose.REMINDERS, (*TEXTS[Purpose.REMINDERS], Text("2099-01", "Entirely other words.")))
    client = client_of(somebody)
    text = client.get(SHARING).text
    assert "Entirely other words." in text
    assert str(old) in text
    client.post(reverse("sharing_reminders"), {"agree": "yes"})
    assert sorted(Consent.objects.filter(person=somebody, withdrawn_at=None).values_list("version", flat=True)) == ["2099-01"]


def test_the_person_sees_who_read_and_who_wrote_and_when(client_person: Person, clinician: Staff, other_clinician: Staff):
    record("read", "clinic.client", by=clinician.person, about=client_person)
    record("read", "clinic.client", by=clinician.person, about=client_person)
    record("note", "desk.note", by=other_clinician.person, about=client_person)
    record("read", "clinic.client", by=clinician.person, about=other_clinician.person)
    client = client_of(client_person)
    text = client.get(SHARING).text
    assert text.count("<td>Ada Reyes</td>") == 1
    assert "read and wrote" in text
    left = clinician.person
    from supple_web.accounts.mine.erasing import erase

    erase(person=left, by=left)
    text = client.get(SHARING).text
    assert "<td>Ada Reyes</td>" not in text
    assert "somebody who works here no more" in text


def test_the_page_yours_leads_here(somebody: Person):
    assert reverse("sharing") in client_of(somebody).get("/mine").text


class TestTakingAlong:
    """A guest agreed to things and joins an account that has agreed to the same."""

    def test_what_both_have_is_the_accounts(self, guest: Person, somebody: Person, clinician: Staff):
        for person in (guest, somebody):
            make_care(clinician, person)
            consents.give(person=person, purpose=Purpose.BOOKING, by=person)
            models.Testimonial.objects.create(person=person, words=f"Of {person.pk}", signed="X")
            caring.be_called(person=person, name=f"Called {person.pk}", by=person)
        own = Care.objects.get(person=somebody)
        assert somebody.user is not None
        take_along(guest=guest, user=somebody.user)
        assert Care.objects.get() == own
        assert models.Testimonial.objects.get().words == f"Of {somebody.pk}"
        assert somebody.contact.name == f"Called {somebody.pk}"
        assert Consent.objects.filter(person=somebody, withdrawn_at=None).count() == 2

    def test_what_was_ended_before_is_no_obstacle(self, guest: Person, somebody: Person, clinician: Staff):
        """Unique is only what runs: history of both is kept, and what runs on one side goes on."""
        make_care(clinician, somebody)
        caring.stop_sharing(person=somebody, by=somebody)
        make_care(clinician, guest)
        assert somebody.user is not None
        take_along(guest=guest, user=somebody.user)
        assert Care.objects.of(somebody).count() == 2
        assert Care.objects.of(somebody).filter(ended_at=None).count() == 1
        assert Consent.objects.of(somebody).filter(purpose=Purpose.CARE).count() == 2

    def test_what_only_the_guest_has_comes_along(self, guest: Person, somebody: Person):
        consents.give(person=guest, purpose=Purpose.BOOKING, by=guest)
        caring.be_called(person=guest, name="Guest", by=guest)
        assert somebody.user is not None
        take_along(guest=guest, user=somebody.user)
        assert consents.running(somebody, Purpose.BOOKING) is not None
        somebody = Person.objects.get(pk=somebody.pk)
        assert somebody.contact.name == "Guest"
