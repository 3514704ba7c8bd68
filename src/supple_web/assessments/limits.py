"""How often one may begin as a guest, send a recording or try a code: counted as signing in is, by all processes together.

The rates stand in the settings (``ACCOUNT_RATE_LIMITS``), beside those of signing in.
"""

from __future__ import annotations

from enum import StrEnum

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from supple_web.common.pages import render


class Limited(StrEnum):
    """What is counted, by the name of its rate."""

    BEGIN = "begin_check"
    SEND = "send_recording"
    CLAIM = "claim_code"


def refused(request: HttpRequest, what: Limited, key: str = "") -> HttpResponse | None:
    """Counts this form that was sent. The answer where it was one too many, with status 429; None where it may go on.

    key: whose tries are counted together, where not all of an address are.
    """
    if ratelimit.consume(request, action=what, key=key):
        return None
    if request.accepts("text/html"):
        return render(request, "429.html", status=429)
    return JsonResponse({"problem": _("That was tried too often in a short time. Wait a minute and try again.")}, status=429)
