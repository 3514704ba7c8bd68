"""What a person is led through: the guidance of a set of tests, and a session of exercises, as data that a page plays."""

from supple.guidance.measuring import guidance
from supple.guidance.model import Guidance, Kind, Mark, MarkKind, SetMovement, Step, Tone

__all__ = ["Guidance", "Kind", "Mark", "MarkKind", "SetMovement", "Step", "Tone", "guidance"]
