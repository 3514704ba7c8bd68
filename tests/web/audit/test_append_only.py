"""An audit row cannot be changed or taken away, by nobody, on both databases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from supple_web.accounts.models import Person
from supple_web.audit.append_only import install, remove
from supple_web.audit.models import Row
from supple_web.audit.record import record
from web.postgres import postgres_url, python

__all__ = ["postgres_url"]

#: Every way in which a row could change, on the real server, as the owner of the table.
ATTEMPTS = """
import django
django.setup()
from django.db import connection, transaction
from supple_web.audit.models import Row
from supple_web.audit.record import record
record("begin", "test", by=None)
def refused(act):
    try:
        with transaction.atomic():
            act()
    except Exception as error:
        return type(error).__name__ + ": " + str(error).splitlines()[0]
    return "done"
def by_hand(words):
    return lambda: connection.cursor().execute(words)
print(refused(lambda: Row.objects.update(verb="other")))
print(refused(lambda: Row.objects.all().delete()))
print(refused(by_hand("UPDATE audit_row SET verb = 'other'")))
print(refused(by_hand("DELETE FROM audit_row")))
print(refused(by_hand("TRUNCATE audit_row")))
print(refused(lambda: record("end", "test", by=None)))
print(Row.objects.count(), Row.objects.filter(verb="other").count())
"""
REFUSED = re.compile(r"\w+Error: audit rows are only ever added")


@pytest.fixture
def guarded(db) -> Row:
    """One row, and the triggers, also after tests that had to be without them (see ``tests/conftest.py``)."""
    remove(connection)
    install(connection)
    return record("begin", "test", by=None)


@pytest.mark.parametrize("words", ["UPDATE audit_row SET verb = 'other'", "DELETE FROM audit_row"])
def test_sqlite_refuses(guarded: Row, words: str):
    with pytest.raises(IntegrityError, match="audit rows are only ever added"), transaction.atomic():
        connection.cursor().execute(words)
    assert list(Row.objects.values_list("verb", flat=True)) == ["begin"]


def test_sqlite_refuses_what_django_does(guarded: Row):
    for act in (lambda: Row.objects.update(verb="other"), guarded.delete, guarded.save):
        with pytest.raises(IntegrityError, match="audit rows are only ever added"), transaction.atomic():
            act()
    record("end", "test", by=None)
    assert Row.objects.count() == 2


def test_erasing_a_person_leaves_their_rows_and_no_trace_of_whom(guarded: Row, guest: Person):
    row = record("begin", guest, by=guest)
    secrets = {str(guest.pk), str(guest.user_id)}
    guest.delete()
    kept = Row.objects.filter(pk=row.pk).values().get()
    assert kept["about"] == guest.audit_id
    assert not Person.objects.filter(audit_id=kept["about"]).exists()
    assert str(kept["about"]) not in secrets


def test_ordinary_tests_have_the_triggers(db):
    """Whatever in the application or its tests changed a row would fail there too."""
    (count,) = connection.cursor().execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'audit_row_no_%'").fetchone()
    assert count == 2


def test_postgresql_refuses(postgres_url: str, tmp_path: Path):
    *refused, added, counted = python(postgres_url, tmp_path, "-c", ATTEMPTS).splitlines()
    assert len(refused) == 5
    assert all(REFUSED.match(line) for line in refused), refused
    assert (added, counted) == ("done", "2 0")
