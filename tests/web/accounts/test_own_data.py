"""Own data: no table without a policy, nothing left after erasing, everything in the file, every correction with its past."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session as BrowserSession
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.courses import PHONE, finished, measured_days, trained
from builders.visitors import client_of
from builders.worlds import MAKERS
from supple.exchange.history import parse_history
from supple_web.accounts.mine import verbs
from supple_web.accounts.mine.erasing import erase
from supple_web.accounts.mine.policy import KEPT, NOBODYS, kept_of
from supple_web.accounts.models import Person, User
from supple_web.assessments.models import Check, Handover, Superseded, Trial, TrialSet
from supple_web.audit.models import Row
from supple_web.booking.models import DayException, Feed, Hours
from supple_web.clinic.models import Staff
from supple_web.training.models import DayMove, DaySkip, Swap

pytestmark = pytest.mark.django_db

EVERY_TABLE = list(apps.get_models(include_auto_created=True))
RECORDING = b'{"schema": "supple.phone-trial/1", "made": "up"}'


def everything_of(person: Person) -> None:
    """At least one row in each table that a person of this kind can have rows in."""
    first, second = finished(measured_days(person, 2, ways=(PHONE, {"instrument": "goniometer"})), derive=False)
    TrialSet.objects.filter(check_of=first, source="phone").update(raw=gzip.compress(RECORDING))
    trained(person, 3)
    Superseded.objects.create(person=person, check_of=first, document={"old": True}, science_version="0")
    Handover.objects.create(check_of=second, token_digest=f"d{person.pk.hex[:60]}", expires_at=timezone.now())
    today = timezone.localdate()
    DayMove.objects.create(person=person, from_day=today, to_day=today + timedelta(days=1))
    DaySkip.objects.create(person=person, day=today, reason="time")
    Swap.objects.create(person=person, exercise="open-book", replacement="thread-the-needle")
    typed = Trial.objects.of(person).filter(trial_set__source="typed").first()
    verbs.correct_value(trial=typed, value_deg=44.0, by=person)
    for maker in MAKERS:
        maker(person)


def account_of(person: Person) -> None:
    """What allauth keeps about somebody with an account."""
    from allauth.account.models import EmailAddress, EmailConfirmation
    from allauth.mfa.models import Authenticator
    from allauth.usersessions.models import UserSession
    from django.contrib.auth.models import Group, Permission

    user = person.user
    address = EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailConfirmation.objects.create(email_address=address, key="very-secret-key", sent=timezone.now())
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"credential": "very-secret-credential"})
    user.groups.add(Group.objects.create(name="testers"))
    user.user_permissions.add(Permission.objects.first())
    staff = Staff.objects.create(user=user, name="Somebody Else", clinician=True)
    Hours.objects.create(clinician=staff, weekday=0, starts=time(9), ends=time(10))
    DayException.objects.create(clinician=staff, day=timezone.localdate())
    Feed.objects.create(clinician=staff, token_digest="very-secret-feed", made_at=timezone.now())
    if not UserSession.objects.filter(user=user).exists():
        UserSession.objects.create(user=user, session_key="very-secret-session", ip="192.0.2.7", user_agent="Test")


def show_again(client: Client, person: Person) -> None:
    """A member shows who they are, by allauth's own form; a guest has nothing to show."""
    if person.user:
        answer = client.post(reverse("account_reauthenticate"), {"password": "a long enough password"})
        assert answer.status_code == 302


class TestPolicy:
    """Walks every table there is: a new one without a policy fails here."""

    def test_every_table_is_somebodys_or_nobodys(self):
        tables = {table._meta.label for table in EVERY_TABLE}
        assert tables == {kept.model for kept in KEPT} | NOBODYS

    def test_no_table_that_leads_to_people_is_called_nobodys(self):
        leading = {table._meta.label for table in EVERY_TABLE if leads_to_people(table)}
        assert not leading & NOBODYS

    @pytest.mark.parametrize("kept", [kept for kept in KEPT if kept.owner not in {"pk", "audit_id"}], ids=lambda kept: kept.model)
    def test_each_goes_with_its_person(self, kept):
        """Every step from a row to its person takes the row along when what it leads to is deleted."""
        for table, field in steps(kept.table, kept.owner):
            if table is User and field.name == "person":
                continue  # a user is deleted by hand, see erasing
            if kept.stays:
                continue  # what leads to the person is emptied
            assert field.remote_field.on_delete is models.CASCADE, f"{table._meta.label}.{field.name}"
            assert not field.null or kept.unowned, f"{kept.model}: what becomes of a row that is nobody's? Say so in the policy"

    @pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.model)
    def test_what_is_left_out_exists_and_says_why(self, kept):
        names = {field.name for field in kept.table._meta.concrete_fields}
        assert set(kept.left_out) | set(kept.apart) <= names
        assert all("secret" in why for why in kept.left_out.values())

    @pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.model)
    def test_no_secret_column_leaves(self, kept):
        secret = {"password", "key", "session_key", "token", "token_digest", "secret"}
        leaving = {field.name for field in kept.fields}
        if kept.model not in {"audit.Row", "accounts.Correction", "outbox.Mail"}:  # their key is no secret
            assert not leaving & secret

    def test_only_the_log_stays_and_who_wrote_what_about_clients(self):
        assert [kept.model for kept in KEPT if kept.stays] == [
            "clinic.Staff",
            "booking.Hours",
            "booking.DayException",
            "booking.Feed",
            "audit.Row",
        ]


