"""Recordings: ``read`` any format into typed, frozen objects; ``write_neutral_csv`` writes sensors out."""

from supple.recording.model import (
    AngleRecording,
    AnyRecording,
    Channel,
    Cue,
    Declared,
    Format,
    LandmarkModel,
    LandmarkRecording,
    MarkerRecording,
    Recording,
    SensorRecording,
    SensorStream,
    Still,
    StillWindow,
)
from supple.recording.neutral_writing import write_neutral_csv
from supple.recording.reading import read

__all__ = [
    "AngleRecording",
    "AnyRecording",
    "Channel",
    "Cue",
    "Declared",
    "Format",
    "LandmarkModel",
    "LandmarkRecording",
    "MarkerRecording",
    "Recording",
    "SensorRecording",
    "SensorStream",
    "Still",
    "StillWindow",
    "read",
    "write_neutral_csv",
]
