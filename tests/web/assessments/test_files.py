"""A recording from elsewhere: any format the science reads, told by its content; everything else is one kind line."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from builders import recordings as formats
from builders.phone_feed import recorded, trial_document
from builders.setups import FILE
from supple.guidance import guidance
from supple.recording import write_neutral_csv
from supple_web.accounts.people import SESSION_KEY
from supple_web.assessments.models import TrialSet
from supple_web.assessments.stages import Stage

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data"
STANDING = Path(__file__).parents[3] / "src/supple/examples/standing-rotation.sto"
FELT = {"right-felt": "stretch", "left-felt": "stretch"}


def at(check, *parts):
    return "/".join(["/check", str(check.pk), *map(str, parts)])


def send(client, check, *files, stage="turning", **more):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(at(check, "set", stage, "file"), {"recording": sent, **more})


def named(path):
    return path.name, path.read_bytes()


def neutral(tmp_path, **declared):
    """Two sensors' worth of a person who follows the guidance, as the neutral CSV, with what the file says of itself."""
    document = guidance("lumbar-locked").document()
    recording, _ = recorded(document, seed=2)
    path = tmp_path / "neutral.csv"
    write_neutral_csv(recording, path)
    text = path.read_text(encoding="utf-8")
    for key, value in declared.items():
        lines = [line for line in text.splitlines() if not line.startswith(f"# {key}:")]
        text = "\n".join([f"# {key}: {value}", *lines]) + "\n"
    return "neutral.csv", text.encode()


@pytest.fixture
def check(ready):
    return ready({**FILE, "sensor_at": "other"})


@pytest.fixture
def worn(ready):
    return ready(FILE)


# ---------------------------------------------------------------- what is read


def test_a_real_turn_before_a_kinect_becomes_trials(guest_client, check):
    name, data = named(DATA / "keraal" / "G3-Kinect-RTK-P1T1-Unknown-C-0.txt")
    answer = send(guest_client, check, (name, data))
    one = TrialSet.objects.get()
    assert answer["Location"] == at(check, "pain", one.pk)
    assert [(row.direction, row.quality) for row in one.trials.all()] == [("left", "good"), ("right", "usable")]
    assert (one.source, one.instrument, one.position, one.mode, one.file_name) == (
        "file",
        "camera",
        "lumbar-locked",
        "active",
        name,
    )
    assert gzip.decompress(bytes(one.raw)) == data
    assert one.document["files"][0]["file"] == name


FORMATS = {
    "trc": formats.trc,
    "c3d": formats.c3d,
    "neutral csv": formats.neutral_csv,
    "dot, a file a sensor": formats.dot,
    "mt manager": formats.mt_manager,
    "apdm": formats.apdm,
    "sensor logger, a file a channel": formats.sensor_logger,
    "phyphox": formats.phyphox,
    "mediapipe": formats.mediapipe_json,
    "kinect": formats.kinect,
    "joint angles": formats.joint_angles,
    "opensim": formats.opensim_motion,
}


