"""Reads marks from a table: long (office, item, assessor, value) or offices by items."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from civtui import locale
from civtui.exchange import names
from civtui.exchange.plan import Problem
from civtui.exchange.rows import MOST_SHOWN, passed_over
from civtui.exchange.tables import Sheet, read_tables, shown
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent, told
from civtui.model.text import msg
from civtui.scoring.pipeline.items import ItemSpec, parse_mark

HEADS = {
    "subject": ("处室", "处室名称", "对象", "考评对象", "subject", "office", "编号", "处室编号"),
    "agency": ("机关", "机关名称", "单位", "单位名称", "所属机关", "agency"),
    "item": ("项目", "指标", "考评项目", "项目编号", "item"),
    "assessor": ("考评员", "评委", "评分人", "assessor", "judge"),
    "value": ("评分", "得分", "分数", "value", "mark", "score"),
}
DEEPEST_HEADER = 20
MarkRow = tuple[str, str, str, str, int | None]


class JudgeView(NamedTuple):
    """A judge of the round and the subjects closed to them.

    Args:
        barred: for a conflict of interest.
        mine: the subjects that are the judge's to mark; None where all others are.
        submitted: the day the sheet was submitted and locked.
    """

    name: str
    barred: frozenset[str]
    mine: frozenset[str] | None = None
    submitted: str | None = None

    def takes(self, subject: str) -> bool:
        """Return whether marks of the judge on `subject` are taken."""
        if self.submitted or subject in self.barred:
            return False
        return self.mine is None or subject in self.mine


class RoundView(NamedTuple):
    """What a file of marks is checked against.

    Args:
        subjects: id -> (name, agency's name).
        items: id -> item.
        judges: id -> judge whose marks the file may hold.
        assessor: whose marks a table without a column of assessors holds.
    """

    subjects: dict[str, tuple[str, str]]
    items: dict[str, ItemSpec]
    judges: dict[str, JudgeView]
    assessor: str | None = None


class Given(NamedTuple):
    """One mark as a file has it; `column` is the title over the value, `place` where it stands."""

    row: int
    subject: str
    item: str
    assessor: str
    value: str
    column: str
    place: int


class Header(NamedTuple):
    """Where a table of marks begins; `items` (place -> item) is empty for a long one."""

    row: int
    columns: dict[str, int]
    titles: dict[str, str]
    items: dict[int, str]


@dataclass
class MarksPlan:
    """What a file of marks comes to.

    Args:
        rows: (subject, item, assessor, mark as stored, points in thousandths or None).
    """

    rows: list[MarkRow] = field(default_factory=list)
    rejected: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def read_marks(path: Path, view: RoundView, tell: Tell = silent) -> MarksPlan:
    """Return the marks in the file at `path`, checked against the round.

    Args:
        tell: is told how many rows are checked, and may stop it.

    Raises:
        BadInput: the file cannot be read, or has no table of marks.
    """
    return check_marks(read_tables(path, tell), view, str(path), tell)


def check_marks(
    sheets: list[Sheet], view: RoundView, source: str = "", tell: Tell = silent
) -> MarksPlan:
    """Return the marks in `sheets`, checked against the round; every sheet with a header counts.

    Args:
        source: name of the file, for an error.
        tell: as of `read_marks`.

    Raises:
        BadInput: no sheet has a table of marks.
    """
    reader, found = _Reader(view, tell), False
    for sheet in sheets:
        header = _find_header(sheet, view)
        if header:
            found = True
            reader.read(sheet, header)
    if not found:
        raise BadInput(
            msg("exchange.no-marks"),
            where={"file": source},
            allowed=["处室 项目 考评员 评分", "subject item assessor value"],
        )
    return reader.plan


def _word(text: str) -> str:
    if text.isascii() and text.isalnum() and text.islower():
        return text
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _find_header(sheet: Sheet, view: RoundView) -> Header | None:
    items = _words({id_: item.title.zh for id_, item in view.items.items()})
    for number, row in enumerate(sheet.rows[:DEEPEST_HEADER], 1):
        words = {names.word(shown(c)): place for place, c in reversed([*enumerate(row)]) if c}
        columns = {
            name: next(words[w] for w in many if w in words)
            for name, many in HEADS.items()
            if any(w in words for w in many)
        }
        titles = {name: names.tidy(shown(row[place])) for name, place in columns.items()}
        if {"subject", "item", "value"} <= columns.keys():
            return Header(number, columns, titles, {})
        wide = {place: items[_word(shown(c))] for place, c in enumerate(row)
                if c and _word(shown(c)) in items}  # fmt: skip
        if "subject" in columns and wide:
            return Header(number, columns, titles, wide)
    return None


class _Lookup(dict[str, str | None]):
    """Ids by the text in a cell; each text is folded and looked up once.

    Args:
        words: id by folded name.
    """

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__()
        self.words = words

    def __missing__(self, text: str) -> str | None:
        found = self[text] = self.words.get(_word(text))
        return found


class _Reader:
    """Checks marks, one file.

    Args:
        view: the round.
        tell: is told how many rows of a sheet are checked.
    """

    def __init__(self, view: RoundView, tell: Tell = silent) -> None:
        self.view, self.tell = view, tell
        self.plan = MarksPlan()
        self.subjects = _Lookup(_subject_words(view))
        self.items = _Lookup(_words({id_: item.title.zh for id_, item in view.items.items()}))
        self.judges = _Lookup(_words({id_: judge.name for id_, judge in view.judges.items()}))
        self.parsed: dict[tuple[str, str], tuple[str, int | None]] = {}
        self.seen: set[tuple[str, str, str]] = set()

    def read(self, sheet: Sheet, header: Header) -> None:
        """Take every mark below `header`."""
        view, seen, take = self.view.judges, self.seen, self.plan.rows.append
        for given in (self._wide if header.items else self._long)(sheet, header):
            subject, item = self.subjects[given.subject], self.items[given.item]
            judge = self.judges[given.assessor]
            if subject is None or item is None or judge is None or not view[judge].takes(subject):
                self._refuse_cell(sheet, header, given)
                continue
            cell = (subject, item, judge)
            if cell in seen:
                self._refuse(sheet, given, given.column, given.value, "exchange.mark-twice")
                continue
            points = self.parsed.get((item, given.value)) or self._parse(sheet, given, item)
            if points:
                seen.add(cell)
                take((*cell, *points))

    def _long(self, sheet: Sheet, header: Header) -> Iterator[Given]:
        at = header.columns
        subject, item, value = at["subject"], at["item"], at["value"]
        agency, assessor = at.get("agency", -1), at.get("assessor", -1)
        own, title = self.view.assessor or "", header.titles["value"]
        rows = told(sheet.rows[header.row :], "check", self.tell)
        for number, row in enumerate(rows, header.row + 1):
            width = len(row)
            empty = value >= width or row[value] is None
            if empty and (number, value) not in sheet.empty_formulas:
                continue
            named = shown(row[subject]) if subject < width else ""
            if 0 <= agency < width and row[agency] is not None:
                named = f"{shown(row[agency])}/{named}"
            what = shown(row[item]) if item < width else ""
            judge = (shown(row[assessor]) if 0 <= assessor < width else "") or own
            mark = "" if empty else shown(row[value]).strip()
            yield Given(number, named, what, judge, mark, title, value)

    def _wide(self, sheet: Sheet, header: Header) -> Iterator[Given]:
        at, titles = header.columns, sheet.rows[header.row - 1]
        agency, assessor = at.get("agency"), at.get("assessor")
        rows = told(sheet.rows[header.row :], "check", self.tell)
        for number, row in enumerate(rows, header.row + 1):
            row = [*row, *[None] * (len(titles) - len(row))]
            named = shown(row[at["subject"]])
            if agency is not None and row[agency] is not None:
                named = f"{shown(row[agency])}/{named}"
            judge = (shown(row[assessor]) if assessor is not None else "") or self.view.assessor
            for place, item in header.items.items():
                if row[place] is not None or (number, place) in sheet.empty_formulas:
                    mark = shown(row[place]).strip()
                    title = shown(titles[place])
                    yield Given(number, named, item, judge or "", mark, title, place)
                    if self.subjects[named] is None:  # said once, not for every item
                        break

    def _refuse_cell(self, sheet: Sheet, header: Header, given: Given) -> None:
        """Say why a mark is for no cell of the round; totals and notes are passed over."""
        if self.subjects[given.subject] is None:
            if passed_over(sheet.rows[given.row - 1]):
                return
            wrong = ("subject", given.subject, "exchange.no-subject")
        elif self.items[given.item] is None:
            wrong = ("item", given.item, "exchange.no-item")
        elif self.judges[given.assessor] is None:
            wrong = ("assessor", given.assessor, "exchange.no-judge")
        else:
            wrong = self._closed(given)
        self._refuse(sheet, given, header.titles.get(wrong[0], wrong[0]), *wrong[1:])

    def _closed(self, given: Given) -> tuple[str, str, str]:
        subject, judge = self.subjects[given.subject], self.judges[given.assessor]
        assert judge is not None
        view = self.view.judges[judge]
        if subject in view.barred:
            return "subject", given.subject, "exchange.barred"
        if view.submitted:
            return "assessor", given.assessor, "exchange.submitted"
        return "subject", given.subject, "exchange.not-dealt"

    def _parse(self, sheet: Sheet, given: Given, item: str) -> tuple[str, int | None] | None:
        """Return a mark as stored with its points, None where it is refused."""
        if not given.value:
            formula = sheet.empty_formulas.get((given.row, given.place))
            if formula:
                self._refuse(sheet, given, given.column, formula, "exchange.formula")
            return None
        try:
            mark = parse_mark(self.view.items[item], given.value)
        except BadInput as error:
            allowed = locale.render(error.allowed)
            self._refuse(sheet, given, given.column, given.value, "exchange.bad-mark", allowed)
            return None
        milli = mark.points * 1000
        points = int(milli) if milli.denominator == 1 else None
        found = self.parsed[item, given.value] = (mark.value_text, points)
        return found

    def _refuse(
        self, sheet: Sheet, given: Given, column: str, value: str, key: str, allowed: str = ""
    ) -> None:
        reason = msg(key, allowed=allowed) if allowed else msg(key)
        problem = Problem(sheet.name, given.row, column, value[:MOST_SHOWN], reason)
        self.plan.rejected.append(problem)


def _words(names_of: dict[str, str]) -> dict[str, str]:
    """Return id by every word that means it alone: its name, where unique, and the id itself."""
    by_name: dict[str, list[str]] = {}
    for id_, name in names_of.items():
        by_name.setdefault(_word(name), []).append(id_)
    unique = {word: ids[0] for word, ids in by_name.items() if len(ids) == 1}
    return unique | {_word(id_): id_ for id_ in names_of}


def _subject_words(view: RoundView) -> dict[str, str]:
    """Return every way to name a subject: id, agency/name, and the name where it is unique."""
    full = {_word(f"{agency}/{name}"): id_ for id_, (name, agency) in view.subjects.items()}
    return full | _words({id_: name for id_, (name, _) in view.subjects.items()})
