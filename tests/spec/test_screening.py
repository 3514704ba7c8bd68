"""What each answer changes when it is the only one that is not harmless, at the age of 40, and what answers mean together.

Urgency from `soon` on stops everything: no test, no exercise, only where to go. An answer that is missing changes
nothing and is named.
"""

from __future__ import annotations

import pytest

from supple.evidence.library import figures, sources
from supple.evidence.model import Strength
from supple.findings.model import Urgency
from supple.findings.screening import screen
from supple.findings.screening_pain import pain_zone
from supple.findings.screening_questions import AnswerKind, questionnaire, questions
from supple.problems import InputProblem

TITLE = "Screening: each answer alone"
COLUMNS = ("question", "answer", "urgency", "stop", "active", "assisted", "held end range", "phone on chest", "restrictions")
TABLE = [
    ("chest_pain", True, "emergency", True, False, False, False, True, ()),
    ("breathless", True, "emergency", True, False, False, False, True, ()),
    ("tearing_pain", True, "emergency", True, False, False, False, True, ()),
    ("collapse", True, "emergency", True, False, False, False, True, ()),
    ("saddle_numbness", True, "emergency", True, False, False, False, True, ()),
    ("bladder_bowel", True, "emergency", True, False, False, False, True, ()),
    ("both_legs", True, "emergency", True, False, False, False, True, ()),
    ("leg_weakness", True, "emergency", True, False, False, False, True, ()),
    ("band_numbness", True, "emergency", True, False, False, False, True, ()),
    ("unsteady_gait", True, "emergency", True, False, False, False, True, ()),
    ("back_pain", "none", "none", False, True, True, True, True, ()),
    ("back_pain", "new", "none", False, True, True, True, True, ()),
    ("back_pain", "persistent", "none", False, True, True, True, True, ()),
    ("violent_trauma", True, "urgent", True, False, False, False, True, ()),
    ("minor_trauma", True, "none", False, True, True, True, True, ()),
    ("osteoporosis", "no", "none", False, True, True, True, True, ()),
    ("osteoporosis", "yes", "none", False, True, False, False, True, ("osteoporosis",)),
    ("osteoporosis", "with-fracture", "clinician", False, False, False, False, True, ("osteoporosis", "vertebral-fracture")),
    ("steroids", True, "urgent", True, False, False, False, True, ()),
    ("cancer_history", True, "urgent", True, False, False, False, True, ()),
    ("weight_loss", True, "urgent", True, False, False, False, True, ()),
    ("night_pain", True, "urgent", True, False, False, False, True, ()),
    ("fever", True, "urgent", True, False, False, False, True, ()),
    ("recent_infection", True, "urgent", True, False, False, False, True, ()),
    ("immune", True, "urgent", True, False, False, False, True, ()),
    ("injected_drugs", True, "urgent", True, False, False, False, True, ()),
    ("rash", True, "soon", True, False, False, False, True, ()),
    ("organ_pain", True, "soon", True, False, False, False, True, ()),
    ("inflammatory_pattern", True, "soon", True, False, False, False, True, ()),
    ("magnet_implant", True, "none", False, True, True, True, False, ("magnet-implant",)),
    ("recent_fracture", "no", "none", False, True, True, True, True, ()),
    ("recent_fracture", "yes", "clinician", False, False, False, False, True, ("recent-fracture",)),
    ("recent_fracture", "cleared", "none", False, True, True, False, True, ("recent-fracture",)),
    ("recent_surgery", "no", "none", False, True, True, True, True, ()),
    ("recent_surgery", "yes", "clinician", False, False, False, False, True, ("recent-surgery",)),
    ("recent_surgery", "cleared", "none", False, True, True, False, True, ("recent-surgery",)),
    ("inflammatory_disease", "no", "none", False, True, True, True, True, ()),
    ("inflammatory_disease", "yes", "clinician", False, False, False, False, True, ("inflammatory-spine",)),
    ("inflammatory_disease", "cleared", "none", False, True, False, False, True, ("inflammatory-spine",)),
    ("pregnancy", "no", "none", False, True, True, True, True, ()),
    ("pregnancy", "first", "clinician", False, False, False, False, True, ("closed-twist", "pregnancy")),
    ("pregnancy", "second", "clinician", False, False, False, False, True, ("closed-twist", "pregnancy", "prolonged-supine")),
    (
        "pregnancy",
        "third",
        "clinician",
        False,
        False,
        False,
        False,
        True,
        ("closed-twist", "pregnancy", "pregnancy-late", "prolonged-supine"),
    ),
    ("pregnancy_cleared", True, "none", False, True, True, True, True, ()),
    ("pregnancy_warning", True, "urgent", True, False, False, False, True, ()),
    ("dizziness", True, "clinician", False, True, False, False, True, ("dizziness",)),
    ("knees", True, "none", False, True, True, True, True, ("kneeling",)),
    ("shoulder", True, "none", False, True, False, True, True, ("shoulder",)),
    ("guardian", True, "none", False, True, True, True, True, ()),
]

