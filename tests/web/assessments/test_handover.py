"""A check that goes on with a phone: one code, one claim, one check; looking changes nothing."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.example_checks import days_before, example_check, finish
from builders.visitors import client_of
from supple_web.accounts.models import Person
from supple_web.assessments.access import HANDED_FOR, SESSION_KEY
from supple_web.assessments.actions import handing
from supple_web.assessments.actions.handing import LIVES, Refused, claim, find, grouped, hand_over, take_back, token_of
from supple_web.assessments.models import Check, Handover
from supple_web.assessments.qr import qr_svg
from supple_web.audit.models import Row

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def reachable(settings):
    settings.OPTIONS = replace(settings.OPTIONS, urls=("https://supple.example",))


@pytest.fixture
def check(guest) -> Check:
    return make_check(guest, days_before(0))


def desk_url(check: Check, name: str = "check_hand") -> str:
    return reverse(name, args=[check.pk])


def phone_url(handover: Handover) -> str:
    return reverse("hand", args=[grouped(token_of(handover))])


def claimed(check: Check, by: Person | None = None) -> Client:
    """A phone that scanned and confirmed."""
    phone = Client() if by is None else client_of(by)
    answer = phone.post(phone_url(hand_over(check=check, by=check.person)))
    assert answer.status_code == 302
    return phone


def may_go_on(phone: Client, check: Check) -> bool:
    """Whether this browser gets into the check at all; where in it, the check itself knows."""
    return phone.get(f"/check/{check.pk}/next").status_code in {200, 302}


def test_looking_makes_no_code_and_claims_none(guest_client, check):
    page = guest_client.get(desk_url(check))
    assert "Show the code" in page.text
    assert not Handover.objects.exists()
    code = hand_over(check=check, by=check.person)
    phone = Client()
    for _ in range(2):
        answer = phone.get(phone_url(code))
        assert "Yes, go on here" in answer.text
    code.refresh_from_db()
    assert code.used_at is None
    assert SESSION_KEY not in phone.session
    assert not may_go_on(phone, check)


def test_the_desk_shows_the_code_and_its_address_again_after_a_reload(guest_client, check):
    assert guest_client.post(desk_url(check)).url == desk_url(check)
    first, second = guest_client.get(desk_url(check)).text, guest_client.get(desk_url(check)).text
    address = re.search(r"https://supple\.example(/hand/[a-z2-7-]+)", first)
    assert address is not None
    assert address.group() in second
    assert 'aria-label="QR code with the address below"' in first
    assert "style=" not in first
    assert Client().get(address.group(1)).status_code == 200


def test_only_a_digest_is_stored(check):
    code = hand_over(check=check, by=check.person)
    token = token_of(code)
    row = Handover.objects.filter(pk=code.pk).values().get()
    assert row["token_digest"] == hashlib.sha256(token.encode()).hexdigest()
    assert not any(token in str(value) for name, value in row.items() if name != "token_digest")
    assert len(set(token)) > 5
    assert len(token) == 20  # of 32 characters: 100 bits


def test_the_digest_is_compared_in_constant_time(check, monkeypatch):
    code = hand_over(check=check, by=check.person)
    compared = []

    def compare(one: str, other: str) -> bool:
        compared.append((one, other))
        return False

    monkeypatch.setattr(handing, "constant_time_compare", compare)
    with pytest.raises(Refused):
        find(token_of(code))
    assert compared == [(code.token_digest, code.token_digest)]


def test_claiming_opens_this_check_and_goes_on_where_it_was(check):
    phone = claimed(check)
    assert may_go_on(phone, check)
    assert Row.objects.filter(verb="claim", about=check.person.audit_id).exists()


def test_a_code_works_once(check):
    code = hand_over(check=check, by=check.person)
    assert Client().post(phone_url(code)).status_code == 302
    late = Client()
    for answer in (late.get(phone_url(code)), late.post(phone_url(code))):
        assert answer.status_code == 404
        assert "does not work any more" in answer.text
    assert SESSION_KEY not in late.session


def test_of_two_browsers_at_once_one_gets_it(check, monkeypatch):
    code = hand_over(check=check, by=check.person)
    seen_before = find(token_of(code))
    claim(token=token_of(code), by=None)
    monkeypatch.setattr(handing, "find", lambda token: seen_before)
    with pytest.raises(Refused):
        claim(token=token_of(code), by=None)


def test_a_code_is_too_old_after_fifteen_minutes(check):
    code = hand_over(check=check, by=check.person)
    assert LIVES.total_seconds() == 15 * 60
    Handover.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().post(phone_url(code)).status_code == 404


def test_a_new_code_makes_the_earlier_one_void(check):
    first = hand_over(check=check, by=check.person)
    url = phone_url(first)
    hand_over(check=check, by=check.person)
    assert Client().post(url).status_code == 404


@pytest.mark.parametrize("token", ["a", "aaaaa-aaaaa-aaaaa-aaaaa", "x" * 200])
def test_a_guess_is_answered_like_a_code_that_is_over(client, token):
    assert client.get(reverse("hand", args=[token])).status_code == 404


def test_it_is_read_with_or_without_its_hyphens_and_capitals(check):
    code = hand_over(check=check, by=check.person)
    assert find(token_of(code).upper()).pk == code.pk
    assert find(grouped(token_of(code))).pk == code.pk


def test_the_phone_gets_this_check_and_nothing_else(member, check):
    check = make_check(member, days_before(0))
    earlier = finish(make_check(member, days_before(9)))
    phone = claimed(check)
    assert may_go_on(phone, check)
    assert phone.get(reverse("check_result", args=[earlier.pk])).status_code == 404
    assert phone.post(desk_url(check)).status_code == 404  # it cannot be handed on
    assert phone.get(desk_url(check)).url == reverse("check")
    assert "_auth_user_id" not in phone.session
    home = phone.get(reverse("home"))
    assert "Go on with the check" in home.text
    assert str(member.audit_id) not in home.text


def test_somebody_elses_check_cannot_be_handed_over_or_taken_back(stranger_client, check):
    claimed(check)
    for url in (desk_url(check), desk_url(check, "check_hand_state")):
        assert stranger_client.get(url).status_code == 404
        assert stranger_client.get(url, **HTMX).status_code == 404
    assert stranger_client.post(desk_url(check)).status_code == 404
    assert stranger_client.post(desk_url(check, "check_hand_back")).status_code == 404
    assert Handover.objects.count() == 1


def test_a_phone_with_data_of_its_own_keeps_them_apart(check):
    other = Person.objects.create()
    own = make_check(other, days_before(0))
    phone = claimed(check, by=other)
    assert may_go_on(phone, check)
    assert may_go_on(phone, own)
    check.refresh_from_db()
    assert check.person != other


def test_taking_it_back_ends_it(guest_client, check):
    phone = claimed(check)
    assert guest_client.get(desk_url(check, "check_hand_back")).status_code == 405
    assert guest_client.post(desk_url(check, "check_hand_back")).status_code == 302
    assert not may_go_on(phone, check)


def test_it_ends_by_itself_after_half_a_day(check):
    phone = claimed(check)
    Handover.objects.update(used_at=timezone.now() - HANDED_FOR)
    assert not may_go_on(phone, check)


def test_it_ends_with_the_check(check):
    phone = claimed(check)
    Check.objects.all().delete()
    assert not may_go_on(phone, check)


def test_the_phone_sees_the_result_without_the_way_into_the_account(check):
    phone = claimed(check)
    make_set(check, {"left": [60, 61, 62], "right": [60, 61, 62]})
    finish(check)
    page = phone.get(reverse("check_result", args=[check.pk])).text
    assert "You turn far enough" in page
    assert "This check was handed to this phone" in page
    assert "Keep moving</a>" not in page


def test_the_phone_sees_no_value_of_an_earlier_check(guest_client, check):
    example_check(check.person, "stiff", days_before(20))
    phone = claimed(check)
    make_set(check, {"left": [60, 61, 62], "right": [60, 61, 62]}, instrument="phone", placement="sternum")
    finish(check)
    url = reverse("check_result", args=[check.pk])
    assert "s-ghost" in guest_client.get(url).text
    assert "s-ghost" not in phone.get(url).text


def test_the_phone_sees_no_health_answer_of_an_earlier_check(guest_client, check):
    make_check(check.person, days_before(9), answers={"osteoporosis": True})
    check.answers = {key: value for key, value in check.answers.items() if key != "osteoporosis"}
    check.save()
    phone, url = claimed(check), f"/check/{check.pk}/bones"
    assert "Your answer of" in guest_client.get(url).text
    page = phone.get(url)
    assert page.status_code == 200
    assert "Your answer of" not in page.text
    assert 'value="yes" checked' not in page.text


def test_the_phones_result_is_of_its_own_day_alone(guest_client, check):
    """Two days count together for the person; the earlier one's values, remarks and findings are nothing for the phone."""
    before = make_check(check.person, days_before(3))
    make_set(before, {"left": [30, 61, 30], "right": [60, 61, 62]})
    make_set(before, {"flexion": [20, 21, 22], "extension": [10, 11, 9]}, position="seated", arm="crossed")
    finish(before)
    phone = claimed(check)
    make_set(check, {"left": [60, 61, 62], "right": [60, 61, 62]})
    finish(check)
    url = reverse("check_result", args=[check.pk])
    own, borrowed = guest_client.get(url).text, phone.get(url).text
    for told in ("notice caution", "Bending and arching", "days put together"):
        assert told in own
        assert told not in borrowed
    assert "sees this day alone" in borrowed


