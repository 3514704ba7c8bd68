"""Which set is offered: the protocol's order, its limits, what the screening and pain close, what the science asks for."""

from __future__ import annotations

import pytest

from builders.checks import make_set
from builders.setups import FILE, PHONE, TYPED
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.stages import Stage

pytestmark = pytest.mark.django_db
BOTH = {"right": [42.0, 43.0, 41.0], "left": [40.0, 41.0, 39.0]}
#: After these the science would like one more by oneself.
UNSURE = {"right": [44.0, 45.0, 46.0], "left": [38.0, 39.0, 48.0]}
KIND = {"placement": "T1-T2"}
BENDS = {"flexion": [34.0, 35.0, 36.0], "extension": [20.0, 21.0, 19.0]}


def turned(check, values=BOTH, mode="active", **fields):
    return make_set(check, values, mode, asked={name: len(of) for name, of in values.items()}, **{**KIND, **fields})


def bent(check, values=BENDS, **fields):
    more = {"position": "seated", "arm": "crossed", **KIND, **fields}
    return make_set(check, values, asked={name: len(of) for name, of in values.items()}, **more)


def task(check):
    found = plan_of(check).task
    return None if found is None else (str(found.stage), dict(found.counts))


def skip(check, *stages):
    check.skipped = [{"stage": stage, "reason": "time"} for stage in stages]


# ---------------------------------------------------------------- the order of a day


def test_the_day_begins_with_three_turns_each_way_right_first(ready):
    plan = plan_of(ready())
    assert (plan.task.stage, list(plan.task.counts.items()), plan.begun) == (Stage.TURNING, [("right", 3), ("left", 3)], False)
    turns = [("right", 1), ("left", 1), ("right", 2), ("left", 2), ("right", 3), ("left", 3)]
    assert list(plan.task.in_turn) == turns


def test_three_of_two_instruments_are_not_three(ready):
    check = ready()
    turned(check, {"right": [42.0, 43.0], "left": [40.0, 41.0]})
    turned(check, {"right": [50.0], "left": [50.0]}, instrument="goniometer")
    assert task(check) == ("turning", {"right": 1, "left": 1})


def test_then_what_the_science_asks_for_then_bends_then_help(ready):
    check = ready()
    turned(check, UNSURE)
    asked = plan_of(check).task
    assert asked.stage is Stage.MORE
    assert set(asked.counts.values()) == {1}
    assert asked.why
    skip(check, "turning-more")
    assert task(check) == ("bending", {"flexion": 3, "extension": 3})
    bent(check)
    helped = plan_of(check).task
    assert (helped.stage, helped.mode, helped.assist) == (Stage.HELPED, "assisted", "floor-push")
    assert set(helped.counts.values()) == {3}


def test_help_is_offered_only_where_the_science_asks_for_it(ready):
    check = ready()
    turned(check, {"right": [68.0, 69.0, 70.0], "left": [67.0, 68.0, 69.0]})
    bent(check)
    assert task(check) is None


def test_never_an_active_set_once_help_has_begun(ready):
    check = ready()
    turned(check, {"right": [42.0], "left": [40.0]})
    turned(check, {"right": [50.0], "left": [50.0]}, mode="assisted")
    found = plan_of(check).task
    assert found is None or found.mode == "assisted"


def test_never_an_active_set_even_after_the_helped_one_was_taken_out(ready):
    check = ready()
    turned(check)
    check.setup["helped"] = True
    found = plan_of(check).task
    assert found is None or found.mode == "assisted"


