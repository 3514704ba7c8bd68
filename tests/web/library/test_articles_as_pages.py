"""The articles that come with Supple as pages: each opens in its language, its citations lead somewhere, search finds it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from supple_web.library import actions
from supple_web.library.search import find
from supple_web.library.text import read
from web.library.shipped_articles import ARTICLES, SLUGS

#: Among how many answers a keyword's article stands.
AMONG = 12


def test_every_citation_leads_to_its_place_on_the_page_of_sources(client: Client, db: None) -> None:
    places = set(re.findall(r'\bid="([\w-]+)"', client.get(reverse("sources")).content.decode()))
    assert len(places) > 200
    for one in ARTICLES:
        text = read(one.body, one.language, knows=SLUGS.__contains__)
        assert text.problems == ()
        led = {anchor for block in text.blocks if block.html for anchor in re.findall(r'href="/sources#([\w-]+)"', block.html)}
        assert led, one
        assert led <= places, (str(one), led - places)
        assert {source.anchor for source in text.sources} <= places, one


@pytest.mark.django_db
def test_each_opens_in_its_language_and_is_found_by_its_title_first_and_by_its_keywords(client: Client) -> None:
    """One test, since taking all of them in is what takes time."""
    actions.load_shipped()
    for one in ARTICLES:
        page = client.get(reverse("article", args=[one.slug]), headers={"accept-language": one.language})
        assert page.status_code == 200, one
        assert f'lang="{one.language}"' in page.content.decode(), one
        assert str(one.head["title"])[:20] in page.content.decode(), one
    missed = []
    for one in ARTICLES:
        key = f"article:{one.slug}"
        if [hit.key for hit in find(one.head["title"], one.language, most=1)] != [key]:
            missed.append((str(one), one.head["title"]))
        for word in one.head["keywords"]:
            if key not in [hit.key for hit in find(word, one.language, most=AMONG)]:
                missed.append((str(one), word))
    assert missed == []
