"""The files ``poses/*.toml``: one ``[[drawing]]`` an exercise, checked as it is read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final, cast

from supple.figure.body.places import PLACES, Force
from supple.figure.body.pose import ArmGoal, Breath, Frame, Free, Kneel, LegGoal, Plant, Pose, Triple
from supple.figure.body.stances import POSTURES, Stance
from supple.figure.exercises.plan import KeyPose, Order, Plan, Step
from supple.figure.scene.camera import Camera
from supple.figure.scene.props import KINDS, Prop
from supple.problems import InputProblem
from supple.programme.row import Row

_FILES: Final = ("linear.toml", "upkeep.toml", "mobility.toml", "end_range.toml", "control.toml")
_ANGLES: Final = {
    "pelvis": "pelvis_deg",
    "root": "root_m",
    "lumbar": "lumbar_deg",
    "thorax": "thorax_deg",
    "neck": "neck_deg",
}
_LIMBS: Final = ("arms", "left_arm", "right_arm", "legs", "left_leg", "right_leg")
#: Keys of a pose that belong to its place in the exercise.
_OWN: Final = ("step", "force")
_REGIONS: Final = frozenset({"lumbar", "thoracic"})


@cache
def plans() -> Mapping[str, Plan]:
    """Every exercise's plan by id. Raises InputProblem."""
    folder = resources.files(__package__).joinpath("poses")
    found: dict[str, Plan] = {}
    for name in _FILES:
        for plan in read_plans(folder.joinpath(name).read_text(encoding="utf-8"), name, hands()):
            if plan.exercise in found:
                raise InputProblem(f"{name}:{plan.exercise}", "twice in the drawings", "each exercise once", "take one out")
            found[plan.exercise] = plan
    return MappingProxyType(found)


@cache
def hands() -> Mapping[str, ArmGoal]:
    """The named goals of hands. Raises InputProblem."""
    text = resources.files(__package__).joinpath("poses", "hands.toml").read_text(encoding="utf-8")
    return MappingProxyType(dict(read_goals(text, "hands.toml")))


def read_goals(text: str, name: str) -> Mapping[str, ArmGoal]:
    """Named goals of hands, from the text of a TOML file: name -> goal."""
    return {key: _arm(Row(f"{name}:{key}", row)) for key, row in document_of(text, name).items()}


def read_plans(text: str, name: str, hands: Mapping[str, ArmGoal]) -> list[Plan]:
    """The drawings in the text of one TOML file. Raises InputProblem naming file, exercise and key."""
    rows = document_of(text, name).get("drawing", [])
    return [_plan(row, name, hands) for row in rows]


