"""Where checks meet the science; everything that other apps may ask is named here."""

from supple_web.assessments.engine.judging import assessment_of, screening_of
from supple_web.assessments.engine.rows import trials_of

__all__ = ["assessment_of", "screening_of", "trials_of"]
