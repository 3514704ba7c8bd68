"""What a page asks of the database does not grow with the days somebody has behind them, nor with the people there are."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from builders.history import make_history
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.assessments.models import Check

pytestmark = pytest.mark.django_db

PAGES = ("/", "/check/{check}/result", "/check/{check}/values", "/today", "/programme", "/progress", "/mine")
MOST = 40


def asked(person: Person, check: Check, page: str) -> int:
    """How many queries a page makes, the second time it is opened."""
    client, url = client_of(person), page.format(check=check.pk)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    assert answer.status_code in {200, 302}
    return len(queries)


@pytest.fixture(scope="module")
def counts(django_db_setup, django_db_blocker) -> dict[str, tuple[int, int]]:
    """Queries with three days behind somebody, and with forty (and with more people in the database)."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        short = Person.objects.create()
        long = Person.objects.create()
        checks = make_history(short, 3), make_history(long, 40)
        Person.objects.bulk_create(Person() for _ in range(500))
        found = {page: (asked(short, checks[0], page), asked(long, checks[1], page)) for page in PAGES}
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_forty_days_ask_no_more_than_three(page: str, counts: dict[str, tuple[int, int]]):
    three, forty = counts[page]
    assert forty <= three, page


@pytest.mark.parametrize("page", PAGES)
def test_no_page_asks_much(page: str, counts: dict[str, tuple[int, int]]):
    assert max(counts[page]) <= MOST
