from __future__ import annotations

from django.core.management.base import BaseCommand

from supple_web.desk.standing import reckon_all


class Command(BaseCommand):
    help = "Derive how every client stands who was not reckoned for their present day; the served process does it by itself."

    def handle(self, *args: object, **options: object) -> None:
        count = reckon_all()
        if int(str(options["verbosity"])):
            self.stdout.write(f"{count} reckoned")
