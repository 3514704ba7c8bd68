"""``{% exercise_additions "open-book" %}``: what the clinic adds to an exercise, on any page that shows it."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from supple_web.library.exercises import note_of, video_of

register = template.Library()


@register.inclusion_tag("library/_additions.html")
def exercise_additions(exercise: str) -> dict[str, object]:
    language = get_language() or "en"
    return {"note": note_of(exercise, language), "video": video_of(exercise, language)}
