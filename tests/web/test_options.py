"""The environment becomes options, or one kind line."""

from __future__ import annotations

from pathlib import Path

import pytest

from supple_web.config.options import LOCAL_HOSTS, Options, read_options, secret_key


def read(**environment: str) -> Options:
    return read_options(environment)


def test_nothing_has_to_be_set():
    options = read()
    assert options.data == Path("supple-data").resolve()
    assert options.hosts == list(LOCAL_HOSTS)
    assert (options.embedded, options.sends_mail, options.over_https, options.guest_days) == (True, False, False, 30)
    assert options.database["NAME"] == str(options.data / "supple.sqlite3")
    assert options.mail["EMAIL_BACKEND"].endswith("dummy.EmailBackend")


def test_one_address_fills_everything():
    options = read(SUPPLE_URL="https://supple.example.org/, http://192.168.1.2:8000")
    assert options.urls == ("https://supple.example.org", "http://192.168.1.2:8000")
    assert options.hosts == [*LOCAL_HOSTS, "supple.example.org", "192.168.1.2"]
    assert options.over_https
    assert options.behind_proxy


def test_own_certificates_are_no_proxy():
    options = read(SUPPLE_URL="https://[fd12::7]:8443", SUPPLE_HTTPS="1")
    assert options.over_https
    assert not options.behind_proxy
    assert "[fd12::7]" in options.hosts


@pytest.mark.parametrize("folder", ["with space", "with#hash", "with?mark", "ümlaut"])
def test_a_data_folder_may_have_any_name(folder: str, tmp_path: Path):
    assert read(SUPPLE_DATA=str(tmp_path / folder)).database["NAME"] == str(tmp_path / folder / "supple.sqlite3")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SUPPLE_URL", "supple.example.org"),
        ("SUPPLE_URL", "ftp://supple.example.org"),
        ("SUPPLE_URL", "https://supple.example.org/folder"),
        ("SUPPLE_URL", "https://"),
        ("SUPPLE_DATABASE_URL", "mysql://u:secret-word@h/d"),
        ("SUPPLE_DATABASE_URL", "nonsense"),
        ("SUPPLE_EMAIL_URL", "pigeon://u:secret-word@h"),
        ("SUPPLE_GUEST_DAYS", "0"),
        ("SUPPLE_GUEST_DAYS", "366"),
        ("SUPPLE_GUEST_DAYS", "-1"),
        ("SUPPLE_GUEST_DAYS", "1.5"),
        ("SUPPLE_HTTPS", "perhaps"),
    ],
)
def test_what_cannot_be_meant_is_one_line(name: str, value: str):
    with pytest.raises(ValueError, match=rf"^{name}: .*; expected .*; correct it$") as refused:
        read(**{name: value})
    assert "secret-word" not in str(refused.value)


@pytest.mark.parametrize(("text", "on"), [("1", True), ("yes", True), ("On", True), ("", False), ("0", False), ("off", False)])
def test_switches(text: str, on: bool):
    assert read(SUPPLE_HTTPS=text).own_https == on


def test_the_key_is_made_once_and_kept(tmp_path: Path):
    data = tmp_path / "data"
    key = secret_key(data)
    assert len(key) > 60
    assert secret_key(data) == key
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert secret_key(tmp_path / "other") != key
