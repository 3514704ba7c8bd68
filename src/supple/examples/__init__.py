"""Example files: one real recording (see ORIGIN.md) and the measurements of made-up people."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

#: The real recording that ``supple demo`` measures.
RECORDING = "standing-rotation.sto"
_SUFFIXES = (".sto", ".toml", ".csv", ".md")


def example_names() -> list[str]:
    """Names of the bundled files, sorted."""
    return sorted(entry.name for entry in resources.files(__package__).iterdir() if entry.name.endswith(_SUFFIXES))


def example_text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def write_examples(folder: Path) -> list[Path]:
    """Copy every example into a folder, made where it is missing; a file of that name there is replaced."""
    from supple.exchange.atomic import write_text
    from supple.problems import InputProblem

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputProblem(
            str(folder), f"cannot be made ({error.strerror})", "a folder to write to", "name another one"
        ) from None
    paths = []
    for name in example_names():
        write_text(folder / name, example_text(name))
        paths.append(folder / name)
    return paths
