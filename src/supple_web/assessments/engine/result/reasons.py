"""Why a finding was made: the science's sentences, probabilities in words, each number with its source.

What has a place of its own on the page (values, mark, healthy means, error) is left out here; every sentence as the science
wrote it stands in ``Side.in_full``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext

from supple.figure.phrases import degrees, plainly
from supple.findings import sentences
from supple.findings.model import Category, Finding
from supple.measurement.errors import Raters, raters_of
from supple.measurement.model import Measurement
from supple.quantities import Mode
from supple_web.assessments.engine.result.model import Said
from supple_web.assessments.engine.result.words import weighed
from supple_web.common.cited import Cited
from supple_web.common.engine.evidence import cited
from supple_web.common.lazy import gettext_lazy

_UNDECIDED: Final = "Cannot tell yet:"
#: The science's sentence about the gap: its size, the smallest that counts, and what that rests on.
_GAP: Final = re.compile(r"End range minus active range is (-?[\d.]+) degrees; .* from error is ([\d.]+) degrees \((.+)\)\.$")
_CONTRADICTION: Final = "The trials contradict each other"
_HERE: Final = "assumption of this project"
_BY: Final = {
    Mode.ACTIVE: gettext_lazy("By yourself you reach {degrees}, {where} of {mark}°."),
    Mode.ASSISTED: gettext_lazy("Helping yourself you reach {degrees}, {where} of {mark}°."),
    Mode.PASSIVE: gettext_lazy("Moved by a clinician you reach {degrees}, {where} of {mark}°."),
}
#: How a sentence that speaks of a number begins or what it holds, and where that number comes from.
_SOURCES: Final = (
    ("What one assists alone", _HERE),
    ("The active range stays below the mark. Why cannot be said", f"{_HERE}, pa_norm"),
    ("active trials are done; nothing is decided", _HERE),
    ("A trial in this direction hurt", sentences.PAIN_SOURCE),
    ("No mark for flexion", "edm_flex"),
    ("No mark for extension", "edm_ext"),
)


def why(finding: Finding) -> tuple[Said, ...]:
    """The sentences that are not told elsewhere, in the science's order."""
    elsewhere = set(_elsewhere(finding))
    told = [reason for reason in finding.reasons if reason not in elsewhere]
    if finding.category is Category.MEETS_CRITERION:  # how far one is helped beyond what is enough explains nothing
        told = [reason for reason in told if not _GAP.match(reason)]
    return (*_against_mark(finding), *(_said(reason, finding) for reason in told))


def _against_mark(finding: Finding) -> Iterator[Said]:
    """How far each range lies from the mark, in the whole degrees that the page shows."""
    mark = finding.criterion
    if mark is None or finding.category is Category.PAINFUL:
        return
    for one in measured_in(finding):
        apart = float(f"{one.mean_deg:.0f}") - mark.value_deg
        words = _BY[one.kind.mode].format(degrees=degrees(one.mean_deg), where=_from_mark(apart), mark=plainly(mark.value_deg))
        yield Said(words, cited(mark.source) if one is finding.active else ())


def _from_mark(apart_deg: float) -> str:
    if abs(apart_deg) < 0.5:
        return gettext("just the mark")
    said = gettext("{n}° beyond the mark") if apart_deg > 0 else gettext("{n}° short of the mark")
    return said.format(n=f"{abs(apart_deg):.0f}")


def shared(findings: Sequence[Finding]) -> tuple[Said, ...]:
    """What is said of every direction of a test; nothing where there is one direction only."""
    first, *others = [why(finding) for finding in findings]
    own = _own(findings[0])
    return tuple(said for said in first if others and all(said in other for other in others) and said.words not in own)


def measured_in(finding: Finding) -> tuple[Measurement, ...]:
    """Active, then end range, as far as there are any."""
    end = finding.end_range.measurement if finding.end_range else None
    return tuple(one for one in (finding.active, end) if one is not None)


def _elsewhere(finding: Finding) -> list[str]:
    measured = measured_in(finding)
    told = [sentences.range_seen(one) for one in measured]
    if finding.category in finding.probabilities:
        told.append(sentences.judged(finding.category, finding.probabilities[finding.category]))
    told += [sentences.error(one.error, one.rater) for one in measured]
    if finding.criterion is not None:
        told += [sentences.mark(finding.criterion), sentences.healthy(finding.criterion) or ""]
    return told


def _said(reason: str, finding: Finding) -> Said:
    if reason.startswith(_UNDECIDED):
        return Said(_both_possible(finding), cited(_HERE))
    gap = _GAP.match(reason)
    return Said(_gap(*gap.groups()) if gap else reason, _cited(reason, finding))


def _gap(size: str, floor: str, basis: str) -> str:
    further = float(size)
    if further >= 0.5:
        said = gettext(
            "Helped, you go {n}° further than by yourself; from {floor}° on a gap is more than error could make ({basis})."
        )
    else:
        said = gettext(
            "Helped, you go no further than by yourself; from {floor}° on a gap is more than error could make ({basis})."
        )
    return said.format(n=f"{abs(further):.0f}", floor=f"{float(floor):.0f}", basis=basis)


def _both_possible(finding: Finding) -> str:
    """The two most probable answers, without their numbers."""
    ordered = sorted(finding.probabilities, key=lambda key: finding.probabilities[key], reverse=True)
    first, second = (weighed(category) for category in ordered[:2])
    said = gettext(
        "Cannot tell yet: {first} and {second} are both possible, and neither is likely enough to be said (convention)."
    )
    return said.format(first=first, second=second)


def _cited(reason: str, finding: Finding) -> tuple[Cited, ...]:
    if _told_apart(reason):
        return _detectable(finding)
    return next((cited(words) for part, words in _SOURCES if part in reason), ())


def _told_apart(reason: str) -> bool:
    return bool(_GAP.match(reason)) or reason.startswith(_CONTRADICTION)


def contradicts(finding: Finding) -> bool:
    """Whether a finding says that its trials contradict each other."""
    return any(reason.startswith(_CONTRADICTION) for reason in finding.reasons)


def _detectable(finding: Finding) -> tuple[Cited, ...]:
    """Where the smallest gap that counts comes from; the person's own repeats have no source but themselves."""
    measured = measured_in(finding)
    if any(one.error.is_own for one in measured):
        return ()
    alone = any(raters_of(one.rater) is Raters.SELF for one in measured)
    return cited("pa_detect_phone" if alone else "pa_detect_expert")


def _own(finding: Finding) -> set[str]:
    """What is found of a direction stays with it even where the other one has the same."""
    undecided = any(reason.startswith(_UNDECIDED) for reason in finding.reasons)
    return {said.words for said in _against_mark(finding)} | ({_both_possible(finding)} if undecided else set())
