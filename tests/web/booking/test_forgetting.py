"""What pages promise about a call's data is done by what runs every hour, without anybody's doing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from builders.calls import make_call, make_caller
from supple_web.booking.models import Call, State
from supple_web.booking.rules import current_rules

pytestmark = pytest.mark.django_db


def test_calls_that_led_to_nothing_go_with_the_hourly_chore():
    kim, today = make_caller(), timezone.now().replace(minute=0, second=0, microsecond=0)
    days = current_rules().lead_days
    old = make_call(kim, today - timedelta(days=days + 1), 1, state=State.MISSED)
    late = make_call(kim, today - timedelta(days=days - 1), 2, state=State.MISSED)
    call_command("forget_guests", verbosity=0)
    assert list(Call.objects.all()) == [late]
    assert not Call.objects.filter(pk=old.pk).exists()
