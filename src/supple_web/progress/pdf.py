"""HTML to PDF: tagged for screen readers, and without a single look at the network or at other files."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

_VARIANT: Final = "pdf/ua-1"
_OUR_STYLES: Final = "supple/report.css"
_INLINE: Final = "data:image/svg+xml;base64,"


class PdfMissing(Exception):
    """What a PDF is made with is not on this server; the message says in one line what to install."""


def pdf_of(html: str) -> bytes:
    """The document as PDF. Raises PdfMissing where WeasyPrint or the libraries under it are not installed."""
    try:
        from weasyprint import CSS, HTML
    except ImportError:
        raise PdfMissing(_("The Python package weasyprint is not installed: add it with 'pip install weasyprint'.")) from None
    except OSError:
        raise PdfMissing(
            _(
                "The library Pango is not installed: on Debian and Ubuntu 'apt-get install libpango-1.0-0 libpangoft2-1.0-0', "
                "on a Mac 'brew install pango'."
            )
        ) from None
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fetcher = _nothing_from_elsewhere()
    styles = CSS(string=_styles(), url_fetcher=fetcher)
    made: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=[styles], pdf_variant=_VARIANT)
    return made


def _styles() -> str:
    found = finders.find(_OUR_STYLES)
    assert isinstance(found, str), "the report's style sheet is part of this package"
    return Path(found).read_text(encoding="utf-8")


def _nothing_from_elsewhere() -> URLFetcher:
    """A fetcher that knows our own drawings, which the document carries in itself, and refuses every other address."""
    from weasyprint.urls import URLFetcher

    class OwnDrawingsOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if not url.startswith(_INLINE):
                raise ValueError(f"a report refers to nothing outside itself, but this one to {url[:60]!r}")
            return super().fetch(url, headers)

    return OwnDrawingsOnly(allowed_protocols=("data",))
