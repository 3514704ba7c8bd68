"""Recordings to joint angles, repetitions and their quality."""

from supple.motion.grading import REASON_TEXT
from supple.motion.pipeline import joint_angles, measure_motion, repetitions_of

__all__ = ["REASON_TEXT", "joint_angles", "measure_motion", "repetitions_of"]