def document_of(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputProblem(name, str(problem), "TOML", "correct the file") from None


def _plan(row: Mapping[str, Any], name: str, hands: Mapping[str, ArmGoal]) -> Plan:
    read = Row(f"{name}:{row.get('exercise', '?')}", row)
    read.only(("exercise", "stance", "view", "works", "pose"), ("order", "side", "props", "shows", "traced"))
    stance = read.word("stance", Stance)
    azimuth, elevation = read.numbers("view", 2)
    poses = _poses(read, stance, hands)
    shows = int(read.number("shows")) if "shows" in read.row else 1
    if not poses or poses[0].step is not Step.START or shows >= len(poses):
        raise read.fail("pose", f"{len(poses)} poses", "the start first, and a pose for the thumbnail")
    traced = read_place(read, "traced") if "traced" in read.row else ""
    return Plan(
        exercise=read.text("exercise"),
        stance=stance,
        view=Camera(azimuth, elevation),
        works=read_works(read),
        order=read.word("order", Order) if "order" in read.row else Order.TOGETHER,
        side=read_side(read),
        props=read.tables("props", read_prop),
        poses=poses,
        shows=shows,
        traced=traced,
    )


def read_works(read: Row) -> tuple[str, ...]:
    """The regions that work."""
    works = read.texts("works")
    if not set(works) <= _REGIONS:
        raise read.fail("works", ", ".join(works), "lumbar, thoracic")
    return works


def read_side(read: Row) -> str | None:
    """Where it turns to; None where it does not."""
    side = read.row.get("side")
    if side not in {None, "left", "right"}:
        raise read.fail("side", repr(side), "left or right")
    return None if side is None else str(side)


def read_place(read: Row, key: str) -> str:
    """A place of the body."""
    if read.text(key) not in PLACES:
        raise read.fail(key, repr(read.text(key)), f"one of {', '.join(PLACES)}")
    return read.text(key)


def read_force(read: Row) -> Force:
    read.only(("at", "way"))
    return Force(read_place(read, "at"), _triple(read, "way"))


def read_prop(read: Row) -> Prop:
    read.only(("kind",), ("at", "turn_deg", "size", "worn"))
    kind = read.text("kind")
    if kind not in KINDS:
        raise read.fail("kind", repr(kind), f"one of {', '.join(KINDS)}")
    turn = read.signed("turn_deg") if "turn_deg" in read.row else 0.0
    return Prop(kind, _triple(read, "at"), turn, _triple(read, "size"), read.text("worn") if "worn" in read.row else "")


def _poses(read: Row, stance: Stance, hands: Mapping[str, ArmGoal]) -> tuple[KeyPose, ...]:
    """What a pose does not say stays as it was in the one before; the first has the stance's own legs."""
    before: Pose | None = None
    found = []
    for number, row in enumerate(read.list("pose")):
        one = read.table(f"pose {number + 1}", row)
        before = read_pose(one, stance, hands, before, besides=_OWN)
        found.append(KeyPose(one.word("step", Step), before, one.tables("force", read_force)))
    return tuple(found)


def read_pose(
    one: Row, stance: Stance, hands: Mapping[str, ArmGoal], before: Pose | None, *, besides: tuple[str, ...] = ()
) -> Pose:
    """A pose; what it does not say stays as in ``before``, or is the stance's own. besides: keys that others read."""
    one.only(("name",), ("breath", *_ANGLES, *_LIMBS, *besides))
    posture = POSTURES[stance]
    values: dict[str, Any] = {
        field: _triple(one, key) if key in one.row else (getattr(before, field) if before else (0.0, 0.0, 0.0))
        for key, field in _ANGLES.items()
    }
    for side in ("left", "right"):
        arm = _chosen(one, f"{side}_arm", "arms")
        leg = _chosen(one, f"{side}_leg", "legs")
        if arm is None and before is None:
            raise one.fail(f"{side}_arm", "missing", "a goal for each hand in the first pose")
        values[f"{side}_arm"] = getattr(before, f"{side}_arm") if arm is None else _hand(one, arm, hands)
        own = getattr(before, f"{side}_leg") if before else getattr(posture, f"{side}_leg")
        values[f"{side}_leg"] = own if leg is None else _leg(one.table(leg))
    breath = one.word("breath", Breath) if "breath" in one.row else Breath.QUIET
    return Pose(name=one.text("name"), breath=breath, **values)


def _chosen(one: Row, *keys: str) -> str | None:
    return next((key for key in keys if key in one.row), None)


def _hand(one: Row, key: str, hands: Mapping[str, ArmGoal]) -> ArmGoal:
    value = one.row[key]
    if isinstance(value, str):
        if value not in hands:
            raise one.fail(key, repr(value), f"one of {', '.join(hands)}")
        return hands[value]
    return _arm(one.table(key))


def _arm(read: Row) -> ArmGoal:
    read.only(("to", "at", "elbow"), ("fingers", "palm", "forearm", "grip", "give_m"))
    return ArmGoal(
        frame=read.word("to", Frame),
        at=_triple(read, "at"),
        elbow=_triple(read, "elbow"),
        fingers=_triple(read, "fingers") if "fingers" in read.row else None,
        palm=_triple(read, "palm") if "palm" in read.row else None,
        forearm=read.flag("forearm"),
        give_m=read.number("give_m") if "give_m" in read.row else 0.0,
        grip=read.flag("grip"),
    )


def _leg(read: Row) -> LegGoal:
    if "plant" in read.row:
        read.only(("plant",), ("knee", "toes", "heel"))
        knee = _triple(read, "knee") if "knee" in read.row else (1.0, 0.0, 0.1)
        toes = read.signed("toes") if "toes" in read.row else 6.0
        return Plant(_triple(read, "plant"), knee, toes, read.number("heel") if "heel" in read.row else 0.0)
    if "kneel" in read.row:
        read.only(("kneel",), ("shank", "tucked"))
        shank = _triple(read, "shank") if "shank" in read.row else (-1.0, 0.0, 0.0)
        return Kneel(_triple(read, "kneel"), shank, read.flag("tucked"))
    read.only(("hip", "knee"), ("ankle",))
    return Free(_triple(read, "hip"), read.signed("knee"), read.signed("ankle") if "ankle" in read.row else 0.0)


def _triple(read: Row, key: str) -> Triple:
    return cast("Triple", read.numbers(key, 3)) if key in read.row else (0.0, 0.0, 0.0)
