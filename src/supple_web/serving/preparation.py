"""What has to be there before the first page: the data folder, the tables, the static files. Every start makes sure of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_DIGEST = "static.digest"


def make_folder(data: Path) -> bool:
    """Make the data folder, open to its owner only, where there is none. Returns whether it was made. Raises OSError."""
    made = not data.exists()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    probe = data / ".writable"
    probe.touch()
    probe.unlink()
    return made


def prepare() -> None:
    """Bring the tables and the static files up to date; quick where they are. Whoever comes second waits for the first."""
    with _alone(Path(settings.OPTIONS.data) / ".preparing"):
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_articles", verbosity=0)
        _protect_database()
        collect_static()


@contextmanager
def _alone(mark: Path) -> Iterator[None]:
    """Held by one process of this machine at a time: a server's first start and an invitation beside it both make the tables."""
    with mark.open("w") as held:
        if fcntl is not None:
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def collect_static() -> bool:
    """Collect scripts and styles if any changed since the last time. Returns whether anything was done."""
    mark = Path(settings.OPTIONS.data) / _DIGEST
    root = Path(settings.STATIC_ROOT)
    digest = _static_digest()
    if root.is_dir() and mark.is_file() and mark.read_text(encoding="ascii") == digest:
        return False
    mark.unlink(missing_ok=True)
    root.mkdir(parents=True, exist_ok=True)
    if not settings.OPTIONS.plain_static:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(digest, encoding="ascii")
    return True


def _static_digest() -> str:
    """Of every static file's name, size and time, and of how they are stored."""
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _protect_database() -> None:
    """The database holds health data: its owner alone may read it."""
    if settings.OPTIONS.embedded:
        Path(settings.DATABASES["default"]["NAME"]).chmod(0o600)
