"""A QR code as SVG: dark on white in every theme, without style, as one path."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

#: White modules around it, which readers need.
_QUIET = 4


def qr_svg(text: str, title: str) -> SafeString:
    """The code of a text; title is what it is called for those who do not see it."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    return format_html(
        '<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{title}" shape-rendering="crispEdges">'
        '<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>',
        size=len(rows),
        title=title,
        path="".join(_runs(row, y) for y, row in enumerate(rows)),
    )


def _runs(row: list[bool], y: int) -> str:
    """Dark modules of one row, those beside each other as one rectangle."""
    path, start = "", None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            path += f"M{start} {y}h{x - start}v1h-{x - start}z"
            start = None
    return path
