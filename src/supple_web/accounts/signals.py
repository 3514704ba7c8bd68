"""What allauth does with accounts leaves an audit row too."""

from __future__ import annotations

from typing import Any, Final

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.dispatch import Signal

from supple_web.accounts.models import Person, User
from supple_web.audit.record import record

_WHAT: Final = "accounts.user"
#: Signals that name the user, and the verb of their row.
_ACTS: Final[tuple[tuple[Signal, str], ...]] = (
    (account.user_signed_up, "sign up"),
    (account.user_logged_in, "sign in"),
    (auth.user_logged_out, "sign out"),
    (account.password_changed, "change password"),
    (account.password_set, "set password"),
    (account.password_reset, "reset password"),
    (account.email_changed, "change address"),
    (account.email_confirmed, "confirm address"),
    (mfa.authenticator_added, "add way to sign in"),
    (mfa.authenticator_removed, "remove way to sign in"),
    (mfa.authenticator_reset, "renew way to sign in"),
)


def connect() -> None:
    for signal, verb in _ACTS:
        signal.connect(_writer(verb), weak=False, dispatch_uid=f"audit {verb}")
    auth.user_login_failed.connect(_refused, weak=False, dispatch_uid="audit refused")


def _writer(verb: str) -> Any:
    def write(sender: object, **told: Any) -> None:
        user = told.get("user") or getattr(told.get("email_address"), "user", None)
        person = _person_of(user)
        record(verb, _WHAT, by=person)

    return write


def _refused(sender: object, credentials: dict[str, Any], **_told: Any) -> None:
    """A failed attempt: about whose account, where there is such a one; what was typed is not kept."""
    address = str(credentials.get("email") or credentials.get("username") or "")
    person = Person.objects.filter(user__email__iexact=address).first()
    record("sign-in refused", _WHAT, by=None, about=person)


def _person_of(user: object) -> Person | None:
    return Person.objects.filter(user=user).first() if isinstance(user, User) else None
