"""The plain-http door beside HTTPS: it shows whom to trust and leads everything else to the encrypted address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from supple_web.serving.addresses import as_url

#: The only pages that the door shows itself; none of them knows a person.
_OPEN = ("/trust", "/static/", "/figure-", "/healthz")
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class _Quiet(WSGIRequestHandler):
    timeout = 20

    def log_message(self, format: str, *args: object) -> None:
        """Addresses of visitors are not written down."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def __init__(self, listening: socket.socket, application: Application) -> None:
        self.server_name, self.server_port = listening.getsockname()[:2]
        super().__init__((self.server_name, self.server_port), _Quiet, bind_and_activate=False)
        self.socket.close()
        self.socket = listening
        self.setup_environ()
        self.set_app(application)


def open_door(listening: socket.socket, application: Application, secure_port: int) -> None:
    """Answer at a listening socket in the background, for as long as this process lives."""
    server = _Server(listening, _door(application, secure_port))
    threading.Thread(target=server.serve_forever, name="plain-http door", daemon=True).start()


def _door(application: Application, secure_port: int) -> Application:
    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "/")
        if path == "/":
            return _lead(start_response, "/trust")
        if path.startswith(_OPEN) and environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            environ.pop("HTTP_COOKIE", None)
            return application(environ, start_response)
        host = _host(environ)
        if not host:
            start_response("400 Bad Request", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []
        query = environ.get("QUERY_STRING", "")
        return _lead(start_response, as_url("https", host, secure_port) + path + (f"?{query}" if query else ""))

    return answer


def _host(environ: dict[str, Any]) -> str:
    from django.conf import settings
    from django.http.request import split_domain_port, validate_host

    host, _ = split_domain_port(environ.get("HTTP_HOST", ""))
    return host.strip("[]") if host and validate_host(host, settings.ALLOWED_HOSTS) else ""


def _lead(start_response: Callable[..., Any], target: str) -> Iterable[bytes]:
    start_response("307 Temporary Redirect", [("Location", target), ("Content-Length", "0"), ("Cache-Control", "no-store")])
    return []
