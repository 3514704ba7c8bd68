"""What a person points at - a file, a folder or a ZIP - read into memory as named members, within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

from supple.problems import InputProblem
from supple.recording.text import to_utf8

#: Largest recording that is read, bytes after unpacking (convention; two hours of two sensors are about 0.1 GB).
MAX_BYTES: Final = 512 * 1024 * 1024
#: More files than this is a folder of recordings, not a recording (convention).
MAX_MEMBERS: Final = 400
#: Media that apps put beside the data; never opened.
MEDIA: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".heic", ".mp4", ".mov", ".avi", ".m4a", ".mp3", ".wav", ".caf", ".pdf", ".hdf5", ".h5"}
)
_HEAD_BYTES: Final = 256 * 1024


@dataclass(frozen=True)
class Member:
    """One file inside a source. ``where`` is how a problem names it, ``name`` its path inside the source."""

    name: str
    where: str
    data: bytes

    @property
    def stem(self) -> str:
        return PurePosixPath(self.name).stem

    @cached_property
    def text(self) -> bytes | None:
        r"""The content as UTF-8 with ``\\n`` line ends, or None where it is not text."""
        return to_utf8(self.data)

    @cached_property
    def head(self) -> str:
        """The first 256 kB as text, empty where the content is binary."""
        text = to_utf8(self.data[:_HEAD_BYTES], whole=len(self.data) <= _HEAD_BYTES)
        return "" if text is None else text.decode("utf-8", "replace")

    @cached_property
    def head_lines(self) -> tuple[str, ...]:
        return tuple(self.head.split("\n"))

    def require_text(self) -> bytes:
        if self.text is None:
            raise InputProblem(self.where, "bytes that are no text", "a text file", "export it again as text")
        return self.text


@dataclass(frozen=True)
class Source:
    """``name`` is the path as given; members are in order of their names."""

    name: str
    members: tuple[Member, ...]

    @property
    def only(self) -> Member | None:
        return self.members[0] if len(self.members) == 1 else None


def open_source(path: str | Path) -> Source:
    """Read a file, folder or ZIP whole. Raises InputProblem where it is missing, unreadable, empty or too large."""
    given = Path(path)
    name = str(path)
    try:
        if given.is_dir():
            return Source(name, tuple(_folder_members(given, name)))
        if not given.is_file():
            raise InputProblem(name, "no such file or folder", "a recording", "check the path")
        if given.stat().st_size > MAX_BYTES:
            raise _too_large(name)
        data = given.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise InputProblem(
            name, f"it cannot be read ({reason})", "a readable recording", "check the path and its permissions"
        ) from None
    if not data or data.isspace():
        raise InputProblem(name, "an empty file", "a recording", "export it again")
    if is_plain_zip(data):
        return Source(name, tuple(_zip_members(data, name)))
    return Source(name, (Member(given.name, name, data),))


def is_plain_zip(data: bytes) -> bool:
    """A ZIP of files, as opposed to a spreadsheet, which is a ZIP too."""
    if not data.startswith(b"PK\x03\x04") and not data.startswith(b"PK\x05\x06"):
        return False
    return b"[Content_Types].xml" not in data[:4096] and b"xl/workbook.xml" not in data


def _wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return bool(parts) and not hidden and PurePosixPath(name).suffix.lower() not in MEDIA


def _folder_members(folder: Path, name: str) -> Iterator[Member]:
    """Files of the folder and of its direct subfolders (phyphox keeps ``meta/`` there)."""
    found = [p for pattern in ("*", "*/*") for p in folder.glob(pattern) if p.is_file()]
    found = sorted(p for p in found if _wanted(p.relative_to(folder).as_posix()))
    if len(found) > MAX_MEMBERS:
        raise InputProblem(name, f"a folder of {len(found)} files", "one recording", "name one recording in it")
    if sum(p.stat().st_size for p in found) > MAX_BYTES:
        raise _too_large(name)
    for p in found:
        yield Member(p.relative_to(folder).as_posix(), f"{name.rstrip('/')}/{p.relative_to(folder).as_posix()}", p.read_bytes())


def _zip_members(data: bytes, name: str) -> Iterator[Member]:
    broken = InputProblem(name, "a ZIP that cannot be unpacked", "a whole ZIP without a password", "export it again")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir() and _wanted(i.filename)]
            if len(infos) > MAX_MEMBERS:
                raise InputProblem(name, f"a ZIP of {len(infos)} files", "one recording", "unpack it and name one recording")
            left = MAX_BYTES
            for info in sorted(infos, key=lambda i: i.filename):
                # The size in the directory may lie: read one byte more than is left, whatever it says.
                with archive.open(info) as handle:
                    content = handle.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise _too_large(name)
                yield Member(info.filename, f"{name}/{info.filename}", content)
    except InputProblem:
        raise
    except Exception:  # zipfile raises many kinds (BadZipFile, RuntimeError, zlib.error, NotImplementedError, ...) on bad bytes
        raise broken from None


def _too_large(name: str) -> InputProblem:
    return InputProblem(name, f"more than {MAX_BYTES // 1024**2} MB", "one recording of at most that size", "cut it into parts")
