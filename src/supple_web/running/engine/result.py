"""A running check in words and pictures: the result page, and what is known of turning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from supple.figure import Fragment, RunningWords, running_chart
from supple.quantities import Direction, Instrument, Position
from supple.running import Category, RunningReport, SideResult, Step, Tool, Turn, Unit, Verdict, Why, running_check, running_tests
from supple.running.change import change
from supple_web.common.cited import Cited
from supple_web.running.engine.judging import report_of
from supple_web.running.engine.said import Line, amount, line, lines, sources
from supple_web.running.models import RunningCheck
from supple_web.running.wizard import BY_ID, Words

CATEGORIES: Final = {
    Category.WITHIN: gettext_lazy("within reference"),
    Category.BELOW: gettext_lazy("below published reference"),
    Category.CANNOT_TELL: gettext_lazy("cannot tell"),
    Category.NOT_TESTED: gettext_lazy("not tested"),
}
POSITIONS: Final = {
    Position.LUMBAR_LOCKED: gettext_lazy("on the heels, low back locked"),
    Position.SEATED: gettext_lazy("seated"),
    Position.HALF_KNEELING: gettext_lazy("half-kneeling"),
    Position.STANDING: gettext_lazy("standing"),
    Position.SEATED_INCLINED: gettext_lazy("folded forward on a chair"),
}
#: How a result names what something was measured with.
MEASURED_WITH: Final = {
    Tool.RULER: gettext_lazy("ruler"),
    Tool.PHONE: gettext_lazy("phone"),
    Tool.INCLINOMETER: gettext_lazy("inclinometer"),
    Tool.GONIOMETER: gettext_lazy("goniometer"),
}
INSTRUMENTS: Final = {
    Instrument.PHONE: gettext_lazy("phone"),
    Instrument.INCLINOMETER: gettext_lazy("inclinometer"),
    Instrument.GONIOMETER: gettext_lazy("goniometer"),
    Instrument.SENSORS: gettext_lazy("body-worn sensors"),
    Instrument.MARKERS: gettext_lazy("optical markers"),
    Instrument.CAMERA: gettext_lazy("camera"),
}


@dataclass(frozen=True)
class SideView:
    """One side. first: the sentence that decided it; more: the others. change: against the last one measured the same way."""

    side: str
    category: str
    words: str
    value: str
    tries: str
    first: Line
    more: tuple[Line, ...]
    change: str


@dataclass(frozen=True)
class TestView:
    id: str
    title: Words
    term: Words
    tool: Words
    picture: Fragment | None
    sides: tuple[SideView, ...]
    gap: Line | None
    gap_usual: Line | None
    cannot: Words
    left_out: bool


@dataclass(frozen=True)
class TurnRow:
    """One position and instrument. healthy: (value, its sources)."""

    words: str
    day: date
    left: str
    right: str
    healthy: tuple[tuple[str, tuple[Cited, ...]], ...]


@dataclass(frozen=True)
class TurningView:
    lines: tuple[Line, ...]
    rows: tuple[TurnRow, ...]


@dataclass(frozen=True)
class ResultView:
    """step: a word of ``supple.running.Step``; again: the test to go back to, where one is. not_tested: whole sentences."""

    step: str
    headline: str
    lead: str
    again: str
    tests: tuple[TestView, ...]
    turning: TurningView
    about: tuple[Line, ...]
    not_tested: tuple[str, ...] = field(default_factory=tuple)


def evidence_of() -> tuple[Line, ...]:
    """What holds whatever is measured."""
    return lines(running_check(()).about)


def turning_of(running: RunningCheck) -> TurningView:
    return _turning(report_of(running))


def result_of(running: RunningCheck, earlier: Sequence[RunningCheck]) -> ResultView:
    """earlier: finished ones of days before, the latest first; each side is held against the last that is alike."""
    report = report_of(running)
    before = [(one.day, report_of(one)) for one in earlier]
    headline, lead = _step(report)
    return ResultView(
        step=str(report.step),
        headline=headline,
        lead=lead,
        again=_again(report),
        tests=tuple(_test(running, report, test, before) for test in running_tests()),
        turning=_turning(report),
        about=lines(report.about),
        not_tested=(*_untested(report), *(_(said) for said in report.not_tested)),
    )


def _step(report: RunningReport) -> tuple[str, str]:
    below = sum(1 for one in report.sides if one.category is Category.BELOW)
    if report.step is Step.MEASURE:
        return _("Nothing was measured"), _("Without a value there is nothing to compare. Go back to a test whenever you like.")
    if report.step is Step.NOTHING_MORE:
        return _("Nothing here asks for more stretching"), _(
            "What was measured lies within published references. Keep running and keep moving; more range would add nothing that "
            "anybody has shown."
        )
    if report.step is Step.AGAIN:
        return _("One value is too few"), _("Measure each side two or three times; then it can be compared.")
    if any(one.why is Why.PAINFUL for one in report.sides):
        return _("It hurt: have somebody look at it"), _(
            "Pain that ends a movement is worth a look before it is stretched or trained. A short call with a clinician is "
            "enough to know what comes next."
        )
    if below:
        return ngettext(
            "One side is below its published reference", "%(count)d sides are below their published reference", below
        ) % {"count": below}, _(
            "That is about range, and predicts no injury. If it bothers you when you run, a clinician can tell what stops it and "
            "whether it is worth training at all."
        )
    return _("It cannot be told from this"), _(
        "Too close to the reference, or measured in a way that says too little. Another day, or with somebody beside you, "
        "may tell; so can a clinician."
    )


def _again(report: RunningReport) -> str:
    """The first test that one more value would help, or that was not done at all."""
    wanted = Why.ONE_VALUE if report.step is Step.AGAIN else Why.NOT_TESTED
    return next((one.test.id for one in report.sides if one.why is wanted), "")


def _untested(report: RunningReport) -> list[str]:
    missing = []
    for test in running_tests():
        sides = [one.side for one in report.of(test) if one.category is Category.NOT_TESTED]
        title = {"title": BY_ID[test].title}
        if len(sides) == len(Direction):
            missing.append(_("%(title)s was not tested.") % title)
        elif sides:
            left = sides[0] is Direction.LEFT
            missing.append((_("%(title)s, left, was not tested.") if left else _("%(title)s, right, was not tested.")) % title)
    return missing


def _test(running: RunningCheck, report: RunningReport, test: str, before: Sequence[tuple[date, RunningReport]]) -> TestView:
    words, sides = BY_ID[test], report.of(test)
    measured = next((one for one in sides if one.readings is not None), None)
    gap = next((one for one in report.gaps if one.test.id == test), None)
    return TestView(
        id=test,
        title=words.title,
        term=words.term,
        tool="" if measured is None or measured.readings is None else MEASURED_WITH[measured.readings.tool],
        picture=_picture(sides, str(words.title)) if any(one.mean is not None for one in sides) else None,
        sides=tuple(_side(one, before) for one in sides),
        gap=None if gap is None else line(gap.said),
        gap_usual=_gap_usual(sides) if gap is not None and gap.beyond_error else None,
        cannot=words.cannot,
        left_out=bool(running.readings.get(test, {}).get("left_out")),
    )


def _picture(sides: Sequence[SideResult], title: str) -> Fragment:
    words = RunningWords(
        left=_("Left"),
        right=_("Right"),
        not_tested=_("not measured"),
        reference=_("published reference"),
        unsure=_("how sure the reference is"),
        between=_("where the sources disagree"),
        side=_("side"),
        value=_("value"),
        error=_("error, 95 %"),
    )
    return running_chart(sides, title=title, words=words, theme=None, key=f"running-{sides[0].test.id}").svg


def _side(one: SideResult, before: Sequence[tuple[date, RunningReport]]) -> SideView:
    said = lines(one.reasons)
    value = ""
    if one.mean is not None and one.margin is not None and one.unit is not None:
        value = f"{amount(one.mean, one.unit)} ± {amount(one.margin, one.unit)}"
    readings = one.readings
    return SideView(
        side=_("Left") if one.side is Direction.LEFT else _("Right"),
        category=str(one.category),
        words=str(CATEGORIES[one.category]),
        value=value,
        tries=" · ".join(amount(each, one.unit) for each in readings.values) if readings and one.unit else "",
        first=said[0],
        more=said[1:],
        change=_change(one, before),
    )


def _gap_usual(sides: Sequence[SideResult]) -> Line | None:
    tool = sides[0].readings.tool if sides[0].readings else None
    way = sides[0].test.way(tool) if tool else None
    if way is None or way.usual_difference is None:
        return None
    one = way.usual_difference
    said = _("68 of 100 healthy people differ by %(usual)s at most from side to side; some by about twice as much.")
    return Line(said % {"usual": amount(one.numbers[0], way.unit)}, sources((one,)))


def _change(one: SideResult, before: Sequence[tuple[date, RunningReport]]) -> str:
    """Against the latest earlier one that is alike; where there are only unlike ones, that they are not compared."""
    if one.readings is None:
        return ""
    unlike: date | None = None
    for day, report in before:
        other = next(each for each in report.of(one.test.id) if each.side is one.side)
        found = change(other, one)
        if found is not None:
            return _change_words(day, found.difference, found.detectable, found.unit, found.verdict)
        if other.readings is not None and other.readings.tool is not one.readings.tool:
            unlike = unlike or day
    if unlike is None:
        return ""
    return _("On %(day)s this was measured with something else, so the two are not compared.") % {"day": _day(unlike)}


def _change_words(day: date, difference: float, detectable: float, unit: Unit, verdict: Verdict) -> str:
    values = {"day": _day(day), "difference": amount(abs(difference), unit), "detectable": amount(detectable, unit)}
    if verdict is Verdict.MORE:
        return _("%(difference)s more than on %(day)s: more than error explains (%(detectable)s).") % values
    if verdict is Verdict.LESS:
        return _("%(difference)s less than on %(day)s: more than error explains (%(detectable)s).") % values
    return _("No reliable change since %(day)s: less than %(detectable)s can be error alone.") % values


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _turning(report: RunningReport) -> TurningView:
    rows: dict[tuple[Position, Instrument], list[Turn]] = {}
    for one in report.turns:
        rows.setdefault((one.position, one.instrument), []).append(one)
    return TurningView(lines(report.turning), tuple(_turn_row(turns) for turns in rows.values()))


def _turn_row(turns: Sequence[Turn]) -> TurnRow:
    first = turns[0]
    values = {one.side: f"{amount(one.mean_deg, Unit.DEG)} ± {amount(1.96 * one.sem_deg, Unit.DEG)}" for one in turns}
    words = _("%(position)s, by %(instrument)s") % {
        "position": POSITIONS[first.position],
        "instrument": INSTRUMENTS[first.instrument],
    }
    return TurnRow(
        words=words[:1].upper() + words[1:],
        day=max(date.fromisoformat(one.day) for one in turns),
        left=values.get(Direction.LEFT, "–"),
        right=values.get(Direction.RIGHT, "–"),
        healthy=tuple((amount(figure.numbers[0], Unit.DEG), sources((figure,))) for figure in first.healthy),
    )
