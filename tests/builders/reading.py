"""Reading what a builder wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builders.recordings import Files, save
from supple.problems import InputProblem
from supple.recording import AnyRecording, read

Reads = Callable[..., AnyRecording]


def read_files(files: Files, folder: Path, *, zipped: bool = False) -> AnyRecording:
    return read(save(files, folder, zipped=zipped))


def refused(files: Files, folder: Path) -> InputProblem:
    with pytest.raises(InputProblem) as caught:
        read_files(files, folder)
    return caught.value
