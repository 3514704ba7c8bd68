"""A check: one day's screening and tests, with every raw recording kept, and what the science made of them."""

from __future__ import annotations

from django.db import models

from supple_web.accounts.models import OwnedQuerySet, Person
from supple_web.common.ids import uuid7
from supple_web.common.lazy import gettext_lazy


class Check(models.Model):
    """One day's check. day: the person's own day, set by the server. about: age, minutes, days, equipment, goal, symptoms.

    answers: screening answers by the ids of the questions, all given in this check. setup: how one measures today (way,
    instrument, placement, arm, support). skipped: stages left out, ``{"stage", "reason"}``. place: the page last reached.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="checks")
    day = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    about = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    setup = models.JSONField(default=dict, blank=True)
    skipped = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=40, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "day"], name="one_check_a_day"),)
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"check of {self.day}"


class Source(models.TextChoices):
    PHONE = "phone", gettext_lazy("the phone's sensors")
    TYPED = "typed", gettext_lazy("typed from an instrument")
    FILE = "file", gettext_lazy("a recording")


class SetManager(models.Manager.from_queryset(OwnedQuerySet)):  # type: ignore[misc]
    """Recordings are megabytes: they are read only where one is asked for."""

    def get_queryset(self) -> OwnedQuerySet:
        rows: OwnedQuerySet = super().get_queryset().defer("raw")
        return rows


class TrialQuerySet(OwnedQuerySet):
    def with_sets(self) -> TrialQuerySet:
        """With the set and the check of each, without recordings and documents."""
        return self.select_related("trial_set__check_of").defer("trial_set__raw", "trial_set__document")


class TrialSet(models.Model):
    """Trials that were made in one go. raw: what was recorded, as it came (gzip), so that a better science can recompute it.

    client_id: made once a set, so that the same set sent twice is one. document: what the science measured, with every
    repetition and its grade. science_version: which version made the document. asked: side (or flexion, extension) -> how many
    repetitions. pain: the same keys -> 0..10, asked after the set, null until then. hints: what the person had to add for a
    recording to be measured, ``{"upright": [from, to], "facing": "thorax:z"}``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trial_sets")
    check_of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="sets")
    client_id = models.UUIDField(default=uuid7)
    source = models.CharField(max_length=10, choices=Source.choices)
    movement = models.CharField(max_length=20)
    mode = models.CharField(max_length=20)
    position = models.CharField(max_length=20)
    instrument = models.CharField(max_length=20)
    placement = models.CharField(max_length=20, blank=True)
    arm = models.CharField(max_length=20, blank=True)
    assist = models.CharField(max_length=20, blank=True)
    support = models.CharField(max_length=20, blank=True)
    rater = models.CharField(max_length=80, default="self")
    received_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=200, blank=True)
    raw = models.BinaryField(null=True, blank=True)
    document = models.JSONField(default=dict, blank=True)
    science_version = models.CharField(max_length=40)
    asked = models.JSONField(default=dict, blank=True)
    hints = models.JSONField(default=dict, blank=True)
    pain = models.JSONField(null=True, blank=True)

    objects = SetManager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "client_id"], name="one_set_per_client_id"),)
        ordering = ("received_at",)

    def __str__(self) -> str:
        return f"{self.mode} {self.movement}, {self.position}"


class Trial(models.Model):
    """One good or usable repetition, or one typed value: the keys of ``[[trial]]`` that its set does not have."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trials")
    trial_set = models.ForeignKey(TrialSet, on_delete=models.CASCADE, related_name="trials")
    movement = models.CharField(max_length=20)
    direction = models.CharField(max_length=10, blank=True)
    value_deg = models.FloatField()
    own_error_deg = models.FloatField(null=True, blank=True)
    quantity = models.CharField(max_length=30, blank=True)
    quality = models.CharField(max_length=10, default="good")
    order = models.PositiveSmallIntegerField()
    pain = models.PositiveSmallIntegerField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)
    corrected_at = models.DateTimeField(null=True, blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        ordering = ("trial_set__check_of__day", "order")
        constraints = (
            models.CheckConstraint(condition=models.Q(direction__in=["", "left", "right"]), name="direction_is_a_side"),
            models.CheckConstraint(condition=models.Q(value_deg__gte=0, value_deg__lte=150), name="value_is_possible"),
        )

    def __str__(self) -> str:
        return f"{self.movement} {self.direction} {self.value_deg:.0f}°"


class Result(models.Model):
    """What the science said of a check, as it was said (schema ``supple.assess/1``), and by which version."""

    check_of = models.OneToOneField(Check, on_delete=models.CASCADE, related_name="result", primary_key=True)
    document = models.JSONField()
    science_version = models.CharField(max_length=40)
    computed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"result of {self.check_of}"


class Superseded(models.Model):
    """What an earlier version of the science had said of a set or a check, before a later one measured or judged it anew."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="superseded")
    trial_set = models.ForeignKey(TrialSet, null=True, blank=True, on_delete=models.CASCADE, related_name="superseded")
    check_of = models.ForeignKey(Check, null=True, blank=True, on_delete=models.CASCADE, related_name="superseded")
    document = models.JSONField()
    science_version = models.CharField(max_length=40)
    replaced_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("replaced_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(trial_set__isnull=True) ^ models.Q(check_of__isnull=True), name="superseded_is_of_one_thing"
            ),
        )

    def __str__(self) -> str:
        return f"document of version {self.science_version}"


class Handover(models.Model):
    """A code that lets a phone carry on the check of a desk for a short while. token_digest: of what the QR code holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    check_of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="handovers")
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"handover of {self.check_of}"
