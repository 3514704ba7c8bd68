"""The drawings in a real browser: they move without script, stand still where asked, and a page's strict policy does not hurt."""

from __future__ import annotations

import base64
import hashlib
from html import escape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from supple import figure
from supple.figure.palette import Theme, style_sheet
from supple.programme.exercises import catalogue

EXERCISES = sorted(catalogue().exercises)
#: What is drawn at a moment: the boxes of all shapes that the reader sees, as the browser has them.
BOXES = """(time) => {
  const svg = document.querySelector('svg');
  svg.pauseAnimations(); svg.setCurrentTime(time);
  const seen = (e) => { for (let n = e; n && n.nodeType === 1; n = n.parentNode) {
    const s = getComputedStyle(n); if (s.display === 'none' || s.visibility === 'hidden') return false; } return true; };
  return [...svg.querySelectorAll('use')].filter(seen).map(e => { const b = e.getBBox(); return [b.x, b.y, b.width, b.height]; });
}"""
WITHOUT_SCRIPT = "default-src 'none'; img-src 'self' data:; style-src 'sha256-{hash}'"


def seconds(svg: str) -> float:
    return float(svg.split('dur="', 1)[1].split('s"', 1)[0])


def far(first: list[list[float]], second: list[list[float]]) -> float:
    """How far the shapes that both moments show have moved at most."""
    return max(
        (abs(a - b) for one, other in zip(first, second, strict=False) for a, b in zip(one, other, strict=True)), default=0.0
    )


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_moves_and_comes_back_without_a_complaint(exercise, opened):
    svg = figure.animated(exercise)
    page, complaints = opened(svg)
    length = seconds(svg)
    start, middle, end = (page.evaluate(BOXES, time) for time in (0.0, 0.45 * length, length - 0.001))
    assert len(start) > 20
    assert far(start, end) < 3.0
    assert far(start, middle) > 8.0
    assert complaints == []


@pytest.mark.parametrize("exercise", ["cat-camel-general", "thoracic-cars-seated", "open-book"])
def test_who_prefers_less_motion_gets_the_stills(exercise, opened, page: Page):
    page.emulate_media(reduced_motion="reduce")
    shown, _ = opened(figure.animated(exercise))
    displays = shown.evaluate("() => ['moving', 'still'].map(c => getComputedStyle(document.querySelector('.' + c)).display)")
    assert displays == ["none", "inline"]
    assert far(shown.evaluate(BOXES, 0.0), shown.evaluate(BOXES, 2.0)) == 0.0


def test_paper_gets_the_stills_in_ink_on_white(opened, page: Page):
    page.emulate_media(media="print")
    shown, _ = opened(figure.animated("open-book"))
    assert shown.evaluate("() => getComputedStyle(document.querySelector('.moving')).display") == "none"
    assert shown.evaluate("() => getComputedStyle(document.querySelector('rect.f-paper')).fill") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_s_theme_is_followed_and_a_page_may_set_its_own_colour(scheme, opened, page: Page):
    page.emulate_media(color_scheme=scheme)
    shown, _ = opened(figure.stills("open-book"))
    plain = shown.evaluate("() => getComputedStyle(document.querySelector('.f-paper')).fill")
    assert plain == {"light": "rgb(253, 250, 245)", "dark": "rgb(29, 27, 26)"}[scheme]
    own, _ = opened(f"<style>:root{{--supple-paper:#123456}}</style>{figure.stills('open-book')}", "own.html")
    assert own.evaluate("() => getComputedStyle(document.querySelector('.f-paper')).fill") == "rgb(18, 52, 86)"


def test_a_page_that_forbids_everything_still_shows_it_moving(opened):
    digest = base64.b64encode(hashlib.sha256(style_sheet(Theme.ADAPTIVE).encode()).digest()).decode()
    policy = WITHOUT_SCRIPT.format(hash=digest)
    svg = figure.animated("seated-rotation")
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(policy)}"><title>t</title>'
    page, complaints = opened(f'<!doctype html><html lang="en"><head>{head}</head><body>{svg}</body></html>', "strict.html")
    assert page.evaluate("() => getComputedStyle(document.querySelector('.f-skin')).fill") == "rgb(233, 189, 157)"
    assert far(page.evaluate(BOXES, 0.0), page.evaluate(BOXES, 0.4 * seconds(svg))) > 8.0
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_of_drawings(scheme, opened, page: Page):
    page.emulate_media(color_scheme=scheme)
    drawings = [
        figure.animated("open-book"),
        figure.stills("cat-camel-general"),
        figure.thumbnail("sphinx"),
        figure.howto("lumbar-locked"),
        figure.live_dial().to_html(),
    ]
    body = "".join(f"<section>{one}</section>" for one in drawings)
    back = {"light": "#fff", "dark": "#111"}[scheme]
    words = {"light": "#111", "dark": "#eee"}[scheme]
    head = f'<meta charset="utf-8"><title>Drawings</title><style>body{{background:{back};color:{words}}}</style>'
    shown, _ = opened(
        f'<!doctype html><html lang="en"><head>{head}</head><body><main><h1>Drawings</h1>{body}</main></body></html>', "page.html"
    )
    tags = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
    result = Axe().run(shown, options={"runOnly": {"type": "tag", "values": tags}})
    assert result.violations_count == 0, result.generate_report()
    assert len(set(shown.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)"))) == shown.evaluate(
        "() => document.querySelectorAll('[id]').length"
    )


def test_it_plays_as_an_image_too(opened):
    """As an <img> nothing of the page reaches in, and the drawing moves by itself."""
    data = base64.b64encode(figure.animated("seated-rotation").encode()).decode()
    page, _ = opened(f'<img width="400" alt="Seated turn" src="data:image/svg+xml;base64,{data}">', "image.html")
    first = page.screenshot()
    page.wait_for_timeout(2500)
    assert page.screenshot() != first


WORDS = """() => [...document.querySelectorAll('text')].filter(t => t.getClientRects().length).map(t => {
  const b = t.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom, t.textContent]; })"""


def meet(one: list, other: list) -> bool:
    """Whether two boxes share more than a hair's breadth."""
    return min(one[2], other[2]) - max(one[0], other[0]) > 1.0 and min(one[3], other[3]) - max(one[1], other[1]) > 3.0


@pytest.mark.parametrize("width", [320, 900])
def test_no_word_leaves_its_picture_or_meets_another(width, opened, page: Page):
    page.set_viewport_size({"width": width, "height": 800})
    drawings = {key: figure.howto(key) for key in figure.howtos()} | {key: figure.stills(key) for key in EXERCISES}
    for key, svg in drawings.items():
        shown, _ = opened(f'<body style="margin:0">{svg}</body>', f"{key}.html")
        height = shown.evaluate("() => document.querySelector('svg').getBoundingClientRect().bottom")
        words = shown.evaluate(WORDS)
        assert len(words) > 1
        assert all(left >= 0 and right <= width and bottom <= height for left, _, right, bottom, _ in words), key
        pairs = [(a[4], b[4]) for i, a in enumerate(words) for b in words[:i] if meet(a, b)]
        assert pairs == [], key
