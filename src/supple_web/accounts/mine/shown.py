"""What is kept, as pages show it: in words, with what can be done about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from supple_web.accounts.engine import exercise_words, rows_words, set_words, trial_words
from supple_web.accounts.middleware import SEEN_EVERY
from supple_web.accounts.mine.verbs import is_measured
from supple_web.accounts.models import Correction, Person
from supple_web.assessments.engine.questionnaire import field_of
from supple_web.assessments.fields import Field, Kind
from supple_web.assessments.models import Check, Trial, TrialSet
from supple_web.common.lazy import gettext_lazy, pgettext_lazy
from supple_web.training.models import Session

PAIN_WORDS = {
    "pain_before": pgettext_lazy("session", "Before"),
    "pain_during": pgettext_lazy("session", "During"),
    "pain_after": pgettext_lazy("session", "After"),
    "pain_next_morning": gettext_lazy("On the next morning"),
}


@dataclass(frozen=True)
class TrialLine:
    """left_out: measured, and not counted because the person said so. first: what stood there before it was corrected."""

    pk: UUID
    what: str
    value_deg: float
    left_out: bool
    first: float | None
    corrected_at: datetime | None


@dataclass(frozen=True)
class SetCard:
    """measured: its values are what a recording shows. corrections: in words, what stood there before."""

    pk: UUID
    title: str
    how: str
    pain: str
    measured: bool
    trials: tuple[TrialLine, ...]
    corrections: tuple[str, ...]


def forgotten_on(person: Person) -> datetime | None:
    """When a guest who does not come again is erased; None for whoever has an account."""
    if not person.is_guest:
        return None
    return person.last_seen_at + timedelta(days=settings.OPTIONS.guest_days) + SEEN_EVERY


def set_cards(check: Check) -> list[SetCard]:
    corrected = corrections_of(check.person)
    words = set_words(check)
    rows = check.sets.order_by("received_at").defer("raw").prefetch_related("trials")
    return [_card(one, words, corrected) for one in rows]


def _card(one: TrialSet, words: Mapping[UUID, tuple[str, str, str]], corrected: Mapping[UUID, list[Correction]]) -> SetCard:
    title, how, pain = words[one.pk]
    return SetCard(
        pk=one.pk,
        title=title,
        how=how,
        pain=pain,
        measured=is_measured(one),
        trials=tuple(trial_line(trial, corrected) for trial in one.trials.order_by("order")),
        corrections=tuple(_told(correction) for correction in corrected.get(one.pk, ())),
    )


def trial_line(trial: Trial, corrected: Mapping[UUID, list[Correction]]) -> TrialLine:
    before = corrected.get(trial.pk, [])
    return TrialLine(
        pk=trial.pk,
        what=trial_words(trial.movement, trial.direction),
        value_deg=trial.value_deg,
        left_out=trial.quality == "rejected",
        first=before[0].before if before else None,
        corrected_at=trial.corrected_at,
    )


def corrections_of(person: Person) -> dict[UUID, list[Correction]]:
    """By what they are about, the first one first."""
    found: dict[UUID, list[Correction]] = {}
    for one in Correction.objects.of(person):
        found.setdefault(one.key, []).append(one)
    return found


def _told(one: Correction) -> str:
    return _("{day}: {field}, before: {value}").format(
        day=date_format(one.at, "SHORT_DATE_FORMAT"), field=_field(one.field), value=rows_words(one.before)
    )


def _field(name: str) -> str:
    return {"rater": _("who measured"), "pain": "pain"}.get(name, PAIN_WORDS.get(name, name.replace("_", " ")).lower())


def session_corrections(session: Session) -> list[str]:
    return [_told(one) for one in corrections_of(session.person).get(session.pk, ())]


def answers_words(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The screening answers of a check: question and answer, in words; what a later questionnaire has no more, by its id."""
    return [_answer(key, value) for key, value in answers.items()]


def _answer(key: str, value: object) -> tuple[str, str]:
    try:
        asked = field_of(key)
    except StopIteration:
        return key.replace("_", " "), rows_words(value)
    return asked.words, answer_words(asked, value)


def answer_words(asked: Field, value: object) -> str:
    """A stored answer as the person gave it."""
    if value is None or value == "":
        return _("not said")
    if asked.kind is Kind.YES_NO:
        return "yes" if value else "no"
    named = {option.value: option.words for option in asked.options}
    if isinstance(value, list):
        return ", ".join(named.get(str(one), str(one)).lower() for one in value) or "nothing"
    return f"{named.get(str(value), value)} {asked.unit}".strip()


def sessions_by_month(sessions: Iterable[Session]) -> list[tuple[date, list[Session]]]:
    """The latest month first."""
    months: dict[date, list[Session]] = {}
    for one in sessions:
        months.setdefault(one.day.replace(day=1), []).append(one)
    return sorted(months.items(), reverse=True)


def done_words(session: Session) -> list[str]:
    done = [
        _("{name}: {n} of {total} sets").format(name=exercise_words(row["exercise"]), n=row["sets_done"], total=row["sets"])
        for row in session.done
    ]
    skipped = [
        _("{name}: left out ({reason})").format(
            name=exercise_words(row["exercise"]), reason=_reason_words().get(row["reason"], row["reason"])
        )
        for row in session.skipped
    ]
    return [*done, *skipped]


def _reason_words() -> dict[str, str]:
    return {
        "pain": _("pain"),
        "time": pgettext("reason", "time"),
        "too-hard": _("too hard"),
        "equipment": _("equipment"),
        "other": _("other"),
    }
