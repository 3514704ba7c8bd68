"""The plain forms of the day's page: a session done without the player, pain this morning."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from supple_web.common.lazy import gettext_lazy
from supple_web.common.problems import Problem
from supple_web.training.results import SCHEMA, SessionResult, read_result

LEVELS: Final = range(11)
CONTROL: Final = (("yes", gettext_lazy("Yes, all of it")), ("no", gettext_lazy("Not all of it")))
REGIONS: Final = (
    ("3", gettext_lazy("All three")),
    ("2", gettext_lazy("Two")),
    ("1", gettext_lazy("One")),
    ("0", gettext_lazy("As one block")),
)
PAINS: Final = {
    "pain_before": gettext_lazy("before"),
    "pain_during": gettext_lazy("at most while you moved"),
    "pain_after": gettext_lazy("after it"),
}
_CHOOSE: Final = gettext_lazy("choose one of the answers")


@dataclass(frozen=True)
class Scale:
    """A question of pain from 0 to 10. typed: what was chosen before."""

    name: str
    legend: str
    typed: str = ""
    levels: range = LEVELS


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    ticked: bool


@dataclass(frozen=True)
class ByHand:
    """The form of a session done without the player, with what was typed. client_id: made when it is first shown."""

    client_id: str
    exercises: tuple[Row, ...]
    scales: tuple[Scale, ...]
    controlled: str
    segments_moved: str
    control: tuple[tuple[str, str], ...] = CONTROL
    regions: tuple[tuple[str, str], ...] = REGIONS


def by_hand(exercises: Mapping[str, str], typed: QueryDict) -> ByHand:
    """exercises: names by id. typed: empty, or what was sent and could not be taken."""
    ticked = set(typed.getlist("done")) if typed else set(exercises)
    return ByHand(
        client_id=typed.get("client_id") or str(uuid.uuid4()),
        exercises=tuple(Row(key, name, key in ticked) for key, name in exercises.items()),
        scales=tuple(
            Scale(name, gettext("Pain {moment}").format(moment=words), typed.get(name, "")) for name, words in PAINS.items()
        ),
        controlled=typed.get("controlled", ""),
        segments_moved=typed.get("segments_moved", ""),
    )


def did_by_myself(data: QueryDict, exercises: Mapping[str, int]) -> SessionResult:
    """A session as the plain form tells it; its times are the server's. exercises: sets of each by id, as today's plan has them.

    Raises Problem for what is missing or cannot be.
    """
    now = round(timezone.now().timestamp() * 1000)
    done = [{"exercise": one, "sets_done": sets, "sets": sets} for one, sets in exercises.items() if one in data.getlist("done")]
    body: dict[str, Any] = {
        name: _whole(data.get(name), gettext("pain {moment}").format(moment=words)) for name, words in PAINS.items()
    }
    return read_result(
        {
            **body,
            "schema": SCHEMA,
            "client_id": data.get("client_id", ""),
            "day": timezone.localdate().isoformat(),
            "started_ms": now,
            "finished_ms": now,
            "controlled": _yes_or_no(data.get("controlled")),
            "segments_moved": _whole(data.get("segments_moved"), _("regions that moved")),
            "done": done,
            "skipped": [{"exercise": one, "reason": "other"} for one in exercises if one not in data.getlist("done")],
            "ended": "finished" if len(done) == len(exercises) else "stopped",
        }
    )


def pain_this_morning(data: QueryDict) -> int:
    return _whole(data.get("pain"), _("pain this morning"))


def _whole(value: str | None, where: str) -> int:
    if value is None or not value.isdecimal() or len(value) > 2:
        raise Problem(where, _("no answer") if not value else f"{value!r:.20}", _("a number"), _CHOOSE)
    return int(value)


def _yes_or_no(value: str | None) -> bool:
    if value not in {"yes", "no"}:
        raise Problem(_("under control"), _("no answer") if not value else f"{value!r:.20}", _("yes or no"), _CHOOSE)
    return value == "yes"
