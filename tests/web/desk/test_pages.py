"""The desk's pages: what is shown, what is kept, what is refused with one kind line."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check
from builders.courses import CLINIC, PHONE, finished, measured_days, trained
from builders.crowds import crowd
from builders.sessions import do_session
from builders.staff import make_care, make_staff
from builders.training_people import STIFF, finished_check
from builders.visitors import client_of
from builders.worlds.desk import ITEM
from supple_web.accounts.models import Person, User
from supple_web.assessments import actions as checks
from supple_web.assessments.models import Check, TrialSet
from supple_web.audit.models import Row
from supple_web.clinic.models import Care, Staff
from supple_web.common.problems import Problem
from supple_web.desk import actions
from supple_web.desk.models import ClientCard, Note, Overruling, PutAside, Standing, Template
from supple_web.outbox.models import Mail
from supple_web.training import engine
from supple_web.training.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(db) -> Staff:
    return make_staff("Ada Reyes")


@pytest.fixture
def desk(staff) -> Client:
    return client_of(staff.person)


def client_person(staff: Staff, name: str = "Kim Doe") -> Person:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    person = Person.objects.create(user=User.objects.create_user(email, "a long enough password"))
    make_care(staff, person)
    ClientCard.objects.create(person=person, name=name)
    return person


# the list


def test_who_needs_attention_comes_first_and_says_why(staff, desk):
    calm, idle, hurt = (client_person(staff, name) for name in ("Ana Calm", "Bo Idle", "Zoe Hurt"))
    finished_check(idle, 10, STIFF)
    finished_check(hurt, 1, STIFF)
    do_session(hurt, pains=(2, 8, 6), ended="pain")
    page = desk.get(reverse("desk")).text
    assert page.index("Zoe Hurt") < page.index("Bo Idle") < page.index("Ana Calm")
    assert "Pain of 8 out of 10" in page
    assert "No session yet, 10 days after the programme began" in page
    assert "2 need attention" in page
    assert reverse("desk_client", args=[calm.pk]) in page


def test_an_alert_put_aside_comes_back_with_another_reason(staff, desk):
    person = client_person(staff)
    finished_check(person, 3, STIFF)
    do_session(person, pains=(2, 6, 4), ended="pain")
    row = desk.get(reverse("desk")).context["list"].page.object_list[0]
    (pain,) = (one for one in row.alerts if one.rule == "pain")
    answer = desk.post(reverse("desk_aside", args=[person.pk]), {"rule": "pain", "reason": pain.reason})
    assert answer.status_code == 302
    assert "Pain of 6" not in desk.get(reverse("desk")).text
    Standing.objects.filter(person=person).update(last_pain=7)
    assert "Pain of 7" in desk.get(reverse("desk")).text
    assert PutAside.objects.count() == 1


def test_another_clinician_has_not_seen_it(staff, desk):
    person, other = client_person(staff), make_staff("Bea Other")
    make_care(other, person)
    finished_check(person, 10, STIFF)
    actions.put_aside(person=person, rule="idle", reason=str(Standing.objects.get().asks_since), by=staff)
    assert "No session yet" not in desk.get(reverse("desk")).text
    assert "No session yet" in client_of(other.person).get(reverse("desk")).text


def test_rules_are_the_clinics(staff, desk):
    person = client_person(staff)
    finished_check(person, 10, STIFF)
    assert "No session yet" in desk.get(reverse("desk")).text
    numbers = {"number-pain": "6", "number-undetermined": "2", "number-idle": "20", "number-retest": "0"}
    assert desk.post(reverse("desk_rules"), {"on-idle": "1", **numbers}).status_code == 302
    assert "No session yet" not in desk.get(reverse("desk")).text
    wrong = desk.post(reverse("desk_rules"), {"on-idle": "1", **numbers, "number-idle": "900"})
    assert wrong.status_code == 422
    assert "expected 2 to 60" in wrong.text
    assert 'value="900"' in wrong.text


def test_search_finds_by_name_and_address(staff, desk):
    for name in ("Kim Doe", "Ana Ruiz"):
        client_person(staff, name)
    assert "Ana Ruiz" not in desk.get(reverse("desk"), {"q": "kim"}).text
    assert "Ana Ruiz" in desk.get(reverse("desk"), {"q": "ana ruiz@exam"}).text
    assert "Nobody of yours is called “xyz”." in desk.get(reverse("desk"), {"q": "xyz"}).text


def test_nobody_elses_clients_stand_on_a_desk(staff, desk):
    client_person(make_staff("Bea Other"), "Somebody Else")
    assert "Somebody Else" not in desk.get(reverse("desk")).text
    ended = client_person(staff, "Was Here")
    Care.objects.filter(person=ended).update(ended_at=timezone.now())
    assert "Was Here" not in desk.get(reverse("desk")).text
    assert desk.get(reverse("desk_client", args=[ended.pk])).status_code == 404


def test_whoever_stands_on_the_page_that_was_looked_at_was_read(staff, desk):
    """The list tells pain and warning signs: a row for each client on it, none for those on another page."""
    here, elsewhere = client_person(staff, "Ana Calm"), client_person(staff, "Bo Idle")
    desk.get(reverse("desk") + "?q=ana")
    read = Row.objects.filter(verb="read", by=staff.person.audit_id)
    assert read.filter(about=here.audit_id).count() == 1
    assert not read.filter(about=elsewhere.audit_id).exists()


def test_the_desk_asks_as_much_with_five_hundred_clients_as_with_five(staff, desk):
    def asked(page: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page).status_code == 200
        return len(queries)

    pages = [reverse("desk"), reverse("desk") + "?q=client", reverse("desk") + "?attention=1"]
    crowd(staff, 5)
    few = [asked(page) for page in pages]
    User.objects.filter(email__startswith="client").delete()
    crowd(staff, 500)
    assert [asked(page) for page in pages] == few
    assert max(few) <= 20
    shown = desk.get(pages[0]).context["list"]
    assert (shown.total, shown.page.paginator.num_pages) == (500, 20)


# one client


def test_one_page_has_everything_and_every_read_leaves_a_row(staff, desk):
    person = client_person(staff)
    finished(measured_days(person, 3, ways=(PHONE, CLINIC)))
    trained(person, 4)
    before = Row.objects.filter(verb="read", about=person.audit_id, by=staff.person.audit_id).count()
    page = desk.get(reverse("desk_client", args=[person.pk]))
    assert page.status_code == 200
    for words in ("Findings", "Over time", "Trials", "Programme", "Sessions and pain", "Notes", "Turning left", "Dr Brown"):
        assert words in page.text, words
    assert Row.objects.filter(verb="read", about=person.audit_id, by=staff.person.audit_id).count() == before + 1


def test_a_client_without_anything_has_a_page(staff, desk):
    person = client_person(staff)
    assert "No check yet." in desk.get(reverse("desk_client", args=[person.pk])).text
    for name in ("desk_programme", "desk_print", "desk_measure"):
        assert desk.get(reverse(name, args=[person.pk])).status_code == 200


def test_a_note_keeps_what_stood_there(staff, desk):
    person = client_person(staff)
    desk.post(reverse("desk_note", args=[person.pk]), {"text": "Sits <b>all</b> day."})
    note = Note.objects.get()
    desk.post(reverse("desk_note_edit", args=[person.pk, note.pk]), {"text": "Stands all day."})
    page = desk.get(reverse("desk_client", args=[person.pk])).text
    assert "Stands all day." in page
    assert "1 earlier version" in page
    assert "Sits &lt;b&gt;all&lt;/b&gt; day." in page
    twice = desk.post(reverse("desk_note_edit", args=[person.pk, note.pk]), {"text": "And once more."})
    assert twice.status_code == 422
    assert "And once more." in twice.text
    other = make_staff("Bea Other")
    make_care(other, person)
    answer = client_of(other.person).post(reverse("desk_note_edit", args=[person.pk, note.pk]), {"text": "Mine."})
    assert answer.status_code == 422
    assert Note.objects.count() == 2


def test_an_empty_note_is_refused_and_a_year_that_cannot_be(staff, desk):
    person = client_person(staff)
    assert desk.post(reverse("desk_note", args=[person.pk]), {"text": "  "}).status_code == 422
    wrong = desk.post(reverse("desk_card", args=[person.pk]), {"name": "Kim", "born_year": "1492"})
    assert wrong.status_code == 422
    assert 'value="1492"' in wrong.text
    assert ClientCard.objects.get(person=person).name == "Kim Doe"


# a finding overruled


def test_a_finding_is_overruled_beside_what_was_measured_and_the_programme_follows(staff, desk):
    person = client_person(staff)
    check = finished_check(person, 2, STIFF)
    said_before = check.result.document
    page = reverse("desk_overrule", args=[person.pk, check.pk, "left"])
    assert desk.post(page, {"category": "motor-control-deficit", "reason": " "}).status_code == 422
    assert desk.post(page, {"category": "mobility-limitation", "reason": "Same."}).status_code == 422
    assert desk.post(page, {"category": "motor-control-deficit", "reason": "The end feel is soft."}).status_code == 302
    one = Overruling.objects.get()
    assert (one.said, one.category) == ("mobility-limitation", "motor-control-deficit")
    state = Plan.objects.get(person=person).state
    assert (state["left"]["stage"], state["right"]["stage"]) == ("control", "passive-range")
    assert Check.objects.get(pk=check.pk).result.document == said_before  # what the science said stays
    theirs = client_of(person)
    for text in (
        desk.get(reverse("desk_client", args=[person.pk])).text,
        theirs.get(reverse("check_result", args=[check.pk])).text,
    ):
        assert "The end feel is soft." in text
        assert "Ada Reyes" in text
        assert "mobility limitation" in text
    assert "The end feel is soft." in theirs.get(reverse("programme")).text
    desk.post(reverse("desk_withdraw", args=[person.pk, one.pk]))
    state = Plan.objects.get(person=person).state
    assert state["left"]["stage"] == "passive-range"
    assert "withdrawn" in desk.get(reverse("desk_client", args=[person.pk])).text
    assert "The end feel is soft." not in theirs.get(reverse("check_result", args=[check.pk])).text


def test_said_twice_the_last_word_holds(staff):
    person = client_person(staff)
    check = finished_check(person, 2, STIFF)
    for category in ("motor-control-deficit", "meets-criterion"):
        actions.overrule(person=person, check=check, direction="left", category=category, reason="So.", by=staff)
    assert Plan.objects.get(person=person).state["left"]["stage"] == "maintenance"
    assert Overruling.objects.filter(withdrawn_at=None).count() == 1


def test_a_word_survives_a_recompute_and_a_deleted_check_takes_it_along(staff):
    from supple_web.accounts.mine import verbs
    from supple_web.training import actions as training

    person = client_person(staff)
    check = finished_check(person, 2, STIFF)
    actions.overrule(person=person, check=check, direction="left", category="motor-control-deficit", reason="So.", by=staff)
    training.recompute(person=person, by=person)
    assert Plan.objects.get(person=person).state["left"]["stage"] == "control"
    verbs.delete_check(check=check, by=person)
    assert not Overruling.objects.exists()
    assert not Plan.objects.filter(person=person).exists()


def flagged(person: Person) -> Check:
    """A check of today that ended at a red flag."""
    check = make_check(person, timezone.localdate(), answers={"saddle_numbness": True})
    checks.finish(check=check, by=person)
    return check


def say(person: Person, check: Check, staff: Staff, category: str = "motor-control-deficit") -> Overruling:
    return actions.overrule(person=person, check=check, direction="left", category=category, reason="The end feel.", by=staff)


def test_the_result_and_the_report_say_both_and_the_next_step_is_the_plans(staff):
    """What was measured stays; whoever reads the result is led to the programme that follows the clinician."""
    person = client_person(staff)
    check = finished_check(person, 2, STIFF)
    url, own = reverse("check_result", args=[check.pk]), client_of(person)
    before = own.get(url)
    word = say(person, check, staff)
    page = own.get(url)
    assert page.context["result"].next.title == "Follow your programme"
    told = " ".join(one.words for one in page.context["result"].next.words)
    assert before.context["result"].next.title in told
    assert engine.current(person).programme.now.title in told
    assert page.context["result"].tests == before.context["result"].tests
    report = own.get(reverse("progress_print")).text
    assert "The end feel." in report
    assert "Measured, it was" in report
    actions.withdraw(overruling=word, by=staff)
    assert own.get(url).context["result"].next == before.context["result"].next
    assert "The end feel." not in own.get(reverse("progress_print")).text


def test_only_the_last_check_with_tests_is_overruled_and_none_beside_a_red_flag(staff):
    person = client_person(staff)
    first = finished_check(person, 9, STIFF)
    second = finished_check(person, 2, STIFF)
    with pytest.raises(Problem, match="earlier check"):
        say(person, first, staff)
    say(person, second, staff)
    flagged(person)
    with pytest.raises(Problem, match="warning sign"):
        say(person, second, staff, "painful")
    assert Overruling.objects.count() == 1


# a programme edited


def test_an_exercise_is_added_dosed_taken_out_and_taken_back(staff, desk):
    person = client_person(staff)
    finished_check(person, 2, STIFF)
    today, url = timezone.localdate(), reverse("desk_edit", args=[person.pk])

    def exercises() -> dict[str, int]:
        now = engine.current(person)
        return {one.exercise.id: one.dose.sets for one in engine.day_of(now, today).plan.exercises}

    before = exercises()
    told = {"kind": "add", "exercise": "breathing-90-90", "sets": "3", "reason": "For the ribs."}
    assert desk.post(url, {**told, "reason": ""}).status_code == 422
    assert desk.post(url, {**told, "sets": "x"}).status_code == 422
    assert desk.post(url, {**told, "exercise": "no-such"}).status_code == 422
    assert exercises() == before
    assert desk.post(url, told).status_code == 302
    assert exercises() == {**before, "breathing-90-90": 3}
    assert "For the ribs." in client_of(person).get(reverse("programme")).text
    done = do_session(person, exercises=["cat-camel-general", "breathing-90-90"])
    assert {row["exercise"] for row in done.done} == {"cat-camel-general", "breathing-90-90"}
    dose = {"kind": "dose", "exercise": "breathing-90-90", "sets": "1", "reason": "Less."}
    assert desk.post(url, dose).status_code == 302
    assert exercises()["breathing-90-90"] == 1
    page = desk.get(reverse("desk_programme", args=[person.pk]))
    newest = page.context["programme"].edits[0]
    desk.post(reverse("desk_edit_back", args=[person.pk, newest.pk]))
    assert exercises()["breathing-90-90"] == 3
    gone = desk.post(url, {"kind": "remove", "exercise": "breathing-90-90", "reason": "Enough."})
    assert gone.status_code == 302
    assert exercises() == before


def test_what_every_session_begins_with_is_not_taken_out(staff, desk):
    person = client_person(staff)
    finished_check(person, 2, STIFF)
    linear = [
        one for one in engine.choices_of(engine.current(person), timezone.localdate()) if "cat-camel" in one.chosen.exercise.id
    ]
    told = {"kind": "remove", "exercise": linear[0].chosen.exercise.id, "reason": "No."}
    answer = desk.post(reverse("desk_edit", args=[person.pk]), told)
    assert answer.status_code == 422
    assert "every session begins with it" in answer.text


def test_a_clinics_programme_is_made_prescribed_printed_and_told(staff, desk):
    person = client_person(staff)
    finished_check(person, 2, STIFF)
    form = {
        "name": "Ribs",
        "words-all": "After sitting.",
        "exercise-0": "breathing-90-90",
        "sets-0": "2",
        "words-0": "Slowly.",
        "exercise-1": "cat-camel-general",
    }
    assert desk.post(reverse("desk_template_new"), {**form, "sets-0": "99"}).status_code == 422
    assert desk.post(reverse("desk_template_new"), form).status_code == 302
    template = Template.objects.get()
    assert desk.post(reverse("desk_template_new"), form).status_code == 422  # the name is taken
    url = reverse("desk_prescribe", args=[person.pk])
    assert desk.post(url, {"template": "", "reason": "x"}).status_code == 422
    assert desk.post(url, {"template": str(template.pk), "reason": "Desk work."}).status_code == 302
    printed = desk.get(reverse("desk_print", args=[person.pk])).text
    assert "90/90" in printed or "reathing" in printed
    assert "Slowly." in printed
    pdf = desk.get(reverse("desk_pdf", args=[person.pk]))
    assert pdf.getvalue()[:5] == b"%PDF-"
    assert desk.post(reverse("desk_send", args=[person.pk])).status_code == 302
    mail = Mail.objects.get()
    assert mail.to == person.user.email
    for secret in ("reathing", "Ribs", "Desk work", "mobility", "exercise", "Kim"):
        assert secret not in mail.subject + mail.body
    assert reverse("programme") in mail.body


def test_nothing_is_prescribed_beside_a_red_flag(staff, desk):
    person = client_person(staff)
    finished_check(person, 2, STIFF)
    flagged(person)
    template = actions.save_template(name="Ribs", words="", items=[ITEM], by=staff)
    answer = desk.post(reverse("desk_prescribe", args=[person.pk]), {"template": str(template.pk), "reason": "So."})
    assert answer.status_code == 422
    assert "A warning sign stands" in answer.text
    assert "A warning sign in the questions" in desk.get(reverse("desk")).text
    assert not TrialSet.objects.filter(mode="passive").exists()
