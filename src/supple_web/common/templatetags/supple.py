"""Drawings in templates: ``{% loop "cat-camel" %}``, ``{% small one.id side=one.side key="list" %}``, ``{% how "seated" %}``.

``{{ cited|sources }}`` is where a number comes from, for a place within a translated sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from supple_web.common import engine
from supple_web.common.cited import Cited

register = template.Library()
for _tag in (engine.loop, engine.small, engine.how, engine.moving):
    register.simple_tag(_tag)


@register.filter
def sources(cited: Sequence[Cited]) -> SafeString:
    return mark_safe(render_to_string("cited.html", {"cited": cited}))
