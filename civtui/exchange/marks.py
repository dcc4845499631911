"""Reads marks from a table: long (office, item, assessor, value) or offices by items."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from civtui import locale
from civtui.exchange.plan import Problem
from civtui.exchange.tables import Cell, Sheet, read_tables
from civtui.model.errors import BadInput
from civtui.model.text import msg
from civtui.scoring.pipeline.items import ItemSpec, parse_mark

HEADS = {
    "subject": ("处室", "处室名称", "对象", "subject", "office", "编号", "处室编号"),
    "item": ("项目", "指标", "考评项目", "item"),
    "assessor": ("考评员", "评委", "assessor", "judge"),
    "value": ("评分", "得分", "分数", "value", "mark", "score"),
}
MarkRow = tuple[str, str, str, str, int | None]


class JudgeView(NamedTuple):
    """A judge of the round and the subjects closed to them."""

    name: str
    barred: frozenset[str]


class RoundView(NamedTuple):
    """What a file of marks is checked against.

    Args:
        subjects: id -> (name, agency's name).
        assessor: whose marks a table without a column of assessors holds.
    """

    subjects: dict[str, tuple[str, str]]
    items: dict[str, ItemSpec]
    judges: dict[str, JudgeView]
    assessor: str | None = None


@dataclass
class MarksPlan:
    """What a file of marks comes to."""

    rows: list[MarkRow] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_marks(path: Path, view: RoundView) -> MarksPlan:
    """Return the marks in the file at `path`, checked against the round.

    Raises:
        BadInput: the file cannot be read, or has no table of marks.
    """
    for sheet in read_tables(path):
        for number, row in enumerate(sheet.rows[:20], 1):
            words = {_word(cell): place for place, cell in enumerate(row) if cell is not None}
            columns = {
                name: words[_word(w)] for name, ws in HEADS.items() for w in ws if _word(w) in words
            }
            if {"subject", "item", "value"} <= columns.keys():
                return _Reader(view).long(sheet, number, columns)
            items = _item_columns(row, view)
            if "subject" in columns and items:
                return _Reader(view).wide(sheet, number, columns, items)
    raise BadInput(
        msg("exchange.no-marks"),
        where={"file": str(path)},
        allowed=["处室 项目 考评员 评分", "subject item assessor value"],
    )


def _word(cell: Cell) -> str:
    return "".join(unicodedata.normalize("NFKC", str(cell)).casefold().split())


def _item_columns(row: list[Cell], view: RoundView) -> dict[int, str]:
    names = {_word(item.id): item.id for item in view.items.values()}
    names |= {_word(item.title.zh): item.id for item in view.items.values()}
    return {place: names[_word(c)] for place, c in enumerate(row) if c and _word(c) in names}


class _Reader:
    def __init__(self, view: RoundView) -> None:
        self.view = view
        self.plan = MarksPlan()
        self.subjects = {_word(id_): id_ for id_ in view.subjects}
        counts: dict[str, list[str]] = {}
        for id_, (name, agency) in view.subjects.items():
            self.subjects[_word(f"{agency}/{name}")] = id_
            counts.setdefault(_word(name), []).append(id_)
        self.subjects |= {word: ids[0] for word, ids in counts.items() if len(ids) == 1}
        self.items = {_word(i.id): i.id for i in view.items.values()}
        self.items |= {_word(i.title.zh): i.id for i in view.items.values()}
        self.judges = {_word(id_): id_ for id_ in view.judges}
        self.judges |= {_word(judge.name): id_ for id_, judge in view.judges.items()}
        self.parsed: dict[tuple[str, str], tuple[str, int | None]] = {}
        self.seen: set[tuple[str, str, str]] = set()

    def long(self, sheet: Sheet, header: int, columns: dict[str, int]) -> MarksPlan:
        place = columns.get
        for number, row in enumerate(sheet.rows[header:], header + 1):
            cells = {name: _at(row, place(name)) for name in HEADS}
            if cells["value"] is not None:
                self._take(sheet, number, cells)
        return self.plan

    def wide(
        self, sheet: Sheet, header: int, columns: dict[str, int], items: dict[int, str]
    ) -> MarksPlan:
        for number, row in enumerate(sheet.rows[header:], header + 1):
            subject = _at(row, columns["subject"])
            if subject is None:
                continue
            judge = _at(row, columns.get("assessor"))
            for place, item in items.items():
                value = _at(row, place)
                if value is not None:
                    cells = {"subject": subject, "item": item, "assessor": judge, "value": value}
                    self._take(sheet, number, cells)
        return self.plan

    def _take(self, sheet: Sheet, number: int, cells: dict[str, Cell]) -> None:
        def refuse(name: str, key: str) -> None:
            self.plan.rejected.append(
                Problem(sheet.name, number, name, str(cells[name] or "")[:80], msg(key))
            )

        subject = self.subjects.get(_word(cells["subject"] or ""))
        item = self.items.get(_word(cells["item"] or ""))
        judge = self.judges.get(_word(cells["assessor"] or self.view.assessor or ""))
        if subject is None:
            refuse("subject", "exchange.no-subject")
        elif item is None:
            refuse("item", "exchange.no-item")
        elif judge is None:
            refuse("assessor", "exchange.no-judge")
        elif subject in self.view.judges[judge].barred:
            refuse("subject", "exchange.barred")
        elif (subject, item, judge) in self.seen:
            refuse("value", "exchange.mark-twice")
        else:
            self._mark(sheet, number, (subject, item, judge), cells["value"])

    def _mark(self, sheet: Sheet, number: int, cell: tuple[str, str, str], value: Cell) -> None:
        text = f"{value:g}" if isinstance(value, float) else str(value).strip()
        found = self.parsed.get((cell[1], text))
        if found is None:
            try:
                mark = parse_mark(self.view.items[cell[1]], text)
            except BadInput as error:
                allowed = locale.render(error.allowed)
                reason = msg("exchange.bad-mark", allowed=allowed)
                self.plan.rejected.append(Problem(sheet.name, number, "value", text[:80], reason))
                return
            milli = mark.points * 1000
            points = int(milli) if milli.denominator == 1 else None
            found = self.parsed[cell[1], text] = (mark.value_text, points)
        self.seen.add(cell)
        self.plan.rows.append((*cell, *found))


def _at(row: list[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else None
