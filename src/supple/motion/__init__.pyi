from .grading import REASON_TEXT as REASON_TEXT
from .pipeline import joint_angles as joint_angles
from .pipeline import measure_motion as measure_motion
from .pipeline import repetitions_of as repetitions_of
