"""What a voice says for a set of tests, held against docs/protocol.md, and against what is then measured of it."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

import supple
from builders.phone_feed import PEAKS_DEG, Habits, recorded, samples, timed, trial_document
from supple.figure.howto.reading import howtos
from supple.findings.settings import SELF_ASSISTED
from supple.guidance import Kind, MarkKind, SetMovement, guidance
from supple.guidance.measuring import further
from supple.guidance.sets import all_sets, read_sets
from supple.motion.quaternion import conjugate, multiply, rotate
from supple.problems import InputProblem
from supple.quantities import Arm, Direction, Grade, Mode, Movement, Placement, Position

SETS = [(one.position, one.mode, one.movement) for one in all_sets()]
IDS = [one.id for one in all_sets()]
#: Words that a calm voice gets into a second.
WORDS_A_SECOND = 2.7
MOVEMENTS = {"curl": Movement.FLEXION, "lift": Movement.EXTENSION}


def every(**more):
    return [guidance(position, mode, movement=movement, **more) for position, mode, movement in SETS]


def measured(one, tmp_path, **person):
    document = json.loads(json.dumps(one.document()))
    recording, truth = recorded(document, **person)
    path = tmp_path / "trial.json"
    path.write_text(json.dumps(trial_document(document, recording)), encoding="utf-8")
    return supple.measure(path, facing=one.facing), truth


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("position", "mode", "movement"), SETS, ids=IDS)
def test_who_follows_the_voice_is_measured_right(position, mode, movement, seed, tmp_path):
    one = guidance(position, mode, movement=movement)
    person = Habits(pelvis_deg=6.0, turns_in_pauses_deg=70.0)
    file, truth = measured(one, tmp_path, habits=person, seed=seed)
    found = file.motion.repetitions
    asked = [(MOVEMENTS.get(mark.label, Movement.ROTATION), mark.direction) for mark in one.asked]
    assert [(each.movement, each.direction) for each in found] == asked
    assert {each.grade for each in found} == {Grade.GOOD}
    assert not set(file.motion.angles.reasons)
    for each, true in zip(found, truth.repetitions, strict=True):
        low, high = each.interval_deg
        assert low <= true.peak_deg <= high
        assert each.hold_s > 1.0
    assert len(file.trials(date(2026, 11, 22))) == 6


@pytest.mark.parametrize("placement", [Placement.STERNUM, Placement.UPPER_BACK])
@pytest.mark.parametrize(
    ("position", "movement"), [(Position.LUMBAR_LOCKED, SetMovement.ROTATION), (Position.SEATED, SetMovement.FLEXION_EXTENSION)]
)
def test_where_the_phone_is_worn_swaps_nothing(placement, position, movement, tmp_path):
    one = guidance(position, movement=movement, placement=placement)
    file, _ = measured(one, tmp_path, seed=3)
    labels = {mark.label: (MOVEMENTS.get(mark.label, Movement.ROTATION), mark.direction) for mark in one.asked}
    for label, way in labels.items():
        peaks = [r.peak_deg for r in file.motion.repetitions if (r.movement, r.direction) == way]
        assert len(peaks) == 3
        assert sum(peaks) / 3 == pytest.approx(PEAKS_DEG[label], abs=3.0)


def test_a_further_trial_is_one_turn(tmp_path):
    kind = supple.KindOfTrial(Position.LUMBAR_LOCKED, Mode.ACTIVE, supple.Instrument.PHONE, Placement.STERNUM, Arm.BEHIND_HEAD)
    one = further(kind, [Direction.LEFT])
    assert [mark.direction for mark in one.asked] == [Direction.LEFT]
    assert one.arm is Arm.BEHIND_HEAD
    assert any("behind your head" in (step.say or "") for step in one.steps)
    file, _ = measured(one, tmp_path, seed=4)
    assert [each.direction for each in file.motion.repetitions] == [Direction.LEFT]


def test_the_protocols_times():
    for one in every():
        kinds = {mark: [step for step in one.steps if step.mark and step.mark.kind is mark] for mark in MarkKind}
        assert one.steps[0].kind is Kind.PLACE
        assert one.steps[0].seconds == 10.0
        assert [step.seconds for step in kinds[MarkKind.UPRIGHT]] == [3.0]
        assert {step.seconds for step in kinds[MarkKind.ZERO]} == {3.0}
        assert {step.seconds for step in kinds[MarkKind.CUE]} == {3.0}
        assert {step.seconds for step in kinds[MarkKind.HOLD]} == {2.0}
        assert {step.seconds for step in one.steps if step.kind is Kind.BACK} == {3.0}
        assert len(kinds[MarkKind.CUE]) == len(kinds[MarkKind.HOLD]) == 6
        assert [step.mark.kind for step in one.steps if step.mark][-1] is MarkKind.END


def test_right_and_left_take_turns():
    assert [str(mark.direction) for mark in guidance("lumbar-locked").asked] == ["right", "left"] * 3
    assert [str(mark.direction) for mark in guidance("half-kneeling").asked] == ["right"] * 3 + ["left"] * 3
    assert [mark.label for mark in guidance("seated", movement="flexion-extension").asked] == ["curl", "lift"] * 3


@pytest.mark.parametrize("each", [1, 2, 3, 4])
@pytest.mark.parametrize("mode", ["active", "assisted"])
@pytest.mark.parametrize("position", ["lumbar-locked", "seated-inclined"])
def test_nobody_stays_down_longer_than_ninety_seconds(position, mode, each):
    document = guidance(position, mode, each=each).document()
    down_from, longest = None, 0.0
    for start_s, step in timed(document):
        if step["kind"] == "place" and start_s > 0.0:
            down_from = start_s
        if step["mark"] and step["mark"]["kind"] == "end":
            longest = max(longest, start_s + step["seconds"] - down_from)
    assert longest <= 90.0


def test_every_stretch_has_its_own_zero():
    for one in every():
        marks = [step.mark.kind for step in one.steps if step.mark and step.mark.kind in {MarkKind.ZERO, MarkKind.END}]
        assert marks[0] is MarkKind.ZERO
        assert all(after is MarkKind.ZERO for before, after in pairwise(marks) if before is MarkKind.END)


def test_fifteen_seconds_between_turns():
    for one in every():
        ends, starts = [], []
        for start_s, step in timed(one.document()):
            if step["kind"] == "turn" and step["mark"]:
                starts.append(start_s)
            if step["kind"] == "back":
                ends.append(start_s + step["seconds"])
        gaps = [start - end for end, start in zip(ends, starts[1:], strict=False)]
        assert min(gaps) >= (10.0 if one.movement is SetMovement.FLEXION_EXTENSION else 15.0)


def test_seated_repetitions_take_less_than_ten_seconds_after_their_zero():
    for position in ("seated", "half-kneeling", "standing"):
        steps = guidance(position).steps
        zeros = [at for at, step in enumerate(steps) if step.mark and step.mark.kind is MarkKind.ZERO]
        assert len(zeros) == 6
        for at in zeros:
            assert [step.kind for step in steps[at + 1 : at + 4]] == [Kind.TURN, Kind.HOLD, Kind.BACK]
            assert sum(step.seconds for step in steps[at + 1 : at + 4]) < 10.0


def test_a_turn_is_told_with_the_elbow_that_rises():
    for position in ("lumbar-locked", "seated-inclined"):
        for mode in ("active", "assisted"):
            turns = [step for step in guidance(position, mode).steps if step.mark and step.mark.kind is MarkKind.CUE]
            for step in turns:
                assert step.show == f"Turn {step.direction}: {step.direction} elbow up"
                assert step.say == f"{step.show}."


def test_the_push_has_two_breaths_and_the_other_arm():
    pushes = [step for step in guidance("lumbar-locked", "assisted").steps if "Push" in (step.say or "")]
    assert len(pushes) == 6
    for step in pushes:
        assert f"Push the floor away with your {step.direction.opposite} forearm." in step.say
        assert "twice" in step.say
        assert step.mark is None


def test_what_is_said_can_be_said_in_its_time():
    for one in [*every(), *every(practice=True), guidance("lumbar-locked", arm="behind-head")]:
        for step in one.steps:
            assert len((step.say or "").split()) <= WORDS_A_SECOND * step.seconds, step.say
            assert len(step.show) <= 40, step.show
            assert "{" not in (step.say or "") + step.show
            assert "degree" not in (step.say or "") + step.show


def test_practice_is_once_each_way_and_marks_nothing():
    for one in every(practice=True):
        assert one.document()["practice"] is True
        assert not one.asked
        turned = [step.direction for step in one.steps if step.kind is Kind.HOLD]
        assert len(turned) == 2
        assert one.title.startswith("Practice: ")


def test_the_document_has_the_contracts_keys():
    document = guidance("lumbar-locked").document()
    assert document["schema"] == "supple.guidance/1"
    assert document["id"] == "lumbar-locked-active"
    assert document["trial"] == {
        "position": "lumbar-locked",
        "mode": "active",
        "placement": "sternum",
        "arm": "low-back",
        "assist": None,
        "support": "none",
    }
    for step in document["steps"]:
        assert set(step) == {"kind", "say", "show", "seconds", "tone", "mark", "direction"}
    assert guidance("lumbar-locked", "assisted").document()["trial"]["assist"] == "floor-push"
    assert len({one.id for one in [*every(), *every(practice=True), *every(each=1)]}) == 3 * len(SETS)


def test_every_figure_is_a_how_to():
    assert all(name in howtos() for one in every() for name in one.figures)


def test_one_assists_oneself_only_where_the_findings_know_it():
    assert {one.position for one in every() if one.mode is Mode.ASSISTED} == SELF_ASSISTED


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"position": "lumbar-locked", "mode": "passive"}, "clinician"),
        ({"position": "seated", "mode": "assisted"}, "clinician"),
        ({"position": "lying"}, "lumbar-locked"),
        ({"position": "lumbar-locked", "movement": "flexion-extension"}, "seated active"),
        ({"position": "lumbar-locked", "arm": "crossed"}, "low-back, behind-head"),
        ({"position": "lumbar-locked", "assist": "floor-push"}, "none in this set"),
        ({"position": "lumbar-locked", "mode": "assisted", "assist": "wall"}, "floor-push"),
        ({"position": "lumbar-locked", "support": "stool"}, "none, cushion"),
        ({"position": "lumbar-locked", "placement": "T1-T2"}, "sternum, upper-back"),
        ({"position": "lumbar-locked", "directions": ()}, "no direction"),
        ({"position": "lumbar-locked", "directions": ("left", "left")}, "each once"),
        ({"position": "lumbar-locked", "each": 5}, "1 to 4"),
        ({"position": "lumbar-locked", "each": 0}, "1 to 4"),
        ({"position": "seated", "each": 7}, "1 to 6"),
    ],
)
def test_what_no_voice_leads_is_refused_in_one_line(asked, told):
    with pytest.raises(InputProblem, match="guidance") as caught:
        guidance(asked.pop("position"), **asked)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [("[[set]", "TOML"), ('[[set]]\nid = "a"\nlike = "b"', "an earlier set"), ('[[set]]\nid = "a"', "missing")],
)
def test_a_wrong_file_of_sets_names_the_set(text, told):
    with pytest.raises(InputProblem, match=r"sets\.toml") as caught:
        read_sets(text, "sets.toml")
    assert told in str(caught.value)


def test_the_feed_of_a_browser_gives_the_same_turns():
    """Error-free samples, whose own attitude read about the trunk's axis is what was asked for."""
    document = guidance("lumbar-locked").document()
    rows = list(samples(document, rate_hz=30.0))
    times = np.array([row.t_s for row in rows])
    quaternion = np.array([row.quaternion for row in rows])
    marks = {s["mark"]["kind"]: t + 1.0 for t, s in reversed(list(timed(document))) if s["mark"]}
    upright, zero, hold = (quaternion[np.searchsorted(times, marks[kind])] for kind in ("upright", "zero", "hold"))
    axis = rotate(conjugate(upright), np.array([0.0, 0.0, 1.0]))
    relative = multiply(conjugate(zero), hold)
    twist = 2.0 * np.degrees(np.arctan2(relative[:3] @ axis, relative[3]))
    assert -((twist + 180.0) % 360.0 - 180.0) == pytest.approx(PEAKS_DEG["turn-right"], abs=0.1)
    still = rows[int(np.searchsorted(times, marks["zero"]))]
    assert np.linalg.norm(still.acceleration_with_gravity_mps2) == pytest.approx(9.80665, abs=0.01)
    assert np.linalg.norm(still.linear_acceleration_mps2) == pytest.approx(0.0, abs=0.01)
