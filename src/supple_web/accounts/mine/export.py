"""Everything about one person in one ZIP: rows as JSON, trials as CSV, recordings as they came, results, and a page of words."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from supple_web.accounts.mine.policy import KEPT, Kept
from supple_web.accounts.models import Person
from supple_web.assessments.models import Result, Source, TrialSet
from supple_web.audit.record import record
from supple_web.progress import engine as progress
from supple_web.running.engine import running_csv

_IN_MEMORY: Final = 4 * 1024 * 1024
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,8}(\.gz)?$")


def export(*, person: Person, by: Person) -> IO[bytes]:
    """A file, at its beginning, that vanishes when it is closed. Rows are written one after the other, whatever their number.

    The log is written first and by itself: nobody else waits with what they write while a large file is made.
    """
    with transaction.atomic():
        record("export", "accounts.person", by=by, about=person)
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        counts = [(kept, _write_rows(archive, kept, person)) for kept in KEPT]
        recordings = sum(1 for _ in _write_recordings(archive, person))
        _write_results(archive, person)
        _write_progress(archive, person)
        told = {"counts": [(kept, count) for kept, count in counts if count], "recordings": recordings, "at": timezone.now()}
        archive.writestr("README.txt", render_to_string("accounts/mine/export_readme.txt", told))
    file.seek(0)
    return file


def _write_rows(archive: zipfile.ZipFile, kept: Kept, person: Person) -> int:
    """One file a table, a list of objects; none where there is no row. Returns their number."""
    rows = kept.rows(person)
    count = rows.count()
    if not count:
        return 0
    with archive.open(_file_name(kept), "w") as out:
        out.write(b"[")
        for place, row in enumerate(_columns(kept, rows)):
            out.write(b",\n" if place else b"\n")
            out.write(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False).encode())
        out.write(b"\n]\n")
    return count


def _file_name(kept: Kept) -> str:
    return f"data/{kept.model.replace('.', '-').lower()}.json"


def _columns(kept: Kept, rows: models.QuerySet[Any]) -> Iterator[dict[str, Any]]:
    """Rows without what is left out; what has a file of its own is not even read."""
    names = [field.attname for field in kept.fields]
    yield from rows.order_by("pk").values(*names).iterator(chunk_size=200)


def _write_recordings(archive: zipfile.ZipFile, person: Person) -> Iterator[str]:
    """Each raw recording as it came; one at a time, since they are large."""
    rows = TrialSet.objects.of(person).filter(raw__isnull=False).select_related("check_of").order_by("received_at")
    for one in rows.iterator(chunk_size=1):
        name = f"recordings/{one.check_of.day}-{one.pk}{_suffix(one)}"
        archive.writestr(name, gzip.decompress(bytes(one.raw)))
        yield name


def _suffix(one: TrialSet) -> str:
    """The kind of file, as its name told; what somebody called it otherwise names no file here."""
    found = _SUFFIX.search(one.file_name)
    return found.group().lower() if found else ".json" if one.source == Source.PHONE else ".bin"


def _write_results(archive: zipfile.ZipFile, person: Person) -> None:
    for one in Result.objects.filter(check_of__person=person).select_related("check_of").iterator(chunk_size=20):
        archive.writestr(f"results/{one.check_of.day}.json", _json(one.document))


def _write_progress(archive: zipfile.ZipFile, person: Person) -> None:
    gathered = progress.gather(person, timezone.localdate())
    archive.writestr("trials.csv", progress.trials_csv(gathered))
    archive.writestr("progress.json", _json(progress.progress_document(gathered)))
    running = running_csv(person)
    if running:
        archive.writestr("running.csv", running)


def _json(document: object) -> str:
    return json.dumps(document, indent=1, ensure_ascii=False, cls=DjangoJSONEncoder)
