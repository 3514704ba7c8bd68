"""The programme as phases: why, until when, and what to do with how much."""

from __future__ import annotations

from supple.programme.model import NoProgramme, Phase, Prescribed, Programme, Turn
from supple.programme.words import Side
from supple_cli.look import Look
from supple_cli.printing.parts import bullets, heading, paragraph, plain_table

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
    said: set[str] = set()  # why an exercise is there is told where it first appears
    for number, phase in enumerate(programme.phases, start=1):
        _print_phase(look, phase, number, said)
    notes = [*programme.notes, *(referral.text for referral in programme.referrals)]
    if notes:
        look.console.print()
        bullets(look, notes)


def print_no_programme(look: Look, none: NoProgramme) -> None:
    heading(look, "No programme today")
    paragraph(look, none.reason)
    paragraph(look, none.referral.text, style="bold")


def _print_phase(look: Look, phase: Phase, number: int, said: set[str]) -> None:
    look.console.print()
    when = "now" if number == 1 else "later"
    paragraph(look, f"{number}. {phase.title} ({when}, about {max(1, round(phase.minutes))} min a day)", style="bold")
    paragraph(look, f"Why: {phase.why}", indent=3)
    if phase.exercises:
        _print_exercises(look, phase, said)
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
