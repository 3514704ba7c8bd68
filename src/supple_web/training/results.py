"""What a device says of a session (schema ``supple.session-result/1``), checked before anything is believed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.common.lazy import gettext_lazy
from supple_web.common.problems import Problem

SCHEMA: Final = "supple.session-result/1"
ENDINGS: Final = ("finished", "stopped", "pain")
SKIP_REASONS: Final = ("pain", "time", "too-hard", "equipment", "other")
#: A device's clock may be ahead by so much, and a session may arrive so late.
AHEAD: Final = timedelta(minutes=10)
LATE: Final = timedelta(days=30)
_DAYS_APART: Final = timedelta(days=1)
_MOST_ROWS: Final = 40
_MOST_SETS: Final = 20
_WORST_PAIN: Final = 10
_SEGMENTS: Final = 3
_SEND_AGAIN: Final = gettext_lazy("do the session again, or tell whoever runs this server")
_CLOCK: Final = gettext_lazy("set the clock of this device right; what you did is not lost from here, but cannot be dated")


@dataclass(frozen=True)
class SessionResult:
    """One session as it was reported; None was not answered.

    done: rows of exercise, sets_done and sets. skipped: rows of exercise and reason.
    """

    client_id: uuid.UUID
    day: date
    started_at: datetime
    finished_at: datetime
    pain_before: int
    pain_during: int | None
    pain_after: int | None
    controlled: bool | None
    segments_moved: int | None
    done: tuple[dict[str, Any], ...]
    skipped: tuple[dict[str, str], ...]
    ended: str

    @property
    def exercises(self) -> frozenset[str]:
        return frozenset(row["exercise"] for row in (*self.done, *self.skipped))


def read_result(body: object) -> SessionResult:
    """Read a posted document. Raises Problem naming the key for anything that cannot be. Further keys are not looked at."""
    if not isinstance(body, dict) or body.get("schema") != SCHEMA:
        found = body.get("schema", "no schema") if isinstance(body, dict) else type(body).__name__
        raise Problem("session", f"{found!s:.60}", SCHEMA, _("reload the page and send it again"))
    ended = body.get("ended")
    if ended not in ENDINGS:
        raise _problem("ended", ended, f"one of {', '.join(ENDINGS)}")
    controlled = body.get("controlled")
    if controlled is not None and not isinstance(controlled, bool):
        raise _problem("controlled", controlled, _("true, false or null"))
    return SessionResult(
        client_id=_uuid(body.get("client_id")),
        day=_day(body.get("day")),
        started_at=_moment(body, "started_ms"),
        finished_at=_moment(body, "finished_ms"),
        pain_before=_whole(body.get("pain_before"), "pain_before", _WORST_PAIN),
        pain_during=_maybe(body, "pain_during", _WORST_PAIN),
        pain_after=_maybe(body, "pain_after", _WORST_PAIN),
        controlled=controlled,
        segments_moved=_maybe(body, "segments_moved", _SEGMENTS),
        done=tuple(_done(row) for row in _rows(body, "done")),
        skipped=tuple(_skipped(row) for row in _rows(body, "skipped")),
        ended=str(ended),
    )


def check_times(result: SessionResult, person: Person, now: datetime) -> None:
    """A device's clock is a claim. Raises Problem where it cannot be true."""
    zone = ZoneInfo(person.time_zone) if person.time_zone else timezone.get_current_timezone()
    started, finished = result.started_at, result.finished_at
    if finished < started:
        raise _late("finished_ms", _told(finished, zone), _("a time after the start at {time}").format(time=_told(started, zone)))
    if max(started, finished) > now + AHEAD:
        raise _late("finished_ms", _told(finished, zone), _("a time not after now, {time}").format(time=_told(now, zone)))
    if started < now - LATE:
        raise _late("started_ms", _told(started, zone), _("a session of the last {n} days").format(n=LATE.days))
    if abs(result.day - started.astimezone(zone).date()) > _DAYS_APART:
        raise _late(
            "day",
            result.day.isoformat(),
            _("the day of the start, {day}").format(day=started.astimezone(zone).date().isoformat()),
        )


def _told(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _late(key: str, found: str, expected: str) -> Problem:
    return Problem(f"session:{key}", found, expected, _CLOCK)


def _problem(key: str, found: object, expected: str) -> Problem:
    return Problem(f"session:{key}", f"{found!r:.60}", expected, _SEND_AGAIN)


def _uuid(value: object) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        raise _problem("client_id", value, "a UUID") from None


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise _problem("day", value, _("a day such as 2026-11-25"))
    return day


def _moment(body: Mapping[str, Any], key: str) -> datetime:
    value = body.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**14:
        raise _problem(key, value, _("milliseconds since 1970"))
    return datetime.fromtimestamp(value / 1000, tz=UTC)


def _whole(value: object, key: str, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise _problem(key, value, f"a whole number from 0 to {most}")
    return value


def _maybe(body: Mapping[str, Any], key: str, most: int) -> int | None:
    value = body.get(key)
    return None if value is None else _whole(value, key, most)


def _rows(body: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    rows = body.get(key, [])
    if not isinstance(rows, list) or len(rows) > _MOST_ROWS or not all(isinstance(row, dict) for row in rows):
        raise _problem(key, rows, f"a list of at most {_MOST_ROWS} exercises")
    return rows


def _done(row: Mapping[str, Any]) -> dict[str, Any]:
    sets = _whole(row.get("sets"), "done: sets", _MOST_SETS)
    return {"exercise": _id(row), "sets_done": _whole(row.get("sets_done"), "done: sets_done", sets), "sets": sets}


def _skipped(row: Mapping[str, Any]) -> dict[str, str]:
    if row.get("reason") not in SKIP_REASONS:
        raise _problem("skipped: reason", row.get("reason"), f"one of {', '.join(SKIP_REASONS)}")
    return {"exercise": _id(row), "reason": row["reason"]}


def _id(row: Mapping[str, Any]) -> str:
    value = row.get("exercise")
    if not isinstance(value, str):
        raise _problem("exercise", value, _("the id of an exercise"))
    return value
