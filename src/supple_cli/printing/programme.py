"""The programme as phases: why, until when, and what to do with how much."""

from __future__ import annotations

from collections.abc import Iterable

from supple.programme.exercise import Exercise
from supple.programme.model import NoProgramme, Phase, Prescribed, Programme, Turn
from supple.programme.words import Side
from supple_cli.look import Look
from supple_cli.printing.parts import bullets, heading, paragraph, plain_table

_LEFT, _RIGHT = "Turning left", "Turning right"
_SIDE = {
    Side.LEFT: "to the left",
    Side.RIGHT: "to the right",
    Side.EACH: "each side",
    Side.ALTERNATE: "sides in turn",
    Side.BOTH_AT_ONCE: "-",
}
_TURN = {Turn.EVERY: "", Turn.FIRST: " (first of two days)", Turn.SECOND: " (second of two days)"}


def print_programme(look: Look, programme: Programme) -> None:
    heading(look, "Your programme")
    said: set[str] = set()  # why an exercise is there, and what was left out, is told where it first appears
    before: Phase | None = None
    for number, phase in enumerate(programme.phases, start=1):
        _print_phase(look, phase, number, said, same=before is not None and before.exercises == phase.exercises)
        before = phase
    if programme.referrals:
        look.console.print()
        bullets(look, both_ways(referral.text for referral in programme.referrals))


def both_ways(texts: Iterable[str]) -> list[str]:
    """Say once what is said of turning left and of turning right."""
    given = list(dict.fromkeys(texts))
    merged = []
    for text in given:
        side, _, what = text.partition(": ")
        if side == _LEFT and f"{_RIGHT}: {what}" in given:
            merged.append(f"Turning either way: {what}")
        elif not (side == _RIGHT and f"{_LEFT}: {what}" in given):
            merged.append(text)
    return merged


def print_how(look: Look, phase: Phase) -> None:
    """How each exercise of a phase is done, so that nobody has to look it up to begin."""
    if not phase.exercises:
        return
    heading(look, "How to do them")
    for one in phase.exercises:
        exercise = one.exercise
        paragraph(look, f"{exercise.name}, {dose_words(one)}: {exercise.clinical_name}", style="bold")
        bullets(look, [*exercise.cues, f"Breath: {exercise.breath.pattern}", *_faults(exercise)], indent=2)
    paragraph(look, "All exercises, those of the later phases too: 'supple export exercises --out exercises.csv'.", style="dim")


def _faults(exercise: Exercise) -> list[str]:
    return [f"If it goes wrong: {fault.fault} {fault.remedy}" for fault in exercise.faults]


def print_no_programme(look: Look, none: NoProgramme, *, said: str) -> None:
    """Say why; where to go instead only if the next step does not say it anyway."""
    heading(look, "No programme today")
    paragraph(look, f"{none.reason[:1].upper()}{none.reason[1:]}.")
    if none.referral.text != said:
        paragraph(look, none.referral.text, style="bold")


def _print_phase(look: Look, phase: Phase, number: int, said: set[str], *, same: bool) -> None:
    look.console.print()
    when = "now" if number == 1 else "later"
    paragraph(look, f"{number}. {phase.title} ({when}, about {max(1, round(phase.minutes))} min a day)", style="bold")
    paragraph(look, f"Why: {phase.why}", indent=3)
    if same:
        paragraph(look, "The same exercises as in the phase before.", indent=3)
    elif phase.exercises:
        _print_exercises(look, phase, said)
    notes = [note for note in phase.notes if note not in said]
    said.update(notes)
    bullets(look, both_ways(notes), indent=3)
    paragraph(look, f"Until: {phase.until}", indent=3)


def _print_exercises(look: Look, phase: Phase, said: set[str]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    columns = ("exercise", "how much") if look.narrow else ("exercise", "side", "how much", "days")
    table = plain_table(look, *columns)
    for one in phase.exercises:
        name = Text(one.exercise.name)
        if one.why not in said:
            name.append(f"\n{one.why}", style="dim")
            said.add(one.why)
        side, days = _SIDE[one.side], f"{one.days_per_week} a week{_TURN[one.turn]}"
        narrow = ", ".join(part for part in (dose_words(one), side, days) if part != "-")
        table.add_row(*((name, narrow) if look.narrow else (name, side, dose_words(one), days)))
    look.console.print(Padding(table, (0, 0, 0, 3)))


def dose_words(one: Prescribed) -> str:
    """Say a dose, for example ``2 sets of 8, hold 5 s``."""
    dose = one.dose
    sets = "" if dose.sets == 1 else f"{dose.sets} sets of "
    reps = f"{dose.reps} times" if dose.sets == 1 and dose.reps != 1 else ("once" if dose.sets == 1 else str(dose.reps))
    hold = f", hold {_duration(dose.hold_s)}" if dose.hold_s else ""
    return f"{sets}{reps}{hold}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"
