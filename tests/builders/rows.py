"""The whole database as a value, to say that something changed nothing."""

from __future__ import annotations

from typing import Any

from django.apps import apps

#: What signing in and looking at pages may write about the visit itself, never about the person.
OF_THE_VISIT = frozenset({"sessions.session", "usersessions.usersession"})


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables, by model."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in OF_THE_VISIT]
    return {model._meta.label_lower: list(model._default_manager.order_by("pk").values()) for model in models}
