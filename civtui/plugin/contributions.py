"""What a plugin may contribute: frozen records that a plugin hands to the host through hooks.

A record names its code by `entry="package.module:attribute"`; the host imports nothing to list it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from civtui.plugin.programs import CultureProgram as CultureProgram
from civtui.plugin.records import Entry, Id, Record, Text


class State(Record):
    """The private state of a plugin's signals and importers (see `civtui.api.state`).

    Args:
        version: of its shape.
        migrations: `function(data: dict) -> dict`, the n-th from version n to n + 1.
    """

    version: int = Field(default=1, ge=1)
    migrations: tuple[Entry, ...] = ()

    @model_validator(mode="after")
    def _every_step(self) -> State:
        if len(self.migrations) != self.version - 1:
            raise ValueError("a state of version n needs n - 1 migrations, one a step")
        return self


class Plugin(Record):
    """What a plugin says about itself.

    Args:
        title: the name that people read.
        summary: one sentence on what it brings.
        publisher: who answers for it.
        source: where its text can be read (an address or a path).
        api: range of API versions it is written for, as a version specifier.
        state: its private state, None where it keeps none.
    """

    title: Text
    summary: Text | None = None
    publisher: str = Field(default="", max_length=200)
    source: str = Field(default="", max_length=400)
    api: str = ">=1,<2"
    state: State | None = None


class SchemeOption(Record):
    """An option of a calculator, so that people can choose it.

    Args:
        id: its key in `options` of the input.
        choices: the values it may have, the usual one first.
        free: any number will do; `choices` are then values that are usual.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")
    title: Text
    choices: tuple[str, ...] = Field(min_length=1)
    free: bool = False


class Calculator(Record):
    """A method on a bare input, as `civtui scheme run ID` runs it.

    Args:
        id: local id, unique inside the plugin.
        title: the method's name, with its variant.
        entry: `function(input: CalculatorInput) -> Answer`.
        exact: whether every score carries its exact fraction.
        properties: what people must know of it, by name: `not-monotone` (raising a mark can lower
            the own score), `place-not-monotone` (it can lower the own place), `rank-reversal`
            (another subject's mark can swap two places). Results by it say so.
        reference: source of the formula (paper, standard).
        options: what can be chosen of it.
    """

    id: Id
    title: Text
    entry: Entry
    exact: bool = False
    properties: tuple[str, ...] = ()
    reference: str = ""
    options: tuple[SchemeOption, ...] = ()


class ScoringScheme(Record):
    """A way to turn a round's sheet into results; usually a thin use of a calculator.

    Args:
        calculator: id of the calculator that computes it, or
        entry: `function(sheet: CalculatorInput) -> Answer`; exactly one of the two.
    """

    id: Id
    title: Text
    calculator: str | None = None
    entry: Entry | None = None

    @model_validator(mode="after")
    def _one_way(self) -> ScoringScheme:
        if (self.calculator is None) == (self.entry is None):
            raise ValueError("name either a calculator or an entry, not both and not neither")
        return self


def _extension(value: str) -> str:
    return value if value.startswith(".") else f".{value}"


Extension = Annotated[
    str,
    AfterValidator(_extension),
    Field(pattern=r"^\.?[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$", max_length=20),
]


class ExportFormat(Record):
    """A way to write a report to a file.

    Args:
        extension: of the file name, e.g. `.csv`.
        entry: `function(report: dict) -> bytes`; pure, the host writes the file.
        binary: whether the bytes are no text.
    """

    id: Id
    title: Text
    extension: Extension
    entry: Entry
    binary: bool = False


class Importer(Record):
    """A way to read a foreign file as plain sheets, which the host then checks like its own.

    Args:
        extensions: of the files it reads.
        entry: `function(name: str, data: bytes) -> list[Sheet]`.
    """

    id: Id
    title: Text
    extensions: tuple[Extension, ...] = Field(min_length=1)
    entry: Entry


class WarningSignal(Record):
    """A sign of trouble, looked for in what an agency has on record.

    Args:
        entry: `function(facts: dict) -> list[Alert]`; an empty list means "no warning".
        summary: what it looks for and why it matters.
    """

    id: Id
    title: Text
    entry: Entry
    summary: Text | None = None


class Sheet(Record):
    """One sheet that an importer read: rows of cells as text, None where empty."""

    name: str
    rows: tuple[tuple[str | None, ...], ...]


class Alert(Record):
    """One warning that a signal gives.

    Args:
        level: how grave: `notice`, `warning` or `alarm`; `unchecked` says that there is too little
            on record to look for it, which reads "not checked".
        text: what was seen.
        evidence: figures or ids that show it.
    """

    level: Literal["notice", "warning", "alarm", "unchecked"] = "warning"
    text: Text
    evidence: tuple[str, ...] = ()
