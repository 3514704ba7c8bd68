"""The turn over time of a recorded set, drawn from the raw recording by today's science."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path
from typing import Final

from supple.exchange.measuring import with_upright
from supple.figure import repetition_chart
from supple.figure.svg import Fragment
from supple.motion import measure_motion
from supple.motion.model import RecordingMotion
from supple.quantities import Movement
from supple.recording import read
from supple_web.assessments.models import TrialSet

_UNNAMED: Final = "recording.json"


def recording_picture(one: TrialSet) -> Fragment | None:
    """The chart of a set; None where there is no raw recording or nothing in it turns. Raises InputProblem."""
    if one.raw is None or one.movement != Movement.ROTATION:
        return None
    return repetition_chart(_motion(one), width=720, theme=None, key=f"set-{one.pk}").svg


def _motion(one: TrialSet) -> RecordingMotion:
    with tempfile.TemporaryDirectory(prefix="supple-") as folder:
        path = Path(folder) / (Path(one.file_name).name or _UNNAMED)
        path.write_bytes(gzip.decompress(bytes(one.raw or b"")))
        recording = read(path)
    upright = one.hints.get("upright")
    if upright:
        recording = with_upright(recording, (float(upright[0]), float(upright[1])))
    return measure_motion(recording, position=one.position, mode=one.mode, facing=one.hints.get("facing") or None)
