"""The screening questions as a form to fill in: the ``[screening]`` section of an assess file with every answer still missing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from supple.findings.screening_questions import AnswerKind, Question, questions

_COLUMNS = 110
_HEAD = (
    "The screening questions. Answer every one: take away the # before its name and write the answer behind it.",
    "Then copy everything from [screening] on into your assess file. What stays behind a # counts as not asked.",
)


def screening_form() -> str:
    """Return TOML in which every question stands as a comment above its unanswered key."""
    parts = [*(f"# {line}" for line in _HEAD), "", "[screening]"]
    for question in questions():
        parts += ["", *_asked(question)]
    return "\n".join(parts) + "\n"


def _asked(question: Question) -> Iterator[str]:
    yield from _comment(f"{question.text} ({question.term})")
    if question.kind is AnswerKind.CHOICE:
        for choice in question.choices:
            yield from _comment(f'  "{choice.id}": {choice.text}')
    else:
        yield from _comment(f"  {question.accepts}")
    yield from _comment(_when(question))
    yield f"#{question.id} ="


def _when(question: Question) -> str:
    """Say who may leave the question out; nothing where everybody is asked."""
    if question.only_if_under_age is not None:
        return f"  only under the age of {question.only_if_under_age}"
    if question.only_if:
        return "  only where " + " and ".join(f"{key} is {' or '.join(map(str, of))}" for key, of in question.only_if.items())
    return "" if question.required else "  only before a further session"


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, _COLUMNS, initial_indent="# ", subsequent_indent="#   ") if text else []
