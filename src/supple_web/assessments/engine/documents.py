"""What is stored of the science's word: the document of a result, and which version said it."""

from __future__ import annotations

from typing import Any

from supple.release import version
from supple_web.assessments.engine.judging import assessment_of
from supple_web.assessments.models import Check


def science_version() -> str:
    return version()


def result_document(check: Check) -> dict[str, Any]:
    """The assessment of a check as JSON (schema ``supple.assess/1``)."""
    return assessment_of(check).to_json()
