"""The five-minute ticks that a call takes: the one way to take and to free them, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from supple_web.booking.models import Call, Tick

TICK: Final = timedelta(minutes=5)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_CONSTRAINT: Final = "one_call_a_tick"
_COLUMNS: Final = "booking_tick.clinician_id, booking_tick.tick"


class TickTaken(Exception):
    """The database says that another call has one of these minutes."""


def ticks_of(starts_at: datetime, ends_at: datetime) -> range:
    """The numbers of the ticks between two instants; one that is touched is whole."""
    return range((starts_at - _EPOCH) // TICK, -((_EPOCH - ends_at) // TICK))


def take(call: Call) -> None:
    """Take what the call blocks. Raises TickTaken where the constraint refuses; the transaction can go on then."""
    wanted = ticks_of(call.blocked_from, call.blocked_until)
    try:
        with transaction.atomic():  # a savepoint: PostgreSQL ends a transaction at the first error otherwise
            Tick.objects.bulk_create(Tick(clinician_id=call.clinician_id, tick=tick, call=call) for tick in wanted)
    except IntegrityError as error:
        if not _is_ours(error):
            raise
        raise TickTaken from error


def free(call: Call) -> None:
    Tick.objects.filter(call=call).delete()


def _is_ours(error: IntegrityError) -> bool:
    """Whether it was the constraint on ticks: PostgreSQL names it, SQLite its columns."""
    named = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    return named == _CONSTRAINT if named else _COLUMNS in str(error)
