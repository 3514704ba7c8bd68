"""Where progress meets the science."""

from supple_web.progress.engine.advice import NextTest, Referred, next_test, referred
from supple_web.progress.engine.dial import NowAndThen, now_and_then
from supple_web.progress.engine.export import progress_document, trials_csv
from supple_web.progress.engine.findings import Found, found_in
from supple_web.progress.engine.gather import gather
from supple_web.progress.engine.record import Record
from supple_web.progress.engine.report import Report, report
from supple_web.progress.engine.series import KindGroup, Shown, kind_groups, lead
from supple_web.progress.engine.training import Done, Hurt, Week, done, hurt

__all__ = [
    "Done",
    "Found",
    "Hurt",
    "KindGroup",
    "NextTest",
    "NowAndThen",
    "Record",
    "Referred",
    "Report",
    "Shown",
    "Week",
    "done",
    "found_in",
    "gather",
    "hurt",
    "kind_groups",
    "lead",
    "next_test",
    "now_and_then",
    "progress_document",
    "referred",
    "report",
    "trials_csv",
]
