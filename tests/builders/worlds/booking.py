"""What ``supple_web.booking`` has of a person, one of everything."""

from __future__ import annotations

from typing import Any

from supple_web.accounts.models import Person


def make(person: Person) -> dict[str, Any]:
    """Objects of this person by the names that the routes use."""
    return {}
