"""A set from its page to what follows: typed values, pain, what is left out, what is in doubt, what is put right."""

from __future__ import annotations

import uuid

import pytest

from builders.checks import make_set
from builders.setups import PHONE, TYPED
from builders.walking import made_for, walk_tests
from supple_web.assessments.models import Result, Trial, TrialSet
from supple_web.assessments.stages import Stage
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db
VALUES = {"right-1": "44,5", "left-1": "38.5", "right-2": "45", "left-2": "39°", "right-3": "46", "left-3": "40"}
CALM = {"right-felt": "stretch", "left-felt": "nothing"}


def at(check, *parts):
    return "/".join(["/check", str(check.pk), *map(str, parts)])


def typed(client, check, values=VALUES, stage="turning", **more):
    path = at(check, "set", stage, "type")
    return client.post(path, {"made_for": made_for(client, path), **values, **more})


def test_the_pages_of_a_set_show_what_is_done_and_where_it_goes_on(guest_client, ready):
    check = ready()
    following = guest_client.get(at(check, "next"))
    assert following.context["set_url"] == at(check, "set", "turning")
    page = guest_client.get(following.context["set_url"])
    assert "right elbow up" in page.text
    assert "The direction is where the breastbone turns." in page.text
    assert page.context["way_url"] == at(check, "set", "turning", "type")
    form = guest_client.get(page.context["way_url"])
    assert [one.field.id for one in form.context["readings"]] == list(VALUES)


def test_typed_values_become_trials_in_their_order(guest_client, ready):
    check = ready()
    answer = typed(guest_client, check)
    one = TrialSet.objects.get()
    assert answer["Location"] == at(check, "pain", one.pk)
    assert [(row.direction, row.value_deg, row.order) for row in one.trials.all()] == [
        ("right", 44.5, 1),
        ("left", 38.5, 2),
        ("right", 45.0, 3),
        ("left", 39.0, 4),
        ("right", 46.0, 5),
        ("left", 40.0, 6),
    ]
    kind = (one.movement, one.mode, one.position, one.instrument, one.placement, one.arm, one.support, one.rater)
    assert kind == ("rotation", "active", "lumbar-locked", "inclinometer", "T1-T2", "low-back", "none", "self")
    assert one.asked == {"right": 3, "left": 3}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("abc", "“abc” is no number; type one such as 40.5."),
        ("-4", "-4 cannot be right; expected 0 to 150 degrees."),
        ("190", "190 cannot be right; expected 0 to 150 degrees."),
        ("1e2", "“1e2” is no number; type one such as 40.5."),
    ],
)
def test_a_wrong_number_is_told_beside_it_and_the_others_stay(guest_client, ready, sent, said):
    answer = typed(guest_client, ready(), {**VALUES, "left-2": sent})
    assert answer.status_code == 422
    readings = {one.field.id: one for one in answer.context["readings"]}
    assert readings["left-2"].problem == said
    assert {key: one.given for key, one in readings.items()} == {**VALUES, "left-2": sent}
    assert not any(one.problem for key, one in readings.items() if key != "left-2")
    assert not TrialSet.objects.exists()


def test_nothing_typed_is_no_set(guest_client, ready):
    answer = typed(guest_client, ready(), {})
    assert answer.status_code == 422
    assert "Nothing is typed yet" in answer.text


def test_what_was_left_empty_is_asked_again_and_only_that(guest_client, ready):
    check = ready()
    guest_client.post(typed(guest_client, check, {**VALUES, "left-3": ""})["Location"], CALM)
    following = guest_client.get(at(check, "next"))
    assert dict(following.context["task"].counts) == {"left": 1}
    assert [(one.toward, one.counted, one.asked) for one in following.context["outcomes"]] == [
        ("to the right", 3, 3),
        ("to the left", 2, 3),
    ]
    form = guest_client.get(following.context["set_url"])
    assert [one.field.id for one in form.context["readings"]] == ["left-1"]


def test_the_same_form_twice_is_one_set(guest_client, ready):
    check = ready()
    client_id = guest_client.get(at(check, "set", "turning", "type")).context["client_id"]
    first = typed(guest_client, check, client_id=client_id)
    guest_client.post(first["Location"], CALM)
    for _ in range(2):
        again = typed(guest_client, check, client_id=client_id)
        assert again.status_code == 302
    assert TrialSet.objects.count() == 1
    assert Trial.objects.count() == 6


