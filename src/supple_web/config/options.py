"""What whoever runs it sets: environment variables, read once. What each means stands in ``variables.py``."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import environ

from supple_web.config import variables as known

LOCAL_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
_LONGEST_GUEST: Final = 365
_SQLITE: Final = "django.db.backends.sqlite3"
_ENGINES: Final = (_SQLITE, "django.db.backends.postgresql")


@dataclass(frozen=True)
class Clinic:
    """Whom a person is sent to until calls can be booked here; empty where nobody is configured."""

    name: str = ""
    phone: str = ""
    mail: str = ""
    emergency_number: str = "112"

    @property
    def reachable(self) -> bool:
        return bool(self.phone or self.mail)


@dataclass(frozen=True)
class Options:
    """data: the one folder that holds everything people entered. urls: the addresses it is reached at, the first is its own.

    guest_days: after how many days without a visit a guest's data are erased. own_https: certificates of our own, no proxy.
    plain_static: serve static files as they lie there (tests).
    """

    data: Path
    urls: tuple[str, ...]
    database_url: str
    email_url: str
    email_from: str
    guest_days: int
    plain_static: bool
    own_https: bool = False
    clinic: Clinic = field(default_factory=Clinic)

    @property
    def hosts(self) -> list[str]:
        return list(dict.fromkeys([*LOCAL_HOSTS, *map(host_of, self.urls)]))

    @property
    def over_https(self) -> bool:
        return bool(self.urls) and self.urls[0].startswith("https://")

    @property
    def behind_proxy(self) -> bool:
        """HTTPS that is not ours is a proxy's, which then tells who called and how."""
        return self.over_https and not self.own_https

    @property
    def sends_mail(self) -> bool:
        return bool(self.email_url)

    @property
    def database(self) -> dict[str, Any]:
        """Django's settings of the database."""
        if not self.database_url:
            return {"ENGINE": _SQLITE, "NAME": str(self.data / "supple.sqlite3")}
        return _database(self.database_url)

    @property
    def embedded(self) -> bool:
        return bool(self.database["ENGINE"] == _SQLITE)

    @property
    def mail(self) -> dict[str, Any]:
        """Django's settings of mail; without a server mails go nowhere, also not into the log."""
        return dict(environ.Env.email_url_config(self.email_url or "dummymail://"))


def read_options(environment: Mapping[str, str] | None = None) -> Options:
    """Read the environment. Raises ValueError with one clear line for a value that cannot be meant."""
    env = os.environ if environment is None else environment
    data = Path(env.get(known.DATA.name) or "supple-data").expanduser().resolve()
    return Options(
        data=data,
        urls=_urls(env),
        database_url=_url_of(env, known.DATABASE_URL, _database),
        email_url=_url_of(env, known.EMAIL_URL, environ.Env.email_url_config),
        email_from=env.get(known.EMAIL_FROM.name) or known.EMAIL_FROM.default,
        guest_days=_days(env),
        plain_static=_switch(env, known.PLAIN_STATIC),
        own_https=_switch(env, known.HTTPS),
        clinic=Clinic(
            name=env.get(known.CLINIC_NAME.name, ""),
            phone=env.get(known.CLINIC_PHONE.name, ""),
            mail=env.get(known.CLINIC_MAIL.name, ""),
            emergency_number=env.get(known.EMERGENCY_NUMBER.name) or known.EMERGENCY_NUMBER.default,
        ),
    )


def host_of(url: str) -> str:
    """The host of an address as Django writes it: without port, IPv6 in brackets."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def secret_key(data: Path) -> str:
    """The key that signs sessions: made at the first start and kept in the data folder, readable by its owner only."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def _urls(env: Mapping[str, str]) -> tuple[str, ...]:
    urls = tuple(url.strip().rstrip("/") for url in env.get(known.URL.name, "").split(",") if url.strip())
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
            raise _wrong(known.URL, url, "an address without a path, such as https://supple.example.org")
    return urls


def _url_of(env: Mapping[str, str], variable: known.Variable, reader: Callable[[str], object]) -> str:
    url = env.get(variable.name, "")
    try:
        if url:
            reader(url)
    except Exception:  # the reader fails in many ways; the value may hold a password and is not repeated
        example = variable.meaning.partition("such as ")[2].partition(". ")[0]
        raise ValueError(f"{variable.name}: cannot be read; expected an address such as {example}; correct it") from None
    return url


def _database(url: str) -> dict[str, Any]:
    settings = dict(environ.Env.db_url_config(url))
    if settings["ENGINE"] not in _ENGINES:
        raise ValueError("neither SQLite nor PostgreSQL")
    return settings


def _days(env: Mapping[str, str]) -> int:
    text = env.get(known.GUEST_DAYS.name) or known.GUEST_DAYS.default
    if not text.isdecimal() or not 1 <= int(text) <= _LONGEST_GUEST:
        raise _wrong(known.GUEST_DAYS, text, f"a whole number of days, 1 to {_LONGEST_GUEST}")
    return int(text)


def _switch(env: Mapping[str, str], variable: known.Variable) -> bool:
    text = env.get(variable.name, "").strip().lower()
    if text in {"", "0", "off", "no", "false"}:
        return False
    if text in {"1", "on", "yes", "true"}:
        return True
    raise _wrong(variable, text, "1 or 0")


def _wrong(variable: known.Variable, found: str, expected: str) -> ValueError:
    return ValueError(f"{variable.name}: {found!r}; expected {expected}; correct it")
