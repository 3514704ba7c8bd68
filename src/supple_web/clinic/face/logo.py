"""A logo as it is stored: one of three kinds of picture that can run nothing, known by its content and not by its name."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from supple_web.common.problems import Problem

LARGEST_BYTES: Final = 200_000
LARGEST_SIDE: Final = 2000
_PNG: Final = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Logo:
    content: bytes
    type: str


def read_logo(upload: UploadedFile[bytes]) -> Logo:
    """Check an upload. Raises Problem for another kind of file, and for one that is too large."""
    if upload.size is None or upload.size > LARGEST_BYTES:
        found = _("%(size)d kB") % {"size": (upload.size or 0) // 1000}
        raise Problem(_("logo"), found, _("at most %(most)d kB") % {"most": LARGEST_BYTES // 1000}, _("make the picture smaller"))
    content = upload.read()
    kind, side = _kind_and_side(content)
    if not kind:
        raise Problem(
            _("logo"), _("a file of another kind"), _("a PNG, JPEG or WebP picture"), _("save it as PNG and choose that")
        )
    if side > LARGEST_SIDE:
        found = _("%(side)d pixels") % {"side": side}
        raise Problem(
            _("logo"), found, _("at most %(most)d pixels a side") % {"most": LARGEST_SIDE}, _("make the picture smaller")
        )
    return Logo(content, kind)


def _kind_and_side(content: bytes) -> tuple[str, int]:
    """The type and the longer side in pixels (0 where the format does not say it at once); empty for anything else."""
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and len(content) > 24:
        return "image/png", max(struct.unpack(">II", content[16:24]))
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0\r\n").endswith(b"\xff\xd9"):
        return "image/jpeg", 0
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp", 0
    return "", 0