def test_a_second_window_adds_nothing_and_is_told(guest_client, ready):
    check = ready()
    stale = guest_client.get(at(check, "set", "turning", "type")).context["client_id"]
    guest_client.post(typed(guest_client, check)["Location"], CALM)
    answer = guest_client.post(at(check, "set", "turning", "type"), {**VALUES, "client_id": stale}, follow=True)
    assert "was entered in another window" in answer.text
    assert answer.redirect_chain[-1][0] == at(check, "next")
    assert TrialSet.objects.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        {"answers": {"knees": True}},
        {"setup": {"arm": "behind-head"}},
        {"setup": {"instrument": "goniometer"}},
        {"setup": {"read_at": "C7"}},
    ],
    ids=["position", "arms", "instrument", "place"],
)
def test_a_form_for_another_kind_of_turn_adds_nothing(guest_client, ready, change):
    check = ready()
    path = at(check, "set", "turning", "type")
    form = {**VALUES, "made_for": made_for(guest_client, path)}
    for name, value in change.items():
        setattr(check, name, {**getattr(check, name), **value})
    check.save()
    answer = guest_client.post(path, form, follow=True)
    assert "was entered in another window" in answer.text
    assert not TrialSet.objects.exists()
    assert guest_client.post(path, {**VALUES, "made_for": "something else"}).status_code == 302
    assert not TrialSet.objects.exists()


def test_a_damaged_id_harms_nothing(guest_client, ready):
    assert typed(guest_client, ready(), client_id="no id")["Location"]
    assert isinstance(TrialSet.objects.get().client_id, uuid.UUID)


@pytest.mark.parametrize("stage", ["bending", "helped", "turning-more", "turning-seated", "nothing"])
@pytest.mark.parametrize("page", ["", "/type", "/phone", "/file", "/skip"])
def test_only_the_next_set_opens(guest_client, ready, stage, page):
    check = ready()
    assert guest_client.get(f"{at(check, 'set', stage)}{page}")["Location"] == at(check, "next")


def test_another_way_than_the_chosen_one_is_chosen_first(guest_client, ready):
    check = ready(PHONE)
    assert guest_client.get(at(check, "set", "turning", "type"))["Location"] == f"{at(check, 'way')}?to=typed"
    way = guest_client.get(f"{at(check, 'way')}?to=typed")
    assert [one.given for one in way.context["shown"]] == ["typed"]
    check.refresh_from_db()
    assert check.setup["way"] == "phone"
    assert guest_client.post(at(check, "way"), {"way": "typed"})["Location"] == at(check, "tool")


# ---------------------------------------------------------------- pain


def test_nothing_goes_on_before_pain_was_asked(guest_client, ready):
    check = ready()
    pain = typed(guest_client, check)["Location"]
    assert guest_client.get(at(check, "next"))["Location"] == pain
    assert guest_client.get("/check")["Location"] == pain
    assert guest_client.post(at(check, "finish"))["Location"] == pain
    check.refresh_from_db()
    assert check.finished_at is None


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"right-felt": "nothing", "left-felt": "stretch"}, {"right": 0, "left": 0}),
        ({"right-felt": "pain", "right-level": "3", "left-felt": "nothing"}, {"right": 3, "left": 0}),
        ({"right-felt": "nothing", "right-level": "7", "left-felt": "nothing"}, {"right": 0, "left": 0}),
    ],
)
def test_pain_is_kept_with_the_set_and_its_trials(guest_client, ready, sent, stored):
    check = ready()
    guest_client.post(typed(guest_client, check)["Location"], sent)
    one = TrialSet.objects.get()
    assert one.pain == stored
    assert {row.direction: row.pain for row in one.trials.all()} == stored


@pytest.mark.parametrize(
    ("sent", "side", "said"),
    [
        ({"right-felt": "nothing"}, "to the left", "Please choose one."),
        ({"right-felt": "pain", "left-felt": "nothing"}, "to the right", "Please choose a number from 1 to 10."),
        (
            {"right-felt": "pain", "right-level": "0", "left-felt": "nothing"},
            "to the right",
            "0 cannot be right; expected 1 to 10.",
        ),
    ],
)
def test_pain_without_its_size_is_asked_again(guest_client, ready, sent, side, said):
    answer = guest_client.post(typed(guest_client, ready())["Location"], sent)
    assert answer.status_code == 422
    assert {one.toward: one.problem for one in answer.context["sides"] if one.problem} == {side: said}
    assert TrialSet.objects.get().pain is None


def test_pain_can_be_corrected_on_the_way_back(guest_client, ready):
    check = ready()
    pain = typed(guest_client, check)["Location"]
    guest_client.post(pain, {"right-felt": "pain", "right-level": "4", "left-felt": "nothing"})
    assert guest_client.get(at(check, "next")).context["back_url"] == pain
    assert [one.felt for one in guest_client.get(pain).context["sides"]] == ["pain", "nothing"]
    guest_client.post(pain, CALM)
    assert Trial.objects.filter(pain__gt=0).count() == 0


