"""What a verb answers: a document for machines, lines for people, an exit status.

One file a noun: each function takes an open workspace and the fields of its verb by keyword
(`civtui.verbs`), calls the plain functions of `civtui.workspace`, and says what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from civtui.locale import render, t
from civtui.locale.tables import table
from civtui.model.text import Bilingual, Message
from civtui.rules.policies import said as policy_said
from civtui.workspace.agencies.lineage import unmarked

Lines = Callable[[], Iterable[str]]


class Answer:
    """What came of a verb.

    Args:
        document: JSON-ready data, or what `plain` makes such of.
        lines: makes the text for people; called only where it is shown.
        status: the exit status: 0 done, 1 the check found something wrong, 4 bad input.
        aside: what is said beside the data, in words; on the command line to stderr.
        content: makes bytes that are the answer themselves, in place of text.
        warnings: what is said aside where the lines are shown; the document holds it.
        brief: one line that a screen says in place of the lines.
        row: (kind, id) of what has come of it; a list that shows such things goes there.
        done: whether anything came of it; a form stays open where nothing did.
    """

    def __init__(
        self,
        document: Any,
        lines: Lines,
        *,
        status: int = 0,
        aside: Sequence[str] = (),
        content: Callable[[], bytes] | None = None,
        warnings: Sequence[str] = (),
        brief: Message | None = None,
        row: tuple[str, str] = ("", ""),
        done: bool = True,
    ) -> None:
        self._document, self._lines = document, lines
        self.status, self.aside, self.content = status, tuple(aside), content
        self.warnings, self.brief, self.row = tuple(warnings), brief, row
        self.done = done
        self.carried: Sequence[dict[str, Any]] = ()  # what came about by itself with the write

    def document(self) -> Any:
        """Return the answer as `--json` prints it."""
        found = plain(self._document)
        if self.carried and isinstance(found, dict):
            found["by_itself"] = [*self.carried]
        return found

    def lines(self) -> list[str]:
        """Return the answer as people read it."""
        return list(self._lines())

    def settled(self) -> Answer:
        """Return the answer with its lines made, so that it outlives its workspace."""
        made = self.lines()
        self._lines = lambda: made
        return self


class Foreseen(NamedTuple):
    """What would come of a verb.

    Args:
        ready: whether anything would; the first line says why not.
        files: path -> SHA-256 of the files that it was read from.
        head: number of the last fact that it was worked out upon; -1 where it is not known.
    """

    lines: list[str]
    ready: bool = True
    files: Mapping[str, str] = MappingProxyType({})
    head: int = -1


def plain(value: Any) -> Any:
    """Return `value` as JSON-ready data: records as objects, messages in words, dates as ISO."""
    if isinstance(value, Message | Bilingual):
        return render(value)
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        fields = value._asdict()
        if hasattr(value, "was") and hasattr(value, "former"):
            fields = unmarked(fields)
        return {key: plain(part) for key, part in fields.items()}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def rows_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table; `columns` are names of `cli_titles.column-*`."""
    heads = [t(f"cli_titles.column-{column}") for column in columns]
    body = [["" if cell is None else render(cell) for cell in row] for row in rows]
    yield from table(heads, body)


def said(notes: Iterable[Message], policies: Iterable[tuple[str, str]] = ()) -> Iterator[str]:
    """Yield what a verb has to say beside its answer, and the policies that decided."""
    for note in notes:
        yield render(note)
    for id_, choice in policies:
        yield render(policy_said(id_, choice))
