from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.exchange.atomic import whole_file, write_text
from supple.exchange.naming import closest, one_of, shown
from supple.exchange.toml_text import parse_toml, read_toml
from supple.problems import InputProblem
from supple.quantities import Mode, Position


def refusal(call: Callable[[], object]) -> str:
    """What an input was refused with; empty where it was taken."""
    try:
        call()
    except InputProblem as found:
        return str(found)
    return ""


TEXT = '''# a comment
[person]
age_years = 41
note = """
mode = "not a key"
"""

[[trial]]
mode = "active"
[[trial]]
 position="seated" # here
"quoted key" = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("person", "age_years"), 3),
        (("person",), 2),
        (("trial", 0, "mode"), 9),
        (("trial", 1, "position"), 11),
        (("trial", 1, "quoted key"), 12),
        (("trial", 1, "absent"), 10),
        (("person", "mode"), 2),
    ],
)
def test_keys_are_found_on_their_lines(path, line):
    assert parse_toml(TEXT, "a.toml").where(*path) == f"a.toml:{line}"


def test_what_stands_nowhere_is_in_the_file():
    assert parse_toml("", "a.toml").where("person") == "a.toml"


@pytest.mark.parametrize(("text", "line"), [("a = 1\na = 2\n", 2), ("[a\n", 1), ("a = 1\nb = [1,\n", 2), ("a = 1\n\nb = \n", 3)])
def test_broken_toml_is_one_problem_with_its_line(text, line):
    with pytest.raises(InputProblem) as caught:
        parse_toml(text, "a.toml")
    assert caught.value.where == f"a.toml:{line}"
    assert "\n" not in str(caught.value)


@given(st.text(max_size=200))
def test_any_text_is_toml_or_one_problem(text):
    assert "\n" not in refusal(lambda: parse_toml(text, "a.toml"))


@pytest.mark.parametrize(
    ("word", "meant"),
    [("actve", "active"), ("Active", "active"), (" passive ", "passive"), ("assist", "assisted"), ("xyz", None)],
)
def test_the_word_meant_is_suggested(word, meant):
    assert closest(word, Mode) == meant


def test_underscores_and_capitals_are_understood_as_slips():
    assert closest("LUMBAR_LOCKED", Position) == "lumbar-locked"


@pytest.mark.parametrize("value", ["actve", 3, None, True, ["active"]])
def test_only_an_exact_member_passes(value):
    with pytest.raises(InputProblem, match="one of active, assisted, passive"):
        one_of(Mode, value, "a.toml:3", "mode")


@given(st.one_of(st.text(), st.integers(), st.lists(st.text())))
def test_quotations_are_one_short_printable_line(value):
    assert len(shown(value)) <= 40
    assert shown(value).isprintable()


def test_a_file_appears_whole(tmp_path: Path):
    target = tmp_path / "a.csv"
    write_text(target, "one\n")
    write_text(target, "two\n")
    assert target.read_text() == "two\n"
    assert list(tmp_path.iterdir()) == [target]


def test_nothing_is_left_of_a_writer_that_fails(tmp_path: Path):
    target = tmp_path / "a.csv"
    target.write_text("before")

    def half() -> None:
        with whole_file(target) as temporary:
            temporary.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_mode_others_would_have(tmp_path: Path):
    (tmp_path / "ordinary").write_text("")
    write_text(tmp_path / "ours", "")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


@pytest.mark.parametrize("name", ["absent/a.csv", "."])
def test_a_place_that_cannot_be_written_is_the_persons_problem(tmp_path: Path, name: str):
    with pytest.raises(InputProblem):
        write_text(tmp_path / name, "")


def test_a_link_is_kept_and_its_target_replaced(tmp_path: Path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_text(tmp_path / "link.csv", "new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


@pytest.mark.parametrize("content", [b"\xff\xfea\x00", b"a = '\xe9'"])
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(InputProblem, match="UTF-8"):
        read_toml(path)


def test_a_byte_order_mark_is_dropped(tmp_path: Path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert read_toml(path).data == {"a": 1}


@pytest.mark.parametrize("name", ["absent.toml", "."])
def test_a_file_that_is_none(tmp_path: Path, name: str):
    with pytest.raises(InputProblem):
        read_toml(tmp_path / name)
