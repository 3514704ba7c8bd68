"""The plan a person follows, how it moved on and why, and the sessions they did."""

from __future__ import annotations

from django.db import models

from supple_web.accounts.models import OwnedQuerySet, Person
from supple_web.assessments.models import Check
from supple_web.common.ids import uuid7


class Plan(models.Model):
    """Where somebody stands. check_of: the check whose findings and screening it rests on; state: see ``supple.programme``."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="plan", primary_key=True)
    check_of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="plans")
    started_on = models.DateField()
    state = models.JSONField()
    updated_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"plan since {self.started_on}"


class PlanChange(models.Model):
    """One step of the plan: what happened, what changed and why, in sentences. before is null for the start."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="plan_changes")
    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    kind = models.CharField(max_length=20)
    changed = models.BooleanField(default=True)
    reasons = models.JSONField(default=list)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"


class DayMove(models.Model):
    """A training day that the person moved within its week."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="day_moves")
    from_day = models.DateField()
    to_day = models.DateField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person", "from_day"], name="a_day_moves_once"),
            models.UniqueConstraint(fields=["person", "to_day"], name="one_session_moves_to_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.from_day} to {self.to_day}"


class Swap(models.Model):
    """An exercise that the person replaced by its neighbour."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="swaps")
    exercise = models.CharField(max_length=60)
    replacement = models.CharField(max_length=60)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "exercise"], name="one_swap_per_exercise"),)

    def __str__(self) -> str:
        return f"{self.replacement} for {self.exercise}"


class Session(models.Model):
    """One sitting. document: the plan of the day as it was shown. started_at, finished_at: the device's word, bounded.

    client_id: made once by the device, so that what was done offline arrives exactly once. Pain 0..10, null where not asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    client_id = models.UUIDField()
    day = models.DateField()
    document = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    done = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    pain_before = models.PositiveSmallIntegerField()
    pain_during = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_after = models.PositiveSmallIntegerField(null=True, blank=True)
    pain_next_morning = models.PositiveSmallIntegerField(null=True, blank=True)
    controlled = models.BooleanField(default=True)
    segments_moved = models.PositiveSmallIntegerField(default=3)
    ended = models.CharField(max_length=10, default="finished")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("day", "started_at")
        constraints = (
            models.UniqueConstraint(fields=["person", "client_id"], name="one_session_per_client_id"),
            models.CheckConstraint(condition=models.Q(finished_at__gte=models.F("started_at")), name="ends_after_it_starts"),
        )

    def __str__(self) -> str:
        return f"session of {self.day}"
