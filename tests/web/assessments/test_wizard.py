"""Which page follows which: the order, what each person is shown, when a page is done."""

from __future__ import annotations

import pytest

from builders.checks import NOTHING_WRONG
from builders.setups import PHONE, WHO
from supple.findings.screening_questions import questions
from supple_web.assessments import wizard
from supple_web.assessments.engine.questionnaire import HISTORY
from supple_web.assessments.page import Facts
from supple_web.assessments.wizard import BY_ID, PAGES, before, first_open, percent, reachable, shown

SCREENS = [
    "heart",
    "nerves",
    "walking",
    "pain",
    "injury",
    "bones",
    "illness",
    "infection",
    "other",
    "implants",
    "pregnancy",
    "joints",
]
AFTER = ["time", "things", "wishes", "kneel", "way"]


def ids(facts):
    return [page.id for page in shown(facts)]


def test_every_question_is_asked_on_exactly_one_page_but_what_a_session_knows_itself():
    asked = [field.id for page in PAGES if page.store == "answers" for field in page.fields]
    assert len(asked) == len(set(asked))
    assert set(asked) == {question.id for question in questions()} - {"pain_before_session"}


def test_emergencies_are_asked_before_any_other_question_of_health():
    urgent = [q.id for q in questions() if q.yes.urgency == "emergency"]
    first = [field.id for page in PAGES if page.store == "answers" for field in page.fields][: len(urgent)]
    assert set(first) == set(urgent)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param(Facts(), ["age", *SCREENS, *AFTER, "posture"], id="somebody new"),
        pytest.param(Facts(returning=True), ["again", "age", *SCREENS, *AFTER, "posture"], id="somebody who comes back"),
        pytest.param(Facts(about={"age_years": 17}), ["age", *SCREENS, "guardian", *AFTER, "posture"], id="17 years"),
        pytest.param(Facts(about={"age_years": 18}), ["age", *SCREENS, *AFTER, "posture"], id="18 years"),
        pytest.param(
            Facts(answers={"pregnancy": "second"}),
            ["age", *SCREENS[:-1], "expecting", "joints", *AFTER, "posture"],
            id="pregnant",
        ),
        pytest.param(Facts(active=False), ["age", *SCREENS], id="no test is allowed"),
        pytest.param(Facts(setup={"way": "phone"}), ["age", *SCREENS, *AFTER, "wear", "posture"], id="phone"),
        pytest.param(Facts(setup={"way": "typed"}), ["age", *SCREENS, *AFTER, "tool", "posture"], id="typed"),
        pytest.param(Facts(setup={"way": "file"}), ["age", *SCREENS, *AFTER, "origin", "posture"], id="file"),
    ],
)
def test_pages_of_a_person(facts, expected):
    assert ids(facts) == expected


@pytest.mark.parametrize(
    ("kneels", "expected"), [(True, ["arm", "support"]), (False, ["arm"])], ids=["on the heels", "on a chair"]
)
def test_what_lies_between_heels_and_seat_is_asked_of_those_who_kneel(kneels, expected):
    facts = Facts(answers={"knees": not kneels})
    assert [field.id for field in BY_ID["posture"].asked(facts)] == expected


@pytest.mark.parametrize(("session", "expected"), [(True, True), (False, False)])
def test_the_morning_after_is_asked_where_there_was_a_session(session, expected):
    asked = [field.id for field in BY_ID["pain"].asked(Facts(session=session))]
    assert ("pain_next_morning" in asked) is expected


def test_with_a_magnet_sensitive_implant_the_phone_is_no_way_and_the_breastbone_no_place():
    closed = Facts(phone=False)
    assert [option.value for option in BY_ID["way"].asked(closed)[0].options] == ["typed", "file"]
    assert "sternum" not in {option.value for option in BY_ID["origin"].asked(closed)[0].options}
    done_by_phone = Facts(phone=False, setup=PHONE)
    assert not BY_ID["way"].done(done_by_phone)


def test_the_first_page_that_is_not_done_is_where_one_goes_on():
    assert first_open(Facts()).id == "age"
    assert first_open(Facts(about=WHO)).id == "heart"
    answered = {key: value for key, value in NOTHING_WRONG.items() if key != "fever"}
    assert first_open(Facts(about=WHO, answers=answered)).id == "infection"
    assert first_open(Facts(about=WHO, answers=NOTHING_WRONG)).id == "way"
    assert first_open(Facts(about=WHO, answers=NOTHING_WRONG, setup=PHONE)) is None


def test_a_page_opens_only_when_all_before_it_are_done():
    facts = Facts(about=WHO, answers={"chest_pain": False, "breathless": False, "tearing_pain": False, "collapse": False})
    assert [page.id for page in PAGES if reachable(page, facts)] == ["age", "heart", "nerves"]


def test_back_and_percent_follow_the_order():
    facts = Facts(about=WHO, answers=NOTHING_WRONG, setup=PHONE)
    pages = shown(facts)
    assert before(pages[0], facts) is None
    assert [before(page, facts) for page in pages[1:]] == pages[:-1]
    along = [percent(facts, page) for page in pages]
    assert along == sorted(along)
    assert (along[0], percent(facts)) == (0, 60)


def test_none_of_these_is_offered_where_all_questions_can_be_denied():
    offered = {page.id for page in PAGES if page.denies}
    assert offered == {"heart", "nerves", "walking", "injury", "bones", "illness", "infection", "other", "joints"}


def test_only_history_is_kept_and_never_an_emergency_or_pain():
    urgent = {q.id for q in questions() if q.yes.urgency == "emergency" or q.group == "pain"}
    kept = {field.id for page in PAGES for field in page.fields if field.keeps}
    assert kept == HISTORY
    assert not kept & urgent
    assert not kept & {"fever", "violent_trauma", "minor_trauma", "weight_loss", "pregnancy", "dizziness", "guardian"}


def test_pages_have_names_that_no_other_address_of_a_check_has():
    from supple_web.assessments.urls import urlpatterns

    taken = {str(pattern.pattern).rsplit("/", 1)[-1] for pattern in urlpatterns}
    assert not taken & set(wizard.BY_ID)
