"""The environment variables, as data: what each means and what holds where it is not set.

Nothing is imported here, so that ``supple serve --help`` and the documentation can list them without the web's packages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Variable:
    """default: in words, as it stands in the help and in docs/self-hosting.md."""

    name: str
    default: str
    meaning: str


DATA: Final = Variable(
    "SUPPLE_DATA", "./supple-data", "the folder that holds everything people entered, the keys and the certificates"
)
URL: Final = Variable(
    "SUPPLE_URL",
    "where it listens",
    "the address people type, such as https://supple.example.org; several with commas, the main one first. "
    "Set it behind a proxy: it fills the allowed hosts and the trusted origins of forms",
)
DATABASE_URL: Final = Variable(
    "SUPPLE_DATABASE_URL", "SQLite in the data folder", "another database, such as postgresql://user:password@host/supple"
)
EMAIL_URL: Final = Variable(
    "SUPPLE_EMAIL_URL",
    "no mail is sent",
    "a mail server, such as smtp+tls://user:password@mail.example.org:587. Without one accounts work, "
    "but nobody can verify an address or reset a password",
)
EMAIL_FROM: Final = Variable("SUPPLE_EMAIL_FROM", "supple@localhost", "the sender of those mails")
GUEST_DAYS: Final = Variable(
    "SUPPLE_GUEST_DAYS", "30", "days without a visit after which somebody without an account is erased, 1 to 365"
)
HTTPS: Final = Variable(
    "SUPPLE_HTTPS", "off", "1 does what --https does: certificates of its own, for phones in the same network"
)
CLINIC_NAME: Final = Variable("SUPPLE_CLINIC_NAME", "nobody", "whom a person is sent to where a clinician should look")
CLINIC_PHONE: Final = Variable("SUPPLE_CLINIC_PHONE", "none", "the clinic's telephone number")
CLINIC_MAIL: Final = Variable("SUPPLE_CLINIC_MAIL", "none", "the clinic's mail address")
EMERGENCY_NUMBER: Final = Variable("SUPPLE_EMERGENCY_NUMBER", "112", "the number to call in an emergency, shown with red flags")
PLAIN_STATIC: Final = Variable(
    "SUPPLE_PLAIN_STATIC", "off", "1 serves scripts and styles as they lie in the source, for developers"
)

DEBUG: Final = Variable("SUPPLE_DEBUG", "off", "1 writes whole error messages to the log, which may quote what people entered")

VARIABLES: Final = (
    DATA,
    URL,
    DATABASE_URL,
    EMAIL_URL,
    EMAIL_FROM,
    GUEST_DAYS,
    HTTPS,
    CLINIC_NAME,
    CLINIC_PHONE,
    CLINIC_MAIL,
    EMERGENCY_NUMBER,
    PLAIN_STATIC,
    DEBUG,
)
