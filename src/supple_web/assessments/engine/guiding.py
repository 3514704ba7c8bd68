"""What a voice says for a task, as the capture plays it."""

from __future__ import annotations

from typing import Any

from supple.figure import live_dial
from supple.figure.svg import Fragment
from supple.guidance import Guidance, guidance
from supple.quantities import Placement
from supple_web.assessments.stages import Task

_WORN = frozenset({Placement.STERNUM, Placement.UPPER_BACK})


def can_guide(task: Task) -> bool:
    """Whether the phone can be worn as this task asks."""
    return task.placement in _WORN and task.instrument in ("", "phone")


def guidance_of(task: Task) -> dict[str, Any]:
    """The set as a document of schema ``supple.guidance/1``: so many of each as every direction still lacks."""
    return _guidance(task).document()


def trial_of(task: Task) -> dict[str, Any]:
    """How a guided set of this task is made, as its guidance says it and a recording of it has to say it again."""
    found: dict[str, Any] = guidance_of(task)["trial"]
    return found


def practice_of(task: Task) -> dict[str, Any]:
    """One easy repetition each way, to be played and not recorded."""
    return _guidance(task, practice=True).document()


def practice_dial() -> Fragment:
    """A dial whose needle the page turns while practising; never during a measurement."""
    return live_dial(theme=None, key="practice").svg


def _guidance(task: Task, *, practice: bool = False) -> Guidance:
    return guidance(
        task.position,
        task.mode,
        placement=task.placement,
        arm=task.arm or None,
        assist=task.assist or None,
        support=task.support or None,
        movement=task.movement,
        directions=[name for name in task.counts if name in ("right", "left")] or ("right", "left"),
        each=task.each,
        practice=practice,
    )
