"""Measure every stored recording and judge every result anew with the present science."""

from __future__ import annotations

import gzip

from django.core.management.base import BaseCommand, CommandParser

from supple_web.assessments import actions
from supple_web.assessments.engine.documents import science_version
from supple_web.assessments.engine.recordings import measure_again
from supple_web.assessments.models import Result, TrialSet
from supple_web.common.problems import Problem


class Command(BaseCommand):
    help = "Measure every stored recording and judge every result anew; what the earlier science said is kept beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what this version of the science made itself")

    def handle(self, *, all: bool = False, **_: object) -> None:
        version = science_version()
        sets = TrialSet.objects.exclude(raw=None).select_related("check_of__person")
        results = Result.objects.select_related("check_of__person")
        if not all:
            sets, results = sets.exclude(science_version=version), results.exclude(science_version=version)
        measured = changed = 0
        for one in sets.iterator(chunk_size=20):
            try:
                changed += actions.recompute_set(one=one, measured=measure_again(one, gzip.decompress(bytes(one.raw or b""))))
                measured += 1
            except Problem as problem:
                self.stderr.write(f"{one.pk}: {problem}")
        judged = [actions.recompute_result(check=result.check_of) for result in results.iterator(chunk_size=100)]
        self.stdout.write(
            f"Version {version}: {measured} recordings measured, {changed} of them differently; "
            f"{len(judged)} results judged, {sum(judged)} of them differently."
        )
