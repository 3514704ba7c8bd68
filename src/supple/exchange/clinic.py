"""A clinic's own file: its marks (``[[criterion]]``, read by ``supple.findings``) and, if it likes, how to reach it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from supple.exchange.naming import shown, unknown
from supple.exchange.toml_text import read_toml
from supple.findings.criteria import load_criteria
from supple.findings.model import Criterion
from supple.problems import InputProblem

_SECTIONS = ("clinic", "criterion")
_KEYS = ("name", "contact")


@dataclass(frozen=True)
class Clinic:
    """criteria: its marks, None where the file has none (the built-in ones then hold). contact: how to book the call."""

    name: str | None = None
    contact: str | None = None
    criteria: Sequence[Criterion] | None = None


def read_clinic(path: Path) -> Clinic:
    """Read a TOML file with ``[[criterion]]`` rows, a ``[clinic]`` section (name, contact), or both. Raises InputProblem."""
    toml = read_toml(path)
    for section in toml.data:
        if section not in _SECTIONS:
            raise unknown(toml.where(section), "the section", section, _SECTIONS)
    about = toml.data.get("clinic", {})
    if not isinstance(about, dict):
        raise InputProblem(toml.where("clinic"), f"clinic {shown(about)}", "a section [clinic]", "write it with single brackets")
    for key, value in about.items():
        if key not in _KEYS:
            raise unknown(toml.where("clinic", key), "the key", key, _KEYS)
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise InputProblem(toml.where("clinic", key), f"{key} {shown(value)}", "a short text on one line", "correct it")
    if not about and "criterion" not in toml.data:
        raise InputProblem(toml.file, "no [[criterion]] and no [clinic]", "at least one of them", "add a clinic's marks")
    criteria = load_criteria(path) if "criterion" in toml.data else None
    return Clinic(about.get("name"), about.get("contact"), criteria)
