"""``forget_guests``: what the served process does every hour, for whoever runs the application in another way."""

from __future__ import annotations

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from supple_web.accounts.forgetting import forget_devices, forget_guests, forget_unconfirmed
from supple_web.clinic.actions.invitations import forget_invitations


class Command(BaseCommand):
    help = (
        "Erase guests who have not visited for SUPPLE_GUEST_DAYS days, accounts nobody confirmed, sessions that are over, "
        "invitations nobody accepted."
    )

    def handle(self, *_args: object, **options: object) -> None:
        now = timezone.now()
        count = forget_guests(now) + forget_unconfirmed(now)
        call_command("clearsessions", verbosity=0)
        forget_devices()
        forget_invitations(now)
        if options.get("verbosity"):
            self.stdout.write(f"{count} forgotten")
