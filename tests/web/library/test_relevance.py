"""The first answer to what people type, and the same answers on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from supple_web.library import actions
from supple_web.library.search import find
from web.library.relevance import EXPECTED
from web.postgres import postgres_url, python

__all__ = ["postgres_url"]

#: In another process: everything loaded, every question asked.
ASK = """
import json
import django
django.setup()
from django.core.management import call_command
call_command("load_articles", verbosity=0)
from web.library.test_relevance import answers
print(json.dumps(answers()))
"""


def answers() -> list[list[list[object]]]:
    """Everything that is found for every question: which, in which order, what is marked in it."""
    return [
        [[hit.key, hit.title, hit.about, round(hit.score, 6)] for hit in find(question, language)]
        for language, question, _ in EXPECTED
    ]


@pytest.mark.django_db
def test_the_first_answer_is_what_was_meant_and_both_databases_answer_alike(postgres_url: str, tmp_path: Path):
    actions.load_shipped()
    here = answers()
    wrong = {
        (language, question): [key for key, *_ in hits[:3]]
        for (language, question, wanted), hits in zip(EXPECTED, here, strict=True)
        if not hits or hits[0][0] not in wanted
    }
    assert wrong == {}
    there = json.loads(python(postgres_url, tmp_path, "-c", ASK).splitlines()[-1])
    assert there == json.loads(json.dumps(here))
