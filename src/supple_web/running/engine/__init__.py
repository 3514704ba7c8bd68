"""Where the running check meets the science."""

from supple_web.running.engine.judging import document_of, report_of, science_version, screened
from supple_web.running.engine.table import running_csv
from supple_web.running.engine.tests import Asked, asked_of, test_ids, tools_of

__all__ = ["Asked", "asked_of", "document_of", "report_of", "running_csv", "science_version", "screened", "test_ids", "tools_of"]