# ---------------------------------------------------------------- leaving out, stopping


@pytest.mark.parametrize("reason", ["time", "too-hard", "equipment", "other"])
def test_a_set_is_left_out_with_its_reason_and_can_be_done_after_all(guest_client, ready, reason):
    check = ready()
    assert guest_client.post(at(check, "set", "turning", "skip"), {"reason": reason})["Location"] == at(check, "next")
    check.refresh_from_db()
    assert check.skipped == [{"stage": "turning", "reason": reason}]
    page = guest_client.get(at(check, "next"))
    assert page.context["task"].stage is Stage.BENDING
    assert [entry["title"] for entry in page.context["skipped"]] == ["Turn by yourself"]
    guest_client.post(at(check, "set", "turning", "unskip"))
    assert guest_client.get(at(check, "next")).context["task"].stage is Stage.TURNING


def test_leaving_out_needs_a_reason(guest_client, ready):
    check = ready()
    assert guest_client.post(at(check, "set", "turning", "skip"), {}).status_code == 422
    assert guest_client.post(at(check, "set", "turning", "skip"), {"reason": "bored"}).status_code == 422
    check.refresh_from_db()
    assert check.skipped == []


def test_left_out_for_pain_asks_where_and_ends_that_direction(guest_client, ready):
    check = ready()
    answer = guest_client.post(at(check, "set", "turning", "skip"), {"reason": "pain"})
    one = TrialSet.objects.get()
    assert answer["Location"] == at(check, "pain", one.pk)
    guest_client.post(answer["Location"], {"right-felt": "nothing", "left-felt": "pain", "left-level": "4"})
    assert dict(guest_client.get(at(check, "next")).context["task"].counts) == {"right": 3}
    guest_client.post(at(check, "finish"))
    found = Result.objects.get().document["findings"]
    assert [(row["direction"], row["category"]) for row in found] == [("left", "painful")]


def test_stopping_is_possible_at_any_time_and_keeps_what_there_is(guest_client, ready):
    check = ready()
    assert guest_client.post(at(check, "finish"))["Location"] == at(check, "result")
    check.refresh_from_db()
    assert check.finished_at is not None
    assert Result.objects.get().document["findings"] == []


def test_after_the_end_more_can_be_measured_on_the_same_day(guest_client, ready):
    check = ready()
    guest_client.post(at(check, "finish"))
    assert guest_client.get("/check")["Location"] == at(check, "next")
    guest_client.post(typed(guest_client, check)["Location"], CALM)
    assert [row["active"]["n"] for row in Result.objects.get().document["findings"]] == [3, 3]


def test_a_whole_day_ends_with_its_result(guest_client, ready):
    check = ready()
    stages = walk_tests(guest_client, check)
    assert stages[0] == "turning"
    assert stages[-1].startswith("helped")
    page = guest_client.get(at(check, "next"))
    assert page.context["task"] is None
    assert guest_client.post(at(check, "finish"))["Location"] == at(check, "result")
    result = Result.objects.get()
    assert result.document["schema"] == "supple.assess/1"
    assert result.science_version
    assert guest_client.get("/check").status_code == 200


# ---------------------------------------------------------------- what can hardly be right


@pytest.fixture
def doubtful(ready, guest_client):
    """Active far above assisted to the right."""
    check = ready()
    fields = {"placement": "T1-T2", "asked": {"right": 3, "left": 3}}
    make_set(check, {"right": [61.0, 62.0, 63.0], "left": [40.0, 41.0, 39.0]}, **fields)
    make_set(check, {"right": [34.0, 35.0, 36.0], "left": [45.0, 46.0, 44.0]}, "assisted", **fields)
    return check


def test_an_impossible_pair_is_shown_before_anything_goes_on(doubtful, guest_client):
    assert guest_client.get(at(doubtful, "next"))["Location"] == at(doubtful, "doubt")
    page = guest_client.get(at(doubtful, "doubt"))
    assert page.context["doubts"]
    assert "Keep as they are" in page.text


def test_kept_as_it_is_it_is_asked_once(doubtful, guest_client):
    assert guest_client.post(at(doubtful, "doubt"))["Location"] == at(doubtful, "next")
    assert guest_client.get(at(doubtful, "next")).status_code == 200
    assert guest_client.get(at(doubtful, "doubt"))["Location"] == at(doubtful, "next")


