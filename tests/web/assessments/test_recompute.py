"""A better science measures what is stored anew; what the earlier one said stays beside it, and corrections stay corrected."""

from __future__ import annotations

import gzip
import io
import json
import uuid

import pytest
from django.core.management import call_command

from builders.phone_feed import recorded, trial_document
from builders.setups import PHONE
from supple.guidance import guidance
from supple_web.assessments import actions
from supple_web.assessments.engine.recordings import measure_again
from supple_web.assessments.models import Result, Superseded, Trial, TrialSet
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db
FELT = {"right-felt": "stretch", "left-felt": "pain", "left-level": "2"}


@pytest.fixture
def done(guest_client, ready):
    """A finished check with one set by phone."""
    check = ready(PHONE)
    document = guidance("lumbar-locked").document()
    recording, _ = recorded(document, seed=6)
    body = {**trial_document(document, recording), "client_id": str(uuid.uuid4())}
    path = f"/check/{check.pk}/set/turning/phone"
    answer = guest_client.post(path, json.dumps(body), content_type="application/json", headers={"accept": "application/json"})
    guest_client.post(answer.json()["next"], FELT)
    guest_client.post(f"/check/{check.pk}/finish")
    return check


def recompute(*options):
    out = io.StringIO()
    call_command("recompute", *options, stdout=out, stderr=out)
    return out.getvalue()


def rows():
    return list(Trial.objects.values("id", "direction", "value_deg", "own_error_deg", "order", "pain", "quality"))


def test_what_this_version_made_is_left_alone(done):
    assert "0 recordings measured" in recompute()
    assert not Superseded.objects.exists()


def test_the_same_science_says_the_same(done):
    before = rows()
    assert "1 recordings measured, 0 of them differently; 1 results judged, 0 of them differently." in recompute("--all")
    assert rows() == before
    assert not Superseded.objects.exists()


def test_an_earlier_science_is_replaced_and_kept(done):
    one = TrialSet.objects.get()
    earlier = json.loads(json.dumps(one.document))
    for row in earlier["files"][0]["repetitions"]:
        row["peak_deg"] += 5.0
    TrialSet.objects.update(document=earlier, science_version="0.0.1")
    Trial.objects.update(value_deg=30.0)
    Result.objects.update(science_version="0.0.1")
    before = Result.objects.get().document
    assert "1 recordings measured, 1 of them differently" in recompute()
    one.refresh_from_db()
    assert one.science_version != "0.0.1"
    kept = Superseded.objects.get(trial_set=one)
    assert (kept.document, kept.science_version, kept.person) == (earlier, "0.0.1", one.person)
    assert all(value > 35.0 for value in Trial.objects.values_list("value_deg", flat=True))
    assert dict(Trial.objects.values_list("direction", "pain").distinct()) == {"left": 2, "right": 0}
    assert Result.objects.get().document == before
    assert Row.objects.filter(verb="recompute", about=one.person.audit_id, by=None).exists()


def test_repetitions_that_come_and_go_keep_the_others_places(done):
    one = TrialSet.objects.get()
    before = rows()
    shorter = json.loads(json.dumps(one.document))
    shorter["files"][0]["repetitions"][1]["grade"] = "rejected"
    TrialSet.objects.update(document=shorter, science_version="0.0.1")
    Trial.objects.filter(order=2).delete()
    recompute()
    after = rows()
    assert [row["order"] for row in after] == [row["order"] for row in before]
    assert {row["id"] for row in before} & {row["id"] for row in after} == {row["id"] for row in before if row["order"] != 2}
    assert after[1]["pain"] == 2


def test_a_corrected_value_stays_corrected(done, guest):
    trial = Trial.objects.get(order=3)
    actions.correct_trial(trial=trial, value_deg=33.0, by=guest)
    TrialSet.objects.update(document={"files": [{"repetitions": []}]}, science_version="0.0.1")
    recompute()
    trial.refresh_from_db()
    assert (trial.value_deg, Trial.objects.count()) == (33.0, 6)


def test_a_recording_that_this_science_cannot_read_is_named_and_kept(done):
    one = TrialSet.objects.get()
    TrialSet.objects.update(raw=gzip.compress(b"no recording"), science_version="0.0.1")
    said = recompute()
    assert str(one.pk) in said
    assert "0 recordings measured" in said
    assert Trial.objects.count() == 6


def test_what_is_stored_measures_to_what_is_shown(done):
    one = TrialSet.objects.get()
    assert measure_again(one, gzip.decompress(bytes(one.raw))).document == one.document
