"""Progress on the screen, on paper and as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from supple_web.accounts.people import visitor
from supple_web.common.pages import render
from supple_web.progress import engine, pages, reports
from supple_web.progress.pdf import PdfMissing


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """Where the range stands, what was done, how it hurt, what changed and what comes next."""
    asked = request.GET
    shown = pages.overview(visitor(request), timezone.localdate(), part=asked.get("part", ""), series=asked.get("series", ""))
    return render(request, "progress/progress.html", {"shown": shown})


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The report for a clinician as a page to print."""
    return render(request, "progress/print.html", {"report": reports.report_of(visitor(request), timezone.localdate())})


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The same report as PDF; where this server cannot make one, the way to the page to print."""
    today = timezone.localdate()
    try:
        document = reports.report_pdf(visitor(request), today)
    except PdfMissing as missing:
        return render(request, "progress/no_pdf.html", {"missing": missing}, status=503)
    return _file(document, "application/pdf", f"supple-report-{today}.pdf")


@require_safe
def trials(request: HttpRequest) -> HttpResponse:
    """Every trial, in the form that ``supple progress`` reads."""
    today = timezone.localdate()
    text = engine.trials_csv(engine.gather(visitor(request), today))
    return _file(text.encode(), "text/csv; charset=utf-8", f"supple-trials-{today}.csv")


@require_safe
def document(request: HttpRequest) -> HttpResponse:
    """Schema ``supple.progress/1``."""
    today = timezone.localdate()
    answer = JsonResponse(engine.progress_document(engine.gather(visitor(request), today)))
    answer["Content-Disposition"] = f'attachment; filename="supple-progress-{today}.json"'
    return answer


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