TOGETHER_TITLE = "Screening: answers together, and age"
TOGETHER_COLUMNS = ("answers", "age", "urgency", "stop", "active", "assisted", "held end range", "why")
TOGETHER_TABLE = [
    ({}, None, "none", False, True, True, True, ()),
    ({"minor_trauma": True, "osteoporosis": "no"}, 40, "none", False, True, True, True, ()),
    (
        {"minor_trauma": True, "osteoporosis": "yes"},
        40,
        "urgent",
        True,
        False,
        False,
        False,
        ("fall_with_thin_bones", "osteoporosis"),
    ),
    ({"minor_trauma": False, "osteoporosis": "yes"}, 40, "none", False, True, False, False, ("osteoporosis",)),
    ({"minor_trauma": True, "steroids": True}, 40, "urgent", True, False, False, False, ("steroids", "fall_on_cortisone")),
    ({"back_pain": "new"}, 19, "soon", True, False, False, False, ("new_pain_young",)),
    ({"back_pain": "new"}, 20, "none", False, True, True, True, ()),
    ({"back_pain": "new"}, 50, "none", False, True, True, True, ()),
    ({"back_pain": "new"}, 51, "soon", True, False, False, False, ("new_pain_older",)),
    ({"back_pain": "new"}, None, "none", False, True, True, True, ()),
    ({"back_pain": "persistent"}, 59, "none", False, True, True, True, ()),
    ({"back_pain": "persistent"}, 60, "soon", True, False, False, False, ("persistent_pain_older",)),
    ({"back_pain": "persistent", "weight_loss": True}, 59, "urgent", True, False, False, False, ("weight_loss",)),
    (
        {"back_pain": "persistent", "weight_loss": True},
        60,
        "urgent",
        True,
        False,
        False,
        False,
        ("weight_loss", "weight_loss_older", "persistent_pain_older"),
    ),
    ({"cancer_history": True, "pain_now": 0, "back_pain": "none"}, 40, "soon", True, False, False, False, ("cancer_history",)),
    ({"cancer_history": True, "pain_now": 1, "back_pain": "none"}, 40, "urgent", True, False, False, False, ("cancer_history",)),
    ({"cancer_history": True, "pain_now": 0}, 40, "urgent", True, False, False, False, ("cancer_history",)),
    (
        {"cancer_history": True, "steroids": True, "pain_now": 0, "back_pain": "none"},
        40,
        "urgent",
        True,
        False,
        False,
        False,
        ("several_soon", "steroids", "cancer_history"),
    ),
    ({"fever": True, "pain_now": 0, "back_pain": "none"}, 40, "urgent", True, False, False, False, ("fever",)),
    ({"rash": True, "organ_pain": True}, 40, "urgent", True, False, False, False, ("several_soon", "rash", "organ_pain")),
    ({"rash": True, "chest_pain": True}, 40, "emergency", True, False, False, False, ("chest_pain", "rash")),
    ({"pregnancy": "first", "pregnancy_cleared": True}, 30, "none", False, True, True, True, ("pregnancy",)),
    ({"pregnancy": "second", "pregnancy_cleared": True}, 30, "none", False, True, True, True, ("pregnancy",)),
    ({"pregnancy": "third", "pregnancy_cleared": True}, 30, "none", False, True, False, False, ("pregnancy",)),
    (
        {"pregnancy": "first", "pregnancy_cleared": True, "dizziness": True},
        30,
        "urgent",
        True,
        False,
        False,
        False,
        ("pregnant_and_dizzy", "dizziness", "pregnancy"),
    ),
    ({"pregnancy": "no", "dizziness": True}, 30, "clinician", False, True, False, False, ("dizziness",)),
    (
        {"minor_trauma": True, "osteoporosis": "with-fracture"},
        40,
        "urgent",
        True,
        False,
        False,
        False,
        ("fall_with_thin_bones", "osteoporosis"),
    ),
    (
        {"pregnancy": "third", "pregnancy_cleared": False},
        30,
        "clinician",
        False,
        False,
        False,
        False,
        ("pregnant_not_cleared", "pregnancy"),
    ),
    ({"pregnancy": "no", "pregnancy_cleared": False}, 30, "none", False, True, True, True, ()),
    ({"guardian": True}, 17, "none", False, True, True, False, ("under_18",)),
    ({"guardian": False}, 17, "clinician", False, False, False, False, ("under_18_alone", "under_18")),
    ({}, 17, "clinician", False, False, False, False, ("under_18_alone", "under_18")),
    ({}, 18, "none", False, True, True, True, ()),
    ({"pain_now": 3}, 40, "none", False, True, True, True, ()),
    ({"pain_now": 4}, 40, "none", False, True, False, False, ()),
    ({"pain_now": 5}, 40, "none", False, True, False, False, ()),
    ({"pain_now": 6}, 40, "clinician", False, False, False, False, ()),
    ({"pain_now": 0, "pain_next_morning": 6}, 40, "clinician", False, False, False, False, ()),
    ({"pain_now": 1, "pain_before_session": 1, "pain_next_morning": 2}, 40, "clinician", False, False, False, False, ()),
    ({"pain_now": 2, "pain_before_session": 2, "pain_next_morning": 2}, 40, "none", False, True, True, True, ()),
    ({"dizziness": True, "shoulder": True}, 40, "clinician", False, True, False, False, ("dizziness", "shoulder")),
]

