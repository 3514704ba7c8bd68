"""Drawings in templates: ``{% loop "cat-camel" %}``, ``{% small one.id side=one.side key="list" %}``, ``{% how "seated" %}``.

``{{ reason|told }}`` says what the science said, and rows keep in English, in the reader's language.
``{{ cited|sources }}`` is where a number comes from, for a place within a translated sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from supple_web.common import engine
from supple_web.common.cited import Cited
from supple_web.common.science_words import told as told_text

register = template.Library()
for _tag in (engine.loop, engine.small, engine.how, engine.moving):
    register.simple_tag(_tag)


@register.filter
def told(text: object) -> object:
    """A text, or several; anything else as it is."""
    if hasattr(text, "__html__"):
        return text
    if isinstance(text, list | tuple):
        return [told(one) for one in text]
    return told_text(str(text)) if isinstance(text, str) else text


@register.filter
def sources(cited: Sequence[Cited]) -> SafeString:
    return mark_safe(render_to_string("cited.html", {"cited": cited}))
