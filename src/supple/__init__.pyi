from .exchange.angles_of import angles as angles
from .exchange.assess_file import AssessInput as AssessInput
from .exchange.assess_file import read_assess_file as read_assess_file
from .exchange.assessment import Assessment as Assessment
from .exchange.assessment import assess as assess
from .exchange.assessment import assess_given as assess_given
from .exchange.history import history_csv as history_csv
from .exchange.history import read_history as read_history
from .exchange.measuring import FileMeasurement as FileMeasurement
from .exchange.measuring import measure as measure
from .exchange.progress_report import ProgressReport as ProgressReport
from .exchange.progress_report import progress_report as progress_report
from .findings import judge as judge
from .findings import load_criteria as load_criteria
from .findings import remarks as remarks
from .findings import screen as screen
from .findings.model import Category as Category
from .findings.model import Criterion as Criterion
from .findings.model import Finding as Finding
from .findings.model import Screening as Screening
from .measurement import measure_day as measure_day
from .measurement import summarise as summarise
from .measurement import trials_from_motion as trials_from_motion
from .measurement.model import KindOfTrial as KindOfTrial
from .measurement.model import Measurement as Measurement
from .measurement.model import Trial as Trial
from .motion import joint_angles as joint_angles
from .motion import measure_motion as measure_motion
from .motion.model import JointAngles as JointAngles
from .motion.model import RecordingMotion as RecordingMotion
from .motion.model import Repetition as Repetition
from .problems import InputProblem as InputProblem
from .programme.building import build_programme as build_programme
from .programme.model import Programme as Programme
from .programme.person import Person as Person
from .progress import progress_of as progress_of
from .quantities import (
    Arm as Arm,
)
from .quantities import (
    Assist as Assist,
)
from .quantities import (
    Direction as Direction,
)
from .quantities import (
    Grade as Grade,
)
from .quantities import (
    Instrument as Instrument,
)
from .quantities import (
    Mode as Mode,
)
from .quantities import (
    Movement as Movement,
)
from .quantities import (
    Placement as Placement,
)
from .quantities import (
    Position as Position,
)
from .recording import read as read
from .release import __version__ as __version__
from .release import version as version
from .running import Readings as Readings
from .running import RunningReport as RunningReport
from .running import running_check as running_check
