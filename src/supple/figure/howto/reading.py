"""The files ``positions.toml`` and ``running.toml``: one ``[[howto]]`` a test position or placement, checked as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from supple.figure.body.pose import turned_to
from supple.figure.body.stances import Stance
from supple.figure.exercises.reading import (
    document_of,
    hands,
    read_force,
    read_place,
    read_pose,
    read_prop,
    read_side,
    read_works,
)
from supple.figure.howto.model import HowTo, Note, Panel
from supple.figure.scene.camera import Camera
from supple.problems import InputProblem
from supple.programme.row import Row

_FILES = ("positions.toml", "running.toml")
_VERDICTS = {"right": True, "wrong": False}
_OWN = ("view", "props", "notes", "verdict", "coming", "near", "traced", "force")


@cache
def howtos() -> Mapping[str, HowTo]:
    """Every how-to by id, in the order of the files. Raises InputProblem."""
    folder = resources.files(__package__)
    every = (one for name in _FILES for one in read_howtos(folder.joinpath(name).read_text(encoding="utf-8"), name))
    return MappingProxyType({one.id: one for one in every})


def howto_of(key: str, side: str | None = None) -> HowTo:
    """One how-to, turned to a side. Raises InputProblem for an unknown one and for a side where there is none."""
    if key not in howtos():
        raise InputProblem(f"howto:{key}", "no such how-to", f"one of {', '.join(howtos())}", "choose one of these")
    return turned_to(howtos()[key], side, key)


def read_howtos(text: str, name: str) -> list[HowTo]:
    return [_howto(row, name) for row in document_of(text, name).get("howto", [])]


def _howto(row: Mapping[str, Any], name: str) -> HowTo:
    read = Row(f"{name}:{row.get('id', '?')}", row)
    read.only(("id", "title", "stance", "panel"), ("view", "works", "side", "props"))
    stance = read.word("stance", Stance)
    before: Panel | None = None
    panels = []
    for number, each in enumerate(read.list("panel")):
        before = _panel(read.table(f"panel {number + 1}", each), read, stance, before)
        panels.append(before)
    return HowTo(
        id=read.text("id"),
        title=read.text("title"),
        stance=stance,
        works=read_works(read),
        side=read_side(read),
        panels=tuple(panels),
    )


def _panel(read: Row, whole: Row, stance: Stance, before: Panel | None) -> Panel:
    """A pose goes on from the pose of the panel before, as in the exercises; view and things are the how-to's unless its own."""
    pose = read_pose(read, stance, hands(), None if before is None else before.pose, besides=_OWN)
    view = (read if "view" in read.row else whole).numbers("view", 2)
    props = (read if "props" in read.row else whole).tables("props", read_prop)
    word = read.row.get("verdict")
    if word not in {None, *_VERDICTS}:
        raise read.fail("verdict", repr(word), "right or wrong")
    return Panel(
        pose=pose,
        view=Camera(*view),
        props=props,
        notes=read.tables("notes", _note),
        right=None if word is None else _VERDICTS[str(word)],
        coming=read.flag("coming"),
        near=read_place(read, "near") if "near" in read.row else "",
        traced=read_place(read, "traced") if "traced" in read.row else "",
        forces=read.tables("force", read_force),
    )


def _note(read: Row) -> Note:
    read.only(("at", "text"), ("moves",))
    return Note(read_place(read, "at"), read.flag("moves"), read.text("text"))
