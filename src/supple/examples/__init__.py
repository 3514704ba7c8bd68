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
    """Copy every example into a folder, made where it is missing; a file there that somebody has changed is left alone.

    Raises InputProblem, before anything is written, where a file of that name holds something else.
    """
    from supple.exchange.atomic import write_text
    from supple.problems import InputProblem

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputProblem(
            str(folder), f"cannot be made ({error.strerror})", "a folder to write to", "name another one"
        ) from None
    for name in example_names():
        if (folder / name).exists() and not _is_ours(folder / name, example_text(name)):
            raise InputProblem(
                str(folder / name),
                "a file that is not the example",
                "an empty folder or unchanged examples",
                "name another folder",
            )
    paths = []
    for name in example_names():
        write_text(folder / name, example_text(name))
        paths.append(folder / name)
    return paths


def _is_ours(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False
