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
    """One event of a course, and what it did to the plan: the log from which the plan is derived (``engine/course.py``).

    event: a check or a clinician's word, reduced to what moves a plan; a session stands in ``session`` itself. happened_at:
    orders the events of a day, of which its check comes first, whatever clocks say. kind, changed, reasons, before, after: what
    the event came to, in sentences; derived anew when an earlier event is added, corrected or removed. before: null at first.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="plan_changes")
    at = models.DateTimeField(auto_now_add=True)
    happened_at = models.DateTimeField()
    day = models.DateField()
    event = models.JSONField(default=dict)
    check_of = models.OneToOneField(Check, null=True, blank=True, on_delete=models.CASCADE, related_name="plan_change")
    session = models.OneToOneField("Session", null=True, blank=True, on_delete=models.CASCADE, related_name="plan_change")
    kind = models.CharField(max_length=20, blank=True)
    changed = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("day", "happened_at", "at")
        indexes = (models.Index(fields=["person", "happened_at"]),)

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


class DaySkip(models.Model):
    """A day on which the person does not train, and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="day_skips")
    day = models.DateField()
    reason = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="a_day_is_skipped_once"),)

    def __str__(self) -> str:
        return f"no session on {self.day}"


class Session(models.Model):
    """One sitting. document: the exercises of that day's plan. started_at, finished_at: the device's word, bounded.

    client_id: made once by the device, so that what was done offline arrives exactly once. Pain 0..10, controlled and
    segments_moved: null where not answered. training: a day of training, not of upkeep alone.
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
    controlled = models.BooleanField(null=True, blank=True)
    segments_moved = models.PositiveSmallIntegerField(null=True, blank=True)
    ended = models.CharField(max_length=10, default="finished")
    training = models.BooleanField(default=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("day", "started_at")
        constraints = (
            models.UniqueConstraint(fields=["person", "client_id"], name="one_session_per_client_id"),
            models.CheckConstraint(condition=models.Q(finished_at__gte=models.F("started_at")), name="ends_after_it_starts"),
        )

    def __str__(self) -> str:
        return f"session of {self.day}"
