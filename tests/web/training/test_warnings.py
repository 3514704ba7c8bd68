"""A red flag stands until a check that was finished clears it: no page of that time offers a session, a call or the clinic."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check
from builders.training_people import STIFF, finished_check
from supple_web.config.options import Clinic
from supple_web.training import engine

pytestmark = pytest.mark.django_db
FLAG = {"chest_pain": True}
BRAND = re.compile(r'<a class="brand".*?</a>', re.DOTALL)


def today():
    return timezone.localdate()


def make(person, words):
    """Checks of the last days, the oldest first, one a word."""
    for ago, word in zip(range(len(words) - 1, -1, -1), words, strict=True):
        if word == "flagged":
            finished_check(person, ago, answers=FLAG)
        elif word == "clean":
            finished_check(person, ago, STIFF)
        elif word == "begun":
            make_check(person, today() - timedelta(days=ago))
        elif word == "empty":
            check = make_check(person, today() - timedelta(days=ago))
            check.answers = {}
            check.save()


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        (["clean"], False),
        (["flagged"], True),
        (["clean", "flagged"], True),
        (["flagged", "clean"], False),
        (["flagged", "begun"], True),
        (["flagged", "empty"], True),
        (["clean", "flagged", "begun", "empty"], True),
        (["flagged", "clean", "begun"], False),
        (["flagged", "begun", "clean"], False),
        (["begun"], False),
        (["empty"], False),
        ([], False),
    ],
)
def test_only_a_finished_check_clears_a_red_flag(guest, guest_client, words, warned):
    make(guest, words)
    assert (engine.warning_of(guest) is not None) is warned
    assert ("Where to go now" in guest_client.get(reverse("home")).text) is warned


@pytest.fixture
def clinic(settings):
    settings.OPTIONS = replace(settings.OPTIONS, clinic=Clinic(name="The Clinic", phone="030 1234"))


@pytest.mark.parametrize("words", [["clean", "flagged"], ["clean", "flagged", "begun"]])
def test_an_earlier_result_leads_to_the_warning(guest, guest_client, clinic, words):
    make(guest, words)
    first, flagged = guest.checks.order_by("day")[:2]
    told = reverse("check_stop", args=[flagged.pk]) if words[-1] == "flagged" else reverse("today")
    assert guest_client.get(reverse("check_result", args=[first.pk])).url == told
    assert guest_client.get(told).status_code == 200


@pytest.mark.parametrize("path", ["home", "about", "sources", "mine", "today"])
def test_no_page_offers_the_clinic_beside_a_red_flag(guest, guest_client, clinic, path):
    """The house's name in the head is whose application this is; no page says to call it, or leads to its page or to a call."""
    make(guest, ["clean"])
    if path not in {"home", "today"}:
        assert offers_in(guest_client.get(reverse(path)).text)
    make_flag = guest.checks.get()
    make_flag.answers = {**make_flag.answers, **FLAG}
    make_flag.save()
    text = guest_client.get(reverse(path)).text
    assert not offers_in(text)
    assert "The Clinic" not in BRAND.sub("", text)


def offers_in(text: str) -> list[str]:
    return [one for one in ("030 1234", reverse("clinic_page"), reverse("book")) if one in text]
