"""What a web page has stored goes straight into the assessment, as a file would; the version that made it has a name."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import supple
from builders.trials import trials
from supple.examples import write_examples
from supple.exchange.person_fields import PersonGiven
from supple.programme import start


def test_stored_rows_say_what_their_file_says(tmp_path: Path):
    write_examples(tmp_path)
    for name in ("control", "stiff", "painful", "red-flag", "undetermined"):
        from_file = supple.assess(supple.read_assess_file(tmp_path / f"{name}.toml"))
        given = from_file.given
        stored = supple.assess_given(person=given.person, answers=given.answers, trials=given.trials)
        assert stored.to_json() == from_file.to_json()


def test_a_programme_goes_on_from_where_it_stands():
    made = trials([52, 53, 54])
    begun = start(supple.judge(made))
    here = begun._replace(linear_done=3)
    first, later = (
        supple.assess_given(person=PersonGiven(), answers={"pain_now": 0}, trials=made, state=state) for state in (None, here)
    )
    assert first.programme is not None
    assert later.programme is not None
    assert [one.exercise.id for one in later.programme.now.exercises] != [
        one.exercise.id for one in first.programme.now.exercises
    ]


def test_a_wrong_answer_is_named():
    try:
        supple.assess_given(person=PersonGiven(), answers={"pain_now": 11}, trials=())
    except supple.InputProblem as problem:
        told = str(problem)
    assert "pain_now" in told


def test_the_version_has_a_name():
    assert supple.version() == supple.__version__ == metadata.version("supple")
    assert callable(supple.version)
