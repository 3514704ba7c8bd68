"""Sentences of the science in another language: whole, with slots, one after the other, in page models and in drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from supple.figure import animated, howto
from supple_web.common.science_words import catalogue as catalogues
from supple_web.common.science_words import telling, told, told_all
from supple_web.common.science_words.catalogue import Catalogue, catalogue_of

PAIRS = {
    "left": "izquierda",
    "Keep moving.": "Sigue moviéndote.",
    "Range to the {side}: {value} degrees": "Rango hacia la {side}: {value} grados",
    "{n} trials": "{n} intentos",
    "{n} trials over {days} days": "{n} intentos en {days} días",
    "rotation to the {side}": "rotación hacia la {side}",
}


class Colour(StrEnum):
    LEFT = "left"


@dataclass(frozen=True)
class Model:
    title: str
    lines: tuple[str, ...]
    more: dict[str, str]
    colour: Colour = Colour.LEFT
    drawing: str = ""
    none: None = None


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch):
    whole = tuple(sorted(PAIRS, key=catalogues._literal, reverse=True))
    patterns = tuple(catalogues._pattern(english, PAIRS[english]) for english in whole if "{" in english)
    monkeypatch.setattr(telling, "catalogue_of", lambda language: Catalogue(PAIRS, patterns))
    telling._told.cache_clear()
    with translation.override("es"):
        yield
    telling._told.cache_clear()


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("Keep moving.", "Sigue moviéndote."),
        (" Keep moving. ", " Sigue moviéndote. "),
        ("Range to the left: 41.5 degrees", "Rango hacia la izquierda: 41.5 grados"),
        ("3 trials over 2 days", "3 intentos en 2 días"),
        ("3 trials", "3 intentos"),
        ("Keep moving. 3 trials", "Sigue moviéndote. 3 intentos"),
        ("Keep moving. Nobody knows this.", "Sigue moviéndote. Nobody knows this."),
        ("Nobody knows this.", "Nobody knows this."),
        ("", ""),
    ],
)
def test_what_is_told(spanish: None, english: str, words: str):
    assert told(english) == words


def test_english_is_left_alone():
    with translation.override("en"):
        assert told("left") == "left"


def test_a_page_model_is_told_whole_and_nothing_else_of_it_changes(spanish: None):
    drawing = mark_safe("left")
    model = Model("rotation to the left", ("left", "Keep moving."), {"left": "left"}, drawing=drawing)
    said = told_all(model)
    assert said == Model(
        "rotación hacia la izquierda", ("izquierda", "Sigue moviéndote."), {"left": "izquierda"}, drawing=drawing
    )
    assert said.colour is Colour.LEFT
    assert said.drawing is drawing


def test_a_drawing_is_lettered_and_named_in_the_language_of_the_page():
    with translation.override("es"):
        spanish_one = howto("lumbar-locked", side="left", theme=None)
        assert animated("cat-camel-general", theme=None) != animated("cat-camel-general") != ""
        assert "Gato y camello, toda la columna" in animated("cat-camel-general", theme=None)
    english_one = howto("lumbar-locked", side="left", theme=None)
    assert ">buttocks on the heels<" in english_one
    assert ">glúteos en los talones" in spanish_one
    assert "buttocks" not in spanish_one


def test_every_catalogue_can_be_read_and_has_nothing_empty():
    for language in ("es",):
        catalogue = catalogue_of(language)
        assert catalogue.whole
        for english, words in catalogue.whole.items():
            assert words.strip(), english
            assert re.findall(r"\d+", english) == re.findall(r"\d+", words) or "{" in english, english
