"""How a file was read, in lines: its header and columns, the rows left out; the values changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from civtui.exchange import names
from civtui.exchange.headers import KINDS, MARKS, Words
from civtui.locale import current, render, t
from civtui.model.registers import ACTIVITY, REGISTERS
from civtui.plugin.builtin_formats.shown import seen as visible
from civtui.workspace.building.intake import columns_of

if TYPE_CHECKING:
    from civtui.exchange.plan import Change, Column, Left, Seen
    from civtui.workspace.files.imports import ImportAnswer

MOST_CHANGES = 20
QUOTED = ("title", "note", "sub-head")  # whether they are so is told by their words
MOST_QUOTED, MOST_WORDS = 6, 16  # rows, characters of each


def as_read(found: ImportAnswer) -> Iterator[str]:
    """Yield how a file was read, sheet by sheet."""
    joint = t("common.separator")
    for place, sheet in enumerate(found.seen):
        if sheet.kind:
            columns = joint.join(_column(sheet.kind, one) for one in sheet.columns)
            yield t(
                f"verbs/import.sheet{'-of-hidden' if sheet.state else ''}",
                sheet=visible(sheet.sheet),
                row=sheet.header,
                rows=sheet.rows,
                kind=_kind(sheet.kind),
                columns=columns,
            )
            if sheet.remembered:
                yield t("verbs/import.remembered")
            # of a sheet that is read as two, the rows left out are said behind the second
            again = any(one.sheet == sheet.sheet for one in found.seen[place + 1 :])
            own = [row for row in found.left if row.sheet == sheet.sheet and not again]
            for key, used in (("left-out", False), ("used-heads", True)):
                left = [row for row in own if bool(row.used) is used]
                if left:
                    parts = t("common.joint").join(_left(left))
                    yield t(f"verbs/import.{key}", count=len(left), parts=parts)
    yield from _passed(found.seen)


def changed_cells(found: ImportAnswer) -> Iterator[str]:
    """Yield what a file changes, from what to what."""
    yield from _changes(found.cells, written=found.written)


def _passed(seen: Sequence[Seen]) -> Iterator[str]:
    """Yield which sheets were not read, by the reason why."""
    kinds: dict[str, list[str]] = {}
    for sheet in seen:
        if not sheet.kind:
            kinds.setdefault(sheet.state, []).append(visible(sheet.sheet))
    for state, names_ in kinds.items():
        key = f"sheets-{state or 'passed'}"
        yield t(f"verbs/import.{key}", sheets=t("common.separator").join(names_))


def _kind(kind: str) -> str:
    if kind in (*KINDS, "marks"):
        return t(f"verbs/import.kind-{kind}")
    return render((REGISTERS.get(kind) or ACTIVITY).title)


def _words(kind: str) -> Words:
    if kind in KINDS or kind == "marks":
        return KINDS.get(kind, MARKS)
    return columns_of(REGISTERS.get(kind) or ACTIVITY)


def _column(kind: str, column: Column) -> str:
    title = visible(column.title) or t("verbs/import.untitled")
    if not column.field:
        return t("verbs/import.column-unused", place=column.place, title=title)
    words = _words(kind).get(column.field, ())
    # an item of marks is found by its own name
    if not words or names.word(column.title) == names.word(words[0]):
        return f"{column.place} {title}"
    return f"{column.place} {title}→{column.field if current() == 'en' else words[0]}"


def _left(left: Sequence[Left]) -> Iterator[str]:
    kinds: dict[tuple[str, str], list[Left]] = {}
    for row in left:
        kinds.setdefault((row.why, row.used), []).append(row)
    for (why, used), rows in kinds.items():
        where = _runs(row.row for row in rows)
        if why == "hidden-column":
            where = t("common.separator").join(visible(row.text) for row in rows)
        elif why in QUOTED:
            where = _quoted(rows)
        yield t(f"verbs/import.left-{why}{'-' if used else ''}{used}", where=where)


def _quoted(rows: Sequence[Left]) -> str:
    """Return rows with what they say: what a clerk has to judge is in the words."""
    texts = [(one.row, visible(one.text)) for one in rows[:MOST_QUOTED]]
    said = [
        t(
            "verbs/import.left-row",
            row=row,
            text=text if len(text) <= MOST_WORDS else text[: MOST_WORDS - 1] + "…",
        )
        for row, text in texts
    ]
    some, more = t("common.separator").join(said), len(rows) - MOST_QUOTED
    return t("verbs/import.left-more", some=some, count=more) if more > 0 else some


def _runs(rows: Iterable[int]) -> str:
    """Return row numbers with runs drawn together: 3–7、90."""
    runs: list[list[int]] = []
    for row in sorted(set(rows)):
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    texts = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    return t("common.separator").join(texts)


def _changes(cells: Sequence[Change], *, written: bool) -> Iterator[str]:
    if not cells:
        return
    yield t(f"verbs/import.cells{'-written' if written else ''}", count=len(cells))
    for cell in cells[:MOST_CHANGES]:
        old, new = (visible(text) or t("cli.empty") for text in cell.said or (cell.old, cell.new))
        yield t(
            "verbs/import.cell",
            sheet=visible(cell.sheet),
            row=cell.row,
            what=visible(cell.what),
            field=visible(cell.field),
            old=old,
            new=new,
        )
    if len(cells) > MOST_CHANGES:
        yield t("cli_exchange.more", count=len(cells) - MOST_CHANGES)
