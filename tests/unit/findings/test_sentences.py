"""Sentences name findings and sources in words, never by their ids."""

from supple.findings.judgement import JUDGED
from supple.findings.model import Category
from supple.findings.sentences import CATEGORIES, NAMES, undecided


def test_every_judged_finding_has_a_name_and_a_sentence():
    assert set(NAMES) == set(CATEGORIES) == set(JUDGED)


def test_what_cannot_be_told_is_said_in_words():
    said = undecided({Category.MOBILITY_LIMITATION: 0.6, Category.BORDERLINE: 0.3, Category.MEETS_CRITERION: 0.1}, 0.8)
    assert "a mobility limitation has 60% probability and just about enough (borderline) 30%" in said
    assert not any(category in said for category in ("mobility-limitation", "meets-criterion"))
