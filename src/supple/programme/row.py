"""One table of a catalogue's file, read with a clear line for whatever is wrong in it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from supple.problems import InputProblem

W = TypeVar("W", bound=StrEnum)


class Row:
    """One table of the file; every look-up names the exercise and the key where it fails."""

    def __init__(self, where: str, row: Mapping[str, Any]) -> None:
        self.where = where
        self.row = row

    def fail(self, key: str, found: str, expected: str) -> InputProblem:
        return InputProblem(f"{self.where}:{key}", found, expected, "correct the catalogue")

    def only(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        for key in required:
            if key not in self.row:
                raise self.fail(key, "missing", "a value")
        for key in self.row:
            if key not in {*required, *optional}:
                raise self.fail(key, "unknown key", f"one of {', '.join((*required, *optional))}")

    def text(self, key: str) -> str:
        value = self.row[key]
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, repr(value), "words")
        return value

    def number(self, key: str) -> float:
        value = self.row[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
            raise self.fail(key, repr(value), "a number from 0")
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false; false where it is not said."""
        value = self.row.get(key, False)
        if not isinstance(value, bool):
            raise self.fail(key, repr(value), "true or false")
        return value

    def count(self, key: str) -> int:
        value = self.row[key]
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise self.fail(key, repr(value), "a whole number from 1")
        return value

    def signed(self, key: str) -> float:
        """One number of any sign."""
        return Row(self.where, {key: [self.row[key]]}).numbers(key, 1)[0]

    def numbers(self, key: str, length: int) -> tuple[float, ...]:
        """So many numbers, of any sign."""
        values = self.list(key)
        good = all(isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each) for each in values)
        if len(values) != length or not good:
            raise self.fail(key, repr(list(values)), f"{length} numbers")
        return tuple(float(each) for each in values)

    def word(self, key: str, words: type[W]) -> W:
        return self._word(key, self.row[key], words)

    def _word(self, key: str, value: object, words: type[W]) -> W:
        if not isinstance(value, str) or value not in {word.value for word in words}:
            raise self.fail(key, repr(value), f"one of {', '.join(words)}")
        return words(value)

    def words(self, key: str, words: type[W]) -> tuple[W, ...]:
        return tuple(self._word(key, value, words) for value in self.list(key))

    def list(self, key: str) -> tuple[Any, ...]:
        value = self.row.get(key, [])
        if not isinstance(value, list):
            raise self.fail(key, repr(value), "a list")
        return tuple(value)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(Row(self.where, {key: value}).text(key) for value in self.list(key))

    def table(self, key: str, value: object = None) -> Row:
        value = self.row.get(key, {}) if value is None else value
        if not isinstance(value, dict):
            raise self.fail(key, repr(value), "a table")
        return Row(f"{self.where}:{key}", value)

    def tables(self, key: str, make: Callable[[Row], Any]) -> tuple[Any, ...]:
        return tuple(make(self.table(key, value)) for value in self.list(key))
