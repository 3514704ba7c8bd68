"""Measured recordings as tables: the repetitions with grade and reasons, then the summary with its dial."""

from __future__ import annotations

from collections.abc import Sequence

from supple.exchange.measuring import FileMeasurement, MeasuredFiles
from supple.measurement.model import Measurement
from supple.motion import REASON_TEXT
from supple.motion.model import MovementSummary, RecordingMotion, Repetition
from supple.quantities import Direction, Grade, Movement, Reason
from supple.words import INSTRUMENT_TITLE, MODE_TITLE, POSITION_TITLE, QUANTITY_TITLE, ZERO_TITLE, movement_short
from supple_cli.look import Look, look_at
from supple_cli.printing.bars import Side, legend, range_lines
from supple_cli.printing.parts import bullets, heading, paragraph, plain_table

_STYLE = {Grade.GOOD: "green", Grade.USABLE: "yellow", Grade.REJECTED: "red"}
#: An upright window would tell the trunk's axis.
_AXIS_UNSURE = {Reason.NO_UPRIGHT_WINDOW, Reason.AXIS_MISMATCH}
_Z95 = 1.96


def print_measured(result: MeasuredFiles) -> None:
    look = look_at()
    for file in result.files:
        print_file(look, file)
    if result.day is not None:
        print_day(look, result.day)
    look.console.print()
    paragraph(look, _next(result), style="dim")


def _next(result: MeasuredFiles) -> str:
    motions = [file.motion for file in result.files]
    if any(_AXIS_UNSURE & set(one.reasons) for motion in motions for one in motion.repetitions):
        return (
            "Next: if you stood or knelt tall and still for some seconds before, say when: '--upright START:END', in seconds of "
            "the recording (in an assess file: upright = [START, END]). Else record it again, beginning so."
        )
    if not any(one.grade is not Grade.REJECTED for motion in motions for one in motion.repetitions):
        return (
            "Next: record it again, slowly: still for three seconds, then out, hold and back, and still again. "
            "docs/protocol.md tells step by step how a measurement is made."
        )
    return (
        "Next: name the recording in an assess file, under [[recording]] with file, position, mode and day, and run "
        "'supple assess FILE.toml'; 'supple demo --write FOLDER' writes one to start from (recording.toml)."
    )


def print_file(look: Look, file: FileMeasurement, *, title: str | None = None) -> None:
    motion = file.motion
    heading(look, title or motion.source)
    paragraph(look, _about(motion))
    if motion.repetitions:
        _print_repetitions(look, motion.repetitions)
        _print_reasons(look, motion.repetitions)
    else:
        paragraph(look, "No repetition was found: nobody turned or bent far enough out and back in this recording.")
    if file.summary:
        _print_summary(look, file.summary)
    for warning in motion.warnings:
        paragraph(look, f"Note: {warning}", style="yellow")


def print_day(look: Look, measurements: Sequence[Measurement]) -> None:
    heading(look, "The day's measurement")
    table = plain_table(look, "movement", "kind of trial", "n", "mean", "SEM", "MDC95", right=("n", "mean", "SEM", "MDC95"))
    for m in measurements:
        kind = ", ".join(str(part) for part in (m.kind.position, m.kind.mode, m.kind.instrument) if part)
        table.add_row(
            movement_short(m.movement, m.direction),
            kind,
            str(m.n),
            look.degrees(m.mean_deg),
            f"{m.sem_deg:.1f}",
            f"{m.mdc95_deg:.1f}",
        )
    look.console.print(table)


def _about(motion: RecordingMotion) -> str:
    position = POSITION_TITLE[motion.position] if motion.position else "position not stated"
    mode = MODE_TITLE[motion.mode] if motion.mode else "mode not stated"
    return (
        f"{motion.kind}, {INSTRUMENT_TITLE[motion.instrument]}, {motion.duration_s:.1f} s at {motion.sampling_rate_hz:.0f} Hz. "
        f"{position[:1].upper()}{position[1:]}; {mode}. "
        f"Measured: {QUANTITY_TITLE[motion.quantity]}; zero is {ZERO_TITLE[motion.zero]}."
    )


def _print_repetitions(look: Look, repetitions: Sequence[Repetition]) -> None:
    from rich.text import Text

    columns = ["#", "movement", "start", "peak", "95 %", "hold", "speed", "grade"]
    if look.narrow:
        columns = ["#", "movement", "peak", "grade"]
    table = plain_table(look, *columns, right=("#", "start", "peak", "95 %", "hold", "speed"))
    for index, repetition in enumerate(repetitions, start=1):
        low, high = repetition.interval_deg
        cells = {
            "#": str(index),
            "movement": movement_short(repetition.movement, repetition.direction),
            "start": f"{repetition.start_s:.1f} s",
            "peak": look.degrees(repetition.peak_deg),
            "95 %": f"{low:.0f} to {high:.0f}",
            "hold": f"{repetition.hold_s:.1f} s",
            "speed": f"{repetition.mean_speed_dps:.0f}{look.glyphs.degree}/s",
        }
        row = [cells[name] for name in columns[:-1]]
        table.add_row(*row, Text(str(repetition.grade), style=_STYLE[repetition.grade]))
    look.console.print(table)


def _print_reasons(look: Look, repetitions: Sequence[Repetition]) -> None:
    """Say each reason once, with the repetitions it holds for."""
    holders: dict[str, list[str]] = {}
    for index, repetition in enumerate(repetitions, start=1):
        for reason in repetition.reasons:
            holders.setdefault(REASON_TEXT[reason], []).append(f"#{index}")
    if holders:
        look.console.print()
        bullets(look, (f"{_listed(numbers, len(repetitions))}: {text}" for text, numbers in holders.items()))


def _listed(numbers: Sequence[str], total: int) -> str:
    return "all" if len(numbers) == total and total > 1 else ", ".join(numbers)


def _print_summary(look: Look, summary: Sequence[MovementSummary]) -> None:
    look.console.print()
    columns = ("movement", "trials", "mean", "SEM", "MDC95")
    table = plain_table(look, *columns, right=columns[1:])
    for row in summary:
        table.add_row(
            movement_short(row.movement, row.direction),
            str(row.trials),
            look.degrees(row.mean_deg),
            f"{row.sem_deg:.1f}",
            f"{row.mdc95_deg:.1f}",
        )
    look.console.print(table)
    rotation = {row.direction: _side(row) for row in summary if row.movement is Movement.ROTATION}
    if rotation:
        look.console.print()
        left, right = rotation.get(Direction.LEFT, Side()), rotation.get(Direction.RIGHT, Side())
        width = min(look.width - 2, 73)
        for line in range_lines(left, right, mark_deg=None, width=width, glyphs=look.glyphs):
            look.console.print(line, no_wrap=True, overflow="crop", style="cyan")
        look.console.print(legend(look.glyphs, mark=False, end_range=False, active=True), style="dim")
    paragraph(
        look,
        "SEM: standard error of the mean. MDC95: a later value must differ by more than this to count as changed.",
        style="dim",
    )


def _side(row: MovementSummary) -> Side:
    half_width = _Z95 * row.sem_deg
    return Side(row.mean_deg, (max(0.0, row.mean_deg - half_width), row.mean_deg + half_width))
