"""What has to be done from time to time, in a thread of the served process: nobody has to set up a timer for it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from typing import Final

#: Management commands, and after how many turns of a minute each comes again.
CHORES: Final = (("send_mail", 1), ("forget_guests", 60), ("reckon_standings", 60), ("tend_calls", 60))
_ALL: Final = tuple(chore[0] for chore in CHORES)
_TURN_SECONDS: Final = 60
_LOG = logging.getLogger(__name__)


def start_chores() -> None:
    threading.Thread(target=_do_for_ever, name="chores", daemon=True).start()


def _do_for_ever() -> None:
    wait, turn = threading.Event(), 0
    while True:
        do_chores(command for command, every in CHORES if turn % every == 0)
        turn += 1
        wait.wait(_TURN_SECONDS)


def do_chores(commands: Iterable[str] = _ALL) -> None:
    """Send mails, erase guests who left and sessions that ended. A failure is written down and tried again at its next turn."""
    from django.core.management import call_command
    from django.db import connections

    for command in commands:
        try:
            call_command(command, verbosity=0)
        except Exception as error:  # a locked or absent database must not end the thread
            _LOG.error("A chore was not done (%s: %s); it is tried again later.", command, type(error).__name__)
        finally:
            connections.close_all()
