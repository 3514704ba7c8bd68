"""The result of a check for its page, its repetitions, and its card in a list."""

from supple.release import version
from supple_web.assessments.engine.result.building import result_from
from supple_web.assessments.engine.result.card import Card, card_of
from supple_web.assessments.engine.result.model import Result, Step
from supple_web.assessments.engine.result.of_check import result_of
from supple_web.assessments.engine.result.picture import recording_picture
from supple_web.assessments.engine.result.recorded import recorded_sets

__all__ = ["Card", "Result", "Step", "card_of", "recorded_sets", "recording_picture", "result_from", "result_of", "version"]
