"""Pages stay light however much was recorded: megabytes are read only where a recording is asked for, and few queries do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from builders.checks import make_check, make_set
from supple_web.assessments.engine import assessment_of, trials_of
from supple_web.assessments.models import TrialSet

pytestmark = pytest.mark.django_db
BOTH = {"right": [42.0, 43.0, 41.0], "left": [40.0, 41.0, 39.0]}


@pytest.fixture
def years(ready, guest):
    """Sixty days of tests with their recordings, and today's."""
    for ago in range(60, 0, -1):
        check = make_check(guest, timezone.localdate() - timedelta(days=ago))
        make_set(check, BOTH, raw=b"recorded" * 1000, asked={"right": 3, "left": 3})
    today = ready()
    make_set(today, BOTH, raw=b"recorded" * 1000, asked={"right": 3, "left": 3}, placement="T1-T2")
    return today


def statements(act):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        act()
    return [query["sql"] for query in caught.captured_queries]


@pytest.mark.parametrize("path", ["next", "set/bending", "set/bending/type", "age", "values"])
def test_a_page_reads_no_recording_and_asks_little(years, guest_client, path):
    asked = statements(lambda: guest_client.get(f"/check/{years.pk}/{path}"))
    assert not [sql for sql in asked if '"raw"' in sql]
    assert len(asked) <= 45


def test_neither_does_the_science(years, guest):
    asked = statements(lambda: (trials_of(guest), assessment_of(years)))
    assert not [sql for sql in asked if '"raw"' in sql]
    assert len(asked) <= 8


def test_a_recording_is_there_when_it_is_asked_for(years):
    assert bytes(TrialSet.objects.first().raw) == b"recorded" * 1000
