"""What scripts show and say, for ``static/supple/words.js``: JSON by the English sentence, in pages that are not English.

A sentence that a script says and that is not in here fails ``tests/web/test_languages.py``.
"""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_noop as _

#: Whole sentences; what stands in braces is filled in by the script.
SENTENCES: Final = (
    # drawings
    _("Pause the drawing"),
    _("Move the drawing"),
    # measuring with the phone
    _("Turn {n} of {total}"),
    _("This is how loud I will be."),
    _("{n} per cent"),
    _("off"),
    # passkeys
    _("Nothing was done: it was cancelled, it took too long, or this device has no passkey for here."),
    _("This device has a passkey for this account already."),
    _("Passkeys need an address with a name over trusted HTTPS, or http://localhost; an address of numbers cannot have them."),
    _("This device cannot make such a passkey."),
    _("This browser, or this address, has no passkeys: they need HTTPS or http://localhost."),
    _("That did not work ({name}). Try again."),
    # the player
    _("Set {n} of {total}"),
    _("set {n} of {total}"),
    _("{n} of {total}"),
    _("the end"),
    _("Pause"),
    _("Continue"),
    _("Breathe in"),
    _("Breathe out"),
    _("Question {n} of {total}"),
    _("under a minute left"),
    _("{n} min left"),
    _("{time} left."),
    _("about {time}"),
    _("Turning left"),
    _("Turning right"),
    _("turning left"),
    _("turning right"),
    _("Get ready"),
    _("Slowly out"),
    _("Welcome back."),
    _("0, no pain"),
    _("10, the worst pain"),
    _("This is the voice."),
    _("Stop here. That was the right thing to do."),
    # what became of a session
    _("Keeping it…"),
    _("Saved."),
    _("Kept on this device. It is sent by itself as soon as there is a connection."),
    _("The server could not take this session. It stays on this device until you delete it."),
    _("Somebody else is signed in on this device now, so it was not sent."),
    _("Kept on this device. It is sent when you sign in again."),
    _("This browser keeps nothing, so leave this page open until there is a connection."),
    _("Send now"),
    _("Delete it from this device"),
    _("A session of somebody else waits on this device. It is not sent under your name."),
    _("Your session of {day} could not be taken: {message}"),
    _("A session waits on this device. It is sent when its person signs in again."),
    _("Your session of {day} is kept on this device and is sent as soon as there is a connection."),
)


def counted() -> dict[str, list[str]]:
    """One and several; a script chooses between the two by whether it is exactly one."""
    return {
        "{n} second": [ngettext("{n} second", "{n} seconds", n) for n in (1, 2)],
        "{n} minute": [ngettext("{n} minute", "{n} minutes", n) for n in (1, 2)],
        "{n} hour": [ngettext("{n} hour", "{n} hours", n) for n in (1, 2)],
        "{n} exercise": [ngettext("{n} exercise", "{n} exercises", n) for n in (1, 2)],
    }


def script_words() -> dict[str, str | list[str]]:
    """The catalogue of this page's language; empty in the language in which the scripts are written."""
    if get_language() == settings.LANGUAGE_CODE:
        return {}
    return {**{sentence: gettext(sentence) for sentence in SENTENCES}, **counted()}