def test_only_what_is_missing_is_offered_again(ready):
    check = ready()
    turned(check, {"right": [42.0, 43.0, 41.0]})
    turned(check, {"left": [40.0]})
    found = plan_of(check).task
    assert (found.stage, dict(found.counts), found.again) == (Stage.TURNING, {"left": 2}, True)


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("position", "answers", "most"),
    [("lumbar-locked", {}, 4), ("seated-inclined", {"knees": True}, 6)],
    ids=["kneeling", "chair"],
)
def test_tries_that_do_not_count_end_at_twice_the_limit(ready, position, answers, most):
    check = ready(**answers)
    for _ in range(2 * most // 2):
        assert task(check)[0] == "turning"
        make_set(
            check,
            {"right": [], "left": []},
            asked={"right": 2, "left": 2},
            position=position,
            pain={"right": 0, "left": 0},
            **KIND,
        )
    assert task(check)[0] != "turning"


@pytest.mark.parametrize("mode", ["active", "assisted"])
def test_no_more_than_four_a_direction_when_kneeling(ready, mode):
    check = ready()
    turned(check, {"right": [40.0, 48.0, 44.0], "left": [40.0, 48.0, 44.0]})
    bent(check)
    for _ in range(8):
        found = plan_of(check).task
        if found is None:
            break
        values = {name: [47.0 + time for time in range(count)] for name, count in found.counts.items()}
        turned(check, values, str(found.mode), support=found.support)
    assert task(check) is None
    counted = [row.direction for one in check.sets.filter(mode=mode, movement="rotation") for row in one.trials.all()]
    assert max(counted.count(side) for side in ("left", "right")) <= 4


# ---------------------------------------------------------------- gates: (answers) -> stages of the day, in order


def offered(check):
    """Every stage of the day of somebody who turns as far as 42 degrees, and 60 when helped."""
    stages = []
    for _ in range(12):
        found = plan_of(check).task
        if found is None:
            return stages
        stages.append(str(found.stage))
        level = 60.0 if found.mode == "assisted" else 42.0
        values = {name: [level + time for time in range(count)] for name, count in found.counts.items()}
        make_set(
            check,
            values,
            str(found.mode),
            asked=dict(found.counts),
            position=found.position,
            arm=found.arm,
            placement=found.placement,
            assist=found.assist,
            instrument=check.setup.get("instrument", "phone"),
            source=check.setup["way"],
        )
    raise AssertionError(stages)


GATES = [
    pytest.param({}, {"turning", "bending", "helped"}, id="nothing wrong"),
    pytest.param({"osteoporosis": "yes"}, {"turning", "bending"}, id="thin bones"),
    pytest.param({"osteoporosis": "with-fracture"}, set(), id="a broken vertebra"),
    pytest.param({"recent_fracture": "yes"}, set(), id="fracture, not cleared"),
    pytest.param({"recent_fracture": "cleared"}, {"turning", "bending", "helped"}, id="fracture, cleared"),
    pytest.param({"inflammatory_disease": "cleared"}, {"turning", "bending"}, id="inflamed spine, cleared"),
    pytest.param({"pregnancy": "first", "pregnancy_cleared": False, "pregnancy_warning": False}, set(), id="pregnant"),
    pytest.param(
        {"pregnancy": "second", "pregnancy_cleared": True, "pregnancy_warning": False},
        {"turning", "bending", "helped"},
        id="pregnant, cleared",
    ),
    pytest.param(
        {"pregnancy": "third", "pregnancy_cleared": True, "pregnancy_warning": False}, {"turning", "bending"}, id="late, cleared"
    ),
    pytest.param({"dizziness": True}, {"turning", "bending"}, id="dizzy"),
    pytest.param({"shoulder": True}, {"turning", "bending"}, id="shoulder"),
    pytest.param({"pain_now": 3}, {"turning", "bending", "helped"}, id="pain 3"),
    pytest.param({"pain_now": 4}, {"turning", "bending"}, id="pain 4"),
    pytest.param({"pain_now": 5}, {"turning", "bending"}, id="pain 5"),
    pytest.param({"pain_now": 6}, set(), id="pain 6"),
    pytest.param({"knees": True}, {"turning", "turning-seated", "bending", "helped"}, id="cannot kneel"),
    pytest.param({"knees": True, "shoulder": True}, {"turning", "turning-seated", "bending"}, id="cannot kneel, shoulder"),
]


@pytest.mark.parametrize(("answers", "stages"), GATES)
def test_what_the_screening_leaves_open(ready, answers, stages):
    found = offered(ready(PHONE, **answers))
    assert {stage.removesuffix("-more") for stage in found} == stages
    order = list(Stage)
    assert [order.index(Stage(stage)) for stage in found if stage != "turning-more"] == sorted(
        order.index(Stage(stage)) for stage in found if stage != "turning-more"
    )


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"shoulder": True}, "helped tests (assisted, passive)"),
        ({"pain_now": 4}, "helped tests (assisted, passive)"),
    ],
)
def test_what_is_left_out_is_said(ready, answers, said):
    assert any(said in note for note in plan_of(ready(**answers)).notes)


