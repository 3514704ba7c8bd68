"""Repetitions to trials and to the printed summary; segment marks; reference values and cautions."""

import math
from datetime import date

import numpy as np
import pytest

from supple.evidence import figure
from supple.measurement import cautions, reference_values, segment_range, summarise, trials_from_motion
from supple.motion.model import Compensation, JointAngles, RecordingMotion, Repetition
from supple.problems import InputProblem
from supple.quantities import (
    Direction,
    Grade,
    Instrument,
    Mode,
    Movement,
    Placement,
    Position,
    Quantity,
    Zero,
)

DAY = date(2026, 11, 22)


def repetition(peak_deg, direction=Direction.LEFT, movement=Movement.ROTATION, grade=Grade.GOOD, half_width_deg=1.96):
    return Repetition(
        movement=movement,
        direction=direction,
        start_s=0.0,
        peak_s=2.0,
        end_s=4.0,
        peak_deg=peak_deg,
        interval_deg=(peak_deg - half_width_deg, peak_deg + half_width_deg),
        hold_s=1.0,
        mean_speed_dps=20.0,
        sparc=None,
        compensation=Compensation(),
        grade=grade,
    )


def motion(repetitions, position=None, mode=None, quantity=Quantity.THORACIC_ROTATION):
    nothing = np.zeros(0)
    angles = JointAngles(nothing, nothing, None, None, nothing, None, quantity, Zero.NEUTRAL)
    return RecordingMotion(
        "turn.csv",
        "neutral-sensor-csv",
        100.0,
        30.0,
        position,
        mode,
        Instrument.SENSORS,
        quantity,
        Zero.NEUTRAL,
        angles,
        tuple(repetitions),
        (),
    )


TURNS = [
    repetition(44.0),
    repetition(52.0, Direction.RIGHT),
    repetition(10.0, grade=Grade.REJECTED),
    repetition(46.0, grade=Grade.USABLE),
    repetition(30.0, None, Movement.FLEXION),
    repetition(80.0, Direction.RIGHT, grade=Grade.REJECTED),
]


def test_each_good_or_usable_repetition_becomes_a_trial_with_its_place():
    made = trials_from_motion(motion(TURNS, Position.SEATED, Mode.ACTIVE), DAY, "Kim", placement=Placement.STERNUM, pain=0)
    assert [(row.value_deg, row.order) for row in made] == [(44.0, 1), (52.0, 2), (46.0, 4), (30.0, 5)]
    assert {row.rater for row in made} == {"Kim"}
    assert made[0].own_error_deg == pytest.approx(1.0)
    assert made[0].quantity is Quantity.THORACIC_ROTATION


def test_a_trunk_turn_stays_one():
    made = trials_from_motion(motion(TURNS, Position.SEATED, Mode.ACTIVE, Quantity.TRUNK_TURN), DAY)
    assert {row.kind.quantity for row in made} == {Quantity.TRUNK_TURN}


@pytest.mark.parametrize("missing", [{"position": Position.SEATED}, {"mode": Mode.ACTIVE}, {}])
def test_a_position_or_mode_nobody_said_is_asked_for(missing):
    with pytest.raises(InputProblem, match=r"turn\.csv: no (position|mode)"):
        trials_from_motion(motion(TURNS), DAY, **missing)


def test_a_flag_against_the_file_is_refused():
    with pytest.raises(InputProblem, match="position seated in the file but standing given"):
        trials_from_motion(motion(TURNS, Position.SEATED, Mode.ACTIVE), DAY, position=Position.STANDING)


def test_summary_leaves_rejected_out_and_keeps_the_first_order():
    rows = summarise(motion(TURNS))
    assert [(row.movement, row.direction, row.trials) for row in rows] == [
        ("rotation", "left", 2),
        ("rotation", "right", 1),
        ("flexion", None, 1),
    ]
    assert rows[0].mean_deg == pytest.approx(45.0)
    assert all(row.mdc95_deg == pytest.approx(1.96 * math.sqrt(2.0) * row.sem_deg) for row in rows)


def test_nothing_to_summarise_is_an_empty_summary():
    assert summarise(motion([])) == ()
    assert summarise(motion([repetition(10.0, grade=Grade.REJECTED)])) == ()


def test_position_and_mode_change_no_summary_value_of_a_self_made_recording():
    assert summarise(motion(TURNS)) == summarise(motion(TURNS, Position.SEATED, Mode.ACTIVE))


def test_segment_range_doubles_one_readings_error():
    measured = segment_range(
        upper_neutral_deg=20.0, lower_neutral_deg=-15.0, upper_pose_deg=75.0, lower_pose_deg=28.0, reading_error_deg=1.5
    )
    assert (measured.range_deg, measured.error_deg) == ((75.0 - 28.0) - (20.0 + 15.0), 3.0)
    unread = segment_range(
        upper_neutral_deg=math.nan, lower_neutral_deg=0.0, upper_pose_deg=1.0, lower_pose_deg=1.0, reading_error_deg=1.0
    )
    assert math.isnan(unread.range_deg)


@pytest.mark.reference
def test_reference_values_are_the_published_ones():
    rows = reference_values(Movement.ROTATION, Position.LUMBAR_LOCKED, Instrument.INCLINOMETER)
    assert [row.mean_deg for row in rows] == [44.76, 40.8]
    (flexion,) = reference_values(Movement.FLEXION, Position.STANDING)
    assert (flexion.mean_deg, flexion.sd_deg) == figure("edm_flex").numbers


def test_a_reference_is_not_carried_to_another_position_or_instrument():
    assert reference_values(Movement.ROTATION, Position.HALF_KNEELING) == ()
    assert reference_values(Movement.ROTATION, Position.LUMBAR_LOCKED, Instrument.SENSORS) == ()
    (seated,) = reference_values(Movement.ROTATION, Position.SEATED, Instrument.GONIOMETER)
    assert seated.instrument is None


def test_a_phones_bias_is_a_caution_with_its_figures():
    (bias,) = cautions(Instrument.PHONE, Position.LUMBAR_LOCKED)
    assert [row.id for row in bias.figures] == ["bucke_bias", "bucke_loa"]
    assert "4.9" in bias.text
    assert cautions(Instrument.PHONE, Position.STANDING) == ()
    assert cautions(Instrument.CAMERA)
