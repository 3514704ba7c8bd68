"""What every answer carries, what no page may hold, and what no log may hear."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from builders.routes import ROUTES
from builders.visitors import client_of, with_password
from builders.world import World, make_world
from supple_web.accounts.models import Person, User
from supple_web.common.logs import WithoutWords

pytestmark = pytest.mark.django_db

HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), "
    "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
POLICY = {
    *(
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
    ),
    *("img-src 'self' data:", "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "form-action 'self'"),
}
MARKER = "marker7f3a"
ATTACKS = (
    f"<script>{MARKER}()</script>",
    f'"><img src=x onerror={MARKER}()>',
    f"'><svg/onload={MARKER}()>",
    f"javascript:{MARKER}()",
    f"</script><script>{MARKER}()</script>",
    f"{{{{ {MARKER} }}}}{{% debug %}}",
)
#: Every attack that would become an element or an attribute if it stood in a page as it is.
LIVE = re.compile(rf"<(?:script|img|svg)[^>]*{MARKER}|<script>{MARKER}|(?:href|src|action)=\"javascript:{MARKER}", re.IGNORECASE)
#: Names of form fields on any page, with some that no page has.
NAMES = (
    *("age_years", "minutes_per_day", "days_per_week", "goal", "symptoms", "equipment", "way", "worn", "instrument", "read_at"),
    *("value", "left", "right", "pain", "rater", "note", "reason", "exercise", "from_day", "to_day", "client_id", "day", "stage"),
    *("email", "login", "password", "password1", "name", "code", "next", "decision", "credential", "q", "placement", "support"),
)
#: Routes after which there would be nobody, or nothing, to go on with.
ENDING = {"account_logout", "mine_erase", "mine_check_delete", "mine_set_delete", "mine_session_delete"}


@pytest.fixture
def world(guest: Person) -> World:
    return make_world(guest)


@pytest.fixture
def members_world(member: Person) -> World:
    return make_world(member)


def url_of(name: str, world: World) -> str:
    route = ROUTES[name]
    return reverse(name, kwargs=route.of(world) if route.of else None)


def clients(world: World, members_world: World) -> Iterator[tuple[Client, World]]:
    yield client_of(world.person), world
    yield with_password(client_of(members_world.person)), members_world


def pages(world: World, members_world: World) -> Iterator[tuple[str, str]]:
    """Every page that there is, as HTML."""
    for client, whose in clients(world, members_world):
        for name, route in ROUTES.items():
            if "GET" in route.allowed:
                answer = client.get(url_of(name, whose))
                if answer.get("Content-Type", "").startswith("text/html"):
                    yield name, answer.text


def test_every_answer_carries_what_keeps_it_private(world: World):
    for path in ("/", "/mine", "/account/login/", "/no-such-page"):
        answer = client_of(world.person).get(path)
        assert {name: answer.get(name) for name in HEADERS} == HEADERS, path
        assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", ")), path
        assert set(answer["Content-Security-Policy"].split("; ")) == POLICY, path


def test_cookies_are_out_of_reach(client: Client):
    client.get("/account/login/")
    client.post("/check")
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_no_page_holds_anything_inline_or_foreign(world: World, members_world: World):
    for name, text in pages(world, members_world):
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", text), name
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or 'type="application/json"' in script, (name, script)
        for url in re.findall(r"<(?:script|link|img|form|iframe|source)[^>]*?(?:src|href|action)=\"([^\"]*)\"", text):
            assert urlsplit(url).netloc == "" or url.startswith("data:image/"), (name, url)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_stored_is_shown_as_text(attack: str, world: World, members_world: World):
    """The attack stands in every text that the database keeps of a person and that a page may show."""
    for whose in (world, members_world):
        whose.check.about |= {"goal": attack[:40], "symptoms": [attack]}
        whose.check.save()
        whose.trial_set.rater, whose.trial_set.file_name = attack[:80], attack
        whose.trial_set.save()
        whose.person.about = {"goal": attack}
        whose.person.save()
        document = json.loads(json.dumps(whose.session.document).replace("cat-camel", "cat-camel"))
        whose.session.document = document | {"day": attack}
        whose.session.skipped = [{"exercise": attack, "reason": attack}]
        whose.session.save()
    user = members_world.person.user
    assert user is not None
    key = user.authenticator_set.get(pk=members_world.passkey)
    key.data["name"] = attack
    key.save()
    for name, text in pages(world, members_world):
        assert not LIVE.search(text), name


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_sent_comes_back_as_text(attack: str, world: World, members_world: World):
    for client, whose in clients(world, members_world):
        for name, route in ROUTES.items():
            if name in ENDING:
                continue
            url = url_of(name, whose)
            answers = [client.get(url, dict.fromkeys(NAMES, attack))] if "GET" in route.allowed else []
            if "POST" in route.allowed:
                answers.append(client.post(url, dict.fromkeys(NAMES, attack)))
            for answer in answers:
                assert answer.status_code < 500, name
                if answer.get("Content-Type", "").startswith("text/html"):
                    assert not LIVE.search(answer.text), name
                answer.close()


def test_no_log_hears_what_somebody_entered(caplog: pytest.LogCaptureFixture, world: World, members_world: World):
    """Everything that is logged while a person's words and numbers are sent to every route there is."""
    caplog.set_level(logging.DEBUG)
    for name in ("django.db.backends",):  # the statements themselves; never switched on, they carry the values
        logging.getLogger(name).setLevel(logging.INFO)
    for client, whose in clients(world, members_world):
        for name, route in ROUTES.items():
            if "POST" in route.allowed and name not in ENDING:
                client.post(url_of(name, whose), dict.fromkeys(NAMES, MARKER)).close()
                client.post(url_of(name, whose), json.dumps({"x": MARKER}), content_type="application/json").close()
    client = Client()
    client.post("/account/login/", {"login": f"{MARKER}@example.org", "password": MARKER})
    client.post("/account/signup/", {"email": f"{MARKER}@example.org", "password1": MARKER})
    assert [record.getMessage() for record in caplog.records if MARKER in record.getMessage()] == []


def test_a_fault_is_logged_without_the_words_of_its_exception():
    """A database quotes the row that it refuses; the log says where it happened and no more."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(WithoutWords("{levelname}: {message}", style="{"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    User.objects.create_user("known@example.org", "a long enough password")
    try:
        with transaction.atomic():
            User.objects.create_user("known@example.org", MARKER)
    except IntegrityError as error:
        try:
            raise ValueError(f"{MARKER} {error}") from error
        except ValueError:
            logger.exception("It failed")
    told = heard.getvalue()
    assert told.startswith("ERROR: It failed\nTraceback")
    assert "test_privacy.py" in told
    assert told.rstrip().endswith("ValueError")
    assert "IntegrityError" in told
    assert MARKER not in told
    assert "accounts_user.email" not in told


def test_settings_for_the_open_internet_are_complete(tmp_path, monkeypatch: pytest.MonkeyPatch):
    """``check --deploy`` has nothing to say behind a proxy with HTTPS."""
    import os
    import subprocess
    import sys

    ours = ("SUPPLE_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {
        "SUPPLE_DATA": str(tmp_path),
        "SUPPLE_URL": "https://supple.example.org",
        "DJANGO_SETTINGS_MODULE": "supple_web.config.settings",
    }
    command = [sys.executable, "-W", "error", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_database_holds_every_table_that_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
