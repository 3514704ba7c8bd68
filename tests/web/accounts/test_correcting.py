"""Putting one's own record right: what was typed, told or done wrong; what stood there before; what follows from it at once."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from builders.courses import PHONE, finished, measured_days, sat, trained
from supple_web.accounts.mine import verbs
from supple_web.accounts.models import Correction, Person
from supple_web.assessments.models import Check, Result, Trial, TrialSet
from supple_web.audit.models import Row
from supple_web.common.problems import Problem
from supple_web.progress.engine import gather
from supple_web.training.actions import recompute
from supple_web.training.models import Plan, PlanChange, Session

pytestmark = pytest.mark.django_db

TYPED = {"instrument": "inclinometer"}


@pytest.fixture
def typed(guest: Person) -> list[Check]:
    """Two finished checks of typed values, two weeks apart."""
    return finished(measured_days(guest, 2, every=14, ways=(TYPED,)))


def first_trial(person: Person, **where: object) -> Trial:
    trial = Trial.objects.of(person).filter(**where).first()
    assert trial is not None
    return trial


def verb_rows(person: Person) -> list[str]:
    return list(Row.objects.filter(about=person.audit_id).values_list("verb", flat=True))


class TestValue:
    def test_a_typed_value_is_replaced_and_what_stood_there_is_kept(self, guest, guest_client, typed):
        trial = first_trial(guest)
        before = trial.value_deg
        answer = guest_client.post(reverse("mine_trial", args=[trial.pk]), {"value_deg": "38,5°"})
        assert answer.status_code == 302
        trial.refresh_from_db()
        assert trial.value_deg == 38.5
        assert trial.corrected_at is not None
        kept = Correction.objects.get(key=trial.pk)
        assert (kept.before, kept.after, kept.field, kept.by) == (before, 38.5, "value_deg", guest.audit_id)
        assert "correct" in verb_rows(guest)
        shown = guest_client.get(reverse("mine_check", args=[typed[0].pk])).text
        assert f"first {before:.1f}°" in shown

    def test_the_first_of_several_corrections_is_what_stood_there_first(self, guest, guest_client, typed):
        trial = first_trial(guest)
        before = trial.value_deg
        for value in ("30", "31"):
            guest_client.post(reverse("mine_trial", args=[trial.pk]), {"value_deg": value})
        assert f"first {before:.1f}°" in guest_client.get(reverse("mine_check", args=[typed[0].pk])).text

    def test_results_are_judged_anew_at_once_also_the_later_ones(self, guest, guest_client, typed):
        documents = [Result.objects.get(check_of=check).document for check in typed]
        for trial in Trial.objects.of(guest).filter(trial_set__check_of=typed[0], trial_set__mode="active", direction="left"):
            verbs.correct_value(trial=trial, value_deg=20.0, by=guest)
        after = [Result.objects.get(check_of=check).document for check in typed]
        assert active_left(after[0]) == 20.0
        assert active_left(after[0]) != active_left(documents[0])
        assert after[1]["findings"] != documents[1]["findings"]

    @pytest.mark.parametrize(
        ("given", "says"),
        [
            ("", "type the number again"),
            ("forty", "degrees as a number"),
            ("-3", "0 to 150"),
            ("400", "0 to 150"),
            ("nan", "number"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_changes(self, guest, guest_client, typed, given, says):
        trial = first_trial(guest)
        answer = guest_client.post(reverse("mine_trial", args=[trial.pk]), {"value_deg": given})
        assert answer.status_code == 422
        assert says in answer.text
        assert f'value="{given}"' in answer.text
        assert first_trial(guest, pk=trial.pk).value_deg == trial.value_deg
        assert not Correction.objects.exists()

    def test_a_measured_value_is_what_its_recording_shows(self, guest, guest_client):
        measured_days(guest, 1, ways=(PHONE,))
        trial = first_trial(guest)
        assert "A measured value cannot be corrected" in guest_client.get(reverse("mine_trial", args=[trial.pk])).text
        answer = guest_client.post(reverse("mine_trial", args=[trial.pk]), {"value_deg": "50"})
        assert answer.status_code == 422
        assert first_trial(guest, pk=trial.pk).value_deg == trial.value_deg
        with pytest.raises(Problem, match="what its recording shows"):
            verbs.correct_value(trial=trial, value_deg=50.0, by=guest)

    def test_nothing_of_a_correction_stays_where_a_step_of_it_fails(self, guest, typed, monkeypatch):
        trial = first_trial(guest)
        before = trial.value_deg
        monkeypatch.setattr(verbs, "_later_results", lambda *_: (_ for _ in ()).throw(RuntimeError("no result")))
        with pytest.raises(RuntimeError):
            verbs.correct_value(trial=trial, value_deg=20.0, by=guest)
        assert first_trial(guest, pk=trial.pk).value_deg == before
        assert not Correction.objects.exists()


def active_left(document):
    (found,) = [one for one in document["findings"] if one["direction"] == "left"]
    return round(found["active"]["mean_deg"], 6)


class TestTakingAway:
    def test_a_typed_value_goes_also_from_the_list_that_was_typed(self, guest, guest_client, typed):
        trial = first_trial(guest, trial_set__mode="active")
        one = trial.trial_set
        one.document = {"typed": [{"name": t.direction, "value_deg": t.value_deg} for t in one.trials.order_by("order")]}
        one.save()
        verbs.correct_value(trial=trial, value_deg=33.0, by=guest)
        guest_client.post(reverse("mine_trial_delete", args=[trial.pk]))
        one.refresh_from_db()
        assert not Trial.objects.filter(pk=trial.pk).exists()
        assert len(one.document["typed"]) == 5
        assert not Correction.objects.filter(key=trial.pk).exists()

    def test_a_measured_value_is_left_out_for_good(self, guest, guest_client):
        (check,) = finished(measured_days(guest, 1, ways=(PHONE,)))
        trial = first_trial(guest, direction="left", trial_set__mode="active")
        assert "It stays visible in its recording" in guest_client.get(reverse("mine_trial_delete", args=[trial.pk])).text
        guest_client.post(reverse("mine_trial_delete", args=[trial.pk]))
        trial.refresh_from_db()
        assert (trial.quality, trial.corrected_at is not None) == ("rejected", True)
        (found,) = [one for one in Result.objects.get(check_of=check).document["findings"] if one["direction"] == "left"]
        assert found["active"]["n"] == 2
        assert "left out" in guest_client.get(reverse("mine_check", args=[check.pk])).text
        assert "leave out" in verb_rows(guest)

    def test_a_set_goes_with_its_recording_and_the_result_follows(self, guest, guest_client, typed):
        one = TrialSet.objects.of(guest).filter(check_of=typed[1], mode="assisted").get()
        one.raw = b"x"
        one.save()
        assert "its recording" in guest_client.get(reverse("mine_set_delete", args=[one.pk])).text
        guest_client.post(reverse("mine_set_delete", args=[one.pk]))
        assert not TrialSet.objects.filter(pk=one.pk).exists()
        document = Result.objects.get(check_of=typed[1]).document
        assert [found["end_range"]["day"] for found in document["findings"] if found["end_range"]] in (
            [],
            [typed[0].day.isoformat()] * 2,
        )

    def test_a_check_goes_and_the_plan_rests_on_what_is_left(self, guest, guest_client, typed):
        assert Plan.objects.get(person=guest).check_of == typed[1]
        guest_client.post(reverse("mine_check_delete", args=[typed[1].pk]))
        assert [check.pk for check in Check.objects.of(guest)] == [typed[0].pk]
        assert Plan.objects.get(person=guest).check_of == typed[0]
        assert not PlanChange.objects.of(guest).filter(day=typed[1].day).exists()

    def test_the_plan_is_the_one_that_all_that_is_left_would_give(self, guest, typed):
        """However few checks are read again, everything anew from the beginning comes to the same."""
        sessions = trained(guest, 20, every=3)
        for change in (
            lambda: verbs.delete_session(session=sessions[2], by=guest),
            lambda: verbs.correct_session(session=sessions[1], told={"pain_during": 6}, by=guest),
            lambda: verbs.correct_value(trial=first_trial(guest, direction="left"), value_deg=25.0, by=guest),
            lambda: verbs.delete_check(check=typed[0], by=guest),
        ):
            change()
            log = list(PlanChange.objects.of(guest).values("day", "kind", "changed", "reasons", "before", "after", "event"))
            state = Plan.objects.get(person=guest).state
            recompute(person=guest, by=guest)
            assert Plan.objects.get(person=guest).state == state
            assert (
                list(PlanChange.objects.of(guest).values("day", "kind", "changed", "reasons", "before", "after", "event")) == log
            )

    def test_with_the_last_check_the_plan_is_gone(self, guest, typed):
        for check in typed:
            verbs.delete_check(check=check, by=guest)
        assert not Plan.objects.exists()
        assert gather(guest, timezone.localdate()).series == ()

    def test_a_session_goes_and_the_plan_takes_its_step_back(self, guest, guest_client, typed):
        sessions = trained(guest, 3)
        steps = Plan.objects.get(person=guest).state["linear_done"]
        guest_client.post(reverse("mine_session_delete", args=[sessions[0].pk]))
        assert Session.objects.of(guest).count() == 2
        assert PlanChange.objects.of(guest).filter(session__isnull=False).count() == 2
        assert Plan.objects.get(person=guest).state["linear_done"] == max(0, steps - 1)

    @pytest.mark.parametrize("name", ["mine_trial_delete", "mine_set_delete", "mine_check_delete", "mine_session_delete"])
    def test_asking_takes_nothing_away(self, guest, guest_client, typed, name):
        session = trained(guest, 1)[0]
        pk = {"trial": first_trial(guest).pk, "set": typed[0].sets.first().pk, "check": typed[0].pk, "session": session.pk}[
            name.split("_")[1]
        ]
        before = (
            Trial.objects.count(),
            TrialSet.objects.count(),
            Check.objects.count(),
            Session.objects.count(),
            Row.objects.count(),
        )
        answer = guest_client.get(reverse(name, args=[pk]))
        assert "It cannot be brought back" in answer.text
        after = (
            Trial.objects.count(),
            TrialSet.objects.count(),
            Check.objects.count(),
            Session.objects.count(),
            Row.objects.count(),
        )
        assert after == before


def counts() -> list[int]:
    return [table.objects.count() for table in (Trial, TrialSet, Check, Session, Row)]


class TestPainAndDetails:
    def test_pain_after_a_set_is_corrected_and_judged(self, guest, guest_client, typed):
        one = TrialSet.objects.of(guest).filter(check_of=typed[1], mode="active").get()
        guest_client.post(reverse("mine_set", args=[one.pk]), {"pain-left": "6", "rater": "self"})
        one.refresh_from_db()
        assert one.pain == {"right": 0, "left": 6}
        findings = Result.objects.get(check_of=typed[1]).document["findings"]
        assert [found["category"] for found in findings if found["direction"] == "left"] == ["painful"]
        shown = guest_client.get(reverse("mine_check", args=[typed[1].pk])).text
        assert "pain, before: right 0, left 0" in shown

    def test_who_measured_and_on_what(self, guest, guest_client, typed):
        one = TrialSet.objects.of(guest).filter(check_of=typed[0]).first()
        sent = {"rater": "Dr Brown", "support": "cushion", "instrument": "goniometer"}
        guest_client.post(reverse("mine_set", args=[one.pk]), sent)
        one.refresh_from_db()
        assert (one.rater, one.support, one.instrument) == ("Dr Brown", "cushion", "goniometer")
        assert {row.field for row in Correction.objects.filter(key=one.pk)} == {"rater", "support", "instrument"}

    def test_the_instrument_of_a_recording_is_what_it_is(self, guest, guest_client):
        (check,) = measured_days(guest, 1, ways=(PHONE,))
        one = check.sets.first()
        guest_client.post(reverse("mine_set", args=[one.pk]), {"instrument": "goniometer", "rater": "Dr Brown"})
        one.refresh_from_db()
        assert (one.instrument, one.rater) == ("phone", "self")

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"rater": "x" * 81}, "shorten it"),
            ({"rater": "a\x00b"}, "printed"),
            ({"pain-left": "11"}, "0 to 10"),
            ({"support": "moon"}, "moon"),
        ],
    )
    def test_what_cannot_be_is_said_and_what_was_typed_stays(self, guest, guest_client, typed, sent, says):
        one = TrialSet.objects.of(guest).filter(check_of=typed[0]).first()
        answer = guest_client.post(reverse("mine_set", args=[one.pk]), {"rater": "self", **sent})
        assert answer.status_code == 422
        assert says in answer.text
        assert not Correction.objects.exists()

    def test_pain_of_a_session_moves_the_plan_as_if_told_at_once(self, guest, guest_client, typed):
        session = sat(guest, timezone.localdate())
        recompute(person=guest, by=guest)
        assert Plan.objects.get(person=guest).state["standing"] == "go"
        guest_client.post(reverse("mine_session", args=[session.pk]), {"pain_during": "7"})
        session.refresh_from_db()
        assert (session.pain_during, session.pain_before) == (7, 0)
        assert Plan.objects.get(person=guest).state["standing"] == "halted"
        assert "during, before: 1" in guest_client.get(reverse("mine_session", args=[session.pk])).text

    def test_sending_what_stands_there_already_is_no_correction(self, guest, guest_client, typed):
        session = trained(guest, 1)[0]
        guest_client.post(reverse("mine_session", args=[session.pk]), {"pain_during": "1"})
        assert not Correction.objects.exists()


class TestAbout:
    def test_what_somebody_said_of_themself_is_corrected(self, guest, guest_client):
        guest.about = {"age_years": 41, "days_per_week": 5}
        guest.save()
        sent = {"age_years": "42", "equipment": ["stick"], "goal": "yes"}
        assert guest_client.post(reverse("mine_about"), sent).status_code == 302
        guest.refresh_from_db()
        assert guest.about == {"age_years": 42, "days_per_week": 5, "equipment": ["stick"], "goal": True}
        shown = guest_client.get(reverse("mine")).text
        assert "42 years" in shown
        assert "a stick" in shown

    def test_one_wrong_number_loses_nothing_of_the_rest(self, guest, guest_client):
        answer = guest_client.post(reverse("mine_about"), {"age_years": "400", "minutes_per_day": "25"})
        assert answer.status_code == 422
        assert "400 cannot be right" in answer.text
        assert 'value="25"' in answer.text
        guest.refresh_from_db()
        assert guest.about == {}


class TestPage:
    def test_a_guest_is_told_until_when_and_how_to_stay(self, guest, guest_client):
        shown = guest_client.get(reverse("mine")).text
        assert "You are here without an account" in shown
        assert reverse("account_signup") in shown
        assert f"{guest.last_seen_at.day}" in shown

    def test_a_member_finds_the_ways_to_sign_in(self, member_client):
        shown = member_client.get(reverse("mine")).text
        assert "member@example.org" in shown
        for name in ("account_email", "account_change_password", "mfa_index", "mfa_list_webauthn", "usersessions_list"):
            assert reverse(name) in shown
        assert reverse("account_signup") not in shown

    def test_counts_are_those_of_the_tables(self, guest, guest_client, typed):
        shown = guest_client.get(reverse("mine")).text
        for words, count in (("Checks", 2), ("Sets", 4), ("Trials", 24)):
            row = shown.partition(f'<th scope="row">{words}<')[2].partition("</tr>")[0]
            assert f">{count}</td>" in row, words

    def test_nobody_is_told_that_nothing_is_kept_and_none_is_made(self, client):
        assert "Nothing is kept about you here" in client.get(reverse("mine")).text
        assert not Person.objects.exists()

    def test_answers_of_a_day_are_in_words(self, guest, guest_client, typed):
        shown = guest_client.get(reverse("mine_check", args=[typed[0].pk])).text
        assert "Your answers of that day" in shown
        assert "back_pain" not in shown

    def test_names_cannot_become_markup(self, guest, guest_client, typed):
        typed[0].sets.update(rater="<script>alert(1)</script>", file_name="<b>x</b>", source="file")
        for url in (reverse("mine_check", args=[typed[0].pk]), reverse("mine_set", args=[typed[0].sets.first().pk])):
            shown = guest_client.get(url).text
            assert "<script>alert" not in shown
            assert "<b>x" not in shown
