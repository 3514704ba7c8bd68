"""How allauth and our people fit together."""

from __future__ import annotations

import time
from typing import Any, Final
from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from supple_web.accounts.forgetting import forget
from supple_web.accounts.joining import amount_of, guest_here, keep
from supple_web.accounts.middleware import SIGNED_IN_AT
from supple_web.accounts.models import Person, User
from supple_web.accounts.people import SESSION_KEY
from supple_web.common.problems import Problem

#: In the session of the page after signing out: it may tell the device to wipe what it kept.
WIPE: Final = "wipe"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Anybody may keep what they measured by making an account; who signs in to an old one is asked what to do with it."""

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:
        request.session[SIGNED_IN_AT] = time.time()
        waiting = self._join(request, user, new=bool(told["signup"]))
        response: HttpResponse = super().post_login(request, user, **told)
        if not waiting:
            return response
        return redirect(f"{reverse('join')}?{urlencode({'next': response['Location']})}")

    def logout(self, request: HttpRequest) -> None:
        super().logout(request)
        request.session[WIPE] = True

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if not settings.OPTIONS.sends_mail:
            expected = _("a server that sends mail")
            remedy = _("ask whoever runs it; an address or a password can be changed there")
            raise Problem("mail", _("that this server sends none"), expected, remedy)
        super().send_mail(template_prefix, email, context)

    def _join(self, request: HttpRequest, user: User, *, new: bool) -> bool:
        """Settle whose the guest's data of this browser are. Returns whether the person has to be asked."""
        guest = guest_here(request)
        if guest is not None and new:
            keep(person=guest, user=user, by=guest)
            guest = None
        else:
            Person.objects.get_or_create(user=user)
        if guest is not None and amount_of(guest).anything:
            return True
        if guest is not None:
            forget(person=guest, by=guest)
        request.session.pop(SESSION_KEY, None)
        return False


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names that tell one passkey from another until its owner thinks of a better one."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey {n}").format(n=count + 1)
