"""Drawings in templates: ``{% loop "cat-camel" %}``, ``{% small one.id side=one.side key="list" %}``, ``{% how "seated" %}``."""

from __future__ import annotations

from django import template

from supple_web.common import engine

register = template.Library()
for _tag in (engine.loop, engine.small, engine.how):
    register.simple_tag(_tag)
