"""A history as charts and sentences, one series of equal trials at a time."""

from __future__ import annotations

from supple.exchange.json_progress import SeriesReport
from supple.exchange.progress_report import ProgressReport
from supple.progress.model import SeriesProgress, Verdict
from supple.words import DECISION_SUPPORT, DISCOVERY_CALL, VERDICT_TITLE, kind_words, movement_words
from supple_cli.look import Look, look_at
from supple_cli.printing.parts import bullets, heading, paragraph
from supple_cli.printing.trend import Point, trend_lines

_Z95 = 1.96
_CHART_COLUMNS = 74
_STYLE = {Verdict.IMPROVED: "bold green", Verdict.DECLINED: "bold red"}


def print_progress(report: ProgressReport) -> None:
    look = look_at()
    for one in report.series:
        print_series(look, one)
    for text in dict.fromkeys(one.retest.text for one in report.series):
        look.console.print()
        paragraph(look, f"When to test again: {text}")
    refers = any(one.referrals for one in report.series)
    look.console.print()
    paragraph(look, "Different kinds of trial are never pooled: each has its own line.", style="dim")
    paragraph(look, f"{DECISION_SUPPORT} {DISCOVERY_CALL}" if refers else DECISION_SUPPORT, style="dim")


def print_series(look: Look, report: SeriesReport) -> None:
    series = report.progress
    words = movement_words(series.key.movement, series.key.direction)
    heading(look, f"{words[:1].upper()}{words[1:]}")
    paragraph(look, kind_words(series.key.kind), style="dim")
    points = [Point(m.day, m.mean_deg, _Z95 * m.sem_deg) for m in series.measurements]
    if len({point.day for point in points}) > 1:
        for line in trend_lines(points, mark_deg=None, width=min(look.width - 2, _CHART_COLUMNS), glyphs=look.glyphs):
            look.console.print(line, no_wrap=True, overflow="crop", style="cyan")
    verdict = series.trend.verdict
    paragraph(look, VERDICT_TITLE[verdict], style=_STYLE.get(verdict, "bold"))
    bullets(look, [*_figures(look, series), *_why(series), *_plateau(series)])
    for rule in report.referrals:
        paragraph(look, rule.text, style="bold")
    paragraph(look, f"Next: test again from {report.retest.earliest} to {report.retest.latest}.")


def _figures(look: Look, series: SeriesProgress) -> list[str]:
    trend = series.trend
    days = "measured on 1 day" if trend.days == 1 else f"measured on {trend.days} days over {_weeks(trend.weeks)}"
    lines = [f"Now {look.degrees(trend.level_deg)} ({_between(trend.level_interval_deg)}), {days}."]
    if trend.change_deg is not None and trend.change_interval_deg is not None:
        lines.append(
            f"Since the first week: {trend.change_deg:+.1f}{look.glyphs.degree} ({_between(trend.change_interval_deg)})."
        )
    if trend.detectable_deg is not None:
        lines.append(f"From here, a change of {look.degrees(trend.detectable_deg)} or more would be seen as real.")
    return lines


def _weeks(weeks: float) -> str:
    days = round(7 * weeks)
    if days < 14:
        return "1 day" if days == 1 else f"{days} days"
    return f"{weeks:.0f} weeks"


def _why(series: SeriesProgress) -> tuple[str, ...]:
    """The reasons behind the verdict; the first says the verdict itself, which stands above already."""
    return series.trend.reasons[1:]


def _between(interval: tuple[float, float]) -> str:
    return f"95 %: {interval[0]:.1f} to {interval[1]:.1f}"


def _plateau(series: SeriesProgress) -> list[str]:
    return [series.plateau.reason] if series.plateau.reached else []
