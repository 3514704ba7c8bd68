"""A set that the phone recorded: measured by the science, stored as it came, once, and never on the page's word."""

from __future__ import annotations

import gzip
import json
import uuid
from functools import partial

import pytest

from builders.checks import make_set
from builders.phone_feed import PEAKS_DEG, Habits, recorded, trial_document
from builders.setups import PHONE
from supple.guidance import guidance
from supple_web.assessments.actions import measuring
from supple_web.assessments.engine.tasks import plan_of
from supple_web.assessments.models import TrialSet
from supple_web.assessments.stages import Stage

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
FELT = {"right-felt": "stretch", "left-felt": "stretch"}
SOME = str(uuid.UUID(int=7))
TRIAL = guidance("lumbar-locked", support="none").document()["trial"]
BY_PHONE = {"instrument": "phone", "source": "phone", "placement": "sternum"}


def at(check, *parts):
    return "/".join(["/check", str(check.pk), *map(str, parts)])


def document_of(client, check, stage="turning"):
    """The guidance on the capture's page, as its script reads it."""
    return json.loads(json.dumps(client.get(at(check, "set", stage, "phone")).context["guidance"]))


def sent_by(guidance, client_id=SOME, *, peaks=PEAKS_DEG, seed=1, **person):
    recording, _ = recorded(guidance, peaks, seed=seed, **person)
    return {**trial_document(guidance, recording), "client_id": client_id, "guidance": guidance["id"]}


def post(client, check, body, stage="turning"):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(at(check, "set", stage, "phone"), data, content_type="application/json", headers=JSON)


@pytest.fixture
def check(ready):
    return ready(PHONE)


def test_the_page_has_the_guidance_of_the_task_and_every_way_out(guest_client, check):
    page = guest_client.get(at(check, "set", "turning", "phone"))
    context = page.context
    assert context["guidance"]["trial"] == TRIAL
    assert TRIAL == {
        "position": "lumbar-locked",
        "mode": "active",
        "placement": "sternum",
        "arm": "low-back",
        "assist": None,
        "support": "none",
    }
    assert context["practice"]["practice"] is True
    assert context["post_url"] == at(check, "set", "turning", "phone")
    for name, query in (("type_url", "typed"), ("upload_url", "file")):
        assert context[name] == f"{at(check, 'way')}?to={query}"
    assert guest_client.get(context["phone_url"]).status_code == 200
    assert guest_client.get(context["back_url"]).status_code == 200


def test_a_simulated_person_is_measured_as_they_turned(guest_client, check):
    answer = post(guest_client, check, sent_by(document_of(guest_client, check)))
    one = TrialSet.objects.get()
    assert answer.json() == {"next": at(check, "pain", one.pk)}
    rows = list(one.trials.all())
    assert [row.direction for row in rows] == ["right", "left"] * 3
    for side, peak in (("left", 42.0), ("right", 50.0)):
        values = [row.value_deg for row in rows if row.direction == side]
        assert sum(values) / 3 == pytest.approx(peak, abs=3.0)
    assert {row.quantity for row in rows} == {"thoracic-rotation"}
    assert all(row.own_error_deg for row in rows)
    assert (one.source, one.instrument, one.placement) == ("phone", "phone", "sternum")


def test_what_came_is_stored_as_it_came(guest_client, check):
    body = json.dumps(sent_by(document_of(guest_client, check)))
    post(guest_client, check, body)
    one = TrialSet.objects.get()
    assert gzip.decompress(bytes(one.raw)).decode() == body
    assert one.document["schema"] == "supple.measure/1"
    assert one.science_version


def test_the_same_id_twice_is_one_set_with_one_answer(guest_client, check):
    body = json.dumps(sent_by(document_of(guest_client, check)))
    first, second = post(guest_client, check, body), post(guest_client, check, body)
    assert first.json() == second.json()
    guest_client.post(first.json()["next"], FELT)
    assert post(guest_client, check, body).json() == first.json()
    assert TrialSet.objects.count() == 1


def test_how_it_was_made_is_the_servers_own_knowledge(guest_client, check):
    document = document_of(guest_client, check)
    claimed = {**document["trial"], "rater": "Dr X"}
    post(guest_client, check, {**sent_by(document), "trial": claimed, "day": "2020-01-01"})
    one = TrialSet.objects.get()
    assert (one.position, one.mode, one.placement, one.arm, one.rater) == (
        "lumbar-locked",
        "active",
        "sternum",
        "low-back",
        "self",
    )
    assert one.check_of == check


