"""Options and parameter types that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click
from click.shell_completion import CompletionItem

from supple.exchange.naming import one_of
from supple.problems import InputProblem

Word = TypeVar("Word", bound=StrEnum)
if TYPE_CHECKING:
    ParamType = click.ParamType[Any]
else:  # only newer versions of click can be subscripted
    ParamType = click.ParamType
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class WordOf(ParamType, Generic[Word]):
    """One word of a closed set; a slip is answered with the word probably meant."""

    def __init__(self, kind: type[Word], name: str) -> None:
        self.kind = kind
        self.name = name

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Word:
        try:
            return one_of(self.kind, value, "", self.name)
        except InputProblem as problem:
            self.fail(f"{problem.found}; expected {problem.expected}; {problem.remedy}", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return f"[{'|'.join(self.kind)}]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word.value) for word in self.kind if word.startswith(incomplete)]


class Seconds(ParamType):
    """A window ``START:END`` in seconds."""

    name = "START:END"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        start, colon, end = str(value).partition(":")
        try:
            window = float(start), float(end)
        except ValueError:
            window = None
        if not colon or window is None or not 0 <= window[0] < window[1] < float("inf"):
            self.fail(f"{value!r}; expected two times in seconds such as 1.5:4, the first the earlier", param, ctx)
        return window


class Day(ParamType):
    """A date such as 2026-11-02."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r}; expected a date such as 2026-11-02", param, ctx)


#: A path; what is wrong with it is said by whoever reads or writes it.
FILE = click.Path(path_type=Path)


def word_option(name: str, kind: type[StrEnum], text: str) -> Decorator:
    return click.option(f"--{name}", type=WordOf(kind, name), default=None, help=text)


def json_option(command: str) -> Decorator:
    return click.option("--json", "as_json", is_flag=True, help=f"Print JSON (schema supple.{command}/1) for programs.")


facing_option = click.option(
    "--facing",
    metavar="SENSOR:AXIS",
    default=None,
    help="Which axis of a sensor points where the person faces, such as thorax:z or pelvis:-x. Rotation never needs it; "
    "it splits flexion from side-bending.",
)
upright_option = click.option(
    "--upright",
    type=Seconds(),
    default=None,
    help="Seconds in which the person was upright and still, such as 1:4, where the file does not mark them: one phone or "
    "sensor needs them on the floor to tell left from right.",
)


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--data``, of every command that works on what people entered."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=None,
        metavar="FOLDER",
        help="The folder that holds everything people enter (SUPPLE_DATA).",
    )(command)
