"""Programmes of particular people: each says what it does and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest

from supple.findings.model import Category, Finding, Screening, Urgency
from supple.programme import (
    Equipment,
    NoProgramme,
    Person,
    Role,
    Side,
    Stage,
    Standing,
    State,
    Track,
    Turn,
    build_programme,
    start,
    today,
)
from supple.programme.moves import Why
from supple.programme.reasons import SENTENCES
from supple.programme.state import OPEN_FROM, Miss
from supple.quantities import Direction, Movement, Position

FREE = Screening(stop=False, flags=(), urgency=Urgency.NONE, advice="", pain_zone="go")
STICK = frozenset({Equipment.STICK, Equipment.WALL})
DESK = Person(minutes_per_day=12, equipment=STICK)
MONDAY = dt.date(2026, 3, 2)


def found(left=None, right=None, **others):
    categories = {(Movement.ROTATION, Direction.LEFT): left, (Movement.ROTATION, Direction.RIGHT): right}
    categories |= {(Movement(movement), None): category for movement, category in others.items()}
    return [
        Finding(movement, direction, Position.LUMBAR_LOCKED, category, {}, None, None, None, (), None)
        for (movement, direction), category in categories.items()
        if category is not None
    ]


MOBILITY, CONTROL = Category.MOBILITY_LIMITATION, Category.MOTOR_CONTROL_DEFICIT


def names(programme):
    return [str(phase.name) for phase in programme.phases]


def of(phase, key):
    return next(one for one in phase.exercises if one.exercise.id == key)


def test_a_mobility_limitation_goes_through_the_method_s_order():
    programme = build_programme(found(MOBILITY, Category.MEETS_CRITERION), FREE, DESK)
    assert names(programme) == ["linear", "linear", "passive-range", "end-range", "control", "maintenance"]
    hold = of(programme.phases[2], "thoracic-rotation-breathing")
    assert (hold.side, hold.dose.sets, hold.dose.reps, hold.dose.hold_s, hold.days_per_week) == (Side.LEFT, 1, 1, 130, 5)
    assert hold.document()["source"] == "ristovski2025"
    assert any("10 min 50 s" in note for note in programme.notes)


def test_a_control_deficit_is_not_stretched():
    programme = build_programme(found(CONTROL, CONTROL), FREE, DESK)
    assert names(programme) == ["linear", "linear", "control", "maintenance"]
    assert not any(one.exercise.stretches_passively for phase in programme.phases for one in phase.exercises)
    assert of(programme.phases[2], "half-kneeling-rotation-stick").side is Side.EACH


def test_each_direction_gets_its_own_in_a_common_session():
    phase = build_programme(found(MOBILITY, CONTROL), FREE, DESK).phases[2]
    assert of(phase, "thoracic-rotation-breathing").side is Side.LEFT
    assert of(phase, "half-kneeling-rotation-stick").side is Side.RIGHT


def test_enough_is_enough():
    programme = build_programme(found(Category.MEETS_CRITERION, Category.BORDERLINE), FREE, DESK)
    assert names(programme) == ["maintenance"]
    assert programme.now.title == "Fine, stop, keep moving"
    assert {str(one.exercise.role) for one in programme.now.exercises} == {"linear-general", "upkeep"}


def test_a_painful_direction_is_left_alone_and_referred():
    programme = build_programme(found(Category.PAINFUL, CONTROL), FREE, DESK)
    assert [referral.direction for referral in programme.referrals] == [Direction.LEFT]
    sided = [one for phase in programme.phases for one in phase.exercises if one.exercise.sided]
    assert {one.side for one in sided} == {Side.RIGHT}


def test_few_minutes_let_the_sides_take_turns_and_say_so():
    programme = build_programme(found(MOBILITY, MOBILITY), FREE, replace(DESK, minutes_per_day=4))
    hold = of(programme.phases[2], "thoracic-rotation-breathing")
    assert (hold.side, hold.dose.hold_s) == (Side.ALTERNATE, 130)
    assert any("take turns" in note for note in programme.notes)
    mixed = build_programme(found(MOBILITY, CONTROL), FREE, replace(DESK, minutes_per_day=3)).phases[2]
    turns = {str(one.side): one.turn for one in mixed.exercises if one.side in {Side.LEFT, Side.RIGHT}}
    assert turns == {"left": Turn.FIRST, "right": Turn.SECOND}


def test_shorter_holds_on_request_have_the_same_total():
    programme = build_programme(found(MOBILITY, MOBILITY), FREE, replace(DESK, long_holds=False, minutes_per_day=20))
    short = of(programme.phases[2], "rotation-breathing-repeats")
    assert short.dose.held_s == 130
    assert any("you asked for shorter holds" in note for note in programme.notes)


def test_no_held_end_range_means_other_work_with_the_reason_and_a_referral():
    closed = replace(FREE, held_end_range=False, assisted=False, restrictions=frozenset({"inflammatory-spine"}))
    programme = build_programme(found(MOBILITY, MOBILITY), closed, DESK)
    assert not any(one.exercise.end_range == "held" for phase in programme.phases for one in phase.exercises)
    assert of(programme.phases[2], "open-book").side is Side.EACH
    assert any("no holding at the end" in note and "Open book instead" in note for note in programme.notes)
    assert any("Held stretching is not for you" in referral.text for referral in programme.referrals)


def test_where_screening_leaves_nothing_it_refers():
    closed = replace(FREE, held_end_range=False, restrictions=frozenset({"recent-surgery"}))
    programme = build_programme(found(CONTROL, Category.MEETS_CRITERION), closed, DESK)
    assert [str(one.exercise.role) for one in programme.phases[2].exercises] == ["linear-general", "linear-lumbar"]
    assert [referral.direction for referral in programme.referrals] == [Direction.LEFT]
    assert any("nothing takes its place" in note for note in programme.notes)


def test_those_who_cannot_kneel_sit():
    closed = replace(FREE, restrictions=frozenset({"kneeling"}))
    first = build_programme(found(CONTROL), closed, Person(equipment=frozenset({Equipment.CHAIR}))).now.exercises[0]
    assert first.exercise.id == "cat-camel-chair"


def test_a_block_without_gain_makes_control_harder_and_pain_makes_it_easier():
    state = State(Track(Stage.CONTROL, Miss.NO_GAIN), Track(Stage.MAINTENANCE), linear_done=OPEN_FROM)
    equipment = STICK | {Equipment.BAND}
    person = replace(DESK, equipment=equipment, minutes_per_day=20)
    assert of(build_programme([], FREE, person, state).now, "split-stance-rotation-band")
    eased = build_programme([], FREE, person, state._replace(standing=Standing.EASED)).now
    control = next(one for one in eased.exercises if one.exercise.role == "control")
    assert control.exercise.id == "half-kneeling-rotation"
    assert control.dose.reps == control.exercise.least.reps


@pytest.mark.parametrize(
    ("findings", "screening", "reason"),
    [
        (found(MOBILITY), replace(FREE, stop=True, urgency=Urgency.EMERGENCY, advice="Call now."), "a warning sign"),
        (found(MOBILITY, flexion=Category.PAINFUL), FREE, "linear movement hurts"),
        (found(MOBILITY), replace(FREE, active=False), "screening allows no movement"),
    ],
)
def test_no_programme_says_why(findings, screening, reason):
    none = build_programme(findings, screening, DESK)
    assert isinstance(none, NoProgramme)
    assert none.reason == reason
    assert none.document()["referral"]["text"]


def test_a_halted_programme_shows_nothing():
    state = start(found(MOBILITY))._replace(standing=Standing.HALTED)
    assert build_programme([], FREE, DESK, state).reason == "stopped by pain"


def test_today_heeds_today_s_screening_and_state():
    findings = found(MOBILITY, MOBILITY)
    programme = build_programme(findings, FREE, DESK)
    state = start(findings)
    assert today(programme, state, MONDAY).exercises
    assert today(programme, state, MONDAY, screening=replace(FREE, stop=True, advice="Go.")).note == "Go."
    assert not today(programme, state, MONDAY, screening=replace(FREE, active=False)).exercises
    assert "stopped" in today(programme, state._replace(standing=Standing.HALTED), MONDAY).note


def test_training_days_are_spread_and_the_others_are_upkeep():
    programme = build_programme(found(CONTROL), FREE, replace(DESK, days_per_week=3))
    state = start(found(CONTROL))._replace(linear_done=OPEN_FROM)
    week = [today(programme, state, MONDAY + dt.timedelta(days)) for days in range(7)]
    trained = [any(one.exercise.role is Role.CONTROL for one in plan.exercises) for plan in week]
    assert sum(trained) == 3
    assert not any(one and other for one, other in pairwise(trained))
    for plan, training in zip(week, trained, strict=True):
        if not training:
            assert [one.exercise.role for one in plan.exercises] == [Role.LINEAR_GENERAL, Role.UPKEEP]
            assert plan.minutes < 3


def test_the_contract_s_keys():
    document = build_programme(found(MOBILITY), FREE, DESK).document()
    assert {"name", "why", "until", "exercises"} <= document["phases"][0].keys()
    wanted = {"id", "name", "side", "sets", "reps", "hold_s", "days_per_week", "why", "source"}
    assert wanted <= document["phases"][0]["exercises"][0].keys()


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(Why)
    assert all(text.strip() and text.endswith(".") for text in SENTENCES.values())
