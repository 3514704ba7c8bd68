"""SVG as escaped text: elements and attributes from closed lists, so that no drawing can carry script or reach outside itself.

Text given as ``str`` is escaped; ``Fragment`` is SVG already and goes in as it stands. Coordinates are written short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from supple.figure.lettering import spoken

_ELEMENTS: Final = "svg g defs use path line polyline polygon circle ellipse rect text tspan title desc style animate clipPath"
_ATTRIBUTES: Final = """
    aria-hidden aria-describedby aria-label aria-labelledby attributeName begin calcMode class clip-path clip-rule cx cy d
    dominant-baseline dur dx dy fill fill-opacity fill-rule font-size font-weight height href id keySplines keyTimes
    letter-spacing lang opacity points preserveAspectRatio r repeatCount role rotate rx ry stroke stroke-dasharray
    stroke-linecap stroke-linejoin stroke-opacity stroke-width tabindex text-anchor transform values viewBox visibility width x
    x1 x2 xmlns y y1 y2
"""
ELEMENTS: Final = frozenset(_ELEMENTS.split())
ATTRIBUTES: Final = frozenset(_ATTRIBUTES.split())
_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_QUOTE: Final = {'"': "&quot;"}
#: Characters that XML 1.0 cannot hold at all.
_FORBIDDEN: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))


class Fragment(str):
    """Well-formed SVG: made by this module only, out of escaped text."""

    __slots__ = ()

    def __html__(self) -> str:
        """Templates that escape by themselves take it as it stands."""
        return str(self)


def number(value: float, digits: int = 1) -> str:
    """A coordinate as short as it can be written: no trailing zeros, never "-0"."""
    if digits == 1:  # nearly all are of one or two digits: said in so many words because it is twice as fast
        return f"{value:z.1f}".removesuffix(".0")
    if digits == 2:
        return f"{value:z.2f}".rstrip("0").rstrip(".")
    if digits:
        return f"{value:z.{digits}f}".rstrip("0").rstrip(".")
    return f"{value:z.0f}"


def plain(text: str) -> str:
    """Text for XML: what XML cannot hold is left out, the rest is escaped."""
    return escape(str(text).translate(_FORBIDDEN), _QUOTE)


def element(tag: str, *children: str, **attributes: str | float | None) -> Fragment:
    """One element. ``class_`` is class, underscores are hyphens (``text_anchor``); attributes of None are left out.

    Raises ValueError for an element or attribute that is not on the lists, and for a reference that leaves the drawing.
    """
    if tag not in ELEMENTS:
        raise ValueError(f"no drawing may hold <{tag}>")
    start = "".join([_attribute(name, value) for name, value in attributes.items() if value is not None])
    inside = "".join([child if isinstance(child, Fragment) else _words(child) for child in children])
    return Fragment(f"<{tag}{start}>{inside}</{tag}>" if inside else f"<{tag}{start}/>")


def _attribute(name: str, value: str | float) -> str:
    if isinstance(value, float):
        return _written(name, number(value, 2))
    text = str(value)
    return _written(name, text) if len(text) <= _SHORT else _checked(name, text)


#: Ways of CSS to load something, and the sign that could hide one of them.
_REACHING_OUT: Final = ("url(", "src(", "image-set(", "image(", "\\")


def checked_key(key: str) -> str:
    """What ids may begin with. Raises ValueError for what could end an id's list or meet another one."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"a key begins ids, so it holds letters, digits, - and _ only: {key!r}")
    return key


def rekeyed(drawing: Fragment, old: str, new: str) -> Fragment:
    """The same drawing with ids that begin otherwise, for a page that shows it twice."""
    return Fragment(re.sub(rf'((?:id|aria-[a-z]+)="|href="#|url\(#){re.escape(old)}', rf"\g<1>{new}", drawing))


def _checked(name: str, value: str) -> str:
    known = name if name in ATTRIBUTES else name.rstrip("_").replace("_", "-")
    if known not in ATTRIBUTES:
        raise ValueError(f"no drawing may hold the attribute {known}")
    text = plain(value)
    if (known == "href" and not text.startswith("#")) or _reaches_out(text):
        raise ValueError(f"no drawing may refer to {value!r}, outside itself")
    if known == "attributeName" and text not in ANIMATED:
        raise ValueError(f"no drawing may animate {value!r}")
    return f' {known}="{text}"'


def _reaches_out(text: str) -> bool:
    if "(" not in text and "\\" not in text:  # nearly all: long paths are then looked through twice only
        return False
    bare = text.replace("url(#", "").lower()
    return any(trick in bare for trick in _REACHING_OUT)


def _words(text: str) -> str:
    return _short_words(text) if len(text) <= _SHORT else plain(text)


#: Short ones come again and again (classes, sizes, round coordinates, labels): checked and escaped once.
_SHORT: Final = 32
_written: Final = lru_cache(maxsize=8192)(_checked)
_short_words: Final = lru_cache(maxsize=2048)(plain)


#: What an animation may change: shapes and whether they show, never a reference.
ANIMATED: Final = frozenset({"d", "visibility", "opacity"})


def group(*children: str, **attributes: str | float | None) -> Fragment:
    return element("g", *children, **attributes)


def joined(fragments: Iterable[Fragment]) -> Fragment:
    return Fragment("".join(fragments))


def text(x: float, y: float, words: str, **attributes: str | float | None) -> Fragment:
    """Words at a point of the page, in the language that is spoken; class, anchor and size by attributes."""
    return element("text", spoken(words), x=number(x), y=number(y), **attributes)


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float | None) -> Fragment:
    return element("path", d=f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", **attributes)


def polyline(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The ``d`` of straight lines through points, relative and short."""
    pieces: list[str] = []
    at = (0, 0)
    for x, y in points:
        here = (round(x * 10), round(y * 10))
        pieces.append(f"{number((here[0] - at[0]) / 10)} {number((here[1] - at[1]) / 10)}")
        at = here
    return "M" + "l".join(pieces) + ("z" if closed else "") if pieces else ""


def document(
    *children: str,
    title: str,
    description: str,
    size: tuple[float, float],
    key: str,
    style: str | None,
    class_: str = "supple",
) -> Fragment:
    """A whole drawing with role, title and description for those who do not see it.

    size: width and height of the view box. key: begins every id in it, so that several drawings can stand in one page.
    style: the style sheet to carry along, None where the page has it. There is no fixed width: the page decides.
    """
    names = (f"{key}-title", f"{key}-desc")
    head = [element("title", spoken(title), id=names[0]), element("desc", spoken(description), id=names[1])]
    if style is not None:
        head.append(element("style", Fragment(style)))
    return element(
        "svg",
        *head,
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        role="img",
        aria_labelledby=names[0],
        aria_describedby=names[1],
        class_=class_,
    )