@pytest.mark.parametrize("build", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("zipped", [False, True], ids=["files", "zip"])
def test_every_format_is_known_by_its_content(guest_client, check, build, zipped, tmp_path):
    files = list(build().items())
    if zipped:
        files = [("whatever.bin", formats.save(build(), tmp_path, zipped=True).read_bytes())]
    answer = send(guest_client, check, *files)
    # some of these hold no turn, lack markers or say that one was seated: but none of them is unknown
    problem = "" if answer.status_code == 302 else answer.context["problem"]
    assert "no format that is known" not in problem
    assert "/tmp" not in problem


def test_several_files_of_one_recording_are_kept_as_one(guest_client, check):
    files = list(formats.sensor_logger().items())
    send(guest_client, check, *files)
    one = TrialSet.objects.get()
    kept = zipfile.ZipFile(io.BytesIO(gzip.decompress(bytes(one.raw))))
    assert (one.file_name, len(kept.namelist())) == ("recording.zip", len(files))


def test_a_file_that_agrees_with_the_test_is_taken(guest_client, worn, tmp_path):
    answer = send(guest_client, worn, neutral(tmp_path, position="lumbar-locked", mode="active", placement="sternum"))
    assert answer.status_code == 302
    one = TrialSet.objects.get()
    assert one.trials.count() == 6
    assert one.placement == "sternum"
    guest_client.post(answer["Location"], FELT)
    assert guest_client.get(at(worn, "next")).context["task"].stage is not Stage.TURNING


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"position": "seated"}, "position seated"),
        ({"mode": "passive"}, "mode passive"),
        ({"placement": "upper-back"}, "placement upper-back"),
        ({"arm": "behind-head"}, "arm behind-head"),
    ],
)
def test_a_file_that_says_otherwise_is_refused(guest_client, worn, tmp_path, declared, said):
    usual = {"position": "lumbar-locked", "mode": "active", "placement": "sternum"}
    answer = send(guest_client, worn, neutral(tmp_path, **{**usual, **declared}))
    assert answer.status_code == 422
    assert said in answer.context["problem"]
    assert not TrialSet.objects.exists()


def test_no_more_of_a_direction_is_taken_than_was_asked_for(guest_client, ready):
    check = ready({**FILE, "sensor_at": "other"})
    long = guidance("lumbar-locked", each=4).document()
    recording, _ = recorded(long, seed=3)
    body = json.dumps({**trial_document(long, recording), "trial": {}}).encode()
    send(guest_client, check, ("set.json", body))
    counted = [row.direction for row in TrialSet.objects.get().trials.all()]
    assert (counted.count("right"), counted.count("left")) == (3, 3)


def test_the_same_form_twice_is_one_set(guest_client, check):
    client_id = guest_client.get(at(check, "set", "turning", "file")).context["client_id"]
    kinect = named(DATA / "keraal" / "G3-Kinect-RTK-P1T1-Unknown-C-0.txt")
    first = send(guest_client, check, kinect, client_id=client_id)
    guest_client.post(first["Location"], FELT)
    again = send(guest_client, check, kinect, client_id=client_id)
    assert again.status_code == 302
    assert TrialSet.objects.count() == 1


# ---------------------------------------------------------------- what cannot be read


def bomb(megabytes=300):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("thorax.csv", b"0" * 1024 * 1024 * megabytes)
    return packed.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WRONG = {
    "no file": [],
    "an empty file": [("empty.csv", b"")],
    "blanks": [("blank.csv", b"  \n ")],
    "binary": [("data.csv", bytes(range(256)) * 40)],
    "a picture with a script": [("trace.svg", SVG)],
    "a page": [("trace.html", b"<!doctype html><script>alert(1)</script>")],
    "a broken zip": [("trace.zip", b"PK\x03\x04" + b"\x00" * 200)],
    "a zip of nothing": [("trace.zip", b"PK\x05\x06" + b"\x00" * 18)],
    "a table of something else": [("money.csv", b"date,amount\n2026-01-01,12\n")],
    "a name that climbs": [("../../../etc/passwd", b"root:x:0:0")],
    "a name of nothing": [("....", b"root")],
    "a long name": [("x" * 400 + ".csv", b"root")],
    "two recordings": [named(DATA / "keraal" / name) for name in ("RTK-vicon-orientations.sto", "CTK-vicon-orientations.sto")],
}


@pytest.mark.parametrize("files", WRONG.values(), ids=WRONG)
def test_what_cannot_be_read_is_one_kind_line(guest_client, check, files):
    answer = send(guest_client, check, *files)
    assert answer.status_code == 422
    problem = answer.context["problem"]
    assert problem.isprintable()
    assert "What to do:" in problem
    assert not any(word in problem for word in ("/tmp", "/etc", "<script"))
    assert "<script>alert" not in answer.text
    assert not TrialSet.objects.exists()


