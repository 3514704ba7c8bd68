"""Properties try the same examples in every run, so that a failure is the change's own; `make explore` tries new ones."""

import os

import pytest
from hypothesis import settings
from pytest_django import DjangoDbBlocker

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Tests with a live server empty all tables afterwards, which the audit's triggers refuse; their own tests put them back."""
    from django.db import connection

    from supple_web.audit.append_only import remove

    with django_db_blocker.unblock():
        remove(connection)
