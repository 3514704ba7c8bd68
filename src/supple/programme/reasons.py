"""A sentence for every reason why a programme moves or stays; those in lower case are said of a direction, or alone."""

from __future__ import annotations

from typing import Final

from supple.programme.moves import Why
from supple.programme.state import COURSE_RETESTS, LINEAR_RETESTS, LINEAR_SESSIONS

SENTENCES: Final[dict[Why, str]] = {
    Why.FINE: "the range is enough. Fine, stop training it; keep it moving.",
    Why.PAINFUL: "it hurt in the test. Nothing is trained in this direction until a clinician has seen you.",
    Why.NO_ANSWER: "the measurements do not tell yet. Test again on another day.",
    Why.NO_ANSWER_TWICE: "two tests in a row gave no answer. A clinician can test what one cannot test alone.",
    Why.MOBILITY_FOUND: "the range itself is limited, so passive range is built first.",
    Why.CONTROL_FOUND: "the range is there but not under control, so control is trained and nothing is stretched.",
    Why.RANGE_BUILT: "the passive range is enough now; next comes strength at its end.",
    Why.STRENGTH_DONE: "strength at the end of the range has had its block; next comes control.",
    Why.RANGE_LOST: "the test finds the range itself limited, so passive range comes first again.",
    Why.GAINING: "real change beyond error. Go on with the same.",
    Why.NO_GAIN: "no change beyond error yet. One more block, then this is decided.",
    Why.PLATEAU: "two tests in a row without change beyond error: this has levelled off.",
    Why.PLATEAU_FINE: "this has levelled off, and neither symptom nor goal asks for more. Fine, stop; keep it moving.",
    Why.PLATEAU_REFERRED: "this has levelled off short of what you want, or with pain. Have a clinician look at it.",
    Why.LOSING: "the range fell beyond error although it was trained. Be seen by a clinician.",
    Why.NO_MARK: "this test has no mark to be held against. It shows a trend and decides nothing.",
    Why.NOT_DONE: "too little of it was open or done to judge it. The plan stays.",
    Why.REOPENED: "the range fell beyond error since it was enough, so it is trained again.",
    Why.KEEP: "the plan stays as it is.",
    Why.LINEAR_STEP: "A painless, controlled session of linear movement counts.",
    Why.LUMBAR_OPENS: f"{LINEAR_SESSIONS} painless, controlled sessions: the low back joins the linear movement.",
    Why.ROTATION_OPENS: f"{LINEAR_SESSIONS} more painless, controlled sessions: rotation training opens.",
    Why.NOT_COUNTED: (
        "Done, but not counted toward opening rotation: for that a session adds no pain, is controlled, and moves every region."
    ),
    Why.LINEAR_NOT_OPEN: (
        f"After {LINEAR_RETESTS} tests, linear movement is still not painless and controlled. Have a clinician look at it."
    ),
    Why.LINEAR_PAINFUL: "Bending, arching or leaning hurt in the test. The programme stops; be seen by a clinician.",
    Why.COURSE_FINE: f"{COURSE_RETESTS} tests make a course; nothing asks for more. Fine, stop; keep moving.",
    Why.COURSE_REFERRED: f"{COURSE_RETESTS} tests make a course, and there is more to find out. Have a clinician look at it.",
    Why.EASED: "Pain was in the middle zone: the smallest dose and easier exercises until a session is in the low zone again.",
    Why.EASED_TWICE: "Pain stayed in the middle zone in spite of the smaller dose. The programme stops until screening is clear.",
    Why.STOPPED: "Pain was in the stop zone, or worse the next morning. The programme stops until screening is clear.",
    Why.STOPPED_TWICE: "Pain has stopped the programme twice since the last test. Be seen by a clinician.",
    Why.PAUSED: "Today's screening allows no exercise.",
    Why.RESUMED: "Screening is clear: start again, linear movement first.",
    Why.STILL_HALTED: "The programme is stopped until screening is clear or a clinician says go on.",
    Why.RED_FLAG: "A warning sign. No exercise: get care as the advice says.",
    Why.AFRESH: "Cleared: everything begins anew, with a new assessment.",
    Why.SEEN: "A clinician has seen you: what was stopped begins anew, with a new test.",
}
