"""The programme of ``supple assess --json``."""

from __future__ import annotations

from supple.exchange.json_values import number, word
from supple.programme.model import NoProgramme, Phase, Prescribed, Programme, Referral


def programme_json(programme: Programme) -> dict[str, object]:
    return {
        "phases": [_phase(phase) for phase in programme.phases],
        "notes": list(programme.notes),
        "referrals": [referral_json(one) for one in programme.referrals],
    }


def no_programme_json(none: NoProgramme) -> dict[str, object]:
    return {"reason": none.reason, "referral": referral_json(none.referral)}


def referral_json(referral: Referral) -> dict[str, object]:
    return {"text": referral.text, "urgency": word(referral.urgency), "direction": word(referral.direction)}


def _phase(phase: Phase) -> dict[str, object]:
    return {
        "name": word(phase.name),
        "title": phase.title,
        "why": phase.why,
        "until": phase.until,
        "minutes": number(phase.minutes),
        "exercises": [_prescribed(one) for one in phase.exercises],
    }


def _prescribed(one: Prescribed) -> dict[str, object]:
    dose = one.dose
    return {
        "id": one.exercise.id,
        "name": one.exercise.name,
        "side": word(one.side),
        "sets": dose.sets,
        "reps": dose.reps,
        "hold_s": number(dose.hold_s),
        "tempo_s": {"out": number(dose.out_s), "hold": number(dose.hold_s), "back": number(dose.back_s)},
        "rest_s": number(dose.rest_s),
        "days_per_week": one.days_per_week,
        "minutes": number(one.seconds / 60.0),
        "turn": word(one.turn),
        "why": one.why,
        "source": one.exercise.source,
    }
