"""What the clinic adds to an exercise: a note in its own words, and a video."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from supple_web.library.models import ExerciseVideo, Kind, Version
from supple_web.library.text import Text, read

_FALLBACK = "en"


@dataclass(frozen=True)
class Note:
    title: str
    text: Text
    language: str


def note_of(exercise: str, language: str) -> Note | None:
    """The published note in this language, else in English."""
    every = Version.objects.filter(
        article__kind=Kind.NOTE, article__slug=exercise, article__published=True, number=F("article__current")
    ).select_related("article")
    found = {one.article.language: one for one in every}
    version = found.get(language) or found.get(_FALLBACK)
    if version is None:
        return None
    return Note(version.title, read(version.body, version.article.language), version.article.language)


def video_of(exercise: str, language: str) -> ExerciseVideo | None:
    """The clinic's video in this language, else in English."""
    found = {one.language: one for one in ExerciseVideo.objects.filter(exercise=exercise)}
    return found.get(language) or found.get(_FALLBACK)