PAIN_TITLE = "Pain from 0 to 10"
PAIN_COLUMNS = ("now", "during", "next morning", "before that session", "worst of each week", "zone")
PAIN_TABLE = [
    (None, None, None, None, (), "not-asked"),
    (0, None, None, None, (), "go"),
    (3, None, None, None, (), "go"),
    (4, None, None, None, (), "modify"),
    (5, None, None, None, (), "modify"),
    (6, None, None, None, (), "stop"),
    (10, None, None, None, (), "stop"),
    (0, 4, None, None, (), "modify"),
    (0, 6, None, None, (), "stop"),
    (0, 0, 5, None, (), "modify"),
    (0, 0, 6, None, (), "stop"),
    (2, 2, 2, 2, (), "go"),
    (2, 2, 3, 2, (), "stop"),
    (2, 2, 1, 2, (), "go"),
    (None, None, 3, 2, (), "stop"),
    (2, None, None, None, (3, 3), "go"),
    (2, None, None, None, (2, 3), "modify"),
    (2, None, None, None, (1, 3, 2), "go"),
    (6, None, None, None, (2, 3), "stop"),
]

WRONG_TITLE = "Screening: answers that cannot be"
WRONG_COLUMNS = ("answers", "age", "where", "expected")
WRONG_TABLE = [
    ({"chest_pian": True}, 40, "screening:chest_pian", "perhaps chest_pain"),
    ({"pain_now": 11}, 40, "screening:pain_now", "0 to 10"),
    ({"pain_now": -1}, 40, "screening:pain_now", "0 to 10"),
    ({"pain_now": 2.5}, 40, "screening:pain_now", "0 to 10"),
    ({"pain_now": True}, 40, "screening:pain_now", "0 to 10"),
    ({"pain_now": "two"}, 40, "screening:pain_now", "0 to 10"),
    ({"fever": 1}, 40, "screening:fever", "true or false"),
    ({"fever": "perhaps"}, 40, "screening:fever", "true or false"),
    ({"pregnancy": True}, 40, "screening:pregnancy", "first"),
    ({"osteoporosis": "maybe"}, 40, "screening:osteoporosis", "with-fracture"),
    ({}, -1, "person:age_years", "0 to 120"),
    ({}, 121, "person:age_years", "0 to 120"),
    ({}, float("nan"), "person:age_years", "0 to 120"),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]}={row[1]}")
def test_each_answer_alone(row):
    question, answer, urgency, stop, active, assisted, held, phone, restrictions = row
    seen = screen({question: answer}, age_years=40)
    assert (seen.urgency, seen.stop) == (urgency, stop)
    assert (seen.active, seen.assisted, seen.held_end_range, seen.phone_on_chest) == (active, assisted, held, phone)
    assert seen.restrictions == frozenset(restrictions)


def test_the_table_holds_every_answer_of_every_question():
    listed = {(row[0], row[1]) for row in TABLE}
    expected = set()
    for question in questions():
        if question.kind is AnswerKind.YES_NO:
            expected.add((question.id, True))
        expected |= {(question.id, choice.id) for choice in question.choices}
    assert listed == expected


