"""One way to read an answer: a value, or one exact line; nothing that is sent makes anything else of it."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from supple_web.assessments.fields import Field, Kind, Option, Wrong, decimal, read, read_all

YES_NO = Field("q", Kind.YES_NO, "?")
CHOICE = Field("q", Kind.CHOICE, "?", options=(Option("a", "A"), Option("b", "B")))
MANY = Field("q", Kind.MANY, "?", options=(Option("a", "A"), Option("b", "B")))
SCALE = Field("q", Kind.SCALE, "?")
AGE = Field("q", Kind.NUMBER, "?", least=1, most=120, unit="years")
DEGREES = Field("q", Kind.NUMBER, "?", most=150, unit="degrees", whole=False)


def posted(*values):
    form = QueryDict(mutable=True)
    form.setlist("q", values)
    return form


@pytest.mark.parametrize(
    ("field", "sent", "value"),
    [
        (YES_NO, "yes", True),
        (YES_NO, "no", False),
        (CHOICE, "b", "b"),
        (SCALE, "0", 0),
        (SCALE, "10", 10),
        (AGE, " 41 ", 41),
        (DEGREES, "42,5", 42.5),
        (DEGREES, "42.5", 42.5),
        (DEGREES, "42,5 °", 42.5),
        (DEGREES, "0", 0.0),
        (DEGREES, "150", 150.0),
    ],
)
def test_what_is_read(field, sent, value):
    assert read(field, posted(sent)) == value


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        (YES_NO, "", "Please choose yes or no."),
        (YES_NO, "maybe", "“maybe” is no answer here; choose yes or no."),
        (CHOICE, "", "Please choose one."),
        (CHOICE, "c", "“c” cannot be chosen here; choose one of the answers shown."),
        (SCALE, "", "Please choose a number from 0 to 10."),
        (SCALE, "11", "11 cannot be right; expected 0 to 10."),
        (SCALE, "2.5", "“2.5” is no whole number; type one such as 5."),
        (AGE, "", "Please type a number."),
        (AGE, "forty", "“forty” is no number; type one such as 40."),
        (AGE, "0", "0 cannot be right; expected 1 to 120 years."),
        (AGE, "41.5", "“41.5” is no whole number; type one such as 40."),
        (DEGREES, "-3", "-3 cannot be right; expected 0 to 150 degrees."),
        (DEGREES, "151", "151 cannot be right; expected 0 to 150 degrees."),
        (DEGREES, "1e3", "“1e3” is no number; type one such as 40.5."),
        (DEGREES, "nan", "“nan” is no number; type one such as 40.5."),
        (DEGREES, "4.2.1", "“4.2.1” is no number; type one such as 40.5."),
    ],
)
def test_what_is_wrong_is_said_in_one_line(field, sent, said):
    with pytest.raises(Wrong) as wrong:
        read(field, posted(sent))
    assert str(wrong.value) == said


def test_several_keep_the_order_of_the_page_and_none_is_an_answer():
    assert read(MANY, posted("b", "a")) == ["a", "b"]
    assert read(MANY, posted()) == []


def test_all_problems_are_named_at_once_and_the_rest_is_read():
    fields = [YES_NO, Field("n", Kind.NUMBER, "?", most=10)]
    values, problems = read_all(fields, QueryDict("q=yes&n=x"))
    assert values == {"q": True}
    assert set(problems) == {"n"}


@given(st.text(max_size=60), st.sampled_from([YES_NO, CHOICE, SCALE, AGE, DEGREES]))
def test_any_text_is_a_value_the_field_accepts_or_one_line(text, field):
    values, problems = read_all([field], posted(text))
    if "q" in values:
        assert field.accepts(values["q"])
    else:
        assert problems["q"].isprintable()
        assert len(problems["q"]) < 120


@given(st.floats(-1e4, 1e4).map(lambda value: round(value, 3)))
def test_numbers_are_read_as_they_are_written(value):
    assert decimal(f"{value:.3f}") == pytest.approx(value)
    assert decimal(f"{value:.3f}".replace(".", ",")) == pytest.approx(value)
