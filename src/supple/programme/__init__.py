"""Exercises, doses and phases: findings and a person to a programme, and how a programme moves on by rule."""

from supple.programme.advance import Because, Moved, advance, start
from supple.programme.building import build_programme
from supple.programme.day import limits_of, today, trains_on, upkeep
from supple.programme.events import Retest, SeenByClinician, SessionDone, retest, verdict_since
from supple.programme.exercise import Breath, Dose, Exercise, Fault
from supple.programme.exercises import Catalogue, catalogue
from supple.programme.model import NoProgramme, Phase, Prescribed, Programme, Referral, SessionPlan, Turn
from supple.programme.moving import check_moves, today_moved
from supple.programme.neighbours import Neighbour, Relation, neighbours, swap, swapped
from supple.programme.person import Person
from supple.programme.state import Stage, Standing, State, Track
from supple.programme.state_document import state_document, state_from
from supple.programme.words import EndRangeKind, Equipment, PhaseName, Posture, Role, Serves, Side, SideRule

__all__ = [
    "Because",
    "Breath",
    "Catalogue",
    "Dose",
    "EndRangeKind",
    "Equipment",
    "Exercise",
    "Fault",
    "Moved",
    "Neighbour",
    "NoProgramme",
    "Person",
    "Phase",
    "PhaseName",
    "Posture",
    "Prescribed",
    "Programme",
    "Referral",
    "Relation",
    "Retest",
    "Role",
    "SeenByClinician",
    "Serves",
    "SessionDone",
    "SessionPlan",
    "Side",
    "SideRule",
    "Stage",
    "Standing",
    "State",
    "Track",
    "Turn",
    "advance",
    "build_programme",
    "catalogue",
    "check_moves",
    "limits_of",
    "neighbours",
    "retest",
    "start",
    "state_document",
    "state_from",
    "swap",
    "swapped",
    "today",
    "today_moved",
    "trains_on",
    "upkeep",
    "verdict_since",
]
