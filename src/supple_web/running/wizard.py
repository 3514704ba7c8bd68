"""The running check as data: every test's words, in the order of the tests; what comes next follows from what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from supple_web.assessments import wizard as check_wizard
from supple_web.assessments.models import Check
from supple_web.assessments.page import Page
from supple_web.assessments.standing import facts_of
from supple_web.running.engine.tests import test_ids
from supple_web.running.models import RunningCheck

Words = str | Promise
#: Pages of the check that are asked here too, beside those that ask for warning signs: without them no answer can be judged.
_NEEDED: Final = frozenset({"age", "expecting", "guardian"})

TOOLS: Final[Mapping[str, Words]] = {
    "ruler": _("A ruler"),
    "phone": _("This phone"),
    "inclinometer": _("An inclinometer"),
    "goniometer": _("A goniometer"),
}


@dataclass(frozen=True)
class TestWords:
    """One test. how: its drawings. tilt: how a phone reads it (``running/tilt.js``). steps: by tool, else for every tool.

    condition: what else is asked, with a hint. tells, cannot: what it says and what it does not.
    """

    id: str
    title: Words
    term: Words
    lead: Words
    how: str
    tilt: str
    steps: Mapping[str, tuple[Words, ...]]
    tells: Words
    cannot: Words
    condition: Words = ""
    condition_hint: Words = ""


_LUNGE: Final = (
    _("Barefoot, one foot pointing straight at a wall, the other wherever it is comfortable."),
    _("Bend the knee forward until it touches the wall, over the second toe. The heel stays on the floor."),
)
_TABLE: Final = (
    _(
        "Sit at the very edge of a firm table, lie back, and hold one knee to your chest with both hands so that your low "
        "back lies flat."
    ),
    _("Let the other leg hang, as loose as it will. That is the side you measure."),
)
_TOE: Final = (
    _("Barefoot, a hand on the wall, weight on the foot you measure. The whole foot lies flat on the floor: that is zero."),
    _("Raise the heel as far as it goes while the big toe stays flat on the floor."),
)

TESTS: Final[tuple[TestWords, ...]] = (
    TestWords(
        id="knee-to-wall",
        title=_("Knee to wall"),
        term=_("ankle dorsiflexion, weight-bearing lunge"),
        lead=_("How far your shin leans over your foot while the heel stays down."),
        how="knee-to-wall",
        tilt="upright",
        steps={
            "ruler": (
                *_LUNGE,
                _(
                    "Slide the foot back until the knee only just touches. Measure from the longest toe to the wall, in "
                    "centimetres."
                ),
            ),
            "phone": (
                *_LUNGE,
                _(
                    "Hold the phone upright and flat against the front of the shin, just below the bony bump under the "
                    "kneecap, screen out."
                ),
                _("It reads how far the shin leans from upright, once you hold still at the end."),
            ),
            "inclinometer": (
                *_LUNGE,
                _("Hold the inclinometer on the front of the shin, just below the bony bump under the kneecap; zero is upright."),
            ),
        },
        tells=_("How much the ankle bends under your weight."),
        cannot=_("It does not tell what stops it: calf, joint, or an old injury."),
    ),
    TestWords(
        id="hip-extension",
        title=_("Hip extension"),
        term=_("modified Thomas test"),
        lead=_("How far the thigh drops below level while you lie on the edge of a table and hold the other knee."),
        how="hip-extension",
        tilt="level",
        steps={
            "phone": (
                *_TABLE,
                _("Somebody lays the phone along the front of that thigh, top edge toward the knee, screen up."),
                _("Below level counts as plus, above level as minus. It is read once the thigh hangs still."),
            ),
            "inclinometer": (
                *_TABLE,
                _(
                    "Somebody reads the inclinometer along the front of that thigh: degrees below level; above level with a"
                    " minus."
                ),
            ),
            "goniometer": (
                *_TABLE,
                _("Somebody reads the goniometer between thigh and table: degrees below level; above level with a minus."),
            ),
        },
        tells=_("How far the hip straightens, if the pelvis stays where it is."),
        cannot=_(
            "If the pelvis tips forward, a short hip looks long, and one hardly feels it. So without somebody who keeps "
            "watch, this test decides nothing here."
        ),
        condition=_("Did somebody else see that the low back stayed flat on the table all the time?"),
        condition_hint=_(
            "A hand under the low back feels it lift. Alone, answer no: the values are kept, and nothing is said from them."
        ),
    ),
    TestWords(
        id="big-toe",
        title=_("Big toe"),
        term=_("first metatarsophalangeal extension"),
        lead=_("How far the foot rolls over the big toe before the toe has to leave the floor."),
        how="big-toe",
        tilt="change",
        steps={
            "phone": (
                *_TOE,
                _("Hold a long edge of the phone along the outer edge of the foot, top edge toward the heel."),
                _("It reads twice: still with the foot flat, then still with the heel up. The difference is the value."),
            ),
            "inclinometer": (
                *_TOE,
                _(
                    "Hold the inclinometer along the outer edge of the foot: set it to zero with the foot flat, read it "
                    "with the heel up."
                ),
            ),
            "goniometer": (
                *_TOE,
                _(
                    "Read the goniometer between the floor and the outer edge of the foot, from where it stood with the "
                    "foot flat."
                ),
            ),
        },
        tells=_("How far the joint at the base of the big toe bends under your weight."),
        cannot=_("Nobody has measured how much of it running needs; what is published is of walking, and does not agree."),
    ),
)
BY_ID: Final[Mapping[str, TestWords]] = {one.id: one for one in TESTS}
assert tuple(BY_ID) == test_ids()


def screening_pages(check: Check) -> list[Page]:
    """The pages of the day's check that have to be answered before any test."""
    return [page for page in check_wizard.shown(facts_of(check)) if page.screening or page.id in _NEEDED]


def open_question(check: Check) -> Page | None:
    """The first of them that is not answered."""
    facts = facts_of(check)
    return next((page for page in screening_pages(check) if not page.done(facts)), None)


def open_test(running: RunningCheck) -> TestWords | None:
    """The first test that has neither values nor was left out."""
    return next((one for one in TESTS if one.id not in running.readings), None)


def before(test: TestWords) -> TestWords | None:
    place = TESTS.index(test)
    return TESTS[place - 1] if place else None