def test_corrected_it_is_in_doubt_no_more(doubtful, guest_client):
    page = guest_client.get(at(doubtful, "values"))
    readings = [one for group in page.context["groups"] for one in group["readings"]]
    assert [group["title"] for group in page.context["groups"]] == ["Turn by yourself", "Turn with a push from the floor"]
    sent = {one.field.id: one.given for one in readings}
    helped = [one.field.id for one in page.context["groups"][1]["readings"] if one.name == "right"]
    assert guest_client.post(at(doubtful, "values"), {**sent, **dict.fromkeys(helped, "66,5")})["Location"] == at(
        doubtful, "next"
    )
    assert Trial.objects.filter(value_deg=66.5, corrected_at__isnull=False).count() == 3
    assert Trial.objects.filter(corrected_at__isnull=False).count() == 3


def test_a_wrong_correction_changes_nothing(doubtful, guest_client):
    readings = [one for group in guest_client.get(at(doubtful, "values")).context["groups"] for one in group["readings"]]
    sent = {one.field.id: one.given for one in readings}
    first, second = list(sent)[:2]
    answer = guest_client.post(at(doubtful, "values"), {**sent, first: "12", second: "far"})
    assert answer.status_code == 422
    assert "“far” is no number" in answer.text
    assert not Trial.objects.filter(corrected_at__isnull=False).exists()


def test_a_set_that_was_taken_out_is_offered_again(guest_client, ready):
    check = ready(TYPED)
    guest_client.post(typed(guest_client, check)["Location"], CALM)
    one = TrialSet.objects.get()
    assert guest_client.post(at(check, "remove", one.pk))["Location"] == at(check, "next")
    assert guest_client.get(at(check, "next")).context["task"].stage is Stage.TURNING
    assert not Trial.objects.exists()


def test_every_change_leaves_an_audit_row_of_that_person(guest_client, ready, guest):
    check = ready()
    guest_client.post(typed(guest_client, check)["Location"], CALM)
    guest_client.post(at(check, "finish"))
    rows = Row.objects.filter(what__startswith="assessments")
    assert set(rows.values_list("verb", flat=True)) >= {"type a set", "rate pain", "finish"}
    assert {row.about for row in rows} == {guest.audit_id}


# ---------------------------------------------------------------- bends between two pen marks


STILL = {"still-upper": "20", "still-lower": "-5"}
MARKS = STILL | {
    f"{name}-{time}-{mark}": value
    for name, bent in (("flexion", ("70", "10")), ("extension", ("5", "-2")))
    for time in (1, 2, 3)
    for mark, value in zip(("upper", "lower"), bent, strict=True)
}


@pytest.fixture
def marked(ready):
    check = ready({**TYPED, "bends": "marks"})
    check.skipped = [{"stage": "turning", "reason": "time"}]
    check.save()
    return check


def test_a_bend_is_the_change_between_two_marks(guest_client, marked):
    page = guest_client.get(at(marked, "set", "bending", "type"))
    assert [one.field.id for one in page.context["readings"]] == list(STILL) + [
        f"{name}-{time}-{mark}" for time in (1, 2, 3) for name in ("flexion", "extension") for mark in ("upper", "lower")
    ]
    assert "four readings double the error of one" in page.text
    typed(guest_client, marked, MARKS, "bending")
    one = TrialSet.objects.get()
    assert one.placement == "T12-L1"
    # (70 - 10) - (20 - -5) = 35 forward; -((5 - -2) - (20 - -5)) = 18 back
    assert [(row.movement, row.value_deg) for row in one.trials.all()] == [("flexion", 35.0), ("extension", 18.0)] * 3


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        ({"still-lower": ""}, "still-lower", "A bend needs all four readings; type this one too."),
        ({"flexion-2-lower": ""}, "flexion-2-lower", "A bend needs all four readings; type this one too."),
        ({"flexion-2-upper": "181"}, "flexion-2-upper", "181 cannot be right; expected -180 to 180 degrees."),
        ({"extension-1-upper": "60"}, "extension-1-upper", "This makes -37 degrees"),
    ],
)
def test_readings_that_make_no_bend_are_told_where(guest_client, marked, change, where, said):
    answer = typed(guest_client, marked, {**MARKS, **change}, "bending")
    assert answer.status_code == 422
    problems = {one.field.id: one.problem for one in answer.context["readings"] if one.problem}
    assert set(problems) == {where}
    assert said in problems[where]
    assert {one.field.id: one.given for one in answer.context["readings"]} == {**MARKS, **change}


def test_bends_between_marks_are_done_once_they_are(guest_client, marked):
    guest_client.post(
        typed(guest_client, marked, MARKS, "bending")["Location"],
        {f"{name}-felt": "nothing" for name in ("flexion", "extension")},
    )
    assert guest_client.get(at(marked, "next")).context["task"] is None
