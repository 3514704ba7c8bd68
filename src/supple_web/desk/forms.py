"""What the desk's forms ask, read whole: values, or one kind exact line beside each field."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from supple_web.assessments.fields import decimal
from supple_web.common.problems import Problem
from supple_web.desk.actions.measuring import Measured
from supple_web.desk.engine.words import arms, instruments, placements, positions
from supple_web.training.engine import Change

MODES: Final = ("passive", "active")
MOST_TRIALS: Final = 6
_BETWEEN: Final = re.compile(r"[\s;/]+")


@dataclass
class Form:
    """typed: what was sent, so that nothing is lost. problems: a line for each field that is wrong."""

    typed: QueryDict
    problems: dict[str, str] = field(default_factory=dict)

    def word(self, name: str, options: Sequence[tuple[str, str]], *, optional: bool = False) -> str:
        given = str(self.typed.get(name, ""))
        if given in {value for value, _title in options} or (optional and not given):
            return given
        self.problems[name] = _("Please choose one of these.")
        return ""

    def degrees(self, name: str) -> list[float]:
        """Several numbers in one field, in the order in which they were read."""
        given = [part for part in _BETWEEN.split(str(self.typed.get(name, "")).strip()) if part]
        try:
            values = [decimal(part) for part in given]
        except ValueError:
            self.problems[name] = _("These are no numbers; type degrees with a space between, such as 48 50 49.5.")
            return []
        if len(values) > MOST_TRIALS:
            self.problems[name] = _("At most %(most)d readings of a side in one set.") % {"most": MOST_TRIALS}
        return values

    def scale(self, name: str) -> int | None:
        given = str(self.typed.get(name, "")).strip()
        if not given.isdigit() or not 0 <= int(given) <= 10:
            self.problems[name] = _("Please ask, and type a number from 0 to 10.")
            return None
        return int(given)


def read_measured(form: Form) -> Measured | None:
    """The trials of a posted form; None where anything of it is wrong."""
    mode = form.word("mode", [(one, one) for one in MODES])
    position, instrument = form.word("position", positions()), form.word("instrument", instruments())
    placement, arm = form.word("placement", placements(), optional=True), form.word("arm", arms(), optional=True)
    sides = {side: form.degrees(side) for side in ("left", "right")}
    if not any(sides.values()) and not set(form.problems) & set(sides):
        form.problems["left"] = _("Type at least one reading, of one side.")
    pain: dict[str, int] = {}
    for side, values in sides.items():
        if values and (told := form.scale(f"pain-{side}")) is not None:
            pain[side] = told
    if form.problems:
        return None
    longest = max(map(len, sides.values()))
    turns = [(side, values[place]) for place in range(longest) for side, values in sides.items() if place < len(values)]
    return Measured(mode, position, instrument, turns, pain, placement, arm)


def read_change(posted: QueryDict) -> Change:
    """Raises Problem for a number that is none."""
    return Change(kind=str(posted.get("kind", "")), **read_item(posted))


def read_item(posted: QueryDict, suffix: str = "") -> dict[str, Any]:
    """One exercise with its dose; what is left open is the catalogue's. Raises Problem."""
    exercise = str(posted.get(f"exercise{suffix}", ""))
    side = str(posted.get(f"side{suffix}", ""))
    return {
        "exercise": exercise,
        "side": side if side in {"left", "right"} else "",
        "sets": int(_number(posted, f"sets{suffix}", _("sets"), whole=True)),
        "reps": int(_number(posted, f"reps{suffix}", _("repetitions"), whole=True)),
        "hold_s": _number(posted, f"hold_s{suffix}", _("hold in seconds")),
        "words": " ".join(str(posted.get(f"words{suffix}", "")).split())[:300],
    }


def _number(posted: QueryDict, name: str, words: str, *, whole: bool = False) -> float:
    given = str(posted.get(name, "")).strip()
    if not given:
        return 0
    try:
        value = decimal(given)
    except ValueError:
        raise Problem(words, f"{given!r:.20}", _("a number"), _("correct it, or leave it open")) from None
    if whole and not value.is_integer():
        raise Problem(words, f"{given!r:.20}", _("a whole number"), _("correct it"))
    return value


def client_id_of(posted: QueryDict) -> uuid.UUID:
    """Made once when the form was shown, so that the same form sent twice is one set; a fresh one where it is none."""
    try:
        return uuid.UUID(str(posted.get("client_id", "")))
    except ValueError:
        return uuid.uuid4()
