"""What a clinic keeps beside a person's own record: a name, notes, a clinician's word on a finding, its programmes, its alerts.

How a client stands (``Standing``) is derived from the record itself and never edited: see ``desk/standing.py``.
"""

from __future__ import annotations

from django.db import models

from supple_web.accounts.models import OwnedQuerySet, Person
from supple_web.assessments.models import Check
from supple_web.clinic.models import Staff
from supple_web.common.ids import uuid7


class ClientCard(models.Model):
    """What the clinic calls a client. born_year: as they said it here; null where nobody asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cards")
    name = models.CharField(max_length=80, db_index=True)
    born_year = models.PositiveSmallIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person"], name="one_card_each"),)

    def __str__(self) -> str:
        return self.name


class Standing(models.Model):
    """How a client stands, so that a list of thousands asks for nothing else. Days, not their distance from today.

    reckoned_on: the day for which it was derived; a later day may move the next test. asks_since: since when training is asked
    for; null while nothing is. last_pain: the worst told last, 0..10, of last_pain_on. undetermined: results in a row, the latest
    first, that could not decide about a side. plateau_on: the day of the measurement at which a plateau was reached; else null.
    flag_on: the day of the check whose red flag stands; else null.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="standing", primary_key=True)
    reckoned_on = models.DateField(db_index=True)
    asks_since = models.DateField(null=True)
    last_session_on = models.DateField(null=True)
    last_check_on = models.DateField(null=True)
    last_pain = models.PositiveSmallIntegerField(null=True)
    last_pain_on = models.DateField(null=True)
    retest_from = models.DateField(null=True)
    retest_until = models.DateField(null=True)
    undetermined = models.PositiveSmallIntegerField(default=0)
    plateau_on = models.DateField(null=True)
    flag_on = models.DateField(null=True)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"standing of {self.reckoned_on}"


class AlertRule(models.Model):
    """One rule as this clinic set it; one without a row stands as it comes (``desk/rules.py``). number: null without one."""

    rule = models.CharField(max_length=20, primary_key=True)
    on = models.BooleanField(default=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.rule


class PutAside(models.Model):
    """A clinician has seen an alert. reason: what it rested on then; where it rests on something else, it comes back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinician = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="put_aside")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="put_aside")
    rule = models.CharField(max_length=20)
    reason = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["clinician", "person", "rule"], name="an_alert_is_put_aside_once"),)

    def __str__(self) -> str:
        return f"{self.rule} seen"


class Note(models.Model):
    """What a clinician wrote about a client. Edited, the earlier words stay: the later note says which one it replaces."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField(auto_now_add=True)
    text = models.TextField(max_length=4000)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"note of {self.at:%Y-%m-%d}"


class Overruling(models.Model):
    """A clinician says something else of a direction of turning than the science did. said: the science's category, kept.

    It holds for the findings of this check, until it is withdrawn or a later check is tested; the plan follows it by a row of its
    log (``training.PlanChange``) with the same key.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="overrulings")
    check_of = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="overrulings")
    direction = models.CharField(max_length=10)
    position = models.CharField(max_length=20)
    said = models.CharField(max_length=30)
    category = models.CharField(max_length=30)
    reason = models.TextField(max_length=1000)
    clinician = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="overrulings")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(
                fields=["check_of", "direction"], condition=models.Q(withdrawn_at=None), name="one_word_on_a_direction"
            ),
        )

    def __str__(self) -> str:
        return f"{self.category} for {self.said}"


class Template(models.Model):
    """A list of exercises with dose and words that a clinic prescribes again and again.

    items: ``{"exercise", "side", "sets", "reps", "hold_s", "words"}`` each.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=80)
    words = models.TextField(max_length=600, blank=True)
    items = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["name"], name="a_programme_has_one_name"),)

    def __str__(self) -> str:
        return self.name
