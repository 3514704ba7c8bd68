"""What ``supple_web.library`` has, one of everything; nothing in it is anybody's."""

from __future__ import annotations

from typing import Any

from builders.articles import make_article
from supple_web.accounts.models import Person


def make(person: Person) -> dict[str, Any]:
    """Objects by the names that the routes use."""
    return {"article": make_article("linear-first")}
