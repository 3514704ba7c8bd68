"""The closed enumerations of the documented schemas are those of the code, and the schemas refuse what they should."""

import json
from enum import StrEnum
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from supple.findings.model import Category, Urgency
from supple.findings.screening_pain import PainZone
from supple.programme.model import Turn
from supple.programme.words import PhaseName, Side
from supple.progress import Occasion, Refer, Verdict
from supple.quantities import (
    Arm,
    Assist,
    Direction,
    Grade,
    Instrument,
    Mode,
    Movement,
    Placement,
    Position,
    Quantity,
    Reason,
    Zero,
)
from supple.recording import Format

from .conftest import SCHEMAS, Supple

_KINDS = {
    "movement": Movement,
    "direction": Direction,
    "direction_or_null": Direction,
    "position": Position,
    "mode": Mode,
    "instrument": Instrument,
    "placement": Placement,
    "arm": Arm,
    "assist": Assist,
    "assist_or_null": Assist,
    "quantity": Quantity,
    "zero": Zero,
    "grade": Grade,
    "reasons": Reason,
    "urgency": Urgency,
    "category": Category,
    "pain_zone": PainZone,
    "verdict": Verdict,
    "occasion": Occasion,
    "reason": Refer,
    "side": Side,
    "turn": Turn,
}
_SPECIAL = {("measure", "kind"): Format, ("assess", "name"): PhaseName}


def enumerations(node: object, name: str = ""):
    """Every (key, values) of a schema; the items of an array count under the array's own key."""
    if isinstance(node, dict):
        if "enum" in node:
            yield name, node["enum"]
        for key, inner in node.items():
            yield from enumerations(inner, name if key in {"items", "anyOf"} else key)
    elif isinstance(node, list):
        for inner in node:
            yield from enumerations(inner, name)


@pytest.mark.parametrize("schema", ["measure", "assess", "progress"])
def test_enumerations_are_those_of_the_code(schema: str):
    found = list(enumerations(json.loads((SCHEMAS / f"{schema}-1.schema.json").read_text())))
    checked = 0
    for name, values in found:
        kind: type[StrEnum] | None = _SPECIAL.get((schema, name)) or _KINDS.get(name)
        if kind is not None:
            assert {value for value in values if value is not None} == set(kind), (schema, name)
            checked += 1
    assert checked >= 8


@pytest.mark.parametrize("schema", ["measure", "assess", "progress", "doctor"])
def test_each_schema_is_itself_valid(schema: str):
    Draft202012Validator.check_schema(json.loads((SCHEMAS / f"{schema}-1.schema.json").read_text()))


def test_a_red_flag_with_exercises_would_be_refused(supple: Supple):
    schema = json.loads((SCHEMAS / "assess-1.schema.json").read_text())
    stopped = json.loads(supple("assess", "red-flag.toml", "--json").out)
    healthy = json.loads(supple("assess", "stiff.toml", "--json").out)
    Draft202012Validator(schema).validate(stopped)
    for leak in ({"programme": healthy["programme"]}, {"findings": healthy["findings"]}, {"discovery_call": True}):
        with pytest.raises(ValidationError):
            Draft202012Validator(schema).validate({**stopped, **leak})


def test_the_documents_link_every_schema():
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text()
    assert all(
        f"schemas/{path.name}" in page
        for path in SCHEMAS.glob("*.json")
        if path.name.split("-")[0] in {"measure", "assess", "progress", "doctor"}
    )
