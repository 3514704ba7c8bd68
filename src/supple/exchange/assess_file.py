"""The assess file (TOML): person, screening answers, trials and recordings, each checked at its own line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from supple.exchange.naming import shown
from supple.exchange.person_fields import PersonGiven, person_from
from supple.exchange.recording_fields import RecordingGiven, recording_from
from supple.exchange.toml_text import TomlText, parse_toml, read_toml
from supple.exchange.trial_fields import Where, check_names, refuse_duplicates, trial_from
from supple.measurement.model import Trial
from supple.problems import InputProblem

SECTIONS = ("person", "screening", "trial", "recording")
#: More than anybody measures in years; it guards against a file that is something else.
_MOST_ENTRIES = 5000


@dataclass(frozen=True)
class AssessInput:
    """What somebody brings to be assessed. answers: screening answers by the ids of the questions.

    where: where an answer stands (``file:line``), by its id.
    """

    source: str
    person: PersonGiven
    answers: Mapping[str, object]
    trials: tuple[Trial, ...]
    recordings: tuple[RecordingGiven, ...]
    where: Mapping[str, str]


def read_assess_file(path: Path) -> AssessInput:
    """Read and check an assess file; recordings are named here and measured later. Raises InputProblem."""
    return _assess_input(read_toml(path), path.parent)


def parse_assess_text(text: str, file: str, folder: Path) -> AssessInput:
    """``read_assess_file`` for a text; recordings are looked for in ``folder``."""
    return _assess_input(parse_toml(text, file), folder)


def _assess_input(toml: TomlText, folder: Path) -> AssessInput:
    check_names(toml.data, SECTIONS, _where(toml), "the section")
    person = person_from(_table(toml, "person"), _where(toml, "person"))
    answers = _table(toml, "screening")
    trials = tuple(trial_from(fields, _where(toml, "trial", i)) for i, fields in enumerate(_tables(toml, "trial")))
    refuse_duplicates(trials, lambda index: toml.where("trial", index))
    recordings = tuple(
        recording_from(fields, folder, _where(toml, "recording", i)) for i, fields in enumerate(_tables(toml, "recording"))
    )
    if not trials and not recordings:
        raise InputProblem(toml.file, "no [[trial]] and no [[recording]]", "at least one of them", "add what was measured")
    return AssessInput(
        source=toml.file,
        person=person,
        answers=answers,
        trials=trials,
        recordings=recordings,
        where={name: toml.where("screening", name) for name in answers} | {"": toml.where("screening")},
    )


def _where(toml: TomlText, *path: str | int) -> Where:
    return lambda name: toml.where(*path) if name is None else toml.where(*path, name)


def _table(toml: TomlText, name: str) -> Mapping[str, object]:
    table = toml.data.get(name, {})
    if not isinstance(table, dict):
        raise InputProblem(toml.where(name), f"{name} {shown(table)}", f"a section [{name}]", "write it with single brackets")
    return table


def _tables(toml: TomlText, name: str) -> list[Mapping[str, object]]:
    tables = toml.data.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        found = f"[{name}] with single brackets" if isinstance(tables, dict) else f"{name} {shown(tables)}"
        raise InputProblem(toml.where(name), found, f"[[{name}]] with double brackets", "correct the brackets")
    if len(tables) > _MOST_ENTRIES:
        raise InputProblem(toml.where(name), f"{len(tables)} entries", f"at most {_MOST_ENTRIES}", "split the file")
    return tables
