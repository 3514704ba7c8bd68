"""The clinic's own videos of exercises."""

from __future__ import annotations

from django.db import transaction

from supple_web.audit.record import record
from supple_web.clinic.models import Staff
from supple_web.library.models import ExerciseVideo


@transaction.atomic
def set_video(*, exercise: str, language: str, title: str, url: str, by: Staff) -> ExerciseVideo:
    video, _ = ExerciseVideo.objects.update_or_create(exercise=exercise, language=language, defaults={"title": title, "url": url})
    record("link", video, by=by.person)
    made: ExerciseVideo = video
    return made


@transaction.atomic
def remove_video(*, exercise: str, language: str, by: Staff) -> None:
    for video in ExerciseVideo.objects.select_for_update().filter(exercise=exercise, language=language):
        record("unlink", video, by=by.person)
        video.delete()
