"""Findings, screening and person to a programme: the present phase, and those to come if all goes well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from supple.findings.model import Finding, Screening, Urgency
from supple.findings.screening_pain import PainZone
from supple.programme.advance import start
from supple.programme.choosing import Limits
from supple.programme.composing import compose
from supple.programme.exercises import catalogue
from supple.programme.model import NoProgramme, Phase, Programme, Referral
from supple.programme.person import Person
from supple.programme.reading import painful_linear
from supple.programme.state import LINEAR_SESSIONS, LUMBAR_FROM, OPEN_FROM, Miss, Stage, Standing, State, Track
from supple.programme.words import PhaseName
from supple.progress.settings import RETEST_BY_DAYS, RETEST_FROM_DAYS
from supple.quantities import Direction

_RETEST: Final = f"re-test in {RETEST_FROM_DAYS.value / 7:g} to {RETEST_BY_DAYS.value / 7:g} weeks"
#: What comes after a stage when the re-test goes well.
_NEXT: Final = {Stage.HOLD: Stage.END_RANGE, Stage.END_RANGE: Stage.CONTROL, Stage.CONTROL: Stage.MAINTENANCE}
#: The name of a phase with several stages is that of the first of these.
_NAMES: Final = {
    Stage.HOLD: PhaseName.PASSIVE_RANGE,
    Stage.END_RANGE: PhaseName.END_RANGE,
    Stage.CONTROL: PhaseName.CONTROL,
    Stage.AWAITING: PhaseName.UPKEEP,
    Stage.REFERRAL: PhaseName.UPKEEP,
    Stage.PAINFUL: PhaseName.UPKEEP,
    Stage.MAINTENANCE: PhaseName.MAINTENANCE,
}
#: title, why, until.
_TEXTS: Final = {
    Stage.HOLD: ("passive range", "passive and active range are limited", f"{_RETEST}: until the passive range is enough"),
    Stage.END_RANGE: ("strength at the end", "the passive range is enough", f"{_RETEST}: one block"),
    Stage.CONTROL: ("control", "the range is there but not under control", f"{_RETEST}: until the active range is enough"),
    Stage.AWAITING: ("upkeep until the re-test", "the measurements decide nothing yet", f"{_RETEST}"),
    Stage.REFERRAL: ("gentle upkeep", "a clinician should look first", "a clinician has seen you"),
    Stage.PAINFUL: ("nothing in this direction", "it hurt in the test", "a clinician has seen you"),
    Stage.MAINTENANCE: ("fine, stop, keep moving", "nothing needs training", "a later test shows less range, beyond error"),
}


def build_programme(
    findings: Iterable[Finding], screening: Screening, person: Person, state: State | None = None
) -> Programme | NoProgramme:
    """The programme for these findings, or for where somebody stands already (``state``, from ``advance``).

    A red flag gives its advice and nothing else. Painful bending, arching or leaning, a halted state and closed active
    movement give no exercise either, only where to go. Otherwise every session fits the person's minutes and equipment and
    passes the screening's gates; what that left out is in ``notes``.
    """
    findings = tuple(findings)
    state = start(findings) if state is None else state
    none = _nothing_allowed(findings, screening, state)
    if none is not None:
        return none
    limits = Limits(catalogue(), person, screening, eased=screening.pain_zone == PainZone.MODIFY)
    phases = [_phase(ahead, limits) for ahead in _ahead(state)]
    referrals = (*_referrals(state, screening), *_without_exercise(state, limits))
    return Programme(tuple(phases), _notes(phases), referrals, person, screening)


def _phase(state: State, limits: Limits) -> Phase:
    composed = compose(state, limits)
    return Phase(_name(state), _line(state, 0), _why(state), _until(state), composed.exercises, composed.notes)


def _notes(phases: list[Phase]) -> tuple[str, ...]:
    """Every note once; one that does not hold for all phases says for which it does."""
    every = dict.fromkeys(note for phase in phases for note in phase.notes)
    told = []
    for note in every:
        where = dict.fromkeys(str(phase.name) for phase in phases if note in phase.notes)
        everywhere = all(note in phase.notes for phase in phases)
        told.append(note if everywhere else f"{note} ({', '.join(where)})")
    return tuple(told)


def _nothing_allowed(findings: tuple[Finding, ...], screening: Screening, state: State) -> NoProgramme | None:
    if screening.stop or state.standing is Standing.URGENT:
        advice = screening.advice or "Get care as you were told before going on."
        return NoProgramme("a warning sign", Referral(advice, max(screening.urgency, Urgency.URGENT, key=_rank)))
    hurts = painful_linear(findings)
    if hurts is not None:
        text = f"The {hurts.movement} hurt in the test, and every session begins with it. Have a clinician look first."
        return NoProgramme("linear movement hurts", Referral(text, Urgency.CLINICIAN))
    if not screening.active:
        text = screening.advice or "Screening allows no movement for now. Have a clinician look first."
        return NoProgramme("screening allows no movement", Referral(text, max(screening.urgency, Urgency.CLINICIAN, key=_rank)))
    if state.standing is Standing.HALTED:
        text = "Pain stopped the programme. Wait until screening is clear; if it does not clear, see a clinician."
        return NoProgramme("stopped by pain", Referral(text, Urgency.CLINICIAN))
    return None


def _rank(urgency: Urgency) -> int:
    return list(Urgency).index(urgency)


def _ahead(state: State) -> Iterator[State]:
    """The present state and those that follow when sessions and re-tests go well, one for each phase."""
    yield state
    if state.linear_done < LUMBAR_FROM and not _resting(state):
        state = state._replace(linear_done=LUMBAR_FROM)
        yield state
    if state.linear_done < OPEN_FROM and not _resting(state):
        state = state._replace(linear_done=OPEN_FROM)
        yield state
    while any(track.stage in _NEXT for track in (state.left, state.right)):
        state = state._replace(left=_better(state.left), right=_better(state.right), standing=Standing.GO)
        yield state


def _better(track: Track) -> Track:
    return Track(_NEXT[track.stage]) if track.stage in _NEXT else track._replace(miss=Miss.NONE)


def _resting(state: State) -> bool:
    """Nothing waits for rotation to open."""
    return not any(track.stage in _NEXT for track in (state.left, state.right))


def _name(state: State) -> PhaseName:
    if not state.rotation_open and not _resting(state):
        return PhaseName.LINEAR
    return next(name for stage, name in _NAMES.items() if stage in {state.left.stage, state.right.stage})


def _line(state: State, column: int) -> str:
    if not state.rotation_open and not _resting(state):
        general = state.linear_done < LUMBAR_FROM
        return "Linear movement first: " + ("the whole spine" if general else "the low back as well")
    if state.left.stage is state.right.stage:
        return _capital(_TEXTS[state.left.stage][column])
    return "; ".join(f"Turning {side}: {_TEXTS[state.track(side).stage][column]}" for side in Direction)


def _why(state: State) -> str:
    if not state.rotation_open and not _resting(state):
        return "Bending and arching are components of turning, so they come before it (convention; no trial either way)."
    return _line(state, 1) + "."


def _until(state: State) -> str:
    if not state.rotation_open and not _resting(state):
        missing = LINEAR_SESSIONS - state.linear_done % LINEAR_SESSIONS
        sessions = "1 more session" if missing == 1 else f"{missing} more sessions"
        return f"{sessions} without added pain, under control, with every region moved"
    return _line(state, 2)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_REFER: Final = {
    Stage.REFERRAL: "what can be found out alone ends here. A clinician can test what you cannot.",
    Stage.PAINFUL: "it hurt in the test. Have a clinician look at it; nothing is trained in that direction meanwhile.",
}


def _referrals(state: State, screening: Screening) -> tuple[Referral, ...]:
    """By direction, then what screening says; the limited direction that may not be stretched is among the notes."""
    found = [
        Referral(f"Turning {side}: {_REFER[state.track(side).stage]}", Urgency.CLINICIAN, side)
        for side in Direction
        if state.track(side).stage in _REFER
    ]
    unheld = not screening.held_end_range and screening.pain_zone != PainZone.MODIFY  # that one passes with the pain
    if unheld and Stage.HOLD in {state.left.stage, state.right.stage}:
        text = "Held stretching is not for you now; a clinician can work on passive range in other ways."
        found.append(Referral(text, Urgency.CLINICIAN))
    if screening.urgency is not Urgency.NONE and screening.advice:
        found.append(Referral(screening.advice, screening.urgency))
    return tuple(found)


def _without_exercise(state: State, limits: Limits) -> Iterator[Referral]:
    """Directions whose stage screening leaves no exercise for (there is one without equipment for every stage)."""
    composed = compose(state._replace(linear_done=OPEN_FROM), limits)
    for side in Direction:
        trained = any(one.exercise.trains_rotation and one.goes_to(side) for one in composed.exercises)
        if state.track(side).stage in _NEXT and not trained:
            text = f"Turning {side}: screening leaves no exercise for this here. A clinician can choose one for you."
            yield Referral(text, Urgency.CLINICIAN, side)
