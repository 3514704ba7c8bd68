"""What people agree to, word for word, by purpose and version. A text that was agreed to never changes: a new one is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from supple_web.clinic.models import Purpose


@dataclass(frozen=True)
class Text:
    """version: a date. words: what is agreed to, a whole sentence."""

    version: str
    words: str | Promise


#: The newest of each purpose comes last.
TEXTS: Final[dict[Purpose, tuple[Text, ...]]] = {
    Purpose.CARE: (
        Text(
            "2026-11",
            _(
                "A clinician of this clinic sees my checks, recordings, results, programme, sessions and pain, and may add "
                "measurements, notes and changes of my programme. I see who read it and can end this at any time."
            ),
        ),
    ),
    Purpose.BOOKING: (
        Text(
            "2026-11",
            _("What my latest check found, as it is shown to me here, goes to the clinician with my call."),
        ),
    ),
    Purpose.REMINDERS: (Text("2026-11", _("Reminders come to my address by mail. None says anything about my health.")),),
    Purpose.TESTIMONIAL: (Text("2026-11", _("The clinic may show my words, with the name I chose for them, on its page.")),),
}


def version_of(purpose: Purpose) -> str:
    return TEXTS[purpose][-1].version


def text_of(purpose: Purpose, version: str = "") -> str | Promise:
    """The words of one version, else the newest. Raises KeyError for a version that never was."""
    by_version = {text.version: text.words for text in TEXTS[purpose]}
    return by_version[version or version_of(purpose)]
