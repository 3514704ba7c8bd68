"""Properties try the same examples in every run, so that a failure is the change's own; `make explore` tries new ones."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session", autouse=True)
def _audit_is_guarded_until_tables_are_emptied() -> Iterator[None]:
    """Tests have the audit's triggers, as every installation does, until the first one with a live server.

    Those empty all tables afterwards, which the triggers refuse, and come last (pytest-django sees to it).
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from supple_web.audit.append_only import remove

    begin = TransactionTestCase._fixture_setup

    @classmethod  # type: ignore[misc]
    def without_triggers(cls: type[TransactionTestCase]) -> None:
        remove(connection)
        begin.__func__(cls)

    TransactionTestCase._fixture_setup = without_triggers  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_setup = begin  # type: ignore[method-assign]
