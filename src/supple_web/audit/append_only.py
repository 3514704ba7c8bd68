"""The database itself refuses to change or delete an audit row, whoever asks: triggers, for SQLite and PostgreSQL."""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLE: Final = "audit_row"
_REFUSAL: Final = "audit rows are only ever added"

_SQLITE: Final = tuple(
    f"CREATE TRIGGER {_TABLE}_no_{act.lower()} BEFORE {act} ON {_TABLE} BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for act in ("UPDATE", "DELETE")
)
_SQLITE_UNDO: Final = tuple(f"DROP TRIGGER IF EXISTS {_TABLE}_no_{act}" for act in ("update", "delete"))

_POSTGRESQL: Final = (
    f"CREATE FUNCTION {_TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
    f"CREATE TRIGGER {_TABLE}_no_change BEFORE UPDATE OR DELETE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION {_TABLE}_refuse()",
    f"CREATE TRIGGER {_TABLE}_no_emptying BEFORE TRUNCATE ON {_TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {_TABLE}_refuse()",
)
_POSTGRESQL_UNDO: Final = (
    f"DROP TRIGGER IF EXISTS {_TABLE}_no_change ON {_TABLE}",
    f"DROP TRIGGER IF EXISTS {_TABLE}_no_emptying ON {_TABLE}",
    f"DROP FUNCTION IF EXISTS {_TABLE}_refuse()",
)
_BY_VENDOR: Final = {"sqlite": (_SQLITE, _SQLITE_UNDO), "postgresql": (_POSTGRESQL, _POSTGRESQL_UNDO)}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers. Raises KeyError for a database that has none here."""
    _run(connection, _BY_VENDOR[connection.vendor][0])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for undoing the migration, and for tests that empty all tables."""
    _run(connection, _BY_VENDOR[connection.vendor][1])


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
