"""Trials to measurements; instruments' and persons' error; reference values."""

from supple.measurement.day import Group, group_of, measure_day, measure_days
from supple.measurement.errors import Raters, borrowed_error, error_table
from supple.measurement.model import ErrorModel, KindOfTrial, Measurement, Trial, quantity_of
from supple.measurement.own_error import learn_error
from supple.measurement.reference import Caution, Reference, cautions, reference_values
from supple.measurement.segments import SegmentRange, segment_range
from supple.measurement.summary import summarise, trials_from_motion

__all__ = [
    "Caution",
    "ErrorModel",
    "Group",
    "KindOfTrial",
    "Measurement",
    "Raters",
    "Reference",
    "SegmentRange",
    "Trial",
    "borrowed_error",
    "cautions",
    "error_table",
    "group_of",
    "learn_error",
    "measure_day",
    "measure_days",
    "quantity_of",
    "reference_values",
    "segment_range",
    "summarise",
    "trials_from_motion",
]