def test_a_zip_that_grows_is_refused_before_it_is_unpacked(guest_client, check):
    answer = send(guest_client, check, ("small.zip", bomb()))
    assert answer.status_code == 422
    assert "once unpacked" in answer.context["problem"]


def unreadable_first():
    """A ZIP whose first member cannot be read (its check sum is wrong), and a large one after it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"1,2,3", zipfile.ZIP_STORED)
        archive.writestr("b.csv", b"0" * 1024 * 1024 * 300)
    return packed.getvalue().replace(b"1,2,3", b"1,2,4", 1)


def test_an_unreadable_member_hides_no_large_one(guest_client, check):
    answer = send(guest_client, check, ("small.zip", unreadable_first()))
    assert "once unpacked" in answer.context["problem"]


def test_the_bound_is_of_all_files_together(guest_client, check):
    answer = send(guest_client, check, *((f"{place}.zip", bomb(70)) for place in range(3)))
    assert "once unpacked" in answer.context["problem"]


def test_too_large_an_upload_is_refused_before_it_is_read(guest_client, check, monkeypatch):
    monkeypatch.setattr("supple_web.assessments.views.recorded.MOST_BYTES", 1000)
    monkeypatch.setattr("supple_web.assessments.views.recorded._FORM_BYTES", 0)
    answer = send(guest_client, check, ("large.csv", b"1,2\n" * 1000))
    assert answer.status_code == 422
    assert "more than" in answer.text
    assert not TrialSet.objects.exists()


def test_the_token_of_the_form_is_asked_for(guest, check):
    strict = Client(enforce_csrf_checks=True)
    session = strict.session
    session[SESSION_KEY] = str(guest.pk)
    session.save()
    assert send(strict, check, ("a.csv", b"1")).status_code == 403


# ---------------------------------------------------------------- what the science asks for


def test_without_an_upright_window_the_seconds_are_asked_and_it_is_measured_with_them(guest_client, worn):
    answer = send(guest_client, worn, named(STANDING))
    one = TrialSet.objects.get()
    assert one.trials.count() == 0
    guest_client.post(answer["Location"], FELT)
    hint = at(worn, "hint", one.pk)
    assert guest_client.get(at(worn, "next"))["Location"] == hint
    page = guest_client.get(hint)
    assert "upright and still" in page.text
    assert [reading.field.id for reading in page.context["readings"]] == ["from", "to"]
    assert guest_client.post(hint, {"from": "0", "to": "x"}).status_code == 422
    assert guest_client.post(hint, {"from": "4", "to": "1"}).status_code == 422
    assert guest_client.post(hint, {"from": "0", "to": "0,6"})["Location"] == at(worn, "next")
    one.refresh_from_db()
    assert one.hints == {"upright": [0.0, 0.6]}
    assert "no-upright-window" not in str(one.document)


def test_who_does_not_know_the_seconds_goes_on_without(guest_client, worn):
    answer = send(guest_client, worn, named(STANDING))
    guest_client.post(answer["Location"], FELT)
    one = TrialSet.objects.get()
    assert guest_client.post(at(worn, "hint", one.pk), {"leave": "1"})["Location"] == at(worn, "next")
    page = guest_client.get(at(worn, "next"))
    assert page.context["task"].again
    assert any("upright and still" in why for outcome in page.context["outcomes"] for why in outcome.why)


def test_bends_ask_which_way_is_forward_only_where_nothing_tells(guest_client, worn):
    worn.skipped = [{"stage": stage, "reason": "time"} for stage in ("turning", "turning-more")]
    worn.save()
    document = guidance("seated", movement="flexion-extension").document()
    recording, _ = recorded(document, seed=4)
    body = json.dumps({**trial_document(document, recording), "trial": {}}).encode()
    send(guest_client, worn, ("bends.json", body), stage="bending")
    one = TrialSet.objects.get()
    assert one.hints == {}
    assert {row.movement for row in one.trials.all()} == {"flexion", "extension"}
