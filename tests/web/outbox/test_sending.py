"""What stands in the outbox reaches a real mail server: once, late rather than never, and not when it holds no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from supple_web.accounts.models import Person
from supple_web.common.problems import Problem
from supple_web.outbox import sending
from supple_web.outbox.models import Mail
from supple_web.outbox.post import post, send_due
from supple_web.serving.chores import CHORES
from web.outbox.conftest import Server, free_port

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
ICS = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def write(key: str = "one", **more: object) -> Mail:
    given = {"to": "you@example.org", "subject": "Your call", "body": "Tuesday at ten.", "due_at": NOW} | more
    return post(key=key, **given)  # type: ignore[arg-type]


def holds(about: str, mail: Mail) -> bool:
    mail.body += " Still so."
    return about == "yes"


def falls_over(about: str, mail: Mail) -> bool:
    raise RuntimeError("a fault in what is asked")


class TestOnce:
    def test_it_arrives_with_its_calendar_file_and_its_words_are_gone(self, server: Server):
        mail = write(attachment=("call.ics", "text/calendar; method=REQUEST", ICS), body="Día de mañana, ção")
        assert send_due(NOW) == 1
        (got,) = server.mails
        assert (got["To"], got["Subject"]) == ("you@example.org", "Your call")
        assert "Día de mañana, ção" in got.get_body().get_content()
        (file,) = got.iter_attachments()
        assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "call.ics")
        assert file["Content-Type"].params["method"] == "REQUEST"
        assert file.get_content().split() == ICS.split()
        mail.refresh_from_db()
        assert (mail.sent_at, mail.body, mail.attachment) == (NOW, "", "")

    def test_never_twice(self, server: Server):
        write()
        write(body="other words")
        assert Mail.objects.count() == 1
        assert [send_due(NOW), send_due(NOW), send_due(NOW + timedelta(days=9))] == [1, 0, 0]
        assert len(server.mails) == 1
        assert "Tuesday" in server.mails[0].get_content()

    def test_not_before_it_is_due(self, server: Server):
        write(due_at=NOW + timedelta(minutes=3))
        assert send_due(NOW) == 0
        assert send_due(NOW + timedelta(minutes=3)) == 1

    def test_in_the_order_in_which_they_are_due(self, server: Server):
        write("later", subject="second", due_at=NOW - timedelta(minutes=1))
        write("sooner", subject="first", due_at=NOW - timedelta(minutes=2))
        send_due(NOW)
        assert [mail["Subject"] for mail in server.mails] == ["first", "second"]

    def test_what_was_not_decided_is_not_told(self, server: Server):
        def decide() -> None:
            with transaction.atomic():
                write()
                raise RuntimeError("the act failed")

        with pytest.raises(RuntimeError):
            decide()
        assert send_due(NOW) == 0

    def test_it_goes_with_its_person(self, server: Server):
        person = Person.objects.create()
        write(person=person)
        person.delete()
        assert send_due(NOW) == 0


class TestStill:
    def test_asked_just_before_and_may_give_other_words(self, server: Server):
        write("yes", still="web.outbox.test_sending.holds", about="yes")
        write("no", still="web.outbox.test_sending.holds", about="no")
        assert send_due(NOW) == 1
        assert "Still so." in server.mails[0].get_content()
        dropped = Mail.objects.get(key="no")
        assert (dropped.dropped_at, dropped.sent_at, dropped.body) == (NOW, None, "")

    def test_a_fault_in_it_keeps_no_other_mail_waiting(self, server: Server):
        write("bad", still="web.outbox.test_sending.falls_over")
        write("gone", still="web.outbox.test_sending.no_such_function")
        write("good")
        assert send_due(NOW) == 1
        assert Mail.objects.get(key="bad").problem == "RuntimeError"


class TestTryingAgain:
    def test_a_server_that_is_busy_is_asked_again_later(self, server: Server):
        server.breaks = ["451 later", "451 later"]
        write()
        assert [send_due(NOW), send_due(NOW)] == [0, 0]
        at = NOW
        for wait, taken in zip(sending.BACK_OFF, (0, 1), strict=False):
            assert send_due(at + wait - timedelta(seconds=1)) == 0
            at += wait
            assert send_due(at) == taken
        assert len(server.mails) == 1
        mail = Mail.objects.get()
        assert (mail.tries, mail.problem) == (3, "")

    def test_no_server_there(self, settings, server: Server):
        settings.EMAIL_PORT = free_port()
        write("one")
        write("two")
        assert send_due(NOW) == 0
        assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 1], "the others wait without a try of theirs"
        settings.EMAIL_PORT = server.port
        assert send_due(NOW + timedelta(minutes=1)) == 2

    def test_after_the_last_try_it_is_given_up(self, server: Server):
        server.breaks = ["451 later"] * 20
        write()
        at = NOW
        for _ in range(20):
            send_due(at)
            at += max(sending.BACK_OFF)
        mail = Mail.objects.get()
        assert (mail.tries, mail.body) == (len(sending.BACK_OFF) + 1, "")
        assert mail.dropped_at is not None
        assert mail.problem == "SMTPDataError 451"

    def test_an_address_that_is_refused_for_good_is_not_tried_again(self, server: Server):
        server.refuses = "550 nobody here: you@example.org"
        write()
        send_due(NOW)
        mail = Mail.objects.get()
        assert (mail.dropped_at, mail.problem) == (NOW, "recipient refused 550"), "without what the server said"

    def test_one_refused_does_not_stop_the_next(self, server: Server):
        server.breaks = ["554 not this one"]
        write("one", subject="first", due_at=NOW - timedelta(minutes=1))
        write("two", subject="second")
        assert send_due(NOW) == 1
        assert [mail["Subject"] for mail in server.mails] == ["second"]

    def test_a_worker_that_dies_before_sending_loses_nothing(self, server: Server, monkeypatch: pytest.MonkeyPatch):
        def dies(*_args: object) -> bool:
            raise KeyboardInterrupt

        write()
        with monkeypatch.context() as during:
            during.setattr(sending, "_deliver", dies)
            with pytest.raises(KeyboardInterrupt):
                send_due(NOW)
        assert send_due(NOW) == 0, "the try of the one that died still counts"
        assert send_due(NOW + timedelta(minutes=1)) == 1

    def test_a_worker_that_dies_after_sending_sends_the_same_message_again(self, server: Server, monkeypatch: pytest.MonkeyPatch):
        deliver = sending._deliver

        def dies(mail: Mail, *rest: object) -> bool:
            sending._message(mail, rest[0]).send()  # type: ignore[arg-type]
            raise KeyboardInterrupt

        write()
        with monkeypatch.context() as during:
            during.setattr(sending, "_deliver", dies)
            with pytest.raises(KeyboardInterrupt):
                send_due(NOW)
        assert sending._deliver is deliver
        assert send_due(NOW + timedelta(minutes=1)) == 1
        first, second = server.mails
        assert first["Message-ID"] == second["Message-ID"]


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "you@example.org\nBcc: all@example.org",
            "you@example.org\r\nSubject: no",
            "you@example.org, all@example.org",
            "You <you@example.org>",
            "you@example.org\x00",
            "nobody",
            "",
        ],
    )
    def test_one_address_and_nothing_else(self, address: str):
        with pytest.raises(Problem, match="mail address"):
            write(to=address)
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x00"])
    def test_a_subject_is_one_line(self, end: str, server: Server):
        write(subject=f"Call of Eve{end}Bcc: all@example.org{end}{end}Hello")
        assert send_due(NOW) == 1
        assert server.recipients == [["you@example.org"]]
        assert server.mails[0]["Bcc"] is None
        assert server.mails[0]["Subject"].startswith("Call of Eve Bcc:")

    def test_a_body_cannot_end_the_mail_early(self, server: Server):
        write(body="one\r\n.\r\nMAIL FROM:<evil@example.org>\r\n..two")
        assert send_due(NOW) == 1
        assert len(server.mails) == 1
        assert server.mails[0].get_content().split() == ["one", ".", "MAIL", "FROM:<evil@example.org>", "..two"]


class TestWithoutMail:
    def test_they_wait_and_it_is_said(self, settings, server: Server, capsys: pytest.CaptureFixture[str]):
        settings.OPTIONS = replace(settings.OPTIONS, email_url="")
        write()
        call_command("send_mail")
        told = capsys.readouterr().out
        assert "0 sent, 1 waiting" in told
        assert "SUPPLE_EMAIL_URL" in told
        assert Mail.objects.get().tries == 0


def test_it_is_a_chore_of_every_minute():
    assert ("send_mail", 1) in CHORES


def test_what_was_sent_long_ago_is_forgotten(server: Server):
    write("old")
    write("new", due_at=NOW + timedelta(days=400))
    send_due(NOW)
    assert sending.forget_sent(NOW + timedelta(days=sending.KEPT_DAYS)) == 0
    assert sending.forget_sent(NOW + timedelta(days=sending.KEPT_DAYS, seconds=1)) == 1
    assert [mail.key for mail in Mail.objects.all()] == ["new"]


def test_what_waits_for_a_mail_server_does_not_wait_for_good(settings):
    """An address and a secret link would otherwise stay after the call that they were about was forgotten."""
    settings.OPTIONS = replace(settings.OPTIONS, email_url="")
    write("waits", due_at=NOW)
    assert sending.forget_sent(NOW + timedelta(days=sending.KEPT_DAYS)) == 0
    assert sending.forget_sent(NOW + timedelta(days=sending.KEPT_DAYS, seconds=1)) == 1
