"""The check as data: every page before the tests, in order, with when it is shown.

A page is done when each of its questions that applies has an answer which still may be given; everything else (which page comes
next, what may be opened, how far one is) follows from that and from the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from supple_web.assessments import plan_fields as about
from supple_web.assessments import setup_fields as how
from supple_web.assessments.engine.questionnaire import field_of, fields_of, is_asked
from supple_web.assessments.page import Facts, Page, Store
from supple_web.common.lazy import gettext_lazy as _


def _may_test(facts: Facts) -> bool:
    return facts.active


def _screen(id_: str, title: str, *groups: str, lead: str = "", without: frozenset[str] = frozenset()) -> Page:
    fields = tuple(one for one in fields_of(*groups) if one.id not in without and not one.only_if)
    return Page(id_, title, "page_questions.html", Store.ANSWERS, fields, lead=lead, screening=True)


_EMERGENCY = _("Some answers mean that a doctor comes before any test.")
_PREGNANT = tuple(one for one in fields_of("pregnancy") if one.only_if)

PAGES: Final[tuple[Page, ...]] = (
    Page(
        "again",
        _("Is this still right?"),
        "page_again.html",
        Store.ABOUT,
        (about.CONFIRMED,),
        lead=_("You were here before. One look, and you need not type it again."),
        shown_if=lambda facts: facts.returning,
    ),
    Page(
        "age",
        _("How old are you?"),
        "page_number.html",
        Store.ABOUT,
        (about.AGE,),
        lead=_("Some warning signs mean more at some ages, and under 18 nobody does this alone."),
    ),
    _screen("heart", _("Your heart and your breath"), "heart-and-chest", lead=_EMERGENCY),
    _screen("nerves", _("Feeling and control"), "cauda-equina", lead=_("New signs here need a doctor at once.")),
    _screen("walking", _("Strength and walking"), "spinal-cord", lead=_("New means: it was not like this before.")),
    _screen("pain", _("Pain"), "pain", without=frozenset({"pain_before_session"})),
    _screen("injury", _("Falls and bones"), "fracture"),
    _screen("bones", _("Bones and operations"), "bone", "surgery"),
    _screen("illness", _("Illness"), "malignancy"),
    _screen("infection", _("Infection"), "infection"),
    _screen("other", _("Other causes"), "other-causes", "inflammatory"),
    _screen("implants", _("Implants"), "implants", lead=_("A phone holds magnets.")),
    _screen("pregnancy", _("Pregnancy"), "pregnancy"),
    Page(
        "expecting",
        _("About your pregnancy"),
        "page_questions.html",
        Store.ANSWERS,
        _PREGNANT,
        shown_if=lambda facts: any(is_asked(one, facts.answers, None) for one in _PREGNANT),
    ),
    _screen("joints", _("Dizziness and shoulders"), "dizziness", "joints", without=frozenset({"knees"})),
    Page(
        "guardian",
        "Under 18",
        "page_questions.html",
        Store.ANSWERS,
        fields_of("age"),
        lead=_("You can be tested if somebody who is responsible for you agrees and stays with you."),
        shown_if=lambda facts: any(is_asked(one, {}, facts.about.get("age_years")) for one in fields_of("age")),
    ),
    Page(
        "time",
        _("How much time do you have?"),
        "page_number.html",
        Store.ABOUT,
        (about.MINUTES, about.DAYS),
        lead=_("Little and often is enough. You can change it at any time."),
        shown_if=_may_test,
    ),
    Page(
        "things",
        _("What do you have at hand?"),
        "page_choice.html",
        Store.ABOUT,
        (about.EQUIPMENT,),
        lead=_("Nothing is needed. What is there makes more exercises possible."),
        shown_if=_may_test,
    ),
    Page("wishes", _("What matters to you?"), "page_questions.html", Store.ABOUT, about.WISHES, shown_if=_may_test),
    Page(
        "kneel",
        _("Can you sit on your heels?"),
        "page_kneel.html",
        Store.ANSWERS,
        (replace(field_of("knees"), words=how.KNEELING_WORDS, options=how.KNEELING),),
        shown_if=_may_test,
    ),
    Page(
        "way",
        _("How do you want to measure?"),
        "page_choice.html",
        Store.SETUP,
        (how.WAY,),
        shown_if=_may_test,
    ),
    Page(
        "wear",
        _("Where do you wear the phone?"),
        "page_wear.html",
        Store.SETUP,
        (how.WORN,),
        lead=_("The same place every time: places are never put together."),
        shown_if=lambda facts: facts.active and facts.way == how.PHONE,
    ),
    Page(
        "tool",
        _("What do you measure with?"),
        "page_choice.html",
        Store.SETUP,
        (how.INSTRUMENT, how.READ_AT, how.BENDS),
        shown_if=lambda facts: facts.active and facts.way == how.TYPED,
    ),
    Page(
        "origin",
        _("Where was the sensor worn?"),
        "page_choice.html",
        Store.SETUP,
        (how.SENSOR_AT,),
        shown_if=lambda facts: facts.active and facts.way == how.FILE,
    ),
    Page(
        "posture",
        _("How do you hold yourself?"),
        "page_choice.html",
        Store.SETUP,
        (how.ARM, how.SUPPORT),
        lead=_("Choose what is comfortable, and keep to it: each is a test of its own."),
        shown_if=_may_test,
    ),
)
BY_ID: Final[Mapping[str, Page]] = {page.id: page for page in PAGES}


def shown(facts: Facts) -> list[Page]:
    """The pages of this check, in order."""
    return [page for page in PAGES if page.shown_if(facts) and page.asked(facts)]


def first_open(facts: Facts) -> Page | None:
    """The first page that is not done; None where the tests may begin."""
    return next((page for page in shown(facts) if not page.done(facts)), None)


def reachable(page: Page, facts: Facts) -> bool:
    """Whether a page may be opened: it belongs to this check and everything before it is done."""
    pages = shown(facts)
    return page in pages and all(earlier.done(facts) for earlier in pages[: pages.index(page)])


def before(page: Page, facts: Facts) -> Page | None:
    """The page to go back to; None from the first."""
    pages = shown(facts)
    place = pages.index(page)
    return pages[place - 1] if place else None


def percent(facts: Facts, page: Page | None = None) -> int:
    """How far along a page is; the tests begin at 60."""
    pages = shown(facts)
    place = len(pages) if page is None else pages.index(page)
    return round(60 * place / max(len(pages), 1))
