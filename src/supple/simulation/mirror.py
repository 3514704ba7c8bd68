"""The same recording seen in a mirror: left and right change places and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from supple.conventions import FloatArray
from supple.recording.model import Channel, SensorRecording, SensorStream

#: Reflection of the x axis. A rate is a pseudovector: the components in the mirror's plane turn over instead.
_POLAR = np.array([-1.0, 1.0, 1.0])
_AXIAL = np.array([1.0, -1.0, -1.0])
_QUATERNION = np.array([1.0, -1.0, -1.0, 1.0])


def mirror(recording: SensorRecording) -> SensorRecording:
    """What the same sensors would have recorded of the mirror image of the person.

    Each sensor's x axis and the room's x axis are reflected; time stamps and marks stay.
    """
    return replace(recording, streams={segment: _stream(stream) for segment, stream in recording.streams.items()})


def _stream(stream: SensorStream) -> SensorStream:
    return SensorStream(
        angular_rate=_channel(stream.angular_rate, _AXIAL),
        acceleration=_channel(stream.acceleration, _POLAR),
        orientation=_channel(stream.orientation, _QUATERNION),
    )


def _channel(channel: Channel | None, signs: FloatArray) -> Channel | None:
    return None if channel is None else Channel(channel.time_s, channel.values * signs)
