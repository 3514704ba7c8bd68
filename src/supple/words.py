"""What the closed enumerations are called when a person reads them: a plain word first, the clinical term beside it."""

from __future__ import annotations

from collections.abc import Mapping

from supple.findings.model import Category, Finding, Screening, Urgency
from supple.findings.screening_pain import PainZone
from supple.measurement.model import KindOfTrial
from supple.progress.model import Verdict
from supple.quantities import Arm, Assist, Direction, Grade, Instrument, Mode, Movement, Placement, Position, Quantity, Zero

CATEGORY_TITLE: Mapping[Category, str] = {
    Category.MEETS_CRITERION: "enough range (meets the criterion)",
    Category.MOBILITY_LIMITATION: "stiff, the range itself is short (mobility limitation)",
    Category.MOTOR_CONTROL_DEFICIT: "range without control (stability / motor-control deficit)",
    Category.BORDERLINE: "just about enough (borderline)",
    Category.UNDETERMINED: "cannot tell yet (undetermined)",
    Category.PAINFUL: "painful, testing it ends here (painful)",
    Category.NO_CRITERION: "measured; no mark to hold it against (no criterion)",
}
CATEGORY_MEANING: Mapping[Category, str] = {
    Category.MEETS_CRITERION: "Fine, stop: nothing to fix here. Keep moving every day.",
    Category.MOBILITY_LIMITATION: "Both your own turn and the helped turn end early, so range comes first: long, easy holds.",
    Category.MOTOR_CONTROL_DEFICIT: "Helped, you turn far enough; by yourself, less. Train control, not stretch.",
    Category.BORDERLINE: "A little short by yourself, enough when helped. Nothing to fix: keep moving and test again.",
    Category.UNDETERMINED: "The measurements do not decide it. Another day, or a clinician, will.",
    Category.PAINFUL: "Pain is a reason to see a clinician, not to push on.",
    Category.NO_CRITERION: "This way of measuring has no mark. Its value is the trend: the same test again, some weeks on.",
}
VERDICT_TITLE: Mapping[Verdict, str] = {
    Verdict.IMPROVED: "Better, beyond measurement error",
    Verdict.DECLINED: "Less than before, beyond measurement error",
    Verdict.NO_REAL_CHANGE: "No change beyond measurement error",
    Verdict.TOO_EARLY: "Too early to tell",
}
URGENCY_TITLE: Mapping[Urgency, str] = {
    Urgency.NONE: "Nothing stands against testing",
    Urgency.CLINICIAN: "Talk to a clinician before going on",
    Urgency.SOON: "See a clinician within days",
    Urgency.URGENT: "See a doctor today",
    Urgency.EMERGENCY: "Call the emergency services now",
}
#: What screening can close, by the field of ``Screening`` that says so.
GATE_TITLE: Mapping[str, str] = {
    "active": "tests by yourself (active)",
    "assisted": "helped tests (assisted, passive)",
    "held_end_range": "long holds at the end of the range",
    "phone_on_chest": "the phone on the chest",
}
POSITION_TITLE: Mapping[Position, str] = {
    Position.LUMBAR_LOCKED: "sitting on the heels, elbow down (lumbar-locked)",
    Position.SEATED: "seated",
    Position.HALF_KNEELING: "half-kneeling",
    Position.STANDING: "standing",
    Position.SEATED_INCLINED: "on a chair, folded forward (seated-inclined)",
}
MODE_TITLE: Mapping[Mode, str] = {
    Mode.ACTIVE: "by yourself (active)",
    Mode.ASSISTED: "helping yourself (assisted)",
    Mode.PASSIVE: "moved by a clinician (passive)",
}
INSTRUMENT_TITLE: Mapping[Instrument, str] = {
    Instrument.PHONE: "phone",
    Instrument.INCLINOMETER: "inclinometer",
    Instrument.GONIOMETER: "goniometer",
    Instrument.SENSORS: "body-worn sensors",
    Instrument.MARKERS: "optical markers",
    Instrument.CAMERA: "camera",
}
PLACEMENT_TITLE: Mapping[Placement, str] = {
    Placement.STERNUM: "on the breastbone (sternum)",
    Placement.UPPER_BACK: "on the upper back",
    Placement.T1_T2: "at the base of the neck (T1-T2)",
    Placement.T12_L1: "above the low back (T12-L1)",
}
ARM_TITLE: Mapping[Arm, str] = {
    Arm.LOW_BACK: "hand on the low back",
    Arm.BEHIND_HEAD: "hand behind the head",
    Arm.CROSSED: "arms crossed",
}
ASSIST_TITLE: Mapping[Assist, str] = {
    Assist.FLOOR_PUSH: "pushing the floor away",
    Assist.OWN_HANDS: "with the hands",
    Assist.WALL: "with a wall",
    Assist.STICK: "with a stick",
}
QUANTITY_TITLE: Mapping[Quantity, str] = {
    Quantity.THORACIC_ROTATION: "upper back against pelvis (thoracic rotation)",
    Quantity.TRUNK_TURN: "whole trunk in the room, the pelvis' turn included (trunk turn)",
}
ZERO_TITLE: Mapping[Zero, str] = {
    Zero.ABSOLUTE: "the segments' frames aligned (absolute)",
    Zero.NEUTRAL: "your own neutral posture",
}
GRADE_TITLE: Mapping[Grade, str] = {Grade.GOOD: "good", Grade.USABLE: "usable", Grade.REJECTED: "rejected, not counted"}
#: How much a session hurt, by the zone that its worst pain lies in.
PAIN_TITLE: Mapping[PainZone, str] = {
    PainZone.GO: "little or no pain (go)",
    PainZone.MODIFY: "some pain (modify)",
    PainZone.STOP: "too much pain (stop)",
    PainZone.NOT_ASKED: "pain not asked",
}
_MOVEMENT: Mapping[Movement, str] = {
    Movement.ROTATION: "turn",
    Movement.FLEXION: "bend forward (flexion)",
    Movement.EXTENSION: "bend back (extension)",
    Movement.LATERAL_FLEXION: "lean",
}
_TERM: Mapping[Movement, str] = {Movement.ROTATION: "rotation", Movement.LATERAL_FLEXION: "lateral flexion"}

