"""The last gate before a page: what is not on the list does not pass, whatever stood in the text."""

from __future__ import annotations

import re
from typing import Final

import nh3
from django.utils.safestring import SafeString, mark_safe

_TAGS: Final = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "br", "hr", "a", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}
_ATTRIBUTES: Final = {
    "a": {"href", "class"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "span": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "th": {"scope"},
}
_CLASSES: Final = {"a": {"source", "away"}, "span": {"sources"}, "div": {"scroll"}}
_HREF: Final = re.compile(r"https://[^\s]+|/(?![/\\])[^\s\\]*|#[\w-]+")
_ANCHOR: Final = re.compile(r"[a-z0-9-]{1,100}")


def safe(html: str) -> SafeString:
    """HTML with nothing left in it but text, its order, and links that lead by ``https`` or to this place."""
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes={tag: names - {"class"} for tag, names in _ATTRIBUTES.items()},
        allowed_classes=_CLASSES,
        attribute_filter=_attribute,
        url_schemes={"https"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return mark_safe(cleaned)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Attributes that carry an address or a name are held to what they may be, beyond their scheme."""
    if name == "href":
        return value if _HREF.fullmatch(value) else None
    if name == "id":
        return value if _ANCHOR.fullmatch(value) else None
    if name == "start":
        return value if value.isdigit() and len(value) < 6 else None
    return value
