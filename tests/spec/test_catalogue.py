"""The catalogue of exercises as a whole: what must be in it, and what must never be."""

from __future__ import annotations

import re
from itertools import product

import pytest

from supple.evidence import sources
from supple.findings.model import Screening, Urgency
from supple.programme import Equipment, Person, Role, SideRule, catalogue
from supple.programme.choosing import Limits, allowed, choose
from supple.programme.exercises import known_restrictions
from supple.programme.limits import CONVENTION, HOLD_MORE_THAN_S
from supple.programme.words import EndRangeKind, PhaseName, Serves

TITLE = "Exercises that the method asks for"
COLUMNS = ("id", "role", "end range")
TABLE = (
    ("thoracic-cars", "upkeep", "active"),
    ("cat-camel-general", "linear-general", "active"),
    ("cat-camel-lumbar", "linear-lumbar", "active"),
    ("cat-camel-chair", "linear-general", "active"),
    ("cat-camel-standing", "linear-general", "active"),
    ("thoracic-rotation-breathing", "long-hold", "held"),
    ("rotation-breathing-repeats", "short-holds", "held"),
    ("rotation-isometric-side-lying", "end-range", "held"),
    ("lumbar-locked-lift-off", "end-range", "held"),
    ("half-kneeling-rotation-stick", "control", "active"),
    ("lumbar-locked-rotation", "control", "active"),
    ("open-book", "unheld-mobility", "active"),
    ("thread-the-needle", "unheld-mobility", "active"),
)
ALL = tuple(catalogue().exercises.values())


@pytest.mark.parametrize(("key", "role", "end_range"), TABLE)
def test_row(key, role, end_range):
    one = catalogue()[key]
    assert (one.role, one.end_range) == (role, end_range)


def test_there_are_enough_of_them():
    assert len(ALL) >= 28
    assert {one.role for one in ALL} == set(Role)
    assert {kind for one in ALL for kind in one.serves} == set(Serves)


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_each_is_complete_and_honest(one):
    assert one.source == CONVENTION or one.source in sources()
    assert one.evidence
    assert one.contraindications <= known_restrictions()
    words = " ".join([one.name, one.purpose, one.evidence, *one.cues, *(f"{each.fault} {each.remedy}" for each in one.faults)])
    assert not re.search(r"\bdegrees?\b|°", words)  # no promise of degrees
    assert not re.search(r"\b(always works|guarantee|cure|heal)", words, re.IGNORECASE)
    assert one.least.side_s <= one.dose.side_s <= one.most.side_s
    assert one.clinical_name != one.name


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_neighbours_are_symmetrical(one):
    for key in one.harder:
        assert one.id in catalogue()[key].easier
    for key in one.easier:
        assert one.id in catalogue()[key].harder


def test_ranks_are_one_to_n_in_each_role():
    for role in Role:
        ranks = [one.rank for one in catalogue().with_role(role)]
        assert ranks == list(range(1, len(ranks) + 1))


def test_the_long_hold_is_one_hold_of_more_than_two_minutes():
    for one in catalogue().with_role(Role.LONG_HOLD):
        assert (one.dose.sets, one.dose.reps, one.dose.hold_s, one.dose.days_per_week) == (1, 1, 130, 5)
        assert one.least.hold_s > HOLD_MORE_THAN_S.value
        assert one.side_rule is SideRule.LIMITED


def test_control_work_stretches_nothing():
    for one in ALL:
        if Serves.CONTROL in one.serves:
            assert one.end_range in {EndRangeKind.NONE, EndRangeKind.ACTIVE}
            assert one.phases == (PhaseName.CONTROL,)
            assert not one.stretches_passively


def test_what_is_held_is_barred_to_thin_bones_and_fresh_injuries():
    for one in ALL:
        if one.end_range is EndRangeKind.HELD:
            assert {"osteoporosis", "vertebral-fracture", "recent-fracture", "recent-surgery", "inflammatory-spine"} <= (
                one.contraindications
            )