def leads_to_people(table: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()) -> bool:
    """Whether some chain of foreign keys ends at a person or an account."""
    if table in {Person, User}:
        return True
    if table in seen:
        return False
    targets = [field.related_model for field in table._meta.get_fields() if field.concrete and field.is_relation]
    targets = [target for target in targets if not (target is None or target is table)]
    own = [t for t in targets if not any(f.many_to_many and f.related_model is t for f in table._meta.many_to_many)]
    return any(leads_to_people(target, seen | {table}) for target in own)


def steps(table: type[models.Model], path: str) -> Iterator[tuple[type[models.Model], Any]]:
    for name in path.split("__"):
        field = table._meta.get_field(name)
        if field.concrete:
            yield table, field
        table = field.related_model


class TestErasing:
    @pytest.fixture(params=["guest", "member"])
    def somebody(self, request):
        person: Person = request.getfixturevalue(request.param)
        everything_of(person)
        if person.user:
            account_of(person)
        return person

    def test_every_table_that_can_be_filled_is_filled(self, member):
        """Else the tests below would prove nothing."""
        everything_of(member)
        account_of(member)
        client_of(member).get(reverse("mine"))
        assert {kept.model for kept, _ in kept_of(member)} == {kept.model for kept in KEPT}

    def test_no_row_anywhere_refers_to_them_afterwards(self, somebody):
        stranger = Person.objects.create()
        everything_of(stranger)
        ids = ids_of(somebody)
        before = {table: table._base_manager.count() for table in EVERY_TABLE}
        others = {kept.model: set(kept.rows(stranger).values_list("pk", flat=True)) for kept in KEPT}
        client = client_of(somebody)
        show_again(client, somebody)
        answer = client.post(reverse("mine_erase"), {"sure": "yes"})
        assert answer.status_code == 302
        assert answer["Location"] == reverse("signed_out")
        for table in EVERY_TABLE:
            label = table._meta.label
            if label == "audit.Row":
                continue
            for value in every_value(table):
                assert value not in ids, label
        assert {kept.model: set(kept.rows(stranger).values_list("pk", flat=True)) for kept in KEPT} == others
        assert before[Check] > Check.objects.count()

    def test_no_browser_carries_them_on(self, somebody):
        client, other_device = client_of(somebody), client_of(somebody)
        show_again(client, somebody)
        other_device.get(reverse("mine"))
        client.post(reverse("mine_erase"), {"sure": "yes"})
        carried = " ".join(json.dumps(one.get_decoded()) for one in BrowserSession.objects.all())
        if somebody.user_id:
            assert str(somebody.user_id) not in carried
        assert "Nothing is kept about you here" in client.get(reverse("mine")).text
        assert "Nothing is kept about you here" in other_device.get(reverse("mine")).text

    def test_the_log_keeps_an_id_that_stands_nowhere_else(self, somebody):
        audit_id, about = somebody.audit_id, Row.objects.filter(about=somebody.audit_id).count()
        erase(person=somebody, by=somebody)
        rows = Row.objects.filter(about=audit_id)
        assert [row.verb for row in rows.order_by("pk")[about:]] == (["deactivate"] if somebody.user_id else []) + ["erase"]
        assert rows.order_by("-pk").first().verb == "erase"
        assert not Person.objects.filter(audit_id=audit_id).exists()
        values = {str(value) for row in rows for value in vars(row).values()}
        assert not values & {str(somebody.pk), str(somebody.user_id), "member@example.org"} - {"None"}

    def test_the_device_is_told_to_wipe_itself(self, guest):
        client = client_of(guest)
        answer = client.post(reverse("mine_erase"), {"sure": "yes"}, follow=True)
        assert "storage" in answer.headers["Clear-Site-Data"]

    def test_without_the_box_nothing_is_erased(self, guest):
        measured_days(guest, 1)
        for data in ({}, {"sure": "no"}):
            answer = client_of(guest).post(reverse("mine_erase"), data)
            assert answer.status_code == 422
            assert "nothing was erased" in answer.text
        client_of(guest).get(reverse("mine_erase"), {"sure": "yes"})
        assert Check.objects.of(guest).count() == 1

    def test_erasing_is_all_or_nothing(self, guest, monkeypatch):
        measured_days(guest, 1)
        monkeypatch.setattr(Person, "delete", lambda self: (_ for _ in ()).throw(RuntimeError("the disk is full")))
        with pytest.raises(RuntimeError):
            erase(person=guest, by=guest)
        assert Check.objects.of(guest).exists()
        assert not Row.objects.filter(verb="erase").exists()


def ids_of(person: Person) -> set[str]:
    """The ids by which a person and everything of theirs is known."""
    found = {str(person.pk), str(person.audit_id)}
    for kept in KEPT:
        if not kept.stays:
            found |= {str(pk) for pk in kept.rows(person).values_list("pk", flat=True) if len(str(pk)) > 20}
    return found | ({str(person.user_id), person.user.email} if person.user else set())


