"""One page of the check as data, and everything it may depend on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from supple_web.assessments import setup_fields as how
from supple_web.assessments.engine.questionnaire import is_asked
from supple_web.assessments.fields import Field, Value


class Store(StrEnum):
    """Which part of the check the answers of a page belong to."""

    ABOUT = "about"
    ANSWERS = "answers"
    SETUP = "setup"


@dataclass(frozen=True)
class Facts:
    """Everything the wizard knows. active, phone: whether the screening allows any test, and the phone on the chest.

    earlier: screening answers of an earlier day, to be confirmed. returning: whether there was an earlier check. session: whether
    the morning after a session is still worth asking about.
    """

    about: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[str, Value] = field(default_factory=dict)
    setup: Mapping[str, Value] = field(default_factory=dict)
    active: bool = True
    phone: bool = True
    earlier: Mapping[str, Value] = field(default_factory=dict)
    returning: bool = False
    session: bool = False

    @property
    def kneels(self) -> bool:
        return self.answers.get("knees") is not True

    @property
    def way(self) -> Value | None:
        return self.setup.get("way")

    def of(self, store: Store) -> Mapping[str, Value]:
        return {Store.ABOUT: self.about, Store.ANSWERS: self.answers, Store.SETUP: self.setup}[store]


Test = Callable[[Facts], bool]


def _always(_: Facts) -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """One screen. template: under ``assessments/``. shown_if: whether it belongs to this check.

    screening: whether it asks for warning signs. Every page needs all the pages before it.
    """

    id: str
    title: str
    template: str
    store: Store
    fields: tuple[Field, ...]
    lead: str = ""
    shown_if: Test = _always
    screening: bool = False

    def asked(self, facts: Facts) -> tuple[Field, ...]:
        """The fields that apply, with the options that are open now."""
        age = facts.about.get("age_years")
        applying = (one for one in self.fields if is_asked(one, facts.answers, age) and how.applies(one, facts))
        return tuple(how.narrowed(one, facts) for one in applying if one.id not in _SESSION or facts.session)

    def done(self, facts: Facts) -> bool:
        stored = facts.of(self.store)
        return all(one.id in stored and one.accepts(stored[one.id]) for one in self.asked(facts))

    @cached_property
    def denies(self) -> bool:
        """Whether "None of these" answers it: several questions, all of which can be denied."""
        return self.screening and len(self.fields) > 1 and all(one.no is not None for one in self.fields)


#: Asked only where a session was done in the last days; how much it hurt before it is known from the session itself.
_SESSION: Final = frozenset({"pain_next_morning"})
