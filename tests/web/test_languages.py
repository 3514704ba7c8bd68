"""The interface in every language that is offered: catalogues that are whole, and visitors who are spoken to in theirs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import read_mo
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.dates import MONTHS, WEEKDAYS

from builders.catalogues import asked_for, bare_texts, catalogues, key_of, messages, our_apps, templates
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.clinic.models import Face
from supple_web.common.languages import offered, speaking_to
from supple_web.common.problems import Problem
from supple_web.common.script_words import SENTENCES, counted, script_words

APPS = our_apps()
CATALOGUES = catalogues()
SCRIPTS = Path(settings.BASE_DIR) / "common" / "static" / "supple"
SPANISH = {"HTTP_ACCEPT_LANGUAGE": "es-MX,es;q=0.9,en;q=0.5"}


def name_of(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix().replace("/LC_MESSAGES", "")


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def context_of(message: Message) -> str | None:
    """Babel leaves the one of a compiled catalogue undecoded."""
    context = message.context
    return context.decode() if isinstance(context, bytes) else context


@pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
class TestCatalogue:
    def test_every_sentence_is_translated_and_sure(self, path: Path):
        assert [one.id for one in messages(path) if one.fuzzy or not all(forms(one.string))] == []

    def test_it_is_compiled_as_it_stands(self, path: Path):
        with path.with_suffix(".mo").open("rb") as file:
            compiled = {(context_of(one), forms(one.id)): forms(one.string) for one in read_mo(file) if one.id}
        assert compiled == {(one.context, forms(one.id)): forms(one.string) for one in messages(path)}

    def test_what_is_filled_in_stands_in_both(self, path: Path):
        for one in messages(path):
            wanted = {slot for text in forms(one.id) for slot in slots(text)}
            for text in forms(one.string):
                assert slots(text) <= wanted, (one.id, text)
            assert wanted <= {slot for text in forms(one.string) for slot in slots(text)} | {"n", "count"}, one.id

    def test_marks_and_ends_agree(self, path: Path):
        """The same elements, and the same white space around: sentences are put beside each other."""
        for one in messages(path):
            for source, text in zip(forms(one.id), forms(one.string), strict=False):
                assert sorted(re.findall(r"</?\w+", source)) == sorted(re.findall(r"</?\w+", text)), source
                assert (source[:1].isspace(), source[-1:].isspace()) == (text[:1].isspace(), text[-1:].isspace()), source


def slots(text: str) -> set[str]:
    """``%(name)s`` of templates and ``{name}`` of Python and scripts."""
    named = set(re.findall(r"%\((\w+)\)[sd]", text))
    try:
        return named | {name for _, name, _, _ in Formatter().parse(text) if name}
    except ValueError:  # braces that stand for themselves
        return named


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
class TestSources:
    def test_nothing_that_is_said_is_missing(self, app: Path):
        asked = asked_for(app)
        for code in (code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE):
            path = app / "locale" / code / "LC_MESSAGES" / "django.po"
            known = {key_of(one) for one in messages(path)} if path.exists() else set()
            assert {key: found.name for key, found in asked.items() if key not in known} == {}

    def test_no_template_says_what_nobody_translates(self, app: Path):
        assert {path.name: found for path in templates(app) if (found := bare_texts(path))} == {}


def test_a_sentence_is_said_in_one_way():
    """All catalogues are one to Django: where two apps translated a sentence differently, one of them would be ignored."""
    found: dict[tuple[str, object], set[tuple[str, ...]]] = defaultdict(set)
    for path in CATALOGUES:
        for one in messages(path):
            found[(path.parent.parent.name, key_of(one))].add(forms(one.string)[:1])
    assert {key: said for key, said in found.items() if len(said) > 1} == {}


def test_no_app_changes_what_a_day_is_called_within_a_sentence():
    """Days and months are Django's own; whoever begins a line with one writes it with ``capfirst``."""
    with translation.override("es"):
        assert [str(name) for name in (*WEEKDAYS.values(), *MONTHS.values()) if str(name)[0].isupper()] == []


def test_a_problem_is_told_in_the_language_in_which_it_is_shown():
    problem = Problem("dolor", "nada", "un número", "elige uno")
    with translation.override("es"):
        assert str(problem) == "dolor: nada; se esperaba un número; elige uno"
    with translation.override("en"):
        assert str(problem) == "dolor: nada; expected un número; elige uno"