@pytest.mark.parametrize("question", [question for question in questions() if question.kind is AnswerKind.YES_NO])
def test_no_is_as_harmless_as_it_says(question):
    seen = screen({question.id: False}, age_years=40)
    assert (seen.flags, seen.urgency, seen.stop, seen.restrictions) == ((), Urgency.NONE, False, frozenset())
    assert question.id not in seen.unanswered


@pytest.mark.parametrize("row", TOGETHER_TABLE, ids=str)
def test_answers_together(row):
    answers, age, urgency, stop, active, assisted, held, why = row
    seen = screen(answers, age_years=age)
    assert (seen.urgency, seen.stop) == (urgency, stop)
    assert (seen.active, seen.assisted, seen.held_end_range) == (active, assisted, held)
    assert tuple(flag.question for flag in seen.flags) == why


def test_every_rule_is_in_the_table():
    shown = {name for row in TOGETHER_TABLE for name in row[-1]}
    wanted = {rule.id for rule in questionnaire().rules} | {grading.id for grading in questionnaire().gradings}
    assert wanted <= shown


@pytest.mark.parametrize("row", PAIN_TABLE, ids=str)
def test_pain_zones(row):
    now, during, next_morning, before, weeks, zone = row
    verdict = pain_zone(now, during=during, next_morning=next_morning, before=before, last_weeks=weeks)
    assert verdict.zone == zone
    assert bool(verdict.reasons) == (zone in ("modify", "stop"))


@pytest.mark.parametrize("row", WRONG_TABLE, ids=str)
def test_wrong_answers_are_named(row):
    answers, age, where, expected = row
    with pytest.raises(InputProblem) as caught:
        screen(answers, age_years=age)
    assert caught.value.where == where
    assert expected in caught.value.expected


def test_what_was_not_asked_is_named_and_stops_nothing():
    seen = screen({"pain_now": 2}, age_years=41)
    assert not seen.stop
    assert (seen.active, seen.assisted, seen.held_end_range) == (True, True, True)
    assert {"chest_pain", "pain_now"} & set(seen.unanswered) == {"chest_pain"}
    assert "age_years" in screen({}).unanswered
    assert seen.advice == questionnaire().advice["none_so_far"]


def test_when_all_is_answered_and_harmless_nothing_is_missing():
    answers = {q.id: False for q in questions() if q.kind is AnswerKind.YES_NO}
    answers |= {q.id: q.choices[0].id for q in questions() if q.kind is AnswerKind.CHOICE}
    seen = screen(answers | {"pain_now": 0}, age_years=41)
    assert seen.unanswered == ()
    assert seen.flags == ()
    assert seen.advice == questionnaire().advice["none"]


def test_follow_up_questions_are_missed_only_where_they_apply():
    assert "pregnancy_cleared" not in screen({"pregnancy": "no"}, age_years=30).unanswered
    assert "pregnancy_cleared" in screen({"pregnancy": "second"}, age_years=30).unanswered
    assert "guardian" in screen({}, age_years=17).unanswered
    assert "guardian" not in screen({}, age_years=18).unanswered


@pytest.mark.parametrize("urgency", ["soon", "urgent", "emergency"])
def test_a_red_flag_says_where_to_go_and_nothing_else(urgency):
    answers = {"soon": {"rash": True}, "urgent": {"fever": True}, "emergency": {"collapse": True}}[urgency]
    seen = screen(answers | {"pain_now": 7, "magnet_implant": True}, age_years=41)
    assert seen.stop
    assert seen.advice == questionnaire().advice[urgency]
    assert (seen.active, seen.assisted, seen.held_end_range) == (False, False, False)


def test_every_question_and_rule_has_its_source_and_strength():
    words = {strength.value for strength in Strength}
    for item in (*questions(), *questionnaire().rules):
        assert item.source == "convention" or item.source in sources() or item.source in figures(), item.id
        assert item.strength in words, item.id
    for question in questions():
        assert question.text.endswith(("?", ".")), question.id
        assert question.yes.changes or question.choices or question.kind is AnswerKind.SCALE or question.id in {
            "minor_trauma", "pregnancy_cleared", "guardian",
        }, question.id  # fmt: skip


def test_ids_are_unique():
    ids = [item.id for item in (*questions(), *questionnaire().rules, *questionnaire().gradings)]
    assert len(ids) == len(set(ids))
