"""One next step for every made-up person, and where it leads."""

from dataclasses import replace

import pytest

from supple.examples import example_text
from supple.exchange.assess_file import parse_assess_text
from supple.exchange.assessment import assess
from supple.exchange.next_step import StepKind


def given_in(name, folder):
    return parse_assess_text(example_text(f"{name}.toml"), name, folder)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stiff", StepKind.BEGIN),
        ("control", StepKind.BEGIN),
        ("borderline", StepKind.ENOUGH),
        ("enough", StepKind.ENOUGH),
        ("painful", StepKind.CLINICIAN),
        ("undetermined", StepKind.CLINICIAN),
        ("red-flag", StepKind.CLINICIAN),
    ],
)
def test_where_each_finding_leads(tmp_path, name, kind):
    step = assess(given_in(name, tmp_path)).next_step
    assert step.kind is kind
    assert step.clinician is (kind is StepKind.CLINICIAN)


def test_one_undecided_day_leads_to_another_one(tmp_path):
    given = given_in("undetermined", tmp_path)
    first = min(trial.day for trial in given.trials)
    step = assess(replace(given, trials=tuple(trial for trial in given.trials if trial.day == first))).next_step
    assert step.kind is StepKind.ANOTHER_DAY
    assert step.trial.another_day


def test_a_trial_worth_doing_today_comes_before_any_programme(tmp_path):
    given = given_in("control", tmp_path)
    step = assess(replace(given, trials=tuple(trial for trial in given.trials if trial.mode == "active"))).next_step
    assert step.kind is StepKind.ONCE_MORE
    assert not step.trial.another_day