def test_the_desk_follows(guest_client, check):
    url = desk_url(check, "check_hand_state")
    guest_client.post(desk_url(check))
    waiting = guest_client.get(url, **HTMX)
    assert "Waiting for the phone" in waiting.text
    seen = re.search(r"state\?seen=(\w+)", waiting.text).group(1)
    nothing_new = guest_client.get(f"{url}?seen={seen}", **HTMX)
    assert (nothing_new.text, nothing_new["HX-Reswap"]) == ("", "none")
    claim(token=token_of(Handover.objects.get()), by=None)
    assert "The phone is connected" in guest_client.get(f"{url}?seen={seen}", **HTMX).text
    make_set(check, {"left": [60, 61, 62], "right": [60, 61, 62]})
    assert "6 of 6 counted" in guest_client.get(url, **HTMX).text
    assert guest_client.get(url).url == desk_url(check)  # without script: the page itself
    finish(check)
    assert guest_client.get(url, **HTMX)["HX-Redirect"] == reverse("check_result", args=[check.pk])
    assert guest_client.get(desk_url(check)).url == reverse("check_result", args=[check.pk])


def test_a_red_flag_on_the_phone_is_where_the_desk_goes_too(guest_client, check):
    claimed(check)
    check.answers = {**check.answers, "chest_pain": True}
    check.save()
    answer = guest_client.get(desk_url(check, "check_hand_state"), **HTMX)
    assert answer["HX-Redirect"] == reverse("check_stop", args=[check.pk])


