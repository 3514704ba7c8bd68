"""Whoever erases themself takes their calls along; who waits for one is told."""

from __future__ import annotations

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from supple_web.booking.mails import on_erased
from supple_web.booking.models import Call, State


@receiver(pre_delete, sender=Call)
def tell_who_waits(instance: Call, **_: object) -> None:
    """Within the transaction of the deletion."""
    if instance.state == State.BOOKED and instance.starts_at > timezone.now():
        on_erased(instance)
