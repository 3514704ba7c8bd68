"""``forget_guests``: what the served process does every hour, for whoever runs the application in another way."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from supple_web.accounts.forgetting import forget_guests


class Command(BaseCommand):
    help = "Erase guests who have not visited for SUPPLE_GUEST_DAYS days."

    def handle(self, *_args: object, **options: object) -> None:
        count = forget_guests(timezone.now())
        if options.get("verbosity"):
            self.stdout.write(f"{count} forgotten")