def test_on_localhost_there_is_no_code_but_what_to_do(settings, guest_client, check):
    settings.OPTIONS = replace(settings.OPTIONS, urls=())
    guest_client.post(desk_url(check))
    page = guest_client.get(desk_url(check), HTTP_HOST="localhost").text
    assert "supple serve --https" in page
    assert "type what an inclinometer" in page
    assert "<svg class=" not in page.replace('<svg class="brand', "")
    assert "/hand/" not in page.replace(f"/check/{check.pk}/hand/", "")


def test_over_plain_http_it_says_what_works_without(settings, guest_client, check):
    settings.OPTIONS = replace(settings.OPTIONS, urls=("http://192.168.1.20:8000",))
    guest_client.post(desk_url(check))
    page = guest_client.get(desk_url(check)).text
    assert "will not give its motion sensors" in page
    assert "http://192.168.1.20:8000/hand/" in page


def test_the_address_is_the_servers_own_whatever_the_client_says(guest_client, check):
    guest_client.post(desk_url(check))
    page = guest_client.get(desk_url(check), HTTP_X_FORWARDED_HOST="evil.example", HTTP_REFERER="https://evil.example/").text
    assert "evil.example" not in page
    assert guest_client.get(desk_url(check), HTTP_HOST="evil.example").status_code == 400


def test_taking_back_is_written_down(check):
    take_back(check=check, by=check.person)
    assert Row.objects.filter(verb="take back", about=check.person.audit_id).exists()


def test_the_drawn_code_reads_as_its_text():
    svg = qr_svg("https://supple.example/hand/abc", "a title")
    size = int(re.search(r'viewBox="0 0 (\d+)', svg).group(1))
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg):
        dark |= {(int(x) + i, int(y)) for i in range(int(length))}
    from qrcode.constants import ERROR_CORRECT_M
    from qrcode.main import QRCode

    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data("https://supple.example/hand/abc")
    rows = code.get_matrix()
    assert size == len(rows)
    assert dark == {(x, y) for y, row in enumerate(rows) for x, on in enumerate(row) if on}