def every_value(table: type[models.Model]) -> Iterator[str]:
    """Every cell of a table as text, as the database holds it."""
    columns = [field.attname for field in table._meta.concrete_fields]
    for row in table._base_manager.values_list(*columns):
        yield from map(str, row)


class TestExport:
    def files(self, client) -> dict[str, bytes]:
        answer = client.post(reverse("mine_export"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/zip"
        assert answer["Content-Disposition"].startswith("attachment")
        with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    def test_every_row_of_every_table_is_in_it(self, member, member_client):
        everything_of(member)
        account_of(member)
        show_again(member_client, member)
        files = self.files(member_client)
        for kept in KEPT:
            rows = json.loads(files[f"data/{kept.model.replace('.', '-').lower()}.json"])
            stored = {str(pk) for pk in kept.rows(member).values_list("pk", flat=True)}
            if kept.model == "audit.Row":  # asking for the page may write a line after the file was made
                assert rows
                continue
            assert {str(row[kept.table._meta.pk.attname]) for row in rows} == stored
            columns = {field.attname for field in kept.table._meta.concrete_fields}
            assert columns - set(rows[0]) == set(kept.left_out) | set(kept.apart), kept.model

    def test_no_secret_is_in_it(self, member, member_client):
        account_of(member)
        show_again(member_client, member)
        whole = b"".join(self.files(member_client).values())
        assert b"very-secret" not in whole
        assert member.user.password.encode() not in whole
        assert member_client.session.session_key.encode() not in whole

    def test_recordings_are_as_they_came(self, guest, guest_client):
        everything_of(guest)
        recordings = [content for name, content in self.files(guest_client).items() if name.startswith("recordings/")]
        assert recordings == [RECORDING] * len(recordings)
        assert len(recordings) == TrialSet.objects.of(guest).filter(raw__isnull=False).count() == 2

    @pytest.mark.parametrize("name", ["../../etc/passwd", "a/b.csv", "x.c3d", "run.EXE", "no suffix", "." * 200, "n\0ul.csv"])
    def test_no_file_name_leads_out_of_the_folder(self, guest, guest_client, name):
        (check,) = measured_days(guest, 1)
        check.sets.update(source="file", file_name=name, raw=gzip.compress(b"x"))
        for path in self.files(guest_client):
            assert ".." not in path
            assert not path.startswith(("/", "\\"))
            assert path.count("/") <= 1

    def test_trials_results_and_progress_come_in_their_own_formats(self, guest, guest_client):
        everything_of(guest)
        files = self.files(guest_client)
        assert len(parse_history(files["trials.csv"].decode(), "trials.csv")) == Trial.objects.of(guest).count()
        assert json.loads(files["progress.json"])["schema"] == "supple.progress/1"
        for check in Check.objects.of(guest):
            assert json.loads(files[f"results/{check.day}.json"])["schema"] == "supple.assess/1"

    def test_a_page_of_plain_words_says_what_is_where(self, guest, guest_client):
        everything_of(guest)
        words = self.files(guest_client)["README.txt"].decode()
        assert "assessments.trial: 48. Trials. Each value that counts, in degrees." in words
        assert "2 recordings" in words
        assert "&" not in words

    def test_it_is_written_into_the_log(self, guest, guest_client):
        self.files(guest_client)
        assert Row.objects.filter(about=guest.audit_id, verb="export").count() == 1

    def test_looking_at_the_page_makes_no_file_and_no_log(self, guest, guest_client):
        answer = guest_client.get(reverse("mine_export"))
        assert "Download everything" in answer.text
        assert not Row.objects.filter(verb="export").exists()

    def test_nothing_of_others_is_in_it(self, guest, guest_client):
        other = Person.objects.create()
        everything_of(other)
        measured_days(guest, 1)
        whole = b"".join(self.files(guest_client).values()).decode()
        assert str(other.pk) not in whole
        assert not [str(pk) for pk in Check.objects.of(other).values_list("pk", flat=True) if str(pk) in whole]


@pytest.mark.parametrize("name", ["mine_export", "mine_erase"])
class TestShowingOnceMore:
    """A member shows who they are again before everything leaves or goes; a guest has nothing to show."""

    def test_a_member_is_asked_again(self, member_client, name):
        for answer in (member_client.get(reverse(name)), member_client.post(reverse(name), {"sure": "yes"})):
            assert answer.status_code == 302
            assert answer["Location"].startswith(reverse("account_reauthenticate"))
            assert parse_qs(urlsplit(answer["Location"]).query)["next"] == [reverse(name)]
        assert Person.objects.count() == 1

    def test_whoever_just_did_so_is_not(self, member, member_client, name):
        show_again(member_client, member)
        assert member_client.get(reverse(name)).status_code == 200

    def test_nor_is_a_guest(self, guest_client, name):
        assert guest_client.get(reverse(name)).status_code == 200

    def test_for_nobody_there_is_nothing(self, client, name):
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name), {"sure": "yes"}).status_code == 404
