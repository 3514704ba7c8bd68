"""How an exercise is drawn: stance, view, things and key poses, and how they follow each other in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.pose import Breath, Pose, mirrored
from supple.figure.body.skeleton import Moments, Skeleton, build
from supple.figure.body.spine import INDEX, JOINTS
from supple.figure.body.stances import Stance
from supple.figure.scene.camera import Camera
from supple.figure.scene.props import Prop
from supple.figure.scene.solids import other_side
from supple.programme.exercise import Dose, Exercise

#: What is drawn where a dose gives no time to come into a hold, seconds.
_INTO_HOLD_S: Final = 3.0
#: A longer hold is drawn as breaths, not waited for, seconds.
_WAITED_S: Final = 4.0
#: Frames of one movement, and of one breath.
_STEPS: Final = 7
_BREATH_STEPS: Final = 2
#: How far the head lags behind the pelvis where a movement runs through the spine, as a share of its time.
_LAG: Final = 0.55


class Order(StrEnum):
    """together: all joints of the spine at once. from-below: one after the other, tailbone first, head last."""

    TOGETHER = "together"
    FROM_BELOW = "from-below"


class Step(StrEnum):
    """The part of a repetition that leads to a pose; its time is the dose's."""

    START = "start"
    OUT = "out"
    HOLD = "hold"
    BACK = "back"


@dataclass(frozen=True)
class KeyPose:
    step: Step
    pose: Pose


@dataclass(frozen=True)
class Plan:
    """side: the side that the poses as written turn to, None where there is none. shows: row of the pose for a thumbnail. traced: the
    place of the body whose way the arrows show, none for where the breastbone points to."""

    exercise: str
    stance: Stance
    view: Camera
    works: tuple[str, ...]
    order: Order
    side: str | None
    props: tuple[Prop, ...]
    poses: tuple[KeyPose, ...]
    shows: int
    traced: str = ""
    mirror: bool = False

    def mirrored(self) -> Plan:
        other = {"left": "right", "right": "left", None: None}[self.side]
        return replace(
            self,
            side=other,
            traced=other_side(self.traced),
            view=self.view.mirrored(),
            props=tuple(prop.mirrored() for prop in self.props),
            poses=tuple(replace(one, pose=mirrored(one.pose)) for one in self.poses),
            mirror=not self.mirror,
        )


@dataclass(frozen=True)
class Course:
    """Key poses in the order they come in the loop: rows of ``Plan.poses``; seconds to come to each and to stay there; what one does."""

    rows: tuple[int, ...]
    to_s: tuple[float, ...]
    stay_s: tuple[float, ...]

    @property
    def seconds(self) -> float:
        return sum(self.to_s) + sum(self.stay_s)


def course(plan: Plan, exercise: Exercise) -> Course:
    """One repetition: out, hold, back, in the times of the dose. The way back is the way out unless poses of their own are given."""
    steps = [one.step for one in plan.poses]
    rows = [0]
    to_s, stay_s = [0.0], [0.0]
    out = [row for row, step in enumerate(steps) if step is Step.OUT]
    held = [row for row, step in enumerate(steps) if step is Step.HOLD]
    back = [row for row, step in enumerate(steps) if step is Step.BACK] or [*reversed(out[:-1])]
    dose = exercise.dose
    for row in out:
        rows.append(row)
        to_s.append((dose.out_s or _INTO_HOLD_S) / len(out))
        stay_s.append(0.0)
    if held:
        for row in held:
            rows.append(row)
            to_s.append(_held_s(plan.poses[row].pose, exercise, len(held)))
            stay_s.append(0.0)
    else:
        stay_s[-1] = min(dose.hold_s, _WAITED_S)
    for row in (*back, 0):
        rows.append(row)
        to_s.append(_back_s(dose) / (len(back) + 1))
        stay_s.append(0.0)
    return Course(tuple(rows), tuple(to_s), tuple(stay_s))


def _held_s(pose: Pose, exercise: Exercise, count: int) -> float:
    if exercise.dose.hold_s <= _WAITED_S * 1.5:
        return exercise.dose.hold_s / count
    return exercise.breath.in_s if pose.breath is Breath.IN else exercise.breath.out_s


def _back_s(dose: Dose) -> float:
    return dose.back_s or _INTO_HOLD_S


