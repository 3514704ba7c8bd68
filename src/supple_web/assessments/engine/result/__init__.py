"""The result of a check for its page: ``result_from(assessment, day=..., today=...)``."""

from supple_web.assessments.engine.result.building import result_from
from supple_web.assessments.engine.result.model import Result, Step

__all__ = ["Result", "Step", "result_from"]
