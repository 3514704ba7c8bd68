"""Pages about the server itself: whom to trust and how, and what a wrongly set address looks like in plain words."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from supple_web.serving.addresses import as_url
from supple_web.serving.certificates import Authority, authority_in

_CERTIFICATE = "application/x-x509-ca-cert"
#: Signs in a browser's name for itself; the first that fits counts.
_DEVICES = (
    ("iPhone", "ios"),
    ("iPad", "ios"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Mac OS", "mac"),
    ("Linux", "linux"),
)


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """How to trust this server's own authority, device by device, and what works without."""
    authority = _authority()
    context = {
        "fingerprint": authority.fingerprint,
        "name": authority.name,
        "until": authority.until,
        "secure_url": _secure_url(request),
        "device": _device(request.headers.get("User-Agent", "")),
    }
    return render(request, "serving/trust.html", context)


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """The authority's certificate (never its key), in the form that every system takes."""
    response = HttpResponse(_authority().certificate_der, content_type=_CERTIFICATE)
    response.headers["Content-Disposition"] = 'attachment; filename="supple-ca.crt"'
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A request that cannot be answered; where its address is not one of ours, which setting to set."""
    host = request.META.get("HTTP_HOST", "") if isinstance(exception, DisallowedHost) else ""
    scheme = request.META.get("HTTP_X_FORWARDED_PROTO", request.META.get("wsgi.url_scheme", "http"))
    page = render_to_string("serving/bad_request.html", {"host": host, "scheme": "https" if scheme == "https" else "http"})
    return HttpResponse(page, status=400)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token, or from another address than the one that is set."""
    origin = request.META.get("HTTP_ORIGIN", "")
    elsewhere = origin if reason.startswith("Origin checking failed") and urlsplit(origin).hostname else ""
    return render(request, "403_csrf.html", {"elsewhere": elsewhere}, status=403)


def _secure_url(request: HttpRequest) -> str:
    """Where Supple is over HTTPS, under the name that the visitor came by."""
    here, _ = split_domain_port(request.get_host())
    return as_url("https", here.strip("[]"), urlsplit(settings.OPTIONS.urls[0]).port or 443)


def _device(user_agent: str) -> str:
    """Which of the page's sections is open at first; a guess that hides nothing."""
    return next((device for sign, device in _DEVICES if sign in user_agent), "")


def _authority() -> Authority:
    authority = authority_in(settings.OPTIONS.data) if settings.OPTIONS.own_https else None
    if authority is None:
        raise Http404("This server has no authority of its own.")
    return authority
