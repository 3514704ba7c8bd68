"""Recordings: ``read`` any format into typed, frozen objects; ``write_neutral_csv`` writes sensors out."""

from supple.recording.model import (
    AngleRecording,
    AnyRecording,
    Channel,
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
from supple.recording.reading import read

__all__ = [
    "AngleRecording",
    "AnyRecording",
    "Channel",
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
]
