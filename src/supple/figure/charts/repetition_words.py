"""A recording's repetitions in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence

from supple.figure.phrases import between, degrees, figure, listed, sentence
from supple.markup import Table
from supple.motion.grading import REASON_TEXT
from supple.motion.model import RecordingMotion, Repetition
from supple.quantities import Direction, Grade, Movement
from supple.words import GRADE_TITLE, INSTRUMENT_TITLE, MODE_TITLE, POSITION_TITLE, QUANTITY_TITLE, movement_words


def rotations(motion: RecordingMotion) -> list[Repetition]:
    """The repetitions that are turns, in time order."""
    found = [one for one in motion.repetitions if one.movement is Movement.ROTATION]
    return sorted(found, key=lambda one: one.start_s)


def heading(repetitions: Sequence[Repetition]) -> str:
    """``6 repetitions: 4 good, 2 usable``."""
    if not repetitions:
        return "No repetition was found"
    count = len(repetitions)
    counted = [(grade, sum(one.grade is grade for one in repetitions)) for grade in Grade]
    grades = ", ".join(f"{number} {GRADE_TITLE[grade]}" for grade, number in counted if number)
    return f"{count} repetition{'s' if count > 1 else ''}: {grades}"


def about(motion: RecordingMotion) -> str:
    position = POSITION_TITLE[motion.position] if motion.position else "position not stated"
    mode = MODE_TITLE[motion.mode] if motion.mode else "mode not stated"
    return f"{sentence(position)}; {mode}; {INSTRUMENT_TITLE[motion.instrument]}"


def title(motion: RecordingMotion) -> str:
    return f"Turn over time: {QUANTITY_TITLE[motion.quantity]}"


def description(motion: RecordingMotion, repetitions: Sequence[Repetition]) -> str:
    said = f"{heading(repetitions)}, in {figure(motion.duration_s, 1)} s. {about(motion)}."
    peaks = [words for direction in Direction if (words := _peaks(repetitions, direction))]
    return f"{said} Peaks {'; '.join(peaks)}." if peaks else said


def _peaks(repetitions: Sequence[Repetition], direction: Direction) -> str:
    """The peaks that count, as their range where they are many."""
    found = [one.peak_deg for one in repetitions if one.direction is direction and one.grade is not Grade.REJECTED]
    if not found:
        return ""
    if len(found) > 3:
        return f"to the {direction} {figure(min(found), 1)} to {degrees(max(found), 1)}"
    return f"to the {direction} {listed([degrees(peak, 1) for peak in found])}"


def table(motion: RecordingMotion, repetitions: Sequence[Repetition]) -> Table:
    columns = ("#", "movement", "start, s", "peak, s", "end, s", "peak, degrees", "95 %", "hold, s", "grade", "why")
    rows = tuple(_row(index, one) for index, one in enumerate(repetitions, start=1))
    return Table(f"{title(motion)}; {about(motion)}", columns, rows)


def _row(index: int, one: Repetition) -> tuple[object, ...]:
    return (
        index,
        movement_words(one.movement, one.direction),
        one.start_s,
        one.peak_s,
        one.end_s,
        one.peak_deg,
        between(*one.interval_deg).removeprefix("95 %: "),
        one.hold_s,
        GRADE_TITLE[one.grade],
        " ".join(REASON_TEXT[reason] for reason in one.reasons) or None,
    )
