"""What was done, by whom and about whom: rows are only ever added, and the database itself refuses anything else."""

from __future__ import annotations

from django.db import models


class Row(models.Model):
    """One act. by, about: opaque ids of people, which mean nothing once the person is erased. No health data stands here.

    verb: what was done, in one word or two. what: the kind of thing (``assessments.check``). key: its id.
    """

    at = models.DateTimeField(auto_now_add=True)
    by = models.UUIDField(null=True)
    about = models.UUIDField(null=True)
    verb = models.CharField(max_length=40)
    what = models.CharField(max_length=60)
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = (models.Index(fields=["about", "at"]),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.what}"