BARRED_TITLE = "Exercises that a restriction bars"
BARRED_COLUMNS = ("restriction", "because they", "at least these")
BARRED_TABLE = (
    (
        "kneeling",
        "weight on a knee or shin",
        [one.id for one in ALL if one.posture in {"hands-and-knees", "heel-sit", "half-kneeling"}],
    ),
    (
        "shoulder",
        "leans on an arm",
        [
            "cat-camel-general",
            "cat-camel-lumbar",
            "sphinx",
            "lumbar-locked-rotation",
            "lumbar-locked-lift-off",
            "thread-the-needle",
            "bear-rotation",
        ],
    ),
    (
        "shoulder",
        "an arm overhead, behind or pulled",
        [
            "thoracic-rotation-breathing",
            "rotation-breathing-repeats",
            "open-book",
            "side-lying-windmill",
            "wall-rotation-hold",
            "wall-rotation-half-kneeling",
            "wall-lift-off",
            "rotation-isometric-side-lying",
            "split-stance-rotation-band",
            "half-kneeling-rotation-stick",
            "foam-roller-extension",
        ],
    ),
    (
        "dizziness",
        "lowers or swings the head",
        [
            "cat-camel-general",
            "cat-camel-standing",
            "thread-the-needle",
            "open-book",
            "side-lying-windmill",
            "lumbar-locked-rotation",
            "lumbar-locked-lift-off",
            "bear-rotation",
            "foam-roller-extension",
            "chair-back-extension",
        ],
    ),
    (
        "dizziness",
        "asks for balance on the feet or one knee",
        [one.id for one in ALL if one.posture in {"standing", "half-kneeling"}],
    ),
    (
        "closed-twist",
        "turns against the thighs or a support",
        [
            "seated-rotation-hold",
            "seated-rotation-repeats",
            "wall-rotation-hold",
            "thread-the-needle",
            "rotation-isometric-seated",
            "wall-lift-off",
        ],
    ),
    ("prolonged-supine", "lies on the back", [one.id for one in ALL if one.posture == "lying-on-back"]),
    ("pregnancy", "lies on the front", [one.id for one in ALL if one.posture == "lying-on-front"]),
    (
        "pregnancy-late",
        "folds over the belly",
        [one.id for one in ALL if one.posture == "heel-sit" and "pregnancy" not in one.contraindications],
    ),
    (
        "osteoporosis",
        "bends, twists or arches to the end",
        [one.id for one in ALL if one.end_range != "none" and one.id not in {"pelvic-tilt-wall", "breathing-90-90"}],
    ),
    ("recent-fracture", "leaves the middle of the range", [one.id for one in ALL if one.end_range != "none"]),
    ("recent-surgery", "leaves the middle of the range", [one.id for one in ALL if one.end_range != "none"]),
    ("vertebral-fracture", "leaves the middle of the range", [one.id for one in ALL if one.end_range != "none"]),
)


@pytest.mark.parametrize(("restriction", "what", "keys"), BARRED_TABLE)
def test_a_restriction_bars_what_it_is_about(restriction, what, keys):
    assert keys, what
    assert [key for key in keys if restriction not in catalogue()[key].contraindications] == []


def test_a_linear_movement_is_left_for_everyone():
    """With every restriction at once and no equipment, both linear steps still have an exercise."""
    screening = Screening(
        stop=False,
        flags=(),
        urgency=Urgency.NONE,
        advice="",
        assisted=False,
        held_end_range=False,
        restrictions=known_restrictions(),
    )
    for role in (Role.LINEAR_GENERAL, Role.LINEAR_LUMBAR):
        assert choose([role], Limits(catalogue(), Person(), screening)) is not None


@pytest.mark.parametrize(
    ("role", "restriction"),
    list(product([Role.LONG_HOLD, Role.SHORT_HOLDS, Role.END_RANGE, Role.CONTROL], ["kneeling", "shoulder"])),
)
def test_bad_knees_or_shoulders_leave_something_for_each_stage(role, restriction):
    screening = Screening(
        stop=False, flags=(), urgency=Urgency.NONE, advice="", restrictions=frozenset({restriction}), pain_zone="go"
    )
    person = Person(equipment=frozenset({Equipment.CHAIR}))
    assert allowed(role, Limits(catalogue(), person, screening))
