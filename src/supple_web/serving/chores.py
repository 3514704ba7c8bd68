"""What has to be done from time to time, in a thread of the served process: nobody has to set up a timer for it."""

from __future__ import annotations

import logging
import threading
from typing import Final

_EVERY_SECONDS: Final = 3600
_LOG = logging.getLogger(__name__)


def start_chores() -> None:
    threading.Thread(target=_do_for_ever, name="chores", daemon=True).start()


def _do_for_ever() -> None:
    wait = threading.Event()
    while True:
        do_chores()
        wait.wait(_EVERY_SECONDS)


def do_chores() -> None:
    """Erase guests who left and sessions that ended. A failure is written down and tried again at the next turn."""
    from django.core.management import call_command
    from django.db import connections

    try:
        call_command("forget_guests", verbosity=0)
    except Exception as error:  # a locked or absent database must not end the thread
        _LOG.error("Chores were not done (%s); they are tried again in an hour.", type(error).__name__)
    finally:
        connections.close_all()
