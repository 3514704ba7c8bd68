"""The first page says what this is, and every answer carries what keeps it private."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_the_first_page_needs_no_account_and_makes_no_person(client):
    from supple_web.accounts.models import Person

    answer = client.get("/")
    assert answer.status_code == 200
    assert "How far does your upper back turn" in answer.text
    assert not Person.objects.exists()


def test_nothing_is_kept_in_caches_and_nothing_foreign_may_run(client):
    answer = client.get("/")
    assert answer["Cache-Control"] == "no-store, private"
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "<style" not in answer.text
    assert 'style="' not in answer.text
