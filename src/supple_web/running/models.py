"""A running check: what was read of a day's tests, and what the science said of it."""

from __future__ import annotations

from django.db import models

from supple_web.accounts.models import OwnedQuerySet, Person
from supple_web.assessments.models import Check
from supple_web.common.ids import uuid7


class RunningCheck(models.Model):
    """One day's. screened: the check whose answers of that day screened it; null once that was deleted.

    readings: by test ``{"tool", "left": [values], "right": [...], "pain_left", "pain_right", "condition"}``, or
    ``{"left_out": true}``; values in the unit of the tool. document: what the science says of them (schema
    ``supple.running/1``), empty until it is finished; science_version: which version said it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="running_checks")
    screened = models.ForeignKey(Check, null=True, blank=True, on_delete=models.SET_NULL, related_name="running_checks")
    day = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)
    readings = models.JSONField(default=dict, blank=True)
    document = models.JSONField(default=dict, blank=True)
    science_version = models.CharField(max_length=40, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="one_running_check_a_day"),)
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"running check of {self.day}"
