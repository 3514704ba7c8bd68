"""The state as a JSON document and back, checked as if a stranger had written it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from supple.problems import InputProblem
from supple.programme.state import COURSE_RETESTS, OPEN_FROM, Miss, Stage, Standing, State, Track

SCHEMA: Final = "supple.state/1"
_KEYS: Final = ("schema", "left", "right", "linear_done", "retests", "standing", "stopped_before")
_TRACK_KEYS: Final = ("stage", "miss")
_REMEDY: Final = "begin with a new assessment"
_Word = TypeVar("_Word", bound=StrEnum)


def state_document(state: State) -> dict[str, Any]:
    """JSON of schema ``supple.state/1``; ``state_from`` reads it back."""
    return {
        "schema": SCHEMA,
        "left": _track(state.left),
        "right": _track(state.right),
        "linear_done": state.linear_done,
        "retests": state.retests,
        "standing": str(state.standing),
        "stopped_before": state.stopped_before,
    }


def state_from(document: object) -> State:
    """The state of a document. Raises InputProblem naming the key for anything but such a document."""
    fields = _table(document, _KEYS, "state")
    if fields["schema"] != SCHEMA:
        raise _problem("state:schema", fields["schema"], SCHEMA)
    stopped = fields["stopped_before"]
    if not isinstance(stopped, bool):
        raise _problem("state:stopped_before", stopped, "true or false")
    return State(
        left=_track_from(fields["left"], "state:left"),
        right=_track_from(fields["right"], "state:right"),
        linear_done=_count(fields["linear_done"], OPEN_FROM, "state:linear_done"),
        retests=_count(fields["retests"], COURSE_RETESTS - 1, "state:retests"),
        standing=_word(Standing, fields["standing"], "state:standing"),
        stopped_before=stopped,
    )


def _track(track: Track) -> dict[str, str]:
    return {"stage": str(track.stage), "miss": str(track.miss)}


def _track_from(value: object, where: str) -> Track:
    fields = _table(value, _TRACK_KEYS, where)
    track = Track(_word(Stage, fields["stage"], f"{where}:stage"), _word(Miss, fields["miss"], f"{where}:miss"))
    if track.settled and track.miss is not Miss.NONE:
        raise _problem(f"{where}:miss", track.miss, f"none in the stage {track.stage}")
    return track


def _table(value: object, keys: tuple[str, ...], where: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _problem(where, value, "an object")
    for key in keys:
        if key not in value:
            raise InputProblem(f"{where}:{key}", "missing", "a value", _REMEDY)
    for key in value:
        if key not in keys:
            raise InputProblem(f"{where}:{str(key)[:40]}", "unknown key", f"one of {', '.join(keys)}", _REMEDY)
    return value


def _word(kind: type[_Word], value: object, where: str) -> _Word:
    if not isinstance(value, str) or value not in {word.value for word in kind}:
        raise _problem(where, value, f"one of {', '.join(kind)}")
    return kind(value)


def _count(value: object, most: int, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise _problem(where, value, f"a whole number from 0 to {most}")
    return value


def _problem(where: str, found: object, expected: str) -> InputProblem:
    return InputProblem(where, repr(found)[:60], expected, _REMEDY)