#: Said once in every result, well placed.
DECISION_SUPPORT = "This is decision support, not a diagnosis."
#: What no test here looks at, said with every result.
DISCOVERY_CALL = "A free 15-minute discovery call with a clinician answers what a self-test cannot."


def gates_words(screening: Screening) -> str:
    """Say what screening closes and what it leaves open; nothing where nothing is closed."""
    closed = [title for name, title in GATE_TITLE.items() if not getattr(screening, name)]
    if not closed:
        return ""
    if not (screening.active or screening.assisted or screening.held_end_range):
        return "Closed for now: all tests and exercises."
    still = [title for name, title in GATE_TITLE.items() if title not in closed and name != "phone_on_chest"]
    return f"Closed for now: {', '.join(closed)}. Still open: {', '.join(still)}."


def unanswered_words(screening: Screening) -> str:
    """Say how many questions nobody answered and how to answer them; nothing where there is none."""
    count = len(screening.unanswered)
    if not count:
        return ""
    questions, them = ("1 screening question", "it") if count == 1 else (f"{count} screening questions", "them")
    return (
        f"{questions} not answered yet. Some answers mean a doctor comes before any test or exercise, so answer {them} before "
        "you start: 'supple export screening --out my-screening.toml' asks them all."
    )


def movement_words(movement: Movement, direction: Direction | None) -> str:
    """Name a movement, for example ``turn to the left (rotation)``."""
    plain = _MOVEMENT[movement]
    if direction is None:
        return plain
    return f"{plain} to the {direction} ({_TERM[movement]})" if movement in _TERM else f"{plain}, {direction}"


def meaning(finding: Finding) -> str:
    """Say what a finding means in plain words; an undecided one that a trial of the same day may decide says so."""
    trial = finding.next_trial
    if finding.category is Category.UNDETERMINED and trial is not None and not trial.another_day:
        return "Not decided yet: one more trial is worth doing, see below."
    return CATEGORY_MEANING[finding.category]


def sides_words(less: Direction | None) -> str:
    """Say whether two sides differ; less: the side that goes less far beyond error, None where neither does."""
    if less is None:
        return "No difference between the sides beyond measurement error"
    return f"Less to the {less} than to the {less.opposite}, beyond measurement error"


def movement_short(movement: Movement, direction: Direction | None) -> str:
    """Name a movement for a table cell, for example ``rotation left``."""
    return f"{movement} {direction}" if direction else str(movement)


def mode_words(mode: Mode, assist: Assist | None) -> str:
    """Name a mode and how it was assisted, for example ``helping yourself, pushing the floor away (assisted)``."""
    words = MODE_TITLE[mode]
    return words.replace(" (", f", {ASSIST_TITLE[assist]} (") if assist else words


def kind_words(kind: KindOfTrial) -> str:
    """Name a kind of trial, for example ``seated; by yourself (active); phone, on the breastbone (sternum); arms crossed``."""
    instrument = INSTRUMENT_TITLE[kind.instrument]
    parts = [POSITION_TITLE[kind.position], mode_words(kind.mode, kind.assist)]
    parts += [f"{instrument}, {PLACEMENT_TITLE[kind.placement]}" if kind.placement else instrument]
    parts += [ARM_TITLE[kind.arm]] if kind.arm else []
    return "; ".join(parts)
