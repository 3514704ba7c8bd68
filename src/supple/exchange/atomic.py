"""Files appear whole or not at all: written beside their place, then renamed over it in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from supple.problems import InputProblem

#: What a new file may be read and written by, before the process's own mask is taken off.
_NEW_FILE_MODE = 0o666


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary path to write to; on success it becomes ``path``, on any error it disappears.

    Raises InputProblem where the folder does not exist or may not be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise InputProblem(str(path), "not an ordinary file", "a file that can be replaced", "name another file")
    try:
        # the suffix stays last: some writers choose their format by it
        handle, name = tempfile.mkstemp(prefix=f".{target.stem[:40]}.", suffix=target.suffix, dir=target.parent)
    except OSError as error:
        raise _cannot_write(path, error) from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        _allow_as_usual(temporary, target)
        temporary.replace(target)
    except OSError as error:
        raise _cannot_write(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with the line ends as they stand in ``text``."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    with whole_file(path) as temporary:
        temporary.write_bytes(content)


def _allow_as_usual(temporary: Path, target: Path) -> None:
    """Give (a temporary file is for its owner's eyes only) the mode that an ordinary new file would have, or had."""
    if target.exists():
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(_NEW_FILE_MODE & ~mask)


def _cannot_write(path: Path, error: OSError) -> InputProblem:
    return InputProblem(
        str(path), f"cannot be written ({error.strerror or error})", "a place to write to", "name another folder or free space"
    )
