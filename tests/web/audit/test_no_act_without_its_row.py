"""Where the audit cannot be written, nothing is: every verb there is, against a database that refuses the row."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction

import supple_web
from builders.rows import everything
from builders.verbs import CALLS, PARTS
from supple_web.accounts.models import Person
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db

#: As where a disk is full: the database takes no row of the audit.
FULL = "CREATE TRIGGER audit_row_full BEFORE INSERT ON audit_row BEGIN SELECT RAISE(ABORT, 'the audit is full'); END"
NOT_VERBS = ("migrations", "settings", "wsgi", ".audit.")


def verbs() -> Iterator[str]:
    """Functions of the application that say on whose behalf they act."""
    for found in pkgutil.walk_packages(supple_web.__path__, "supple_web."):
        if any(part in found.name for part in NOT_VERBS):
            continue
        module = import_module(found.name)
        for name, one in vars(module).items():
            ours = inspect.isfunction(one) and one.__module__ == found.name and not name.startswith("_")
            if ours and "by" in inspect.signature(one).parameters:
                yield f"{found.name.removeprefix('supple_web.')}.{name}"


def test_every_verb_is_tried_here():
    assert sorted(verbs()) == sorted([*CALLS, *PARTS])


@pytest.mark.parametrize("verb", CALLS)
def test_it_leaves_a_row_and_nothing_without_it(verb: str, guest: Person):
    call = CALLS[verb](guest)
    before, rows = everything(), Row.objects.count()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(FULL)
        with pytest.raises(DatabaseError, match="the audit is full"):
            call()
        assert everything() == before
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_row_full")
    answer = call()
    if hasattr(answer, "close"):
        answer.close()
    assert Row.objects.count() > rows
