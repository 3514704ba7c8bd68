"""What changed from one version to another, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from django.utils.translation import gettext as _

from supple_web.library.models import Version

#: Lines without a change that are shown around one.
_AROUND: Final = 1


@dataclass(frozen=True)
class Row:
    """kind: same, gone, come, or skip (words says how many lines stand between)."""

    kind: str
    words: str


def difference(old: Version, new: Version) -> list[Row]:
    before, after = _lines(old), _lines(new)
    rows: list[Row] = []
    for kind, a, b, c, d in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            rows += _same(before[a:b], first=a == 0, last=b == len(before))
        else:
            rows += [Row("gone", line) for line in before[a:b]]
            rows += [Row("come", line) for line in after[c:d]]
    return rows if any(row.kind in {"gone", "come"} for row in rows) else []


def _lines(version: Version) -> list[str]:
    """Everything a version says, its head first."""
    head = {
        _("Title"): version.title,
        _("Summary"): version.summary,
        _("Words to be found by"): version.keywords,
        _("Picture of its card"): version.picture,
    }
    return [f"{name}: {value}" for name, value in head.items() if value] + version.body.splitlines()


def _same(lines: list[str], *, first: bool, last: bool) -> list[Row]:
    begin = 0 if first else _AROUND
    end = 0 if last else _AROUND
    hidden = len(lines) - begin - end
    if hidden <= 1:
        return [Row("same", line) for line in lines]
    skip = Row("skip", _("%(count)s lines alike") % {"count": hidden})
    return [*(Row("same", line) for line in lines[:begin]), skip, *(Row("same", line) for line in lines[len(lines) - end :])]
