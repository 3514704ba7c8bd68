"""In a notebook an assessment says limits, what was not tested and the call, as on the terminal; no call beside a red flag."""

from supple.examples import example_text
from supple.exchange.assess_file import parse_assess_text
from supple.exchange.assessment import assess


def html_of(tmp_path, name: str, old: str = "", new: str = "") -> str:
    text = example_text(name)
    assert old in text
    return assess(parse_assess_text(text.replace(old, new), name, tmp_path))._repr_html_()


def test_screening_what_was_not_tested_and_the_call_are_said(tmp_path):
    html = html_of(tmp_path, "stiff.toml", 'osteoporosis = "no"', 'osteoporosis = "yes"')
    assert "within the limits named here" in html
    assert "With thin bones" in html
    assert "Closed for now: helped tests" in html
    assert "hips were not tested" in html
    assert html.count("discovery call") == 1


def test_a_red_flag_offers_no_call(tmp_path):
    html = html_of(tmp_path, "red-flag.toml")
    assert "main artery" in html
    assert not any(word in html for word in ("discovery call", "Programme", "not tested"))
