"""``tend_calls``: what the served process does every hour, for whoever runs the application in another way."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from supple_web.booking.actions import expire_holds, forget_leads


class Command(BaseCommand):
    help = "Free times that were held and not confirmed; erase what was typed for calls that led to nothing, after the set days."

    def handle(self, *_args: object, **options: object) -> None:
        now = timezone.now()
        freed, forgotten = expire_holds(now), forget_leads(now)
        if options.get("verbosity"):
            self.stdout.write(f"{freed} freed, {forgotten} erased")
