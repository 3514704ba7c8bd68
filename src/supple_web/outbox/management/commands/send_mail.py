"""``send_mail``: what the served process does every minute, for whoever runs the application in another way."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from supple_web.outbox.sending import forget_sent, send_due, waiting


class Command(BaseCommand):
    help = "Send the mails that are due; those that the mail server did not take are tried again later."

    def handle(self, *_args: object, **options: object) -> None:
        now = timezone.now()
        count = send_due(now)
        forget_sent(now)
        if not options.get("verbosity"):
            return
        self.stdout.write(f"{count} sent, {waiting()} waiting")
        if not settings.OPTIONS.sends_mail:
            self.stdout.write("This server sends no mail: set SUPPLE_EMAIL_URL, and what waits and still holds is sent.")
