"""The mark, and what healthy people reached in the same position."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from supple.figure.phrases import degrees, plainly
from supple.findings.model import Criterion, Finding
from supple.findings.sentences import INSTRUMENTS
from supple.measurement.reference import Reference, reference_values
from supple_web.assessments.engine.result.model import Healthy, Mark
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited


def mark(findings: Sequence[Finding]) -> Mark | None:
    """The mark of a test; None where it has none."""
    criterion = next((finding.criterion for finding in findings if finding.criterion), None)
    if criterion is None:
        return None
    known = _beside(criterion)
    healthy = tuple(map(_healthy, known)) or _clinics_own(criterion)
    means = [row.mean_deg for row in known] or ([criterion.healthy_mean_deg] if criterion.healthy_mean_deg else [])
    instrument = known[0].instrument if known else None
    return Mark(
        value=f"{plainly(criterion.value_deg)}°",
        strength=criterion.strength,
        cited=cited(criterion.source),
        healthy=healthy,
        instrument=INSTRUMENTS[instrument] if instrument else "",
        below=bool(means) and all(mean < criterion.value_deg for mean in means),
    )


def _beside(criterion: Criterion) -> list[Reference]:
    """The published means of that position and of the instrument of the criterion's own mean: the science says them together."""
    known = reference_values(criterion.movement, criterion.position)
    named = next((row for row in known if row.figure.id == criterion.healthy_mean_source), None)
    return [row for row in known if named and row.instrument is named.instrument]


def _healthy(row: Reference) -> Healthy:
    source = Cited(row.figure.id, row.cite, row.strength)
    return Healthy(degrees(row.mean_deg, 1), f"{row.figure.population}, n = {row.figure.n}", (source,), row.note)


def _clinics_own(criterion: Criterion) -> tuple[Healthy, ...]:
    if criterion.healthy_mean_deg is None:
        return ()
    source = criterion.healthy_mean_source or _("source not given")
    return (Healthy(degrees(criterion.healthy_mean_deg, 1), _("healthy people"), cited(source), ""),)
