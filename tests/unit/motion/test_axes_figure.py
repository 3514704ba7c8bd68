"""The drawn axes are what the script draws today: the picture cannot fall behind the code."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

FIGURES = Path(__file__).parents[3] / "docs" / "figures"
NUMBER = re.compile(r"-?\d+\.\d|\d+")


def drawn():
    spec = importlib.util.spec_from_file_location("axes_figure", FIGURES / "axes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module.draw()


def test_the_file_is_the_drawing():
    now, kept = drawn(), (FIGURES / "axes.svg").read_text(encoding="utf-8")
    names = re.compile(r"shape-[0-9a-f]{8}")
    assert NUMBER.sub("0", names.sub("", now)) == NUMBER.sub("0", names.sub("", kept))
    numbers = [np.array([float(each) for each in NUMBER.findall(names.sub("", svg))]) for svg in (now, kept)]
    # a tenth of a pixel is how finely it is written
    np.testing.assert_allclose(*numbers, atol=0.11)


def test_it_is_an_image_with_a_title():
    root = ET.fromstring((FIGURES / "axes.svg").read_text(encoding="utf-8"))
    assert root.get("role") == "img"
    assert "rotation to the left" in root[0].text
