"""Recordings of body-worn sensors with a known answer: ``simulate(spec)``.

People rarely have a licensed recording at hand; with this anyone can try a reader, a sensor position or a page of the
product, and the tests can hold the whole chain against the truth.
"""

from supple.simulation.mirror import mirror
from supple.simulation.phone_file import Phone, phone_trial, write_phone_trial
from supple.simulation.scenarios import Kind, random_script, random_spec
from supple.simulation.simulator import TrueRepetition, Truth, simulate
from supple.simulation.spec import (
    BODY_SENSOR,
    ON_SACRUM,
    ON_STERNUM,
    ONE_PHONE,
    PHONE,
    TWO_SENSORS,
    USUAL_PLACES,
    Device,
    Mounting,
    Move,
    Rest,
    SimulationSpec,
    Start,
)

__all__ = [
    "BODY_SENSOR",
    "ONE_PHONE",
    "ON_SACRUM",
    "ON_STERNUM",
    "PHONE",
    "TWO_SENSORS",
    "USUAL_PLACES",
    "Device",
    "Kind",
    "Mounting",
    "Move",
    "Phone",
    "Rest",
    "SimulationSpec",
    "Start",
    "TrueRepetition",
    "Truth",
    "mirror",
    "phone_trial",
    "random_script",
    "random_spec",
    "simulate",
    "write_phone_trial",
]
