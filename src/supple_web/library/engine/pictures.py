"""Pictures in articles: ``exercise/open-book?side=right``, ``stills/…``, ``howto/…``, ``dial/…``, ``trend/…``, ``sides/…``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

from supple import assess
from supple.examples import example_text
from supple.exchange.assess_file import parse_assess_text
from supple.exchange.history import parse_history
from supple.exchange.progress_report import progress_report
from supple.figure import (
    Drawing,
    Fragment,
    Theme,
    animated,
    dial_of,
    draw_dial,
    howto,
    howtos,
    plans,
    sides_chart,
    small_dial,
    stills,
    thumbnail,
    trend_chart,
)
from supple.findings.model import Finding
from supple.problems import InputProblem
from supple.programme.reading import deciding_findings

_SPEC: Final = re.compile(r"(?P<kind>[a-z]+)/(?P<name>[a-z0-9-]+)(?:\?side=(?P<side>left|right))?")
#: Made-up people of ``supple.examples``.
_PEOPLE: Final = ("stiff", "control", "enough", "borderline", "undetermined", "painful")
_MADE_UP: Final = ("rotation",)


@dataclass(frozen=True)
class Picture:
    """table: every number drawn, as HTML of the science, or empty.

    moves: whether it plays. wide: it needs the whole column. exercise: it shows one.
    """

    svg: Fragment
    table: str = ""
    moves: bool = False
    wide: bool = False
    exercise: bool = False


def _loop(name: str, side: str | None, key: str) -> Picture:
    return Picture(animated(name, side=side, theme=None, key=key), moves=True, exercise=True)


def _stills(name: str, side: str | None, key: str) -> Picture:
    return Picture(stills(name, side=side, theme=None, key=key), wide=True, exercise=True)


def _howto(name: str, side: str | None, key: str) -> Picture:
    return Picture(howto(name, side=side, theme=None, key=key), wide=True)


def _dial(name: str, side: str | None, key: str) -> Picture:
    return _drawn(draw_dial(dial_of(_findings(name)), theme=None, key=key))


def _trend(name: str, side: str | None, key: str) -> Picture:
    return _drawn(_trend_drawing(None, key))


def _sides(name: str, side: str | None, key: str) -> Picture:
    return _drawn(_sides_drawing(None, key))


def _trend_drawing(theme: Theme | None, key: str | None) -> Drawing:
    trials = parse_history(example_text("history.csv"), "history.csv")
    series = progress_report(trials).series[0].progress
    key_of = (series.key.movement, series.key.direction, series.key.kind)
    own = [one for one in trials if (one.movement, one.direction, one.kind) == key_of]
    return trend_chart(series, trials=own, theme=theme, key=key)


def _sides_drawing(theme: Theme | None, key: str | None) -> Drawing:
    measured = {str(side): one for side, one in deciding_findings(_findings("stiff")).items()}
    left, right = (measured[one].active for one in ("left", "right"))
    if left is None or right is None:
        raise InputProblem("sides", "a side without trials", "two measured sides", "correct the example")
    return sides_chart(left, right, criterion=measured["left"].criterion, theme=theme, key=key)


def _drawn(drawing: Drawing) -> Picture:
    return Picture(drawing.svg, drawing.table.to_html(), wide=True)


_KINDS: Final[dict[str, tuple[Callable[[str, str | None, str], Picture], Callable[[], tuple[str, ...]]]]] = {
    "exercise": (_loop, lambda: tuple(plans())),
    "stills": (_stills, lambda: tuple(plans())),
    "howto": (_howto, lambda: tuple(howtos())),
    "dial": (_dial, lambda: _PEOPLE),
    "trend": (_trend, lambda: _MADE_UP),
    "sides": (_sides, lambda: _MADE_UP),
}


def picture_problem(spec: str) -> tuple[str, ...]:
    """Why nothing can be drawn: empty where it can; else what is there to choose from."""
    found = _SPEC.fullmatch(spec)
    if found is None or found["kind"] not in _KINDS:
        return tuple(f"{kind}/…" for kind in _KINDS)
    known = _KINDS[found["kind"]][1]()
    if found["name"] not in known:
        return tuple(f"{found['kind']}/{name}" for name in known)
    try:
        picture(spec, "probe")
    except InputProblem as problem:
        return (problem.expected,)
    return ()


def picture(spec: str, key: str) -> Picture:
    """The drawing of ``spec``; ``key`` begins every id in it. Raises KeyError or InputProblem for one that is not there."""
    found = _SPEC.fullmatch(spec)
    if found is None:
        raise KeyError(spec)
    return _KINDS[found["kind"]][0](found["name"], found["side"], key)


def card_picture(spec: str) -> Fragment | None:
    """The picture of a card as a file of its own, with its style sheet inside, or None where there is no such picture."""
    return _card_picture(spec, get_language() or "en")


@lru_cache(maxsize=512)
def _card_picture(spec: str, language: str) -> Fragment | None:
    """Drawn in the language that is active, which is ``language``: what is kept is kept for that one."""
    found = _SPEC.fullmatch(spec)
    if found is None or picture_problem(spec):
        return None
    kind, name, side = found["kind"], found["name"], found["side"]
    if kind in {"exercise", "stills"}:
        return thumbnail(name, side=side, theme=Theme.ADAPTIVE)
    if kind == "dial":
        return small_dial(dial_of(_findings(name)), theme=Theme.ADAPTIVE).svg
    if kind == "howto":
        return howto(name, side=side, theme=Theme.ADAPTIVE)
    return _trend_drawing(Theme.ADAPTIVE, None).svg if kind == "trend" else _sides_drawing(Theme.ADAPTIVE, None).svg


@cache
def _findings(name: str) -> tuple[Finding, ...]:
    return assess(parse_assess_text(example_text(f"{name}.toml"), name, Path())).findings
