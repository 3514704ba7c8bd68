"""Trials to findings: one per movement, direction and position."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from supple.findings import next_trial, sentences
from supple.findings.case import Case, Subject, case_for
from supple.findings.criteria import criterion_for, default_criteria
from supple.findings.model import Category, Criterion, EndRange, Finding, NextTrial, Screening
from supple.findings.posterior import JUDGED, Grid, grid, nodes_for, posterior
from supple.findings.settings import Settings
from supple.findings.worth import Stakes
from supple.measurement.day import Group, measure_days, usable
from supple.measurement.errors import borrowed_error
from supple.measurement.model import ErrorModel, Measurement, Trial
from supple.measurement.own_error import learn_error
from supple.quantities import Direction, Instrument, Mode, Movement, Position

DEFAULT_SETTINGS: Final = Settings()
#: Enough to weigh further trials against each other, where a third of a percent changes nothing.
COARSE_NODES: Final = 7
#: What active trials alone can show; every other finding speaks of the passive range, which has to be tested before it is said.
ACTIVE_ALONE: Final = frozenset({Category.MEETS_CRITERION})


@dataclass(frozen=True)
class _Context:
    measurements: Sequence[Measurement]
    trials: Sequence[Trial]
    today: date
    screening: Screening | None
    criteria: Sequence[Criterion]
    settings: Settings


def judge(
    trials: Iterable[Trial],
    screening: Screening | None = None,
    criteria: Iterable[Criterion] | None = None,
    settings: Settings = DEFAULT_SETTINGS,
    history: Iterable[Trial] = (),
    *,
    errors: Callable[[Group], ErrorModel] | None = None,
) -> tuple[Finding, ...]:
    """Say of each movement, direction and position tried why it goes no further, or that this cannot be told yet.

    trials: what the findings are about; the latest day among them is today. history: earlier trials, from which the person's own
    error is learned and days within ``settings.window_days`` are put together with today's. criteria: else
    ``default_criteria()``. errors: of each group of trials, instead of the borrowed error shrunk toward the person's own repeats.

    Returns findings ordered by movement, position and direction; none at all where the screening stopped (a red flag leaves no
    other thing to say) or no trial has a value. Rejected trials and missing values do not count; their pain does.
    """
    own = list(trials)
    now = set(own)
    every = [*(trial for trial in history if trial not in now), *own]  # a history may hold today's trials too
    if not own or (screening is not None and screening.stop):
        return ()
    chosen = errors or _errors(every, in_pain=screening is not None and screening.pain_zone == "modify")
    context = _Context(
        measurements=measure_days(every, chosen),
        trials=every,
        today=max(trial.day for trial in own),
        screening=screening,
        criteria=tuple(default_criteria() if criteria is None else criteria),
        settings=settings,
    )
    hurt = [trial for trial in own if trial.pain is not None and trial.pain >= settings.painful_from]
    subjects = {Subject(trial.movement, trial.direction, trial.position) for trial in [*usable(own), *hurt]}
    return tuple(_finding(subject, context) for subject in sorted(subjects, key=_place))


def _finding(subject: Subject, context: _Context) -> Finding:
    case = case_for(subject, context.measurements, context.today, context.settings)
    pain = _pain(subject, context)
    if pain is not None and pain >= context.settings.painful_from:
        return _plain(case, Category.PAINFUL, None, [sentences.painful(pain)])
    arm = case.active or case.end
    kind = arm.latest.kind if arm else None
    mark = criterion_for(context.criteria, subject.movement, kind) if kind else None
    if mark is None:
        return _plain(case, Category.NO_CRITERION, None, [sentences.no_mark(subject.movement, kind)])
    unasked = [sentences.PAIN_NOT_ASKED] if pain is None else []
    finding = _held_against(mark, case, context)
    return replace(finding, reasons=(*finding.reasons, *unasked))


def _held_against(mark: Criterion, case: Case, context: _Context) -> Finding:
    settings = context.settings
    done = _done_today(case.subject, context)
    left = next_trial.allowed(case, settings, context.screening, done=done, ends_today=_ends_today(context))
    if case.active is None:
        step = next_trial.first_active(case, left, "Active trials come first.")
        return _plain(case, Category.UNDETERMINED, mark, [sentences.NO_ACTIVE], step=step)
    if case.active.together.n < settings.least_active:
        said = sentences.too_few(case.active.together.n, settings.least_active)
        return _plain(
            case, Category.UNDETERMINED, mark, [said], step=next_trial.first_active(case, left, "Three active trials come first.")
        )
    stakes = Stakes(mark.value_deg, settings.commit, settings.wrong_cost)
    if _contradicts(case):
        end = case.end.together if case.end else case.active.together
        said = sentences.contradiction(case.active.together, end, case.floor_deg)
        step = replace(next_trial.first_active(case, left, "Contradictory trials are made afresh."), another_day=True)
        return _plain(case, Category.UNDETERMINED, mark, [said], step=step)
    return _judged(case, mark, stakes, left, settings)


def _judged(case: Case, mark: Criterion, stakes: Stakes, left: next_trial.Allowed, settings: Settings) -> Finding:
    fine, coarse = _cells(case, left, settings), _cells(case, left, settings, nodes=COARSE_NODES)
    probabilities = _probabilities(case, fine, mark)
    best = max(probabilities, key=lambda category: probabilities[category])
    likely = probabilities[best] >= settings.commit
    sure = likely and (best in ACTIVE_ALONE or _end_trials(case) >= settings.least_end_range)
    step = (
        next_trial.end_range(case, left, settings) if likely and not sure else next_trial.second_end_range(case, left, settings)
    )
    if step is None and probabilities[best] < settings.stop:
        step = next_trial.worth_doing(case, coarse, stakes, left)
    if not sure and step is None:
        step = next_trial.another_day(case, coarse, stakes, left)
    if sure:
        reasons = [sentences.judged(best, probabilities[best])]
    elif likely:
        reasons = [sentences.end_range_missing(settings.least_end_range)]
    else:
        reasons = [sentences.undecided(probabilities, settings.commit)]
    reasons += _about_end_range(case, best if sure else None, settings)
    return _plain(case, best if sure else Category.UNDETERMINED, mark, reasons, probabilities=probabilities, step=step)


def _end_trials(case: Case) -> int:
    return case.end.together.n if case.end else 0


def _probabilities(case: Case, cells: Grid, mark: Criterion) -> dict[Category, float]:
    ends = {"end_deg": case.end.seen.mean_deg, "end_variance": case.end.seen.variance} if case.end else {}
    active = case.active.seen if case.active else None
    seen = {"active_deg": active.mean_deg, "active_variance": active.variance} if active else {}
    found = posterior(cells, mark.value_deg, **seen, **ends)
    return {category: float(value) for category, value in zip(JUDGED, found.probabilities, strict=True)}


def _cells(case: Case, left: next_trial.Allowed, settings: Settings, *, nodes: int | None = None) -> Grid:
    mode = case.end.latest.kind.mode if case.end else left.end_mode
    shortfall = settings.assisted_shortfall_deg if mode is Mode.ASSISTED else 0.0
    least = min(arm.together.sem_deg for arm in (case.active, case.end) if arm)
    return grid(settings.prior, case.floor_deg, shortfall, nodes=nodes or nodes_for(least))


def _contradicts(case: Case) -> bool:
    """Whether the active range lies beyond the end range by at least the smallest detectable difference."""
    if case.active is None or case.end is None:
        return False
    return case.active.together.mean_deg - case.end.together.mean_deg >= case.floor_deg


def _about_end_range(case: Case, category: Category | None, settings: Settings) -> list[str]:
    if case.active is None or case.end is None:
        return []
    own = any(arm.latest.error.is_own for arm in (case.active, case.end))
    found = [sentences.gap(case.active.together, case.end.together, case.floor_deg, own=own)]
    if case.end.latest.kind.mode is Mode.ASSISTED:
        found.append(sentences.shortfall(settings.assisted_shortfall_deg))
        if category is Category.MOBILITY_LIMITATION:
            found.append(sentences.CONFIRM)
    return found


def _plain(
    case: Case,
    category: Category,
    mark: Criterion | None,
    reasons: Sequence[str],
    *,
    probabilities: Mapping[Category, float] | None = None,
    step: NextTrial | None = None,
) -> Finding:
    """A finding with what was measured, and why, around its own reasons."""
    active = case.active.together if case.active else None
    end = case.end.together if case.end else None
    measured = [row for row in (active, end) if row]
    said = [*reasons, *(sentences.range_seen(row) for row in measured)]
    said += [sentences.mark(mark), *filter(None, [sentences.healthy(mark)])] if mark else []
    said += dict.fromkeys(sentences.error(row.error, row.rater) for row in measured)
    said += [*filter(None, (sentences.rising(row) for row in measured)), *case.notes]
    return Finding(
        movement=case.subject.movement,
        direction=case.subject.direction,
        position=case.subject.position,
        category=category,
        probabilities=dict(probabilities or {}),
        active=active,
        end_range=EndRange(end.kind.mode, end, end.kind.assist) if end else None,
        criterion=mark,
        reasons=tuple(said),
        next_trial=step,
    )


def _pain(subject: Subject, context: _Context) -> int | None:
    """The worst pain on the latest day this direction was tried, in any position; None where nobody asked."""
    tried = [
        trial
        for trial in context.trials
        if (trial.movement, trial.direction) == (subject.movement, subject.direction) and trial.day <= context.today
    ]
    latest = max(trial.day for trial in tried)
    asked = [trial.pain for trial in tried if trial.day == latest and trial.pain is not None]
    return max(asked, default=None)


def _ends_today(context: _Context) -> bool:
    """Whether end-range trials have begun today, in any movement or direction; a rejected one has warmed up as well."""
    return any(trial.day == context.today and trial.mode is not Mode.ACTIVE for trial in context.trials)


def _done_today(subject: Subject, context: _Context) -> next_trial.Done:
    """Today's active and end-range trials of this direction and position, whatever their kind or rater.

    Two instruments may have watched the same trials, so the one that saw most of them counts.
    """
    count: dict[bool, Counter[Instrument]] = {True: Counter(), False: Counter()}
    for trial in usable(context.trials):
        if trial.day == context.today and (trial.movement, trial.direction, trial.position) == subject.key:
            count[trial.mode is Mode.ACTIVE][trial.instrument] += 1
    return next_trial.Done(max(count[True].values(), default=0), max(count[False].values(), default=0))


def _errors(trials: Sequence[Trial], *, in_pain: bool) -> Callable[[Group], ErrorModel]:
    """The borrowed error of each kind and rater, shrunk toward the person's own repeats of it."""
    learned: dict[tuple[object, ...], ErrorModel] = {}

    def error(group: Group) -> ErrorModel:
        key = (group.movement, group.kind, group.rater)
        if key not in learned:
            kind = group.kind
            borrowed = borrowed_error(instrument=kind.instrument, position=kind.position, rater=group.rater, in_pain=in_pain)
            own = [trial for trial in trials if (trial.movement, trial.kind, trial.rater) == key]
            learned[key] = learn_error(own, borrowed) if len({trial.day for trial in own}) > 1 else borrowed
        return learned[key]

    return error


def _place(subject: Subject) -> tuple[int, int, int]:
    directions = (Direction.LEFT, Direction.RIGHT, None)
    return (
        list(Movement).index(subject.movement),
        list(Position).index(subject.position),
        directions.index(subject.direction),
    )
