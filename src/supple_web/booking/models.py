"""When calls are possible, the calls themselves, and the minutes they take: a clinician's minute is taken by one call at most."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from supple_web.accounts.models import OwnedQuerySet, Person
from supple_web.clinic.models import Staff
from supple_web.common.ids import uuid7


def _uid() -> str:
    return f"{uuid.uuid4()}@supple"


class Rules(models.Model):
    """What the clinic has decided about its calls; one row. Lengths in minutes, all in steps of five.

    grid_minutes: how far apart starts lie, counted from the beginning of the hours. notice_minutes: how long before its start a
    call can still be booked. horizon_days: how many days ahead. same_day: whether today is offered. calls_each: calls to come
    that one person may have. change_until_minutes: how long before its start a call can still be moved or cancelled by a link.
    hold_minutes: how long a time is kept while the address is confirmed. holds_*: holds at once. lead_days: after how many days
    a call that led to nothing is erased.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    minutes = models.PositiveSmallIntegerField(default=15)
    grid_minutes = models.PositiveSmallIntegerField(default=15)
    buffer_before = models.PositiveSmallIntegerField(default=0)
    buffer_after = models.PositiveSmallIntegerField(default=5)
    notice_minutes = models.PositiveIntegerField(default=240)
    horizon_days = models.PositiveSmallIntegerField(default=28)
    same_day = models.BooleanField(default=True)
    calls_each = models.PositiveSmallIntegerField(default=1)
    change_until_minutes = models.PositiveIntegerField(default=120)
    hold_minutes = models.PositiveSmallIntegerField(default=15)
    holds_per_clinician = models.PositiveSmallIntegerField(default=6)
    holds_per_mail = models.PositiveSmallIntegerField(default=2)
    holds_per_address = models.PositiveSmallIntegerField(default=4)
    lead_days = models.PositiveSmallIntegerField(default=180)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="one_set_of_rules"),)

    def __str__(self) -> str:
        return f"{self.minutes} minutes"


class Hours(models.Model):
    """A clinician's weekly hours for calls: wall time in the clinic's zone. weekday: 0 is Monday. ends at 00:00: midnight."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinician = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="call_hours")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ("weekday", "starts")
        constraints = (
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="hours_of_a_weekday"),
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")) | models.Q(ends="00:00"), name="hours_end_after_they_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.weekday} {self.starts:%H:%M} to {self.ends:%H:%M}"


class DayException(models.Model):
    """One day that differs. open: further hours; else away, the whole day where no times stand. Wall time, as ``Hours``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinician = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="call_exceptions")
    day = models.DateField()
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    open = models.BooleanField(default=False)

    class Meta:
        ordering = ("day", "starts")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts"))
                | models.Q(ends="00:00", starts__isnull=False)
                | models.Q(starts=None, ends=None, open=False),
                name="an_exception_has_times_or_is_a_day_away",
            ),
        )

    def __str__(self) -> str:
        return f"{self.day}"


class State(models.TextChoices):
    HELD = "held", _("Held until the address is confirmed")
    BOOKED = "booked", _("Booked")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Not confirmed in time")
    ATTENDED = "attended", _("Took place")
    MISSED = "missed", _("Nobody came")


#: States in which a call takes its clinician's minutes.
TAKING: Final = (State.HELD, State.BOOKED, State.ATTENDED, State.MISSED)


class How(models.TextChoices):
    PHONE = "phone", _("By phone")
    VIDEO = "video", _("By video")


class Contacting(models.Model):
    """Who wants to talk: what they typed.

    time_zone: the booker's, IANA. email_digest, address_digest: of the mail address and the network address it came from, keyed
    with the server's secret, to count by. client_id: made once a form, so that a form sent twice does one thing.
    """

    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    question = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, unique=True)
    email_digest = models.CharField(max_length=64, blank=True, db_index=True)
    address_digest = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        abstract = True


class Call(Contacting):
    """A discovery call. Instants are UTC; blocked_from, blocked_until: with the buffers as they were when it was booked.

    person: whose visit it was booked in, where there was one. summary: what their check found, in words, only if they agreed.
    uid, sequence: of its calendar file, one for ever, the other one more with each change. confirm_digest, manage_digest: SHA-256
    of the secrets in the two links. reminders: False once they wanted none. made_by, override_reason: booked by staff, against
    the rules. became_client: null while open.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    clinician = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="calls")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="calls")
    state = models.CharField(max_length=10, choices=State.choices, default=State.HELD)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    blocked_from = models.DateTimeField()
    blocked_until = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=5, choices=How.choices, default=How.PHONE)
    summary = models.JSONField(null=True, blank=True)
    uid = models.CharField(max_length=60, unique=True, default=_uid, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    confirm_digest = models.CharField(max_length=64, blank=True, db_index=True)
    manage_digest = models.CharField(max_length=64, blank=True, db_index=True)
    made_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="calls_made")
    override_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminders = models.BooleanField(default=True)
    outcome = models.TextField(max_length=2000, blank=True)
    became_client = models.BooleanField(null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at",)
        indexes = (models.Index(fields=["state", "expires_at"]), models.Index(fields=["clinician", "starts_at"]))
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="a_call_ends_after_it_starts"),
            models.CheckConstraint(
                condition=models.Q(blocked_from__lte=models.F("starts_at"), blocked_until__gte=models.F("ends_at")),
                name="a_call_blocks_its_own_time",
            ),
            models.CheckConstraint(condition=~models.Q(state="held") | models.Q(expires_at__isnull=False), name="a_hold_expires"),
        )

    def __str__(self) -> str:
        return f"call of {self.starts_at:%Y-%m-%d %H:%M} UTC"


class Tick(models.Model):
    """Five minutes of a clinician that a call takes, buffers included. tick: their number since 1970.

    The constraint is what makes double booking impossible, whoever writes and however; ``ticks.py`` is the one way to write.
    """

    clinician = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="call_ticks")
    tick = models.PositiveBigIntegerField()
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="ticks")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["clinician", "tick"], name="one_call_a_tick"),)

    def __str__(self) -> str:
        return f"tick {self.tick}"


class CallChange(models.Model):
    """What happened to a call, oldest first; rows are only added. by: who of the staff; null: the booker, or the program itself.

    kind: held, confirmed, moved, cancelled, uncancelled, expired, attended, missed, or corrected.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="call_changes")
    kind = models.CharField(max_length=20)
    from_starts_at = models.DateTimeField(null=True, blank=True)
    to_starts_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class Feed(models.Model):
    """The secret address of a clinician's calls for their own calendar. token_digest: SHA-256 of its secret, shown once."""

    clinician = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="feed")
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.made_at:%Y-%m-%d}"


class CallRequest(Contacting):
    """No time suited: somebody asks to be called. when: what suits them, in their words. answered_at: staff dealt with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.CASCADE, related_name="call_requests")
    when = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Staff, null=True, blank=True, on_delete=models.SET_NULL, related_name="requests_answered")
    note = models.CharField(max_length=300, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return f"request of {self.created_at:%Y-%m-%d}"
