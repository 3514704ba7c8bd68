"""What a test needs to be asked: tools, unit, what can be right. From the science's table."""

from __future__ import annotations

from dataclasses import dataclass

from supple.running import ASKED_VALUES, Tool, running_test, running_tests


@dataclass(frozen=True)
class Asked:
    """One test by one tool. unit: ``cm`` or ``deg``. values: how many of a side. condition: what else is asked, or ""."""

    test: str
    tool: str
    unit: str
    least: float
    most: float
    values: int
    condition: str


def test_ids() -> tuple[str, ...]:
    return tuple(running_tests())


def tools_of(test: str) -> tuple[str, ...]:
    """The tools of a test in the table's order. Raises InputProblem for an unknown test."""
    return tuple(str(tool) for way in running_test(test).ways for tool in way.tools)


def asked_of(test: str, tool: str) -> Asked:
    one = running_test(test)
    way = one.way(Tool(tool))
    assert way is not None
    return Asked(test, tool, str(way.unit), way.least, way.most, ASKED_VALUES, one.condition)
