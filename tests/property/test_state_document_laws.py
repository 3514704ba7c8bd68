"""The state goes to JSON and comes back as it was, from everywhere a programme can get to; anything else is one clear line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supple.problems import InputProblem
from supple.programme import State, Track, start, state_document, state_from
from supple.programme.advance import step
from supple.programme.events import Retest, ScreeningOutcome, SeenByClinician, SessionOutcome
from supple.programme.moves import Reading
from supple.programme.state import Stage

readings = st.sampled_from(Reading)
events = st.one_of(
    st.sampled_from([*SessionOutcome, *ScreeningOutcome, SeenByClinician()]),
    st.builds(Retest, readings, readings, st.booleans(), st.booleans(), st.booleans()),
)
first = st.sampled_from([Stage.AWAITING, Stage.HOLD, Stage.CONTROL, Stage.MAINTENANCE, Stage.PAINFUL]).map(Track)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=6,
)


@given(left=first, right=first, happened=st.lists(events, max_size=40))
def test_every_state_a_programme_gets_to_comes_back(left, right, happened):
    state = State(left, right)
    for event in happened:
        state, _ = step(state, event)
        assert state_from(json.loads(json.dumps(state_document(state)))) == state


@given(document=anything)
def test_nonsense_is_one_clear_line(document):
    with pytest.raises(InputProblem, match="state"):
        state_from(document)


@given(key=st.sampled_from(sorted(state_document(start([])))), value=anything)
def test_one_wrong_value_is_named_or_is_a_state(key, value):
    document = {**state_document(start([])), key: value}
    try:
        told, state = None, state_from(document)
    except InputProblem as problem:
        told, state = problem, None
    if told is None:
        assert state_document(state) == document
    else:
        assert told.where.startswith(f"state:{key}")
        assert "\n" not in str(told)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"schema": "supple.state/2"}, "supple.state/1"),
        ({"linear_done": 7}, "from 0 to 6"),
        ({"linear_done": True}, "whole number"),
        ({"retests": 6}, "from 0 to 5"),
        ({"standing": "fine"}, "go, eased, halted, urgent"),
        ({"stopped_before": 0}, "true or false"),
        ({"left": {"stage": "maintenance", "miss": "no-gain"}}, "none in the stage maintenance"),
        ({"left": {"stage": "awaiting"}}, "missing"),
        ({"extra": 1}, "unknown key"),
    ],
)
def test_what_is_wrong_is_said(change, told):
    with pytest.raises(InputProblem) as caught:
        state_from({**state_document(start([])), **change})
    assert told in str(caught.value)
