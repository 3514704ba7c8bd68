"""What ``supple figure`` can draw: names to drawings, and the checks that the library leaves to whoever calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from supple.exchange.naming import closest
from supple.figure.palette import Theme
from supple.problems import InputProblem

if TYPE_CHECKING:
    from supple.exchange.assessment import Assessment
    from supple.figure.drawing import Drawing
    from supple.findings.model import Finding
    from supple.quantities import Direction

_RESULTS: Final = {
    "dial": "both turns seen from above, from an assess file",
    "sides": "left against right, from an assess file",
    "trend": "days of one kind of trial, from a history",
    "repetitions": "a recording's turns over time, from a recording",
}


@dataclass(frozen=True)
class Drawn:
    title: str
    svg: str
    inside: str

    def page(self) -> str:
        """A page of its own."""
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(self.title)}</title>'
        return f'<!doctype html><html lang="en"><head>{head}</head><body>{self.inside}</body></html>\n'


def everything() -> Iterator[tuple[str, str]]:
    """Every name and what it is: exercises, how-tos, results."""
    from supple.figure import howtos, plans
    from supple.programme.exercises import catalogue

    yield from ((key, catalogue()[key].name) for key in catalogue().exercises if key in plans())
    yield from ((key, f"how-to: {_neutral(one.title)}") for key, one in howtos().items())
    yield from _RESULTS.items()


def _neutral(title: str) -> str:
    return title.replace("{side}", "to a side", 1).replace("{side}", "that").replace("{other}", "other")


def draw(what: str, file: Path | None, *, side: str | None, kind: str | None, series: int | None, theme: str) -> Drawn:
    """Raises InputProblem for an unknown name and for options or files that do not go with it."""
    _check(what, file, side=side, kind=kind, series=series)
    if what in _RESULTS:
        assert file is not None
        return _result(_DRAW[what](file, series or 0, Theme(theme)))
    from supple.figure import howto, howtos
    from supple.figure.exercises import drawing as of_exercise

    if what in howtos():
        return _plain(_neutral_title(what, side), howto(what, side=side, theme=Theme(theme)))
    make = getattr(of_exercise, kind or "animated")
    from supple.programme.exercises import catalogue

    return _plain(catalogue()[what].name, make(what, side=side, theme=Theme(theme)))


def _neutral_title(what: str, side: str | None) -> str:
    from supple.figure.howto.reading import howto_of

    one = howto_of(what, side)
    return one.words(one.title)


def _check(what: str, file: Path | None, *, side: str | None, kind: str | None, series: int | None) -> None:
    known = {name for name, _ in everything()}
    if what not in known:
        meant = closest(what, known)
        remedy = f"did you mean {meant}?" if meant else "see 'supple figure --list'"
        raise InputProblem(f"figure:{what}", "nothing that can be drawn", "an exercise, a how-to or a result", remedy)
    result = what in _RESULTS
    if result != (file is not None):
        found, expected = ("no file", "a file to draw from") if result else (f"the file {file}", "no file")
        raise InputProblem(f"figure:{what}", found, expected, "see 'supple figure --help'")
    from supple.programme.exercises import catalogue

    wrong = {
        "--side": side is not None and result,
        "--kind": kind is not None and what not in catalogue().exercises,
        "--series": series is not None and what != "trend",
    }
    for option, is_wrong in wrong.items():
        if is_wrong:
            raise InputProblem(f"figure:{what}", option, "options that go with it", f"leave {option} out")


def _plain(title: str, svg: str) -> Drawn:
    return Drawn(title, svg, svg)


def _result(drawing: Drawing) -> Drawn:
    return Drawn(drawing.title, drawing.svg, drawing.to_html())


def _dial(file: Path, _series: int, theme: Theme) -> Drawing:
    from supple.figure import dial_of, draw_dial

    here, elsewhere = _deciding(_assessed(file), file)
    return draw_dial(dial_of(here, elsewhere=elsewhere), theme=theme)


def _sides(file: Path, _series: int, theme: Theme) -> Drawing:
    from supple.figure import sides_chart

    findings, _ = _deciding(_assessed(file), file)
    measured = {one.direction: one for one in findings if one.active is not None}
    if len(measured) != 2:
        raise InputProblem(
            str(file), "active rotation of one side only", "both sides, measured the same way", "measure the other side"
        )
    left, right = (measured[side] for side in sorted(measured, key=str))
    assert left.active is not None
    assert right.active is not None
    return sides_chart(left.active, right.active, criterion=left.criterion, theme=theme)


def _assessed(file: Path) -> Assessment:
    from supple.exchange.assess_file import read_assess_file
    from supple.exchange.assessment import assess

    assessment = assess(read_assess_file(file))
    if assessment.screening.stop:
        raise InputProblem(
            str(file), "a red flag in the screening", "no drawing beside it", "see 'supple assess' for where to go"
        )
    return assessment


def _deciding(assessment: Assessment, file: Path) -> tuple[list[Finding], list[Direction]]:
    """The findings of rotation in the position that decides, and the sides measured in another only: never pooled."""
    from supple.programme.reading import deciding_findings

    deciding = deciding_findings(assessment.findings)
    if not deciding:
        raise InputProblem(str(file), "no trial of rotation", "at least one", "add a [[trial]] of rotation")
    position = next(iter(deciding.values())).position
    here = {side: one for side, one in deciding.items() if one.position is position}
    return list(here.values()), [side for side in deciding if side not in here]


def _trend(file: Path, series: int, theme: Theme) -> Drawing:
    from supple.exchange.history import read_history
    from supple.exchange.progress_report import progress_report
    from supple.figure import trend_chart
    from supple.words import kind_words, movement_short

    trials = read_history(file)
    every = [one.progress for one in progress_report(trials).series]
    if not every:
        raise InputProblem(str(file), "no trial", "a history with trials", "add measurements")
    if not series and len(every) > 1:
        listed = "; ".join(
            f"{n} {movement_short(one.key.movement, one.key.direction)}, {kind_words(one.key.kind)}"
            for n, one in enumerate(every, 1)
        )
        raise InputProblem(
            str(file), f"{len(every)} series, never in one picture", "one of them", f"choose with --series: {listed}"
        )
    if series > len(every):
        raise InputProblem(str(file), f"--series {series}", f"1 to {len(every)}", "choose one of these")
    one = every[max(series, 1) - 1]
    own = [t for t in trials if (t.movement, t.direction, t.kind) == (one.key.movement, one.key.direction, one.key.kind)]
    return trend_chart(one, trials=own, theme=theme)


def _repetitions(file: Path, _series: int, theme: Theme) -> Drawing:
    from supple.exchange.measuring import measure
    from supple.figure import repetition_chart

    return repetition_chart(measure(file).motion, theme=theme)


_DRAW: Final[dict[str, Callable[[Path, int, Theme], Drawing]]] = {
    "dial": _dial,
    "sides": _sides,
    "trend": _trend,
    "repetitions": _repetitions,
}
