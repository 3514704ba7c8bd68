"""Sphinx configuration. Rule tables (from the tests) and the gallery of drawings are made before the pages are read."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "src"))

import docstrings  # noqa: E402
import gallery  # noqa: E402
import rule_tables  # noqa: E402

project = "Supple"
copyright = "2026, the Supple maintainers"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "attrs_block"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "Supple"
html_show_sourcelink = False
html_copy_source = False
html_static_path = ["figures", "gallery/drawings"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 100
suppress_warnings = ["ref.python"]

rule_tables.render(HERE / "rules")
gallery.render(HERE / "gallery")


def setup(app: object) -> None:
    app.connect("autodoc-process-docstring", docstrings.as_restructured_text)  # type: ignore[attr-defined]
