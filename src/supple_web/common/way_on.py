"""Where somebody goes on from the first page: begin, go on with the check, where to go after a warning, re-test, or train."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from supple_web.accounts.models import Person
from supple_web.accounts.people import visitor
from supple_web.assessments.access import handed_check
from supple_web.assessments.models import Check
from supple_web.assessments.results import latest_check
from supple_web.assessments.standing import is_open, open_check
from supple_web.assessments.warned import warned_check, warning_address
from supple_web.training.engine import current, next_test


@dataclass(frozen=True)
class WayOn:
    """url, words: of the page's one button. title: above it, for somebody who has begun. latest: the check they finished last."""

    url: str
    words: str
    title: str = ""
    latest: Check | None = None


def way_on(request: HttpRequest) -> WayOn:
    """The next step of this visitor. A warning comes before everything, an unfinished check before tests that are due."""
    person = visitor(request)
    if person is None:
        handed = handed_check(request)
        begun = handed is not None and is_open(handed)
        return WayOn(reverse("check"), _("Go on with the check") if begun else _("Begin the check"))
    warned = warned_check(person)
    if warned is not None:
        return WayOn(warning_address(warned), _("Where to go now"), _("A doctor comes first"))
    running = open_check(person)
    if running is not None and running.finished_at is None:
        return WayOn(reverse("check"), _("Go on with the check"), _("You are in the middle of a check"), latest_check(person))
    return _trained(person)


def _trained(person: Person) -> WayOn:
    latest = latest_check(person)
    if latest is None:
        return WayOn(reverse("check"), _("Begin the check"))
    now = current(person)
    if now is None:
        return WayOn(reverse("check_result", args=[latest.pk]), _("See your result"), _("Your latest result"), latest)
    if now.screen_again:
        return WayOn(reverse("check"), _("Begin the check"), _("Your check comes first"), latest)
    test = next_test(now, timezone.localdate())
    if test is not None and test.due and not test.baseline:
        return WayOn(reverse("check"), _("Test again"), _("Your re-test is due"), latest)
    return WayOn(reverse("today"), _("Today’s session"), _("Go on where you were"), latest)
