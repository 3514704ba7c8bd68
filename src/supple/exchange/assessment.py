"""The whole job: from what somebody brings to screening, findings and programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from supple.exchange.assess_file import AssessInput
from supple.exchange.clinic import Clinic, read_clinic
from supple.exchange.course import Undecided, state_of
from supple.exchange.json_assess import assessment_json
from supple.exchange.next_step import NextStep, next_step
from supple.exchange.person_fields import PersonGiven
from supple.exchange.recording_fields import MeasuredRecording, measure_given
from supple.findings import judge, not_tested, screen, side_differences
from supple.findings.model import Finding, Screening
from supple.findings.sides import SideDifference
from supple.measurement.model import Trial
from supple.problems import InputProblem
from supple.programme.building import build_programme
from supple.programme.model import NoProgramme, Programme
from supple.programme.state import State


@dataclass(frozen=True)
class Assessment:
    """Everything ``supple assess`` says.

    findings and programme are empty where the screening stopped: a red flag leaves nothing else to say. no_programme: the reason
    why there is no programme, None where there is one. not_tested: what the findings say nothing about.
    """

    given: AssessInput
    screening: Screening
    recordings: tuple[MeasuredRecording, ...]
    trials: tuple[Trial, ...]
    findings: tuple[Finding, ...]
    side_differences: tuple[SideDifference, ...]
    not_tested: tuple[str, ...]
    programme: Programme | None
    no_programme: NoProgramme | None
    warnings: tuple[str, ...]
    clinic: Clinic
    undecided_twice: tuple[Undecided, ...] = ()

    @property
    def next_step(self) -> NextStep:
        return next_step(self.screening, self.findings, self.programme, self.no_programme, twice=bool(self.undecided_twice))

    @property
    def discovery_call(self) -> bool:
        """Whether the free call may be offered: never beside a red flag."""
        return not self.screening.stop

    def to_json(self) -> dict[str, object]:
        return assessment_json(self)

    def _repr_html_(self) -> str:
        from supple.exchange.html import assessment_html

        return assessment_html(self)


def assess(given: AssessInput, *, criteria: Path | str | None = None, today: date | None = None) -> Assessment:
    """Screen, measure what was recorded, judge and build the programme.

    criteria: a clinic's file of marks instead of the built-in ones. today: against which a day in the future is noticed; the
    result does not depend on it otherwise. Raises InputProblem.
    """
    return _assessed(given, Clinic() if criteria is None else read_clinic(Path(criteria)), today=today)


def _assessed(given: AssessInput, clinic: Clinic, *, today: date | None, state: State | None = None) -> Assessment:
    screening = screened(given)
    recordings = () if screening.stop else tuple(measure_given(recording) for recording in given.recordings)
    trials = (*given.trials, *(trial for recording in recordings for trial in recording.trials))
    findings = judge(trials, screening, clinic.criteria)
    begun, twice = (None, ()) if not findings else state_of(trials, findings, screening, clinic.criteria)
    built = build_programme(findings, screening, given.person.person, state or begun)
    return Assessment(
        given=given,
        screening=screening,
        recordings=recordings,
        trials=trials,
        findings=findings,
        side_differences=side_differences(findings),
        not_tested=() if screening.stop else not_tested(findings),
        programme=built if isinstance(built, Programme) else None,
        no_programme=built if isinstance(built, NoProgramme) else None,
        warnings=() if screening.stop else (*_future(trials, today or date.today()), *_unmeasured(recordings)),
        clinic=clinic,
        undecided_twice=twice,
    )


def assess_given(
    *,
    person: PersonGiven,
    answers: Mapping[str, object],
    trials: Iterable[Trial],
    clinic: Clinic | None = None,
    state: State | None = None,
    today: date | None = None,
    source: str = "assessment",
) -> Assessment:
    """``assess`` for what is stored already: no file is read.

    answers: screening answers by the ids of the questions. state: where the programme stands already (``supple.programme``);
    without one it starts from these findings. source: what a problem is reported under. Raises InputProblem.
    """
    given = AssessInput(source, person, answers, tuple(trials), (), {})
    return _assessed(given, clinic or Clinic(), today=today, state=state)


def all_trials(given: AssessInput) -> tuple[Trial, ...]:
    """The typed trials and those of the recordings. Raises InputProblem."""
    measured = (measure_given(recording) for recording in given.recordings)
    return (*given.trials, *(trial for recording in measured for trial in recording.trials))


def screened(given: AssessInput) -> Screening:
    """Judge the screening answers; a wrong one is reported at its own line."""
    answers = with_kneeling(given)
    try:
        return screen(answers, age_years=given.person.age_years)
    except InputProblem as problem:
        section, _, key = problem.where.partition(":")
        if section != "screening":
            raise
        where = given.where.get(key) or given.where.get("") or given.source
        raise InputProblem(where, f"{key}: {problem.found}", problem.expected, problem.remedy) from None


def with_kneeling(given: AssessInput) -> Mapping[str, object]:
    """``can_kneel`` of the person is an answer to the question about the knees, unless that was answered itself."""
    if given.person.can_kneel is None or "knees" in given.answers:
        return given.answers
    return {**given.answers, "knees": not given.person.can_kneel}


def _future(trials: Iterable[Trial], today: date) -> list[str]:
    """A day ahead is allowed (clocks and time zones differ) and said."""
    days = sorted({trial.day for trial in trials if trial.day > today + timedelta(days=1)})
    return [f"{day} lies in the future: check the year." for day in days]


def _unmeasured(recordings: Iterable[MeasuredRecording]) -> list[str]:
    return [f"{one.given.path}: no good or usable repetition was found in it." for one in recordings if not one.trials]