@pytest.mark.parametrize("changed", [{"worn": "upper-back"}, {"arm": "behind-head"}], ids=["worn", "arms"])
def test_a_set_that_was_guided_otherwise_is_not_stored_as_what_is_asked_now(guest_client, check, changed):
    body = sent_by(document_of(guest_client, check))
    check.setup = {**check.setup, **changed}
    check.save()
    answer = post(guest_client, check, body)
    assert answer.status_code == 409
    assert "changed in the meantime" in answer.json()["problem"]
    assert not TrialSet.objects.exists()


def test_a_bend_from_the_breastbone_is_not_turned_round_by_a_page_that_says_the_back(guest_client, check):
    check.skipped = [{"stage": stage, "reason": "time"} for stage in ("turning", "turning-more")]
    check.save()
    body = sent_by(document_of(guest_client, check, "bending"))
    check.setup = {**check.setup, "worn": "upper-back"}
    check.save()
    assert post(guest_client, check, body, "bending").status_code == 409
    assert not TrialSet.objects.exists()


def test_rejected_turns_are_explained_and_only_they_are_offered_again(guest_client, check):
    document = document_of(guest_client, check)
    post(guest_client, check, sent_by(document, habits=Habits(return_deg=18.0), seed=5))
    one = TrialSet.objects.get()
    counted = one.trials.count()
    assert counted < 6
    guest_client.post(at(check, "pain", one.pk), FELT)
    page = guest_client.get(at(check, "next"))
    assert page.context["task"].again
    assert sum(page.context["task"].counts.values()) == 6 - counted
    said = [why for outcome in page.context["outcomes"] for why in outcome.why]
    assert said
    assert all(why.endswith(".") for why in said)
    assert page.context["set_url"] == at(check, "set", "turning", "phone")
    again = guest_client.get(page.context["set_url"]).context
    assert again["practice"] is None


def test_bends_are_measured_too(guest_client, check):
    check.skipped = [{"stage": stage, "reason": "time"} for stage in ("turning", "turning-more")]
    check.save()
    document = document_of(guest_client, check, "bending")
    post(guest_client, check, sent_by(document), "bending")
    rows = TrialSet.objects.get().trials.all()
    assert [row.movement for row in rows] == ["flexion", "extension"] * 3
    assert {row.direction for row in rows} == {""}
    page = guest_client.get(at(check, "pain", TrialSet.objects.get().pk))
    assert [side.toward for side in page.context["sides"]] == ["bending forward", "bending back"]


def test_the_whole_day_by_phone(guest_client, check):
    stages = []
    for turn in range(8):
        page = guest_client.get(at(check, "next"))
        task = page.context["task"]
        if task is None:
            break
        stages.append(task.stage)
        further = {"turn-left": 58.0, "turn-right": 61.0} if task.mode == "assisted" else PEAKS_DEG
        body = sent_by(document_of(guest_client, check, task.stage), str(uuid.UUID(int=100 + turn)), peaks=further, seed=turn)
        answer = post(guest_client, check, body, task.stage)
        guest_client.post(answer.json()["next"], {f"{name}-felt": "nothing" for name in task.counts})
    assert [stage for stage in stages if stage is not Stage.MORE][:3] == [Stage.TURNING, Stage.BENDING, Stage.HELPED]
    assert page.context["task"] is None


def test_what_one_set_asked_for_is_kept_and_not_all_that_was_missing(guest_client, check):
    make_set(check, {"right": [44.0, 45.0]}, **BY_PHONE, asked={"right": 2})
    document = document_of(guest_client, check)
    post(guest_client, check, sent_by(document))
    one = TrialSet.objects.get(client_id=SOME)
    assert one.asked == {"right": 1, "left": 1}
    assert one.trials.count() == 2


def test_a_set_broken_off_for_pain_is_one_however_often_it_is_sent(guest, check, monkeypatch):
    task, held = plan_of(check).task, measuring.locked
    stop = partial(measuring.stop_for_pain, check=check, task=task, client_id=uuid.UUID(SOME), by=guest)

    def after_the_other(check):
        monkeypatch.setattr(measuring, "locked", held)
        stop()
        return held(check)

    monkeypatch.setattr(measuring, "locked", after_the_other)
    assert stop() == TrialSet.objects.get()


