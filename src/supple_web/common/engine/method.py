"""What the page about the method says in numbers and pictures: from the science, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supple import assess
from supple.examples import example_text
from supple.exchange.assess_file import parse_assess_text
from supple.figure import Fragment, dial_of, draw_dial, small_dial
from supple.findings.criteria import default_criteria
from supple.findings.model import Finding
from supple.findings.settings import Settings
from supple.measurement.errors import borrowed_error
from supple.measurement.reference import Reference, cautions, reference_values
from supple.programme.limits import HOLD_MORE_THAN_S
from supple.progress.settings import RETEST_BY_DAYS, RETEST_FROM_DAYS
from supple.quantities import Instrument, Position
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import OWN_ANCHOR, cited
from supple_web.common.lazy import cached_by_language

_HERE = (Cited(OWN_ANCHOR, "this project"),)


@dataclass(frozen=True)
class Number:
    value: str
    cited: tuple[Cited, ...]


@cached_by_language
def method_numbers() -> dict[str, Number]:
    """By a short name, as the page uses them."""
    alone = borrowed_error(instrument=Instrument.PHONE, position=Position.LUMBAR_LOCKED)
    mark = next(row for row in default_criteria() if row.position is Position.LUMBAR_LOCKED)
    caution = cautions(Instrument.PHONE, Position.LUMBAR_LOCKED)[0]
    healthy = reference_values(mark.movement, mark.position, Instrument.INCLINOMETER)
    weeks = _("{first} to {last} weeks").format(first=f"{RETEST_FROM_DAYS.value / 7:g}", last=f"{RETEST_BY_DAYS.value / 7:g}")
    return {
        "error": Number(f"± {1.96 * alone.sem_deg(3):.0f}°", cited(alone.source)),
        "change": Number(f"{alone.detectable_deg:g}°", cited("pa_detect_phone")),
        "mark": Number(f"{mark.value_deg:g}°", cited(mark.source)),
        "healthy": Number(_(" and ").join(f"{row.mean_deg:.1f}°" for row in healthy), tuple(map(_reference, healthy))),
        "phone": Number(caution.text, cited(", ".join(one.id for one in caution.figures))),
        "likely": Number(f"{Settings().commit:.0%}", _HERE),
        "hold": Number(
            ngettext("{n} minute", "{n} minutes", round(HOLD_MORE_THAN_S.value / 60)).format(
                n=f"{HOLD_MORE_THAN_S.value / 60:g}"
            ),
            _HERE,
        ),
        "retest": Number(weeks, cited(RETEST_FROM_DAYS.source)),
    }


def _reference(row: Reference) -> Cited:
    return Cited(row.figure.id, row.cite, row.strength)


@cached_by_language
def example_dial() -> Fragment:
    """The dial of a made-up person: range without control to the left, enough to the right."""
    return draw_dial(dial_of(_findings("control")), theme=None, key="example-dial").svg


@cached_by_language
def example_small(name: str) -> Fragment:
    """The small dial of a made-up person of ``supple.examples``."""
    return small_dial(dial_of(_findings(name)), theme=None, key=f"small-{name}").svg


def _findings(name: str) -> tuple[Finding, ...]:
    given = parse_assess_text(example_text(f"{name}.toml"), name, Path())
    return assess(given).findings
