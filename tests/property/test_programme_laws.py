"""Laws of every programme: whoever the person is, whatever was found and whatever is forbidden."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from supple.findings.model import Category, Finding, Screening, Urgency
from supple.programme import Equipment, NoProgramme, Person, Role, SessionDone, Side, Turn, build_programme, start, today
from supple.programme.choosing import GATES
from supple.programme.events import session_outcome
from supple.programme.exercises import known_restrictions
from supple.programme.limits import SESSION_AT_MOST_S, WEEK_AT_MOST_S, WEEK_OVERSHOOT_S
from supple.programme.state import LUMBAR_FROM, OPEN_FROM
from supple.quantities import Direction, Movement, Position

LINEAR = {Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR, Role.LINEAR_EXTENSION}
MONDAY = dt.date(2026, 3, 2)
MIRROR = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}
MIRROR_TURN = {Turn.FIRST: Turn.SECOND, Turn.SECOND: Turn.FIRST}

persons = st.builds(
    Person,
    minutes_per_day=st.floats(3, 60),
    days_per_week=st.integers(1, 7),
    equipment=st.frozensets(st.sampled_from(Equipment)),
    long_holds=st.booleans(),
    goal=st.booleans(),
)
screenings = st.builds(
    Screening,
    stop=st.just(False),
    flags=st.just(()),
    urgency=st.sampled_from([Urgency.NONE, Urgency.CLINICIAN]),
    advice=st.just("Talk to a clinician."),
    assisted=st.booleans(),
    held_end_range=st.booleans(),
    restrictions=st.frozensets(st.sampled_from(sorted(known_restrictions()))),
    pain_zone=st.sampled_from(["go", "modify", "not-asked"]),
)
categories = st.sampled_from(Category)


def found(left, right):
    def of(direction, category):
        return Finding(Movement.ROTATION, direction, Position.LUMBAR_LOCKED, category, {}, None, None, None, (), None)

    return [of(Direction.LEFT, left), of(Direction.RIGHT, right)]


@given(left=categories, right=categories, screening=screenings, person=persons)
@settings(max_examples=400, deadline=None)
def test_every_phase_fits_the_person_and_passes_the_screening(left, right, screening, person):
    programme = build_programme(found(left, right), screening, person)
    for phase in programme.phases:
        assert phase.minutes <= person.minutes_per_day + 1e-9
        assert phase.exercises[0].exercise.role in LINEAR
        for one in phase.exercises:
            assert one.exercise.equipment <= person.equipment
            assert not one.exercise.contraindications & screening.restrictions
            assert all(getattr(screening, gate) for gate in GATES[one.exercise.end_range])
            assert 1 <= one.days_per_week <= (7 if one.every_day else person.days_per_week)
            assert one.days_per_week == 7 or not one.every_day
            assert one.why
            assert one.exercise.source
            if one.exercise.stretches_passively:
                assert one.dose.held_s <= SESSION_AT_MOST_S.value
                if one.side is not Side.ALTERNATE and one.turn is Turn.EVERY:
                    assert one.dose.held_s * one.days_per_week <= WEEK_AT_MOST_S.value + WEEK_OVERSHOOT_S.value
    json.dumps(programme.document(), allow_nan=False)


@given(left=categories, right=categories, screening=screenings, person=persons)
@settings(max_examples=200, deadline=None)
@example(
    left=Category.MOBILITY_LIMITATION,
    right=Category.MOTOR_CONTROL_DEFICIT,
    screening=Screening(
        stop=False,
        flags=(),
        urgency=Urgency.NONE,
        advice="Talk to a clinician.",
        assisted=False,
        held_end_range=False,
        pain_zone="modify",
    ),
    person=Person(minutes_per_day=3.5, days_per_week=1, long_holds=False),
)
def test_mirrored_findings_give_the_mirrored_programme(left, right, screening, person):
    def rows(programme, side, turn):
        return [
            {(one.exercise.id, side.get(one.side, one.side), one.dose, turn.get(one.turn, one.turn)) for one in phase.exercises}
            for phase in programme.phases
        ]

    as_found = build_programme(found(left, right), screening, person)
    swapped = build_programme(found(right, left), screening, person)
    assert rows(as_found, {}, {}) == rows(swapped, MIRROR, MIRROR_TURN)


@given(
    left=categories,
    right=categories,
    screening=screenings,
    person=persons,
    linear_done=st.sampled_from([0, LUMBAR_FROM, OPEN_FROM]),
)
@settings(max_examples=150, deadline=None)
def test_the_sessions_of_a_fortnight(left, right, screening, person, linear_done):
    """As many training days as the person gives, upkeep on the others; each fits, each linear first; all prescribed comes up."""
    findings = found(left, right)
    state = start(findings)._replace(linear_done=linear_done)
    programme = build_programme(findings, screening, person, state)
    plans = [today(programme, state, MONDAY + dt.timedelta(days)) for days in range(14)]
    upkeep = [plan for plan in plans if plan.note.startswith("No training today")]
    trained = [plan for plan in plans if plan.exercises and plan not in upkeep]
    assert len(trained) == 2 * person.days_per_week
    circles = [one for one in programme.now.exercises if one.exercise.role is Role.UPKEEP]
    assert len(upkeep) == (14 - len(trained) if circles else 0)
    assert all(one.every_day for plan in upkeep for one in plan.exercises)
    for plan in [*trained, *upkeep]:
        assert plan.minutes <= person.minutes_per_day + 1e-9
        assert plan.exercises[0].exercise.role in LINEAR
    prescribed = {one.exercise.id for one in programme.now.exercises}
    assert {one.exercise.id for plan in trained for one in plan.exercises} == prescribed
    for one in programme.now.exercises:
        times = [done for plan in trained for done in plan.exercises if done.exercise.id == one.exercise.id]
        if one.side is Side.ALTERNATE:
            sides = [done.side for done in times]
            assert abs(sides.count(Side.LEFT) - sides.count(Side.RIGHT)) == 0
        elif one.turn is Turn.EVERY and sum(each.exercise.id == one.exercise.id for each in programme.now.exercises) == 1:
            assert len(times) == 2 * (person.days_per_week if one.every_day else one.days_per_week)


@given(left=categories, right=categories, person=persons, urgency=st.sampled_from([Urgency.SOON, Urgency.EMERGENCY]))
@settings(max_examples=30, deadline=None)
def test_a_red_flag_shows_advice_and_nothing_else(left, right, person, urgency):
    flag = Screening(stop=True, flags=(), urgency=urgency, advice="Go now.")
    none = build_programme(found(left, right), flag, person)
    assert isinstance(none, NoProgramme)
    assert none.referral.text == "Go now."


pains = st.integers(0, 10)
STRICTER = {"good": 0, "done": 1, "eased": 2, "stopped": 3}


sessions = st.builds(SessionDone, pains, pains, pains, pains, st.booleans(), st.integers(0, 3))


@given(session=sessions, more=pains)
@settings(max_examples=300, deadline=None)
def test_more_pain_never_makes_a_session_count_for_more(session, more):
    rank = STRICTER[session_outcome(session)]
    for name in ("pain_during", "pain_after", "pain_next_morning"):
        worse = replace(session, **{name: max(getattr(session, name), more)})
        assert STRICTER[session_outcome(worse)] >= rank
    worst = max(session.pain_before, session.pain_during, session.pain_after, session.pain_next_morning)
    if worst > 5 or session.pain_next_morning > session.pain_before:
        assert rank == 3