class TestScripts:
    def test_whatever_a_script_says_is_in_the_catalogue(self):
        code = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js") if path != SCRIPTS / "words.js")
        assert set(re.findall(r'\bwords\(\s*"((?:[^"\\]|\\.)+)"', code)) >= set(SENTENCES)
        assert set(re.findall(r'\bwords\(\s*"((?:[^"\\]|\\.)+)"', code)) <= set(SENTENCES)
        assert set(re.findall(r'\bcounted\([^"]*"([^"]+)"', code)) == set(counted())

    def test_a_page_in_english_carries_none_and_another_all(self):
        with translation.override("en"):
            assert script_words() == {}
        with translation.override("es"):
            assert script_words()["Get ready"] == "Prepárate"
            assert script_words()["{n} minute"] == ["{n} minuto", "{n} minutos"]


@pytest.mark.django_db
class TestChoosing:
    def test_a_first_visit_follows_the_browser(self, client: Client):
        answer = client.get("/", **SPANISH)
        assert '<html lang="es"' in answer.text
        assert "¿Hasta dónde gira" in answer.text
        assert answer["Content-Language"] == "es"
        assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
        assert json.loads(re.search(r'id="words"[^>]*>(.*?)</script>', answer.text)[1])["Pause"] == "Pausa"

    @pytest.mark.parametrize("asked", ["de-DE,de", "", "xx;q=9,-,*", "fr,en-US;q=0.8,es;q=0.2"])
    def test_whoever_asks_for_another_reads_the_clinics_own(self, client: Client, asked: str):
        assert '<html lang="en"' in client.get("/", HTTP_ACCEPT_LANGUAGE=asked).text

    def test_the_choice_holds_in_this_browser_and_leads_back(self, client: Client):
        answer = client.post("/language", {"language": "es"}, HTTP_REFERER="http://testserver/about?x=1")
        assert (answer.status_code, answer["Location"]) == (302, "http://testserver/about?x=1")
        cookie = client.cookies["language"]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
        assert '<html lang="es"' in client.get("/", HTTP_ACCEPT_LANGUAGE="en").text

    @pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
    def test_it_leads_nowhere_else(self, client: Client, elsewhere: str):
        assert client.post("/language", {"language": "es"}, HTTP_REFERER=elsewhere)["Location"] == "/"

    @pytest.mark.parametrize("code", ["", "de", "es'", "../en"])
    def test_only_what_is_offered_can_be_chosen(self, client: Client, code: str):
        assert client.post("/language", {"language": code}).status_code == 422
        assert "language" not in client.cookies

    def test_a_cookie_of_no_language_of_ours_is_as_none(self, client: Client):
        client.cookies["language"] = "../../etc"
        assert client.get("/", **SPANISH).status_code == 200

    def test_the_person_is_known_by_it_on_other_devices_and_in_mails(self, member: Person):
        here = client_of(member)
        here.post("/language", {"language": "es"})
        here.get("/mine")
        member.refresh_from_db()
        assert member.language == "es"
        assert '<html lang="es"' in client_of(member).get("/mine", HTTP_ACCEPT_LANGUAGE="en").text
        with speaking_to(member):
            assert translation.gettext("Your code") == "Tu código"

    def test_the_clinic_says_which_languages_there_are_and_which_is_its_own(self, client: Client):
        Face.objects.create(languages=["es"])
        page = client.get("/", HTTP_ACCEPT_LANGUAGE="en").text
        assert '<html lang="es"' in page
        assert "set_language" not in page
        assert 'action="/language"' not in page
        with speaking_to(None):
            assert translation.get_language() == "es"

    def test_nothing_of_one_request_is_left_for_the_next(self, client: Client):
        client.get("/", **SPANISH)
        assert translation.get_language() == "en"


def test_what_a_clinic_stored_of_languages_that_are_no_more_is_left_out():
    assert offered(["xx", "es"]) == ("es",)
    assert offered(["xx"]) == ("en", "es")


@pytest.mark.django_db
class TestOffline:
    def test_the_worker_is_another_one_in_another_language(self, client: Client):
        english, spanish = (client.get("/sw.js", HTTP_ACCEPT_LANGUAGE=code).text.partition("\n")[0] for code in ("en", "es"))
        assert english != spanish
        assert '"language": "es"' in spanish

    def test_the_page_that_it_keeps_for_everybody_is_in_its_language(self):
        answer = Client().get("/offline", HTTP_ACCEPT_LANGUAGE="es")
        assert "Sin conexión" in answer.text

    def test_the_manifest_too(self, client: Client):
        document = client.get("/manifest.webmanifest", HTTP_ACCEPT_LANGUAGE="es").json()
        assert document["lang"] == "es"
        assert document["description"].startswith("Hasta dónde gira")


@pytest.mark.django_db
def test_numbers_of_a_language_break_no_form_and_no_drawing(guest: Person):
    """The decimal sign is the point in each: what a page holds for a script or a form is read by both."""
    with translation.override("es"):
        from django.utils.formats import localize

        assert localize(41.5) == "41.5"
