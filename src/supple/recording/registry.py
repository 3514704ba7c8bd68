"""The list of readers and the choice among them, by content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from supple.recording.model import AnyRecording, Format
from supple.recording.source import Source


@dataclass(frozen=True)
class Reader:
    """One format: whether a source is of it (never raises), and how to read it (raises InputProblem only)."""

    format: Format
    recognises: Callable[[Source], bool]
    read: Callable[[Source], AnyRecording]