def test_a_set_that_was_kept_while_its_double_waited_is_answered_like_the_first(guest_client, check, monkeypatch):
    body = json.dumps(sent_by(document_of(guest_client, check)))
    held = measuring.locked

    def after_the_other(check):
        monkeypatch.setattr(measuring, "locked", held)
        post(guest_client, check, body)
        return held(check)

    monkeypatch.setattr(measuring, "locked", after_the_other)
    second = post(guest_client, check, body)
    assert second.json() == {"next": at(check, "pain", TrialSet.objects.get().pk)}


# ---------------------------------------------------------------- what cannot be used


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ("", 422, "came without its number"),
        ("{", 422, "came without its number"),
        ("[]", 422, "came without its number"),
        (b"\xff\xfe\x00binary", 422, "came without its number"),
        ("[" * 100_000, 422, "came without its number"),
        ({"schema": "supple.phone-trial/1"}, 422, "came without its number"),
        ({"client_id": "no uuid"}, 422, "came without its number"),
        ({"client_id": SOME}, 422, "does not say how it was made"),
        ({"client_id": SOME, "trial": "lumbar-locked"}, 422, "does not say how it was made"),
        ({"client_id": SOME, "trial": TRIAL}, 422, "Expected: a recording in one of the formats named here"),
        ({"client_id": SOME, "trial": TRIAL, "schema": "supple.phone-trial/9"}, 422, "supple.phone-trial/9"),
        ({"client_id": SOME, "trial": TRIAL, "schema": "supple.phone-trial/1"}, 422, "no events"),
        ({"client_id": SOME, "trial": TRIAL, "schema": "supple.phone-trial/1", "motion": "much"}, 422, "Expected: an object"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line_and_nothing_is_kept(guest_client, check, body, status, said):
    answer = post(guest_client, check, body)
    assert answer.status_code == status
    assert said in answer.json()["problem"]
    assert "\n" not in answer.json()["problem"]
    assert "/tmp" not in answer.json()["problem"]
    assert not TrialSet.objects.exists()


def test_a_recording_without_any_turn_is_not_a_set(guest_client, check):
    still = dict.fromkeys(PEAKS_DEG, 2.0)
    answer = post(guest_client, check, sent_by(document_of(guest_client, check), peaks=still))
    assert answer.status_code == 422
    assert "no such movement" in answer.json()["problem"]
    assert not TrialSet.objects.exists()


def test_too_large_a_body_is_refused_before_it_is_read(guest_client, check, monkeypatch):
    monkeypatch.setattr("supple_web.assessments.views.recorded.MOST_PHONE_BYTES", 2000)
    answer = post(guest_client, check, {"client_id": SOME, "padding": "x" * 3000})
    assert answer.status_code == 413
    assert "larger than" in answer.json()["problem"]


def test_a_set_that_is_not_next_any_more_is_not_added(guest_client, check):
    body = sent_by(document_of(guest_client, check))
    post(guest_client, check, body)
    guest_client.post(at(check, "pain", TrialSet.objects.get().pk), FELT)
    answer = post(guest_client, check, {**body, "client_id": str(uuid.UUID(int=9))})
    assert answer.status_code == 409
    assert "was not added" in answer.json()["problem"]
    assert TrialSet.objects.count() == 1


def test_another_persons_id_is_another_set(guest_client, check, member, member_client, ready):
    body = json.dumps(sent_by(document_of(guest_client, check)))
    post(guest_client, check, body)
    theirs = ready(PHONE, person=member)
    assert post(member_client, theirs, body).status_code == 200
    assert TrialSet.objects.count() == 2


def test_the_token_of_the_form_is_asked_for(guest, check):
    from django.test import Client

    from supple_web.accounts.people import SESSION_KEY

    strict = Client(enforce_csrf_checks=True)
    session = strict.session
    session[SESSION_KEY] = str(guest.pk)
    session.save()
    assert post(strict, check, {"client_id": SOME}).status_code == 403


def test_a_phone_whose_magnets_are_near_an_implant_is_no_way(guest_client, ready):
    check = ready(PHONE, magnet_implant=True)
    assert guest_client.get(at(check, "set", "turning", "phone"))["Location"] == at(check, "way")
    assert post(guest_client, check, {"client_id": SOME}).status_code == 409
    assert "magnets" in guest_client.get(at(check, "way")).text
