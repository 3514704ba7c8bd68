"""The clinic's face: what is set is shown, what cannot be read or run is refused, and words stand only with consent."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from builders.staff import make_staff
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.clinic import consents, models
from supple_web.clinic.face.colours import DARK, LIGHT, READABLE, contrast, ink_on, least_contrast, luminance, style_sheet
from supple_web.clinic.face.shown import clinic_now
from supple_web.clinic.models import Face, Purpose

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
FILLED = {
    "name": "Rücken & Rat",
    "about": "We look at backs.",
    "address": "Weg 1\nBerlin",
    "phone": "+49 30 1234567",
    "mail": "desk@clinic.example.org",
    "emergency_number": "911",
    "hours": "Mo-Fr 9-17",
    "time_zone": "Europe/Berlin",
    "accent": "#7a1fa2",
    "accent_dark": "#d9a3f0",
    "languages": ["en"],
    "first_language": "en",
}


def png(width: int = 4, height: int = 3) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x10\x80\x70" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def administrator(db) -> Client:
    return client_of(make_staff(clinician=False, administrator=True).person)


def test_black_on_white_is_21_and_the_same_is_1():
    # WCAG 2.2, definition of contrast ratio
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert luminance("#ff0000") == pytest.approx(0.2126)


@given(COLOURS)
def test_what_stands_on_any_colour_can_be_read(colour: str):
    assert contrast(colour, ink_on(colour)) >= READABLE


def test_our_own_colours_pass_their_own_rule():
    assert least_contrast("#0f766e", LIGHT) >= READABLE
    assert least_contrast("#4fc3b7", DARK) >= READABLE


def test_one_colour_leaves_the_other_scheme_as_it_was():
    assert style_sheet("", "") == ""
    assert "#7a1fa2" in style_sheet("#7a1fa2", "")
    assert "#4fc3b7" in style_sheet("#7a1fa2", "")
    assert "#0f766e" not in style_sheet("", "#d9a3f0")


def test_what_is_set_is_shown_on_the_page_and_in_the_frame(administrator: Client):
    logo = SimpleUploadedFile("logo.svg", png())
    assert administrator.post("/clinic/face", FILLED | {"logo": logo}).status_code == 302
    page = Client().get("/clinic").content.decode()
    for words in ("Rücken &amp; Rat", "We look at backs.", "Weg 1<br>Berlin", 'href="tel:+49301234567"', "Mo-Fr 9-17"):
        assert words in page
    stored = Face.objects.get()
    style = page.split('href="/clinic/style-')[1].split('"')[0]
    answer = Client().get(f"/clinic/style-{style}")
    assert "#7a1fa2" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]
    picture = page.split('src="/clinic/logo-')[1].split('"')[0]
    shown = Client().get(f"/clinic/logo-{picture}")
    assert (shown["Content-Type"], shown.content) == ("image/png", png())
    assert clinic_now().emergency_number == "911"
    administrator.post("/clinic/face", FILLED | {"name": "Other"})
    assert Client().get(f"/clinic/logo-{picture}").status_code == 404, "of another version"
    assert bytes(Face.objects.get().logo) == png() == bytes(stored.logo), "kept where none is chosen anew"


def test_a_clinic_without_a_face_is_that_of_the_environment(db):
    page = Client().get("/clinic")
    assert page.status_code == 200
    assert "/clinic/style-" not in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("accent", "#f4e04d", "contrast"),
        ("accent", "red; } body { display: none", "at most 7"),
        ("accent", "#12345", "expected a colour"),
        ("accent_dark", "#222222", "contrast"),
        ("phone", "call me", "telephone number"),
        ("mail", "nobody", "valid email"),
        ("time_zone", "Mars/Olympus", "valid choice"),
        ("languages", ["xx"], "valid choice"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_is_stored(administrator: Client, field: str, value: object, said: str):
    answer = administrator.post("/clinic/face", FILLED | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode().replace("’", "'")
    assert not Face.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"", b"<html>"],
)
def test_a_logo_that_is_no_picture_is_refused_whatever_its_name(administrator: Client, content: bytes):
    upload = io.BytesIO(content)
    upload.name = "logo.png"
    assert administrator.post("/clinic/face", FILLED | {"logo": upload}).status_code == 422
    assert not Face.objects.exists()


def test_a_logo_that_is_too_large_is_refused(administrator: Client):
    for content in (png() + b"\0" * 200_000, png(2001, 1)):
        upload = SimpleUploadedFile("logo.png", content)
        assert administrator.post("/clinic/face", FILLED | {"logo": upload}).status_code == 422


def test_words_are_shown_with_consent_and_after_they_were_looked_at(member: Person, administrator: Client):
    client, told = client_of(member), {"words": "It <b>helped</b> me understand.", "signed": "Ana", "agreed": "on"}
    assert client.post("/clinic/words", told | {"agreed": ""}).status_code == 422
    assert not models.Testimonial.objects.exists()
    client.post("/clinic/words", told)
    assert "Ana" not in Client().get("/clinic").content.decode()
    said = models.Testimonial.objects.get()
    seen = {"shown": "yes", "seen": said.digest}
    assert said.digest in administrator.get("/clinic/testimonials").text
    administrator.post(f"/clinic/testimonials/{said.pk}", seen)
    assert "It &lt;b&gt;helped&lt;/b&gt; me understand." in Client().get("/clinic").content.decode()
    client.post("/clinic/words", told | {"words": "Something else."})
    assert "Ana" not in Client().get("/clinic").content.decode(), "new words are looked at anew"
    answer = administrator.post(f"/clinic/testimonials/{said.pk}", seen, follow=True)
    assert "others than those you read" in answer.text
    assert "Ana" not in Client().get("/clinic").text, "who chose to show them had read others"
    client.post("/clinic/words/back")
    assert not models.Testimonial.objects.exists()
    assert consents.running(member, Purpose.TESTIMONIAL) is None


def test_words_whose_consent_was_withdrawn_are_not_shown(member: Person, administrator: Client):
    client_of(member).post("/clinic/words", {"words": "Good.", "signed": "Ana", "agreed": "on"})
    said = models.Testimonial.objects.get()
    administrator.post(f"/clinic/testimonials/{said.pk}", {"shown": "yes", "seen": said.digest})
    assert "Ana" in Client().get("/clinic").content.decode()
    consents.withdraw(person=member, purpose=Purpose.TESTIMONIAL, by=member)
    assert "Ana" not in Client().get("/clinic").content.decode()
