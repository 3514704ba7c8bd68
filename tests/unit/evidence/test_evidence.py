"""The library of figures: complete, typed, honest about strength."""

import dataclasses

import pytest

from supple.evidence import Strength, describe, figure, figures, source, sources
from supple.problems import InputProblem


def test_every_figure_has_a_known_source_and_a_strength():
    assert len(figures()) == 166
    assert len(sources()) == 80
    for key, row in figures().items():
        assert row.id == key
        assert row.source is source(row.source.id)
        assert isinstance(row.strength, Strength)


@pytest.mark.parametrize(
    ("key", "strength"),
    [
        ("johnson_sem_interday", Strength.READ),
        ("bucke_bias", Strength.SECONDARY),
        ("ott_sign", Strength.MEMORY),
        ("stat_rci", Strength.MEMORY),
        ("pa_detect_expert", Strength.DERIVED),
        ("pa_norm", Strength.NOT_FOUND),
    ],
)
def test_strength_is_the_weakest_true_word(key, strength):
    assert figure(key).strength is strength


def test_numbers_keep_their_order_and_words_are_no_numbers():
    assert figure("johnson_sem_interday").numbers == (1.4, 2.0)
    assert figure("bucke_bias").numbers == (4.94,)
    assert figure("pa_norm").numbers == ()


@pytest.mark.parametrize(
    ("key", "short"),
    [("johnson2012", "Johnson 2012"), ("vanbaalen2023", "van Baalen 2023"), ("ogorman1987", "O'Gorman 1987")],
)
def test_a_source_is_called_by_author_and_year(key, short):
    assert source(key).short == short


def test_a_source_without_an_author_is_called_by_its_whole_citation():
    assert source("bmc2007").short == source("bmc2007").cite


def test_figures_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        figure("bucke_bias").value = 0.0
    with pytest.raises(TypeError):
        figures()["bucke_bias"] = figure("bucke_loa")


@pytest.mark.parametrize("look_up", [figure, source])
def test_an_unknown_id_is_a_problem_in_one_line(look_up):
    with pytest.raises(InputProblem, match=r"no .* 'nowhere'"):
        look_up("nowhere")


def test_describe_gives_citation_and_strength_and_leaves_other_words_alone():
    assert describe("sfma_ll_cut").startswith("Whetstone")
    assert describe("sfma_ll_cut").endswith("(read in source)")
    assert describe("johnson2012") == source("johnson2012").cite
    assert describe("our clinic, 2026") == "our clinic, 2026"
