"""The log: administrators see who did what and nothing of anybody's health."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supple_web.accounts.mine.erasing import erase
from supple_web.accounts.models import Person
from supple_web.audit.record import record
from supple_web.clinic.actions.caring import be_called
from supple_web.clinic.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts(clinician: Staff, administrator: Staff, client_person: Person) -> None:
    be_called(person=client_person, name="Mo Castro", by=client_person)
    record("read", "clinic.client", by=clinician.person, about=client_person)
    record("overrule", "desk.overruling", by=clinician.person, about=client_person)
    record("deactivate", "clinic.staff", by=administrator.person)
    record("begin", "assessments.check", by=client_person, about=client_person)


def rows(client: Client, **asked: str) -> list[str]:
    text = client.get(reverse("clinic_audit"), asked).text
    return [part.partition("</tr>")[0] for part in text.partition("<tbody>")[2].split("<tr>")[1:]]


def test_who_did_what_about_whom_the_latest_first(acts, admin_client: Client):
    first, second, third = rows(admin_client)[:3]
    assert "Ruth Adler" in first
    assert "ended somebody’s access" in first
    assert "Ada Reyes" in second
    assert "Mo Castro" in second
    assert "wrote in the record" in second
    assert "read the record" in third


def test_what_was_written_and_what_people_do_themselves_is_not_told(acts, admin_client: Client):
    text = admin_client.get(reverse("clinic_audit")).text
    for secret in ("overrul", "assessments", "desk.", "begin"):
        assert secret not in text


@pytest.mark.parametrize(
    ("kind", "inside", "outside"),
    [("read", "read the record", "wrote in"), ("write", "wrote in", "read the record"), ("clinic", "ended somebody", "wrote in")],
)
def test_by_kind(acts, admin_client: Client, kind: str, inside: str, outside: str):
    shown = "".join(rows(admin_client, kind=kind))
    assert inside in shown
    assert outside not in shown


def test_by_whom(acts, admin_client: Client, clinician: Staff):
    shown = rows(admin_client, staff=str(clinician.pk))
    assert len(shown) == 2
    assert all("Ada Reyes" in row for row in shown)


@pytest.mark.parametrize(
    "asked", [{"staff": "no id"}, {"kind": "no kind"}, {"before": "x"}, {"before": "9" * 40}, {"page": "-1"}]
)
def test_an_odd_question_is_no_fault(acts, admin_client: Client, asked: dict[str, str]):
    assert admin_client.get(reverse("clinic_audit"), asked).status_code == 200


def test_a_long_log_comes_in_pages_without_losing_a_row(admin_client: Client, clinician: Staff, client_person: Person):
    for _ in range(230):
        record("read", "clinic.client", by=clinician.person, about=client_person)
    seen, url = 0, reverse("clinic_audit") + "?kind=read"
    while url:
        text = admin_client.get(url).text
        seen += text.count("read the record")
        older = text.partition('<a class="button" href="?')[2].partition('"')[0]
        url = reverse("clinic_audit") + "?" + older.replace("&amp;", "&") if older else ""
    assert seen == 230


def test_whose_data_were_erased_are_named_no_more(acts, admin_client: Client, client_person: Person):
    erase(person=client_person, by=client_person)
    shown = "".join(rows(admin_client))
    assert "Mo Castro" not in shown
    assert "somebody whose data were erased" in shown


def test_it_asks_the_database_as_often_for_many_rows_as_for_few(
    acts, admin_client: Client, clinician: Staff, client_person: Person
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            admin_client.get(reverse("clinic_audit"))
        return len(asked)

    queries()
    few = queries()
    for _ in range(80):
        record("read", "clinic.client", by=clinician.person, about=client_person)
    assert queries() == few
