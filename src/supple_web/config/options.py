"""What whoever runs it sets: environment variables, read once, each with what it means (``supple serve --help`` lists them)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import environ

LOCAL_HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
_DAYS_A_GUEST_IS_KEPT: Final = 30


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

    guest_days: after how many days without a visit a guest's data are erased. plain_static: serve static files as they lie
    there (tests).
    """

    data: Path
    urls: tuple[str, ...]
    database_url: str
    email_url: str
    email_from: str
    guest_days: int
    plain_static: bool
    clinic: Clinic = field(default_factory=Clinic)

    @property
    def hosts(self) -> list[str]:
        named = [host for url in self.urls if (host := urlsplit(url).hostname)]
        return list(dict.fromkeys([*LOCAL_HOSTS, *named]))

    @property
    def over_https(self) -> bool:
        return bool(self.urls) and self.urls[0].startswith("https://")

    @property
    def sends_mail(self) -> bool:
        return bool(self.email_url)


def read_options() -> Options:
    """Read the environment. Raises ValueError with one clear line for an address that is none."""
    env = environ.Env()
    data = Path(env.str("SUPPLE_DATA", default="supple-data")).expanduser().resolve()
    urls = tuple(url.strip().rstrip("/") for url in env.str("SUPPLE_URL", default="").split(",") if url.strip())
    for url in urls:
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
            raise ValueError(f"SUPPLE_URL: {url!r}; expected an address such as https://supple.example.org; correct it")
    return Options(
        data=data,
        urls=urls,
        database_url=env.str("SUPPLE_DATABASE_URL", default=f"sqlite:///{data / 'supple.sqlite3'}"),
        email_url=env.str("SUPPLE_EMAIL_URL", default=""),
        email_from=env.str("SUPPLE_EMAIL_FROM", default="supple@localhost"),
        guest_days=env.int("SUPPLE_GUEST_DAYS", default=_DAYS_A_GUEST_IS_KEPT),
        plain_static=env.bool("SUPPLE_PLAIN_STATIC", default=False),
        clinic=Clinic(
            name=env.str("SUPPLE_CLINIC_NAME", default=""),
            phone=env.str("SUPPLE_CLINIC_PHONE", default=""),
            mail=env.str("SUPPLE_CLINIC_MAIL", default=""),
            emergency_number=env.str("SUPPLE_EMERGENCY_NUMBER", default="112"),
        ),
    )


def secret_key(data: Path) -> str:
    """The key that signs sessions: made at the first start and kept in the data folder, readable by its owner only."""
    path = data / "secret-key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
