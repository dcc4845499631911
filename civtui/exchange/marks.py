"""Reads marks from a table: long (office, item, assessor, value) or offices by items."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from civtui import locale
from civtui.exchange import names
from civtui.exchange.by_words import filled, passed_over
from civtui.exchange.columns import NOBODY, Header, Named, read_mapping
from civtui.exchange.half import half_header
from civtui.exchange.headers import MARKS
from civtui.exchange.hidden import hidden_columns, shown_only, unseen_name
from civtui.exchange.mark_dittos import filled_down, is_said
from civtui.exchange.mark_of import mark_of
from civtui.exchange.mark_table import (
    LONG,
    MOST_NAMED,
    Lookup,
    Table,
    columns_said,
    find_table,
    item_words,
    items_said,
    judge_of,
    judge_words,
    judges_alike,
    subject_words,
    turned,
    unread_items,
    words_of,
)
from civtui.exchange.marks_plan import Blanked, Given, MarksPlan, Once
from civtui.exchange.other_round import of_another, whose
from civtui.exchange.plan import Problem, Seen
from civtui.exchange.round_view import Called, RoundView
from civtui.exchange.rows import MOST_SHOWN, is_ditto, said_of_blanks
from civtui.exchange.shape import before, is_header_again, left_out
from civtui.exchange.sheets import unread, way_out
from civtui.exchange.tables import Cell, Sheet, read_tables, shown
from civtui.model.errors import BadInput
from civtui.model.progress import Tell, silent, told
from civtui.model.text import Message, msg


def read_marks(
    path: Path,
    view: RoundView,
    tell: Tell = silent,
    mapping: Path | None = None,
    kept: Mapping[str, Mapping[str, str]] | None = None,
    *,
    hidden: bool = False,
) -> MarksPlan:
    """Return the marks in the file at `path`, checked against the round.

    Args:
        tell: is told how many rows are checked, and may stop it.
        mapping: a TOML file that names the columns in `[marks]`.
        kept: how columns were named for earlier files (see `columns.Named`).
        hidden: also take the rows and columns that the file hides.

    Raises:
        BadInput: the file cannot be read, or has no table of marks.
    """
    mapped = read_mapping(mapping, {"marks": MARKS}).get("marks", {}) if mapping else {}
    named = Named(mapped, kept or {})
    sheets = read_tables(path, tell, hidden=hidden)
    return check_marks(sheets, view, str(path), tell, named, hidden=hidden)


def check_marks(
    sheets: list[Sheet],
    view: RoundView,
    source: str = "",
    tell: Tell = silent,
    named: Named = NOBODY,
    *,
    hidden: bool = False,
) -> MarksPlan:
    """Return the marks in `sheets`, checked against the round; every sheet with a header counts.

    Args:
        source: name of the file, for an error.
        tell, hidden: as of `read_marks`.
        named: how people named the columns.

    Raises:
        BadInput: no sheet has a table of marks.
    """
    reader, found = _Reader(view, tell), False
    for whole in sheets:
        sheet, left = shown_only(whole, hidden=hidden)
        table = find_table(sheet, view, named)
        if table is None:
            reader.plan.seen.append(unread(whole, hidden=hidden))
            continue
        found = True
        reader.plan.left += left
        reader.plan.left += [] if hidden else hidden_columns(whole, table.header)
        reader.read(sheet, table)
    if not found:
        raise BadInput(
            half_header(sheets, [(MARKS, LONG)]) or msg("exchange.no-marks"),
            where={"file": source},
            allowed=["处室 项目 考评员 评分", "subject item assessor value"],
            hint=way_out(sheets, None, hidden=hidden),
        )
    reader.once.settle()
    reader.plan.left.sort(key=lambda left: (left.sheet, left.row))
    return reader.plan


class _Reader:
    """Checks marks, one file.

    Args:
        view: the round.
        tell: is told how many rows of a sheet are checked.
    """

    def __init__(self, view: RoundView, tell: Tell = silent) -> None:
        self.view, self.tell = view, tell
        self.plan = MarksPlan()
        self.subjects = Lookup(subject_words(view))
        self.items = Lookup(item_words(view))
        self.judges = Lookup(judge_words(view))
        self.others = Lookup(words_of(dict(view.others)))
        agencies = {agency for _, agency in view.subjects.values()}
        more = {name for agency in agencies for name in view.agencies.get(agency, ())}
        more |= {called.rpartition("/")[0] for called in view.formers}
        self.agencies = {names.same(name) for name in agencies | more}
        self.called = Called(view, self.agencies)
        self.parsed: dict[tuple[str, str], tuple[str, int | None]] = {}
        self.once = Once(self.plan)
        self.count = 0  # rows with marks, of the sheet that is being read

    def read(self, sheet: Sheet, table: Table) -> None:
        """Take every mark below the header of `table`."""
        sheet, dittos = filled_down(sheet, header := table.header)
        own, said = judge_of(sheet, header, self.view)
        refused, doubted = of_another(
            sheet, header, self.view, whose(sheet, header, self.subjects, self._is_agency)
        )
        self.plan.warnings += [*said, *doubted, *dittos]
        if refused:
            self.plan.rejected += refused
            self.count = 0
            self._say_seen(sheet, table, frozenset())
            return
        if own is None or (own and self.judges[own] is None):
            panel = [judge.name for judge in self.view.judges.values()][:MOST_NAMED]
            reason = msg("exchange.whose-marks")
            if own:
                key = "not-your-marks" if self.others[own] else "judge-above"
                reason = msg(f"exchange.{key}", judge=own, panel=panel)
            self.plan.rejected.append(Problem(sheet.name, header.row, "", "", reason))
            self.count = 0
            self._say_seen(sheet, table, frozenset())
            return
        self.own = own
        view, take = self.view.judges, self.plan.rows.append
        standing, fresh = self.view.standing, self.plan.fresh.append
        self.plan.left += before(sheet, header)
        unread = list(unread_items(sheet, table, self.view)) if table.wide else []
        self.plan.rejected += unread
        self.blanked, self.lent = Blanked(sheet.name, header), dict[int, str]()
        self.lender = ""
        for given in (self._wide if table.wide else self._long)(sheet, table):
            subject, item = self.subjects[given.subject], self.items[given.item]
            judge = self.judges[given.assessor]
            if subject is None or item is None or judge is None or not view[judge].takes(subject):
                self._refuse_cell(sheet, header, given)
                continue
            cell = (subject, item, judge)
            points = self.parsed.get((item, given.value)) or self._parse(sheet, given, item)
            if points:
                if cell in self.once:
                    reason = self.once.twice(cell, sheet.name, given.row, given.column, points[0])
                    self._refuse(sheet, given, given.column, given.value, reason)
                    continue
                stands = standing.get(cell) if standing else None
                if stands and not self._gives_way(sheet, given, cell, points[0]):
                    continue
                if cell in self.view.skipped and not self._unskips(sheet, given, cell, points[0]):
                    continue
                self.once.add(cell, sheet.name, given.row)
                row = (*cell, *points)
                take(row)
                if stands is None or stands.value != points[0]:
                    fresh(row)
        self.plan.warnings += self.blanked.said()
        self.plan.warnings += said_of_blanks(sheet, header, [*self.lent.items()])
        self._say_seen(sheet, table, {problem.column for problem in unread})

    def _say_seen(self, sheet: Sheet, table: Table, refused: Collection[str]) -> None:
        """Note how a table was read, and its columns that are neither used nor refused."""
        columns, unused = columns_said(sheet, table)
        head, state = table.header, sheet.state
        self.plan.seen.append(
            Seen(sheet.name, "marks", head.row, columns, self.count, head.remembered, state)
        )
        self.plan.warnings += [problem for problem in unused if problem.column not in refused]

    def _gives_way(self, sheet: Sheet, given: Given, cell: tuple[str, str, str], mark: str) -> bool:
        """Return whether the file's mark may stand in the place of the one that does."""
        stands = self.view.standing[cell]
        if stands.value == mark:
            return True
        if stands.by_hand and not self.view.overwrite:
            reason = stands.stays(self.view.judges[cell[2]].name)
            self._refuse(sheet, given, given.column, given.value, reason)
            return False
        if stands.value is not None:
            self.plan.change(self.view, sheet.name, given.row, cell, stands.value, mark)
        return True

    def _unskips(self, sheet: Sheet, given: Given, cell: tuple[str, str, str], mark: str) -> bool:
        """Return whether the file's mark may stand where a cell was left for later by hand."""
        why = self.view.skipped[cell]
        if not self.view.overwrite:
            reason = msg("exchange.skipped-unseen" if why is None else "exchange.skipped", why=why)
            self._refuse(sheet, given, given.column, given.value, reason)
        elif why is not None:
            old = locale.t("sheet.as-skip", why=why)
            self.plan.change(self.view, sheet.name, given.row, cell, old, mark)
        return self.view.overwrite

    def _long(self, sheet: Sheet, table: Table) -> Iterator[Given]:
        header = table.header
        at = header.columns
        subject, item, value = at["subject"], at["item"], at["value"]
        agency, assessor = at.get("agency", -1), at.get("assessor", -1)
        own, title, above = self.own, header.titles["value"], ""
        self.count, last = 0, ""
        rows = told(sheet.rows[header.row :], "check", self.tell)
        for number, row in enumerate(rows, header.row + 1):
            width = len(row)
            above = last = unseen_name(sheet, number, agency) or above
            named = shown(row[subject]) if subject < width else ""
            # as a rule the agency stands in every row, many times the same
            if 0 <= agency < width and (cell := row[agency]) != last:
                above = above if is_ditto(cell) else self._named_in(cell)
                last = above
            empty = value >= width or row[value] is None
            what = shown(row[item]) if item < width else ""
            judge = (shown(row[assessor]) if 0 <= assessor < width else "") or own
            if empty and (number, value) not in sheet.empty_formulas:
                self._say_blank(number, self._named(above, named), what, judge)
                above = self._no_mark(sheet, number, row, named) or above
                continue
            named = self._named(above, named)
            mark = "" if empty else shown(row[value]).strip()
            if 0 <= agency < width and row[agency] is None:
                self._lend(number, above, row)
            self.count += 1
            yield Given(number, named, what, judge, mark, title, value)

    def _wide(self, sheet: Sheet, table: Table) -> Iterator[Given]:
        header = table.header
        at, titles = header.columns, {one.place: one.shown for one in header.words}
        agency, assessor = at.get("agency"), at.get("assessor")
        width, above, self.count = 1 + max((*at.values(), *table.items)), "", 0
        rows = told(sheet.rows[header.row :], "check", self.tell)
        for number, row in enumerate(rows, header.row + 1):
            row = [*row, *[None] * (width - len(row))]
            named = shown(row[at["subject"]])
            above = unseen_name(sheet, number, -1 if agency is None else agency) or above
            if agency is not None and not is_ditto(row[agency]):
                above = self._named_in(row[agency])
            given = [
                place
                for place in table.items
                if row[place] is not None or (number, place) in sheet.empty_formulas
            ]
            judge = (shown(row[assessor]) if assessor is not None else "") or self.own
            for place in table.items.keys() - given:
                self._say_blank(number, self._named(above, named), table.items[place], judge or "")
            if not given:
                above = self._no_mark(sheet, number, row, named) or above
                continue
            named = self._named(above, named)
            self.count += 1
            if agency is not None and row[agency] is None:
                self._lend(number, above, row)
            for place in given:
                mark = shown(row[place]).strip()
                item = table.items[place]
                yield Given(number, named, item, judge or "", mark, titles[place], place)
                if self.subjects[named] is None:  # said once, not for every item
                    break

    def _named_in(self, cell: Cell) -> str:
        """Return the agency that a row names itself."""
        self.lender = shown(cell)
        return self.lender

    def _lend(self, number: int, agency: str, row: list[Cell]) -> None:
        """Note a row with a blank agency that is taken as the one named in a row above."""
        if agency and agency == self.lender and passed_over(row) is None:
            self.lent[number] = agency

    def _named(self, agency: str, name: str) -> str:
        """Return how a subject is looked up that stands beside, or below, the name of an agency."""
        agency = self.called(agency)
        of, slash, own = name.replace("／", "/").rpartition("/")
        if self.subjects[name] is None and slash:
            name = f"{self.called(of)}/{own}"
        if not agency:
            return name if slash or self.subjects[name] is not None else self.called(name)
        joined = f"{agency}/{name}"
        if self.subjects[joined] is not None:
            return joined
        found = self.subjects[name] if "/" in name else None
        owner = self.view.subjects[found][1] if found else ""
        called = {names.same(one) for one in (owner, *self.view.agencies.get(owner, ()))}
        alone = name in self.view.subjects or (found and names.same(agency) in called)
        return name if alone else joined

    def _say_blank(self, number: int, subject: str, item: str, judge: str) -> None:
        """Note a blank cell for which a mark stands: it stays."""
        found = self.subjects[subject], self.items[item], self.judges[judge]
        cell = tuple(id_ for id_ in found if id_)
        self.blanked.look(number, self.view.standing.get(cell) if len(cell) == 3 else None)

    def _no_mark(self, sheet: Sheet, number: int, row: list[Cell], named: str) -> str:
        """Note a row without marks that is no subject's; return the agency that it heads."""
        texts = filled(row)
        if not texts or self.subjects[named] is not None:
            return ""
        heads = len(texts) == 1
        why = passed_over(row) or ("sub-head" if heads else "")
        if why:
            self.plan.left.append(left_out(sheet.name, number, why, row))
        return texts[0][1] if why == "sub-head" and self._is_agency(texts[0][1]) else ""

    def _is_agency(self, text: str) -> bool:
        return names.same(self.called(text)) in self.agencies

    def _refuse_cell(self, sheet: Sheet, header: Header, given: Given) -> None:
        """Say why a mark is for no cell of the round; totals and notes are passed over."""
        cells = sheet.rows[given.row - 1]
        if self.subjects[given.subject] is None:
            why = passed_over(cells)
            if why is None and is_header_again(sheet, header, cells):
                why = "header-again"
            if why is not None:
                self.count -= 1
                self.plan.left.append(left_out(sheet.name, given.row, why, cells))
                return
            agency, slash, name = given.subject.rpartition("/")
            blank = not given.subject or (slash and not name)
            wrong = ("subject", given.subject, "exchange.no-subject")
            if blank:
                wrong = ("subject", agency, "exchange.subject-blank")
        elif self.items[given.item] is None:
            wrong = ("item", given.item, "exchange.no-item")
        elif self.judges[given.assessor] is None:
            other = self.others[given.assessor] is not None
            key = "exchange.not-your-marks" if other else "exchange.no-judge"
            key = key if given.assessor.strip() else "exchange.judge-blank"
            wrong = ("assessor", given.assessor, key)
        else:
            judge = self.view.judges[self.judges[given.assessor] or ""]
            column, key = judge.closed(self.subjects[given.subject] or "")
            wrong = (column, given.subject if column == "subject" else given.assessor, key)
        field, value, key = wrong
        place = header.columns.get(field, -1)
        raw = cells[place] if 0 <= place < len(cells) else None
        more = {"items": items_said(self.view)} if key == "exchange.no-item" else {}
        several = self.called.several(value) if key == "exchange.no-subject" else None
        nothing = msg("building.nothing-above") if is_said(cells, place) else None
        several = judges_alike(self.view, value) if key == "exchange.no-judge" else several
        reason = turned(raw) or nothing or several or msg(key, **more)
        title = header.titles.get(field) or MARKS[field][0]
        self._refuse(sheet, given, title, value, reason)

    def _parse(self, sheet: Sheet, given: Given, item: str) -> tuple[str, int | None] | None:
        """Return a mark as stored with its points, None where it is refused."""
        if not given.value:
            formula = sheet.empty_formulas.get((given.row, given.place))
            if formula:
                self._refuse(sheet, given, given.column, formula, msg("exchange.formula"))
            return None
        raw = sheet.rows[given.row - 1][given.place]
        mark = mark_of(self.view.items[item], given.value, raw)
        if isinstance(mark, Message):
            self._refuse(sheet, given, given.column, given.value, mark)
            return None
        milli = mark.points * 1000
        points = int(milli) if milli.denominator == 1 else None
        found = self.parsed[item, given.value] = (mark.value_text, points)
        return found

    def _refuse(self, sheet: Sheet, given: Given, column: str, value: str, reason: Message) -> None:
        problem = Problem(sheet.name, given.row, column, value[:MOST_SHOWN], reason)
        self.plan.rejected.append(problem)
