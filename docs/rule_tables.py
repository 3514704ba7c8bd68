"""Renders the truth tables of tests/spec into docs/rules, so that clinicians read exactly what is tested.

A module of tests/spec takes part by the constants TITLE, COLUMNS and TABLE (rows as long as COLUMNS); several tables in one
module share a prefix: PAIN_TITLE, PAIN_COLUMNS, PAIN_TABLE. A module's docstring becomes its introduction.
"""

from __future__ import annotations

import enum
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
SPEC = ROOT / "tests" / "spec"


def cell(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "–", True: "yes", False: "no"}[value]
    if isinstance(value, enum.Enum):
        return str(value.value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return ", ".join(f"{key} = {cell(item)}" for key, item in value.items()) or "–"
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(map(cell, value)) if isinstance(value, (set, frozenset)) else map(cell, value)
        return ", ".join(items) or "–"
    return str(value).replace("|", "\\|").replace("\n", " ")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"rule_table_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses in the module look themselves up
    spec.loader.exec_module(module)
    return module


def tables(module: ModuleType) -> Iterator[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:
    for name in vars(module):
        if name.endswith("TABLE") and isinstance(getattr(module, name), (list, tuple)):
            prefix = name.removesuffix("TABLE")
            columns = tuple(getattr(module, f"{prefix}COLUMNS"))
            rows = [tuple(row) for row in getattr(module, name)]
            wrong = [row for row in rows if len(row) != len(columns)]
            if wrong:
                raise ValueError(f"{module.__file__}: {name} has a row with {len(wrong[0])} cells, COLUMNS has {len(columns)}")
            yield getattr(module, f"{prefix}TITLE"), columns, rows


def page(module: ModuleType) -> str | None:
    sections = []
    for title, columns, rows in tables(module):
        lines = [f"# {title}", "", "| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
        lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
        sections.append("\n".join(lines))
    if not sections:
        return None
    first, *others = sections
    heading, _, table = first.partition("\n")
    introduction = (module.__doc__ or "").strip()
    rows = sum(section.count("\n") - 3 for section in sections)
    tested = f"*{rows} rows, each a test in `tests/spec/{Path(str(module.__file__)).name}`.*"
    return "\n\n".join([heading, introduction, tested, table.strip(), *(f"#{other}" for other in others)]) + "\n"


def render(destination: Path) -> list[str]:
    """Write one page a module that holds tables; returns the pages' names."""
    destination.mkdir(parents=True, exist_ok=True)
    names = []
    for path in sorted(SPEC.glob("test_*.py")):
        text = page(load(path))
        if text is not None:
            name = path.stem.removeprefix("test_")
            (destination / f"{name}.md").write_text(text, encoding="utf-8")
            names.append(name)
    index = [
        "# Rule tables",
        "",
        "Every rule that decides something, at and around its bounds. These tables are the tests themselves.",
        "",
        "```{toctree}",
    ]
    (destination / "index.md").write_text("\n".join([*index, *names, "```", ""]), encoding="utf-8")
    return names