@pytest.mark.parametrize(
    ("answers", "said"), [({"pain_now": 7}, "Pain of 6 or more"), ({"recent_fracture": "yes"}, "Talk to a clinician")]
)
def test_why_nothing_is_tested_is_said(ready, answers, said):
    plan = plan_of(ready(**answers))
    assert plan.task is None
    assert said in plan.closed


# ---------------------------------------------------------------- for those who cannot kneel


def test_on_a_chair_no_position_borrows_another_ones_mark(ready):
    check = ready(knees=True)
    turning = plan_of(check).task
    assert (turning.position, turning.support, turning.arm) == ("seated-inclined", "stool", "low-back")
    turned(check, position="seated-inclined")
    from supple_web.assessments.engine import assessment_of

    assert {str(finding.category) for finding in assessment_of(check).findings} == {"no-criterion"}


@pytest.mark.parametrize(
    ("setup", "stages"),
    [
        (TYPED, ["turning", "bending"]),
        ({**TYPED, "instrument": "goniometer"}, ["turning", "turning-seated", "bending"]),
        (PHONE, ["turning", "turning-seated", "bending"]),
        (FILE, ["turning", "turning-seated", "bending"]),
    ],
    ids=["inclinometer", "goniometer", "phone", "file"],
)
def test_an_inclinometer_cannot_read_the_upright_turn(ready, setup, stages):
    check = ready(setup, knees=True, shoulder=True)
    assert offered(check) == stages
    assert any("inclinometer" in note for note in plan_of(check).notes) is (setup is TYPED)


def test_on_a_chair_help_follows_what_was_turned_alone(ready):
    check = ready(knees=True)
    turned(check, {"right": [42.0, 43.0, 41.0]}, position="seated-inclined")
    skip(check, "turning", "turning-seated", "bending")
    assert task(check) == ("helped", {"right": 3})
    skip(check, "turning", "turning-seated", "bending", "helped")
    assert task(check) is None


# ---------------------------------------------------------------- pain in a set


def test_pain_ends_its_direction_and_is_said(ready):
    check = ready()
    turned(check, {"right": [42.0], "left": [40.0]}, pain={"right": 0, "left": 2})
    assert task(check) == ("turning", {"right": 2})
    assert any("to the left" in note for note in plan_of(check).notes)


@pytest.mark.parametrize(("pain", "stages"), [(3, {"assisted"}), (4, set())])
def test_pain_of_four_in_a_set_leaves_the_help_out(ready, pain, stages):
    check = ready()
    turned(check, {"right": [42.0, 43.0, 41.0], "left": [40.0, 41.0, 39.0]}, pain={"right": 0, "left": pain})
    skip(check, "turning-more", "bending")
    found = plan_of(check)
    assert ({str(found.task.mode)} if found.task else set()) == stages
    assert (any("It hurt" in note for note in found.notes)) is (not stages)


def test_pain_of_six_in_a_set_ends_the_day_with_kind_words(ready):
    check = ready()
    turned(check, {"right": [42.0], "left": [40.0]}, pain={"right": 0, "left": 6})
    plan = plan_of(check)
    assert plan.task is None
    assert "another day" in plan.closed or "a day without pain" in plan.closed


def test_both_sides_in_pain_end_the_turning_and_leave_the_bends(ready):
    check = ready()
    turned(check, {"right": [42.0], "left": [40.0]}, pain={"right": 1, "left": 1})
    assert task(check)[0] == "bending"


# ---------------------------------------------------------------- kinds that are never put together


def test_another_way_of_measuring_counts_for_itself_within_the_persons_limit(ready):
    check = ready()
    turned(
        check, {"right": [42.0, 43.0, 41.0], "left": [40.0, 41.0, 39.0]}, source="phone", instrument="phone", placement="sternum"
    )
    assert task(check) == ("turning", {"right": 1, "left": 1})


def test_a_further_set_is_of_the_kind_that_is_there(ready):
    check = ready(PHONE)
    turned(check, UNSURE, source="phone", instrument="phone", placement="sternum")
    found = plan_of(check).task
    assert (found.stage, found.instrument, found.placement, found.arm) == (Stage.MORE, "phone", "sternum", "low-back")
