"""What a person is led through: the guidance of a set of tests, and a session of exercises, as data that a page plays."""

from supple.guidance.measuring import further, guidance
from supple.guidance.model import Guidance, Kind, Mark, MarkKind, SetMovement, Step, Tone
from supple.guidance.training import SessionStep, dose_words, session_document, session_steps

__all__ = [
    "Guidance",
    "Kind",
    "Mark",
    "MarkKind",
    "SessionStep",
    "SetMovement",
    "Step",
    "Tone",
    "dose_words",
    "further",
    "guidance",
    "session_document",
    "session_steps",
]
