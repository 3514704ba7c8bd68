"""A better science measures what is stored anew; what the earlier one said stays beside it, and corrections stay corrected."""

from __future__ import annotations

import gzip
import io
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from builders.checks import make_set
from builders.phone_feed import recorded, trial_document
from builders.setups import FILE, PHONE
from supple.guidance import guidance
from supple.recording import write_neutral_csv
from supple_web.accounts.mine import verbs as mine
from supple_web.assessments import actions
from supple_web.assessments.engine.recordings import measure_again
from supple_web.assessments.engine.result import recorded_sets
from supple_web.assessments.engine.tasks import plan_of
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


@pytest.fixture
def left_missing(guest, guest_client, ready, tmp_path):
    """A set from a file in which both sides were turned, where only the left one was missing: right, left, right, ..."""
    check = ready(FILE)
    fields = {"instrument": "sensors", "source": "file", "placement": "sternum", "asked": {"right": 3}}
    make_set(check, {"right": [44.0, 45.0, 46.0]}, **fields)
    recording, _ = recorded(guidance("lumbar-locked").document(), seed=2)
    write_neutral_csv(recording, tmp_path / "turns.csv")
    sent = SimpleUploadedFile("turns.csv", (tmp_path / "turns.csv").read_bytes())
    guest_client.post(f"/check/{check.pk}/set/turning/file", {"recording": sent})
    one = check.sets.last()
    assert (one.asked, [row.order for row in one.trials.all()]) == ({"left": 3}, [5, 7, 9])
    mine.remove_trial(trial=one.trials.get(order=7), by=guest)
    return one


def test_what_was_not_asked_for_shifts_no_place_and_brings_nothing_back(left_missing):
    before = rows()
    TrialSet.objects.filter(pk=left_missing.pk).update(document=_raised(left_missing.document), science_version="0.0.1")
    recompute()
    assert rows() == before
    assert left_missing.trials.get(order=7).quality == "rejected"


def test_what_is_added_to_a_recording_brings_nothing_back(left_missing, guest):
    before = rows()
    blob = gzip.decompress(bytes(left_missing.raw))
    actions.hint(one=left_missing, hints={}, measured=measure_again(left_missing, blob, {}), by=guest)
    assert rows() == before


def test_a_repetition_that_was_left_out_counts_no_more(left_missing):
    shown = recorded_sets(left_missing.check_of)[-1]
    assert [rep.counts for rep in shown.reps] == [False, True, False, False, False, True]
    assert shown.reps[3].grade == "Left out by you"
    assert shown.counted == 2
    assert plan_of(left_missing.check_of).task.counts == {"left": 1}


def _raised(document):
    earlier = json.loads(json.dumps(document))
    for row in earlier["files"][0]["repetitions"]:
        row["peak_deg"] += 5.0
    return earlier


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
