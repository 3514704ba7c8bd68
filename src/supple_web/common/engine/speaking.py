"""Drawings are lettered in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from supple.figure.lettering import speak_by
from supple_web.common.science_words import told


def speak_drawings() -> None:
    """Once a process; which language it is, is asked with every drawing."""
    speak_by(told, lambda: (get_language() or "en")[:2])