@dataclass(frozen=True)
class Film:
    """The loop as frames. skeleton: every different frame once; rows: which of them comes at each of the times (0 to 1 of the loop; the
    last is again the first). marks: (share of the loop, row of the pose that is approached from there)."""

    skeleton: Skeleton
    rows: tuple[int, ...]
    times: tuple[float, ...]
    seconds: float
    marks: tuple[tuple[float, int], ...]


def film(plan: Plan, exercise: Exercise) -> Film:
    way = course(plan, exercise)
    frames: dict[tuple[int, int, float], int] = {}

    def frame(before: int, after: int, s: float) -> int:
        """A way back through the same poses shows the same frames, unless the spine moves segment by segment."""
        key = (before, after, round(s, 6))
        if s in {0.0, 1.0}:
            key = (before, before, 0.0) if s == 0.0 else (after, after, 0.0)
        elif plan.order is Order.TOGETHER and after < before:
            key = (after, before, round(1.0 - s, 6))
        return frames.setdefault(key, len(frames))

    now, rows, times, marks = 0.0, [frame(0, 0, 0.0)], [0.0], []
    for before, after, to_s, stay_s in zip(way.rows, way.rows[1:], way.to_s[1:], way.stay_s[1:], strict=False):
        marks.append((now, after))
        breathing = plan.poses[after].step is Step.HOLD and plan.poses[before].step in {Step.HOLD, Step.OUT}
        for s in np.linspace(0.0, 1.0, _steps(to_s, breathing=breathing) + 1)[1:].tolist():
            rows.append(frame(before, after, s))
            times.append(now + to_s * s)
        now += to_s
        if stay_s > 0.0:
            now += stay_s
            rows.append(rows[-1])
            times.append(now)
    skeleton = build(plan.stance, tuple(one.pose for one in plan.poses), _moments(plan.order, list(frames)), mirror=plan.mirror)
    return Film(skeleton, tuple(rows), tuple(t / now for t in times), now, tuple((t / now, row) for t, row in marks))


def _steps(seconds: float, *, breathing: bool) -> int:
    return _BREATH_STEPS if breathing else max(3, min(_STEPS, round(2.0 * seconds)))


def _moments(order: Order, frames: list[tuple[int, int, float]]) -> Moments:
    start, end, s = (np.array(column) for column in zip(*frames, strict=True))
    return Moments(start, end, _share(s, order), np.stack([_spine_share(one, order) for one in s.tolist()]))


def between(stance: Stance, poses: tuple[Pose, ...], pairs: Sequence[tuple[int, int]], steps: int, *, mirror: bool) -> Skeleton:
    """The way between pairs of poses, ``steps`` moments each, all joints at once."""
    frames = [(a, b, s) for a, b in pairs for s in np.linspace(0.0, 1.0, steps).tolist()]
    return build(stance, poses, _moments(Order.TOGETHER, frames), mirror=mirror)


def pose_skeleton(stance: Stance, poses: tuple[Pose, ...], *, mirror: bool = False) -> Skeleton:
    """One frame a pose."""
    n = len(poses)
    return build(stance, poses, Moments(np.arange(n), np.arange(n), np.ones(n), np.ones((n, JOINTS))), mirror=mirror)


def still(plan: Plan) -> Skeleton:
    """One frame a key pose."""
    return pose_skeleton(plan.stance, tuple(one.pose for one in plan.poses), mirror=plan.mirror)


def _eased(s: FloatArray) -> FloatArray:
    """Minimum jerk (Flash & Hogan 1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
    return np.asarray(s**3 * (10.0 - 15.0 * s + 6.0 * s * s))


def _share(s: FloatArray, order: Order) -> FloatArray:
    """Of the way of pelvis, hands and feet. Where a movement runs through the spine the pelvis goes with the middle of the low back, so
    that a movement of the low back alone does not swing what is above it."""
    if order is Order.TOGETHER:
        return _eased(s)
    height = INDEX["L3"] / (JOINTS - 1)
    return _eased(np.clip((s - _LAG * height) / (1.0 - _LAG), 0.0, 1.0))


def _spine_share(s: float, order: Order) -> FloatArray:
    if order is Order.TOGETHER:
        return np.full(JOINTS, float(_eased(np.array(s))))
    height = np.arange(JOINTS) / (JOINTS - 1)
    return _eased(np.clip((s - _LAG * height) / (1.0 - _LAG), 0.0, 1.0))


__all__ = ["INDEX", "Course", "Film", "KeyPose", "Order", "Plan", "Step", "course", "between", "film", "pose_skeleton", "still"]
