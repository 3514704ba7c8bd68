"""The turn over time of a recorded set, drawn from the raw recording by today's science."""

from __future__ import annotations

from supple.figure import repetition_chart
from supple.figure.svg import Fragment
from supple.quantities import Movement
from supple_web.assessments.engine.recordings import stored_motion
from supple_web.assessments.models import TrialSet


def recording_picture(one: TrialSet) -> Fragment | None:
    """The chart of a set; None where there is no raw recording or nothing in it turns. Raises InputProblem."""
    if one.raw is None or one.movement != Movement.ROTATION:
        return None
    return repetition_chart(stored_motion(one), width=720, theme=None, key=f"set-{one.pk}").svg
