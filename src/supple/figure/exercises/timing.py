"""How key poses follow each other in time: one repetition in the dose's own times, and the frames of its loop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from supple.conventions import FloatArray
from supple.figure.body.moments import Moments
from supple.figure.body.pose import Breath, Pose
from supple.figure.body.skeleton import Skeleton, build
from supple.figure.body.spine import INDEX, JOINTS
from supple.figure.body.stances import Stance
from supple.figure.exercises.plan import Order, Plan, Step
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


@dataclass(frozen=True)
class Course:
    """Key poses in the order they come in the loop.

    rows: of ``Plan.poses``. to_s, stay_s: seconds to come to each and to stay there.
    """

    rows: tuple[int, ...]
    to_s: tuple[float, ...]
    stay_s: tuple[float, ...]

    @property
    def seconds(self) -> float:
        return sum(self.to_s) + sum(self.stay_s)


def course(plan: Plan, exercise: Exercise) -> Course:
    """One repetition: out, hold, back, in the times of the dose.

    The way back is the way out unless poses of their own are given.
    """
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
    """The loop as frames.

    skeleton: every different frame once. rows: which of them comes at each of the times (0 to 1 of the loop; the last is again
    the first). marks: share of the loop, row of the pose that is approached from there, and whether on the way back.
    poses: the frame of each key pose.
    """

    skeleton: Skeleton
    rows: tuple[int, ...]
    times: tuple[float, ...]
    seconds: float
    marks: tuple[tuple[float, int, bool], ...]
    poses: Mapping[int, int]


def film(plan: Plan, exercise: Exercise) -> Film:
    way = course(plan, exercise)
    frames: dict[tuple[int, int, float], int] = {}
    now, rows, times, marks = 0.0, [_frame(frames, plan.order, 0, 0, 0.0)], [0.0], []
    for leg in _legs(plan, way):
        marks.append((now, leg.after, leg.kind == "back"))
        for time_s, along in leg.samples(plan.order):
            rows.append(_frame(frames, plan.order, leg.before, leg.after, along))
            times.append(now + time_s)
        now += leg.to_s
        if leg.stay_s > 0.0:
            now += leg.stay_s
            rows.append(rows[-1])
            times.append(now)
    skeleton = build(plan.stance, tuple(one.pose for one in plan.poses), _moments(plan.order, list(frames)), mirror=plan.mirror)
    poses = {before: frame for (before, after, along), frame in frames.items() if before == after and along == 0.0}
    return Film(
        skeleton, tuple(rows), tuple(t / now for t in times), now, tuple((t / now, row, back) for t, row, back in marks), poses
    )


def _frame(frames: dict[tuple[int, int, float], int], order: Order, before: int, after: int, along: float) -> int:
    """The number of a frame; a way back through the same poses shows the same ones, unless the spine moves segment by segment."""
    key = (before, after, round(along, 6))
    if along in {0.0, 1.0}:
        key = (before, before, 0.0) if along == 0.0 else (after, after, 0.0)
    elif order is Order.TOGETHER and after < before:
        key = (after, before, round(1.0 - along, 6))
    return frames.setdefault(key, len(frames))


@dataclass(frozen=True)
class _Leg:
    """The way from one pose to the next. part: where it lies (0 to 1) in a movement that goes on through several poses."""

    before: int
    after: int
    to_s: float
    stay_s: float
    part: tuple[float, float]
    kind: str

    def samples(self, order: Order) -> list[tuple[float, float]]:
        """Seconds from its begin, and how far along it one is then, without the begin itself.

        Together: the share of the way, with speed rising and falling over the whole movement. Segment by segment: of the time.
        """
        steps = _BREATH_STEPS if self.kind == "hold" else max(3, min(_STEPS, round(2.0 * self.to_s)))
        even = np.linspace(0.0, 1.0, steps + 1)[1:]
        if order is Order.FROM_BELOW:
            return [(self.to_s * s, s) for s in even.tolist()]
        first, last = self.part
        begin, end = _uneased(first), _uneased(last)
        done = (_eased(begin + even * (end - begin)) - first) / (last - first)
        return list(zip((self.to_s * even).tolist(), [*done[:-1].tolist(), 1.0], strict=True))


def _legs(plan: Plan, way: Course) -> list[_Leg]:
    """Ways that follow each other without a stay in one direction are one movement: it does not stop at the poses between."""
    steps = [
        (before, after, to_s, stay_s)
        for (before, after), to_s, stay_s in zip(pairwise(way.rows), way.to_s[1:], way.stay_s[1:], strict=True)
    ]
    kinds = [_kind(plan, a, b) for a, b, _, _ in steps]
    legs = []
    for number, (before, after, to_s, stay_s) in enumerate(steps):
        first = last = number
        while first > 0 and kinds[first - 1] == kinds[number] != "hold" and steps[first - 1][3] == 0.0:
            first -= 1
        while last + 1 < len(steps) and kinds[last + 1] == kinds[number] != "hold" and steps[last][3] == 0.0:
            last += 1
        count = last - first + 1
        begin, end = (number - first) / count, (number - first + 1) / count
        # the poses of one movement share its time as its speed needs it
        own_s = to_s * count * (_uneased(end) - _uneased(begin))
        legs.append(_Leg(before, after, own_s, stay_s, (begin, end), kinds[number]))
    return legs


def _kind(plan: Plan, before: int, after: int) -> str:
    if plan.poses[after].step is Step.HOLD and plan.poses[before].step in {Step.HOLD, Step.OUT}:
        return "hold"
    return "out" if after > before else "back"


def _moments(order: Order, frames: list[tuple[int, int, float]]) -> Moments:
    start, end, along = (np.array(column) for column in zip(*frames, strict=True))
    if order is Order.TOGETHER:
        return Moments(start, end, along, np.repeat(along[:, None], JOINTS, axis=1))
    return Moments(start, end, _pelvis_share(along), np.stack([_spine_share(one) for one in along.tolist()]))


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


def _uneased(share: float) -> float:
    """The time at which so much of a movement is done."""
    time = np.linspace(0.0, 1.0, 513)
    return float(np.interp(share, _eased(time), time))


def _eased(s: FloatArray) -> FloatArray:
    """Minimum jerk (Flash & Hogan 1985, doi:10.1523/JNEUROSCI.05-07-01688.1985)."""
    return np.asarray(s**3 * (10.0 - 15.0 * s + 6.0 * s * s))


def _pelvis_share(s: FloatArray) -> FloatArray:
    """Of the way of pelvis, hands and feet, where a movement runs through the spine.

    The pelvis goes with the middle of the low back, so that a movement of the low back alone does not swing what is above it.
    """
    height = INDEX["L3"] / (JOINTS - 1)
    return _eased(np.clip((s - _LAG * height) / (1.0 - _LAG), 0.0, 1.0))


def _spine_share(s: float) -> FloatArray:
    """(JOINTS,) of the way of each joint, from below one after the other."""
    height = np.arange(JOINTS) / (JOINTS - 1)
    return _eased(np.clip((s - _LAG * height) / (1.0 - _LAG), 0.0, 1.0))
