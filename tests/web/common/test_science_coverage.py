"""What Spanish pages still say in English of the science: nothing but names, titles and what people wrote."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation

import supple
from builders.bilingual import alike
from builders.courses import finished, measured_days
from builders.example_checks import example_check, recorded_check, stopped_check
from builders.routes import ROUTES
from builders.visitors import client_of
from builders.world import make_world
from supple import words
from supple.findings import sentences as said
from supple.findings.model import Category
from supple.guidance import guidance
from supple.motion.grading import REASON_TEXT
from supple.programme import reasons
from supple_web.accounts.models import Person
from supple_web.common.science_words import told, told_all
from supple_web.common.science_words.catalogue import catalogue_of

SCIENCE = Path(supple.__file__).parent
_TWO_WORDS = re.compile(r"[a-z]{2,}[^a-z]+[a-z]{2,}", re.IGNORECASE)
#: Fields of the science's data that pages show.
_SHOWN = {
    "name",
    "clinical_name",
    "purpose",
    "why",
    "text",
    "advice",
    "cues",
    "fault",
    "remedy",
    "pattern",
    "note",
    "title",
    "flag",
}
_DATA = (
    *sorted((SCIENCE / "programme" / "catalogue").glob("*.toml")),
    SCIENCE / "findings" / "screening_questions.toml",
    SCIENCE / "guidance" / "sets.toml",
    SCIENCE / "figure" / "howto" / "positions.toml",
    SCIENCE / "figure" / "howto" / "running.toml",
    SCIENCE / "measurement" / "errors.toml",
    SCIENCE / "running" / "tests.toml",
)
#: The same in both languages: authors, titles of sources, what people of the tests wrote, formats. Each with where it stands.
_SAME = re.compile(
    r"et al\.|\(secondary\)|read in source|quoting|bim\.physio|Suffolk|Clinician \w+|Ann Example|· Supple$|^[A-Z]\w+/"
    r"|“.*”|^Caller \w+$|physiotherapist|\w+/\w+_\w+"
)
#: Articles are written in one language each and say so; the page of sources lists titles and what was measured as published.
_NOT_OF_THE_SCIENCE = ("/library", "/sources", "/book", "/offline")


def test_told_data_of_the_science_is_there():
    assert len(_DATA) > 8


@pytest.mark.parametrize("path", _DATA, ids=lambda path: path.name)
def test_every_text_of_the_data_that_is_shown_is_known(path: Path):
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    with translation.override("es"):
        filled = {re.sub(r"\{\w+\}", "left", text) for text in _texts(document)}
        assert sorted(text for text in filled if told(text) == text) == []


def _texts(document: object, place: str = "") -> Iterator[str]:
    if isinstance(document, str):
        if place in _SHOWN and _TWO_WORDS.search(document):
            yield document
    elif isinstance(document, list):
        for one in document:
            yield from _texts(one, place)
    elif isinstance(document, dict):
        for name, one in document.items():
            yield from _texts(one, name)


def _worded(module: object) -> list[str]:
    """Every text of the constants of a module: plain ones, and those of its mappings from closed sets of words."""
    found = [value for name, value in vars(module).items() if not name.startswith("__")]
    tables = [value.values() for value in found if hasattr(value, "values") and not isinstance(value, type)]
    plain = [value for value in found if isinstance(value, str) and not isinstance(value, StrEnum)]
    return [
        text
        for text in (*plain, *(one for table in tables for one in table))
        if isinstance(text, str) and _TWO_WORDS.search(text)
    ]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(_worded(words), id="words"),
        pytest.param(
            [*said.MODES.values(), *said.CATEGORIES.values(), *said.NAMES.values(), *said.INSTRUMENTS.values()], id="said"
        ),
        pytest.param([said.CONFIRM, said.NO_ACTIVE, said.PAIN_NOT_ASKED], id="alone"),
        pytest.param(list(REASON_TEXT.values()), id="repetitions"),
        pytest.param(_worded(reasons), id="moves"),
    ],
)
def test_every_closed_set_of_words_is_known(texts: list[str]):
    assert texts
    with translation.override("es"):
        assert [text for text in texts if told(text) == text] == []


@pytest.mark.parametrize("category", list(Category))
def test_a_finding_is_named_whole(category: Category):
    with translation.override("es"):
        assert told(words.CATEGORY_TITLE[category]) != words.CATEGORY_TITLE[category]
        assert told(words.CATEGORY_MEANING[category]) != words.CATEGORY_MEANING[category]


def test_composed_sentences_take_their_values_along():
    with translation.override("es"):
        assert told("Turning left: the range is enough. Fine, stop training it; keep it moving.") == (
            "Giro hacia la izquierda: el recorrido es suficiente. Está bien, deja de entrenarlo; mantenlo en movimiento."
        )
        assert told("2 sets of 8: 4 s out, 4 s back") == "2 series de 8: 4 s de ida, 4 s de vuelta"
        assert told("It comes to the point of it.") == "It comes to the point of it."  # too little to know a sentence by


def test_no_pattern_is_all_slots():
    for pattern in catalogue_of("es").patterns:
        assert re.search(r"[^\W\d_]", re.sub(r"\(\.\+\?\)", "", pattern.form.pattern)), pattern.words


def test_a_document_for_the_voice_keeps_its_ids():
    document = guidance("seated", "active", placement="sternum", arm="crossed").document()
    with translation.override("es"):
        spoken = told_all(document)
    assert spoken["title"] != document["title"]
    assert {name: spoken[name] for name in spoken if name not in {"title", "steps"}} == {
        name: document[name] for name in document if name not in {"title", "steps"}
    }
    for one, other in zip(document["steps"], spoken["steps"], strict=True):
        assert {name: one[name] for name in one if name not in {"say", "show"}} == {
            name: other[name] for name in other if name not in {"say", "show"}
        }


# ---------------------------------------------------------------- pages


def _english(person: Person, paths: list[str]) -> dict[str, list[str]]:
    client = client_of(person)
    found = {path: sorted(one for one in alike(client, path) if not _SAME.search(one)) for path in paths}
    return {path: texts for path, texts in found.items() if texts}


@pytest.mark.django_db
def test_pages_of_a_person_speak_spanish():
    person = Person.objects.create()
    world = make_world(person)
    names = [
        name
        for name, route in ROUTES.items()
        if route.ours and "GET" in route.allowed and route.who in {"public", "guest", "phone"} and "pdf" not in name
    ]
    paths = [reverse(name, kwargs=ROUTES[name].of(world) if ROUTES[name].of else None) for name in names]
    assert _english(person, [path for path in paths if not path.startswith(_NOT_OF_THE_SCIENCE)]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["borderline", "control", "enough", "painful", "stiff", "undetermined"])
def test_every_finding_is_said_in_spanish(name: str):
    person = Person.objects.create()
    check = example_check(person, name)
    assert _english(person, [reverse("check_result", args=[check.pk]), "/", "/today", "/programme", "/progress"]) == {}


@pytest.mark.django_db
def test_a_recording_and_a_warning_are_said_in_spanish():
    person = Person.objects.create()
    recorded = recorded_check(person)
    assert _english(person, [reverse("check_result", args=[recorded.pk]), "/mine", "/progress"]) == {}
    person = Person.objects.create()
    stopped = stopped_check(person)
    assert (
        _english(person, [reverse("check_stop", args=[stopped.pk]), "/today", reverse("check_correct", args=[stopped.pk])]) == {}
    )


@pytest.mark.django_db
def test_a_course_and_its_voice_are_spanish():
    person = Person.objects.create()
    finished(measured_days(person, 6))
    play = reverse("session_play", args=[timezone.localdate()])
    assert _english(person, ["/progress", "/progress/print", "/programme", "/today", play]) == {}
