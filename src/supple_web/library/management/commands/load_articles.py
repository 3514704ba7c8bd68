"""``manage.py load_articles``: take in the articles that came with the program and index what search reads."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from supple_web.library.actions import load_shipped


class Command(BaseCommand):
    help = "Take in the articles that came with Supple; what the clinic wrote itself is kept. Every start does this."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django hands it over
        loaded = load_shipped()
        if options["verbosity"]:
            self.stdout.write(f"{loaded.new} new, {loaded.newer} newer, {loaded.offered} offered, {loaded.exercises} indexed")
