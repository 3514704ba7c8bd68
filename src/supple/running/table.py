"""The file ``tests.toml``: tests, ways and bounds; every number comes out of ``supple.evidence``."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from supple.evidence import Figure, Strength, figure
from supple.problems import InputProblem
from supple.running.model import Bound, RunningTest, Tool, Unit, Way

#: Standard normal quantile of 95 % both ways.
Z95: Final = 1.96


@cache
def running_tests() -> Mapping[str, RunningTest]:
    """Every test by its id, in the order in which they are done."""
    text = resources.files(__package__).joinpath("tests.toml").read_text(encoding="utf-8")
    return MappingProxyType({row["id"]: _test(row) for row in tomllib.loads(text)["test"]})


def running_test(test: str) -> RunningTest:
    """Raises InputProblem for an unknown one."""
    if test not in running_tests():
        raise InputProblem("running", f"no test {test!r}", f"one of {', '.join(running_tests())}", "choose one of these")
    return running_tests()[test]


def _test(row: Mapping[str, Any]) -> RunningTest:
    return RunningTest(
        id=row["id"],
        title=row["title"],
        term=row["term"],
        ways=tuple(_way(each) for each in row["way"]),
        condition=row.get("condition", ""),
        caveat=figure(row["caveat"]) if "caveat" in row else None,
        shown=tuple(figure(key) for key in row.get("shown", ())),
    )


def _way(row: Mapping[str, Any]) -> Way:
    error = figure(row["detectable"]) if "detectable" in row else None
    detectable = None if error is None else error.numbers[row["detectable_part"]]
    return Way(
        tools=tuple(Tool(word) for word in row["tools"]),
        unit=Unit(row["unit"]),
        least=row["least"],
        most=row["most"],
        bound=_norm(figure(row["norm"])) if "norm" in row else _marks([figure(key) for key in row["marks"]]),
        sem=None if detectable is None else detectable / (Z95 * math.sqrt(2.0)),
        error=error,
        usual_difference=figure(row["usual_difference"]) if "usual_difference" in row else None,
    )


def _norm(norm: Figure) -> Bound:
    """Lower end of the range that holds 95 % of healthy people, mean - 1.96 SD, and how well n people tell it."""
    mean, sd = norm.numbers
    people = int(norm.n)
    low = mean - Z95 * sd
    se = sd * math.sqrt(1.0 / people + Z95**2 / (2.0 * (people - 1)))
    return Bound(low, low, se, Strength.DERIVED, (norm,))


def _marks(marks: list[Figure]) -> Bound:
    values = [mark.numbers[0] for mark in marks]
    weakest = Strength.SECONDARY if any(mark.strength is Strength.SECONDARY for mark in marks) else Strength.READ
    return Bound(min(values), max(values), 0.0, weakest, tuple(marks))
