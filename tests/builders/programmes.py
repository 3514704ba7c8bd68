"""Anybody's programme, drawn at random: people, screenings, findings and how far linear movement has come."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from supple.findings.model import Category, Finding, Screening, Urgency
from supple.programme import Equipment, Person, build_programme, start
from supple.programme.exercises import known_restrictions
from supple.programme.state import LUMBAR_FROM, OPEN_FROM
from supple.quantities import Direction, Movement, Position

MONDAY = dt.date(2026, 11, 23)
#: Every exercise of a programme of seven days a week is due.
FULL_DAY = dt.date(2026, 11, 25)


def finding(direction, category):
    return Finding(Movement.ROTATION, direction, Position.LUMBAR_LOCKED, category, {}, None, None, None, (), None)


persons = st.builds(
    Person,
    minutes_per_day=st.floats(3, 60),
    days_per_week=st.integers(1, 7),
    equipment=st.frozensets(st.sampled_from(Equipment)),
    long_holds=st.booleans(),
)
screenings = st.builds(
    Screening,
    stop=st.just(False),
    flags=st.just(()),
    urgency=st.just(Urgency.NONE),
    advice=st.just(""),
    assisted=st.booleans(),
    held_end_range=st.booleans(),
    restrictions=st.frozensets(st.sampled_from(sorted(known_restrictions())), max_size=3),
    pain_zone=st.sampled_from(["go", "modify"]),
)
days = st.integers(0, 20).map(lambda ahead: MONDAY + dt.timedelta(days=ahead))


@st.composite
def programmes(draw):
    """A programme and the state it stands in."""
    categories = st.sampled_from(Category)
    findings = [finding(side, draw(categories)) for side in Direction]
    state = start(findings)._replace(linear_done=draw(st.sampled_from([0, LUMBAR_FROM, OPEN_FROM])))
    return build_programme(findings, draw(screenings), draw(persons), state), state


def plain_programme(left=Category.MOBILITY_LIMITATION, right=Category.MOTOR_CONTROL_DEFICIT, **person):
    """A programme with everything open, for whom nothing is forbidden."""
    findings = [finding(Direction.LEFT, left), finding(Direction.RIGHT, right)]
    state = start(findings)._replace(linear_done=OPEN_FROM)
    given = {"minutes_per_day": 30, "equipment": frozenset(Equipment), **person}
    return build_programme(findings, Screening(False, (), Urgency.NONE, ""), Person(**given), state), state
