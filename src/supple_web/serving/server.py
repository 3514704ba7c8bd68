"""The served process: gunicorn around the application, with what runs beside it."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication

from supple_web.serving.chores import start_chores
from supple_web.serving.door import open_door

#: A long recording takes the science some seconds.
_SECONDS_TO_ANSWER: Final = 120
_SECONDS_TO_STOP: Final = 20


@dataclass(frozen=True)
class Plan:
    """listening: a bound socket, of this port. certificate, key: PEM files, empty without HTTPS. door: for plain http."""

    listening: socket.socket
    port: int
    workers: int
    threads: int
    certificate: str = ""
    key: str = ""
    door: socket.socket | None = None


class Server(BaseApplication):  # type: ignore[misc]
    """ready: called once when visitors are let in; stopped: when the last one has been answered."""

    def __init__(self, plan: Plan, ready: Callable[[], None], stopped: Callable[[], None]) -> None:
        self._plan, self._ready, self._stopped = plan, ready, stopped
        super().__init__()

    def load_config(self) -> None:
        plan = self._plan
        for name, value in {
            "bind": f"fd://{plan.listening.detach()}",
            "workers": plan.workers,
            "threads": plan.threads,
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": _SECONDS_TO_ANSWER,
            "graceful_timeout": _SECONDS_TO_STOP,
            "loglevel": "warning",
            "proc_name": "supple",
            "control_socket_disable": True,
            "certfile": plan.certificate or None,
            "keyfile": plan.key or None,
            "ssl_context": _modern,
            "pre_fork": _leave_connections,
            "post_worker_init": self._beside,
            "when_ready": lambda _arbiter: self._ready(),
            "on_exit": lambda _arbiter: self._stopped(),
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        from supple_web.config.wsgi import application

        return application

    def _beside(self, _worker: object) -> None:
        start_chores()
        if self._plan.door is not None:
            from supple_web.config.wsgi import application

            open_door(self._plan.door, application, self._plan.port)


def _leave_connections(_arbiter: object, _worker: object) -> None:
    """A connection to the database must not be shared by two processes."""
    from django.db import connections

    connections.close_all()


def _modern(_config: object, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
