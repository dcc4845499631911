"""What a row is that is no data: told by its words, its place and its sums, never taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.by_words import NOTES, NUMBER, by_words, filled
from civtui.exchange.columns import Header, match
from civtui.exchange.headers import KINDS
from civtui.exchange.honors import is_head
from civtui.exchange.lines import is_label, owner_in, pairs
from civtui.exchange.nameless import are_heads, is_odd, is_period
from civtui.exchange.plan import Left, Problem
from civtui.exchange.sums import COUNTED, NUMERALS, folded, totalled
from civtui.exchange.tables import Cell, Sheet, shown
from civtui.exchange.titles import Title
from civtui.model.reading import day_of
from civtui.model.text import msg

MOST_TEXT = 40  # characters of a row that is left out, as a report repeats them
# the name of a table, as on every printed page or over the next part of it
NAMED_TABLE = re.compile(
    r"续上?表|[接转][上下][页表]|.*(?:名册|名单|一览表|登记表|统计表|情况表|汇总表|明细表)"
)
LEAST_TITLE = 4  # characters from which on a title above the table is known again
NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十百]+(?:[、.．,，]|部分)|[(（][一二三四五六七八九十]+[)）])\s*"
)
# of a list as often as of a sub-head: the rows below tell (see `_is_shaped`)
ARABIC = re.compile(r"^(?:[0-9]{1,2}(?:[、.．]|[)）])|[(（][0-9]{1,2}[)）])\s*(?![0-9])")
ORDINAL = re.compile(r"[一二三四五六七八九十]+[、.．]?|[(（][一二三四五六七八九十]+[)）]")
BRACKETED = re.compile(r"[(（](?P<words>[^()（）]*)[)）]$")
GROUPS = re.compile(
    r".{1,14}(?:部门|单位|团体|组织|党派|机关|系统|战线|口|类|片区|序列)$|其[他它余].{0,8}$"
)
COUNT_BEHIND = re.compile(rf"(?:共|计)?[{NUMERALS}]+[个家]$")
# 市人大机关 and 市委机关 are agencies, 市直机关 and 市属单位 are groups of them
PROPER = re.compile(r"(?:[省市区县州盟旗](?![属直级辖])|中共|共青团).+")
AGGREGATE = re.compile(r"[=+\s]*(?:SUM|COUNT|AVERAGE|SUBTOTAL|AGGREGATE)[A-Z]*\(", re.IGNORECASE)


class Kept(NamedTuple):
    """A row of data.

    Args:
        under: the sub-head above it, "" where there is none.
        apart: that one heads a group of agencies, and is none itself.
        by: why it is none of the data, though the blank cells below are of whom it names: `hidden`,
            `total` (市财政局小计); else "".
    """

    number: int
    cells: list[Cell]
    under: str = ""
    apart: bool = False
    by: str = ""


# what an office is called, and no group of them: 预算处, not 机关处室
OFFICE = re.compile(r".*(?<!处)[处科股]|.*(?<![处科])室")


def is_header_again(sheet: Sheet, header: Header, cells: list[Cell]) -> bool:
    """Return whether a row repeats a row of the header, as on every printed page."""
    return _repeats(filled(cells), _tops(sheet, header))


def _tops(sheet: Sheet, header: Header) -> list[dict[int, str]]:
    """Return the texts of each row of a header, in the columns that are used."""
    used = set(header.columns.values())
    return [
        {place: text for place, text in filled(sheet.rows[number - 1]) if place in used}
        for number in header.tops or (header.row,)
    ]


def _repeats(texts: list[tuple[int, str]], tops: list[dict[int, str]]) -> bool:
    for top in tops:
        said = [(place, text) for place, text in texts if place in top]
        whole = len(said) > 1 or len(said) == len(texts) == len(top)
        if whole and all(top[place] == text for place, text in said):
            return True
    return False


class Below:
    """Parts the rows below a header into data and what is none.

    Args:
        sheet: what it shows (see `shown_only`).
        header: what its columns are.
        naming: the field that names what a row is about.
    """

    def __init__(self, sheet: Sheet, header: Header, naming: str) -> None:
        self.sheet, self.header = sheet, header
        self.place = header.columns.get(naming, -1)
        self.owner = header.columns.get("agency", -1)
        self.counted = self._is_counted(header.columns.get("order", -1))
        self.tops = _tops(sheet, header)
        self.over = _titles_over(sheet, header)
        self.left: list[Left] = list(before(sheet, header))
        self.heads: dict[int, str] = {}  # number of each sub-head's row -> what it names
        self.formulas: dict[int, list[str]] = {}  # number of a row -> those without a value
        for (number, _), text in sheet.empty_formulas.items():
            self.formulas.setdefault(number, []).append(text)
        self.sums: dict[int, float] = {}
        self.summed = 0

    def rows(self) -> Iterator[Kept]:
        """Yield the data, and note every other row that is not blank.

        A hidden row, and a sum of one agency's, come, too, for the blank cells below them.
        """
        under, apart, second, begun = "", False, False, False
        for number, cells in enumerate(self.sheet.rows[self.header.row :], self.header.row + 1):
            unseen = number in self.sheet.unseen
            cells = self.sheet.unseen.get(number, cells)
            why = self.why(number, cells)
            if second and why != "" and not unseen:
                self.leave(number, "second-table", cells)
                continue
            if why == "sub-head":
                place, text = self._head(cells)
                said = owner_in(number, cells)
                name, groups = said or heading(text), not said and self._is_apart(place, text)
                if is_period(text):  # no sector of agencies, and no agency of offices
                    self.heads[number], why = text, "note"
                    if self.header.kind == "office":
                        under, apart = text, True
                # offices are grouped under their agency: its name goes on
                elif not (groups and place == self.place != self.owner >= 0):
                    under, apart = name, groups
                    self.heads[number] = under
            if why and not unseen:
                self.leave(number, why, cells)
            if why is None and unseen:
                yield Kept(number, cells, under, apart, "hidden")
            elif why == "total" and (owner := self._totalled(cells)):
                yield Kept(number, owner, under, apart, "total")
            elif why is None:
                second, begun = begun and self._is_other_header(cells), True
                self._add(cells)
                yield Kept(number, cells, under, apart)

    def _totalled(self, cells: list[Cell]) -> list[Cell]:
        """Return the cells of a sum with the agency that it adds up in its place; else none."""
        cell = shown(cells[self.owner]) if 0 <= self.owner < len(cells) else ""
        name = totalled(names.tidy(cell))
        whose = name and not _is_group(name)
        return [*cells[: self.owner], name, *cells[self.owner + 1 :]] if whose else []

    def _is_other_header(self, cells: list[Cell]) -> bool:
        """Return whether a row is the header of another table below this one: it is refused."""
        texts = filled(cells)
        if self.header.kind not in KINDS or len(texts) < 2 or not are_heads(t for _, t in texts):
            return False
        titles = [Title(place, text) for place, text in texts]
        own = self.header.columns
        lonely = len(texts) > 1 and own.get("agency", -1) not in dict(texts)
        offices = {"name"} if lonely else {"name", "agency"}  # a sheet may be of one agency's
        for kind, needed in (("office", offices), ("agency", {"name"})):
            found = match(KINDS[kind], titles, {})
            if needed <= found.keys():
                return kind != self.header.kind or any(own.get(f) != p for f, p in found.items())
        return False

    def leave(self, number: int, why: str, cells: list[Cell]) -> None:
        """Note a row that is no data."""
        self.left.append(left_out(self.sheet.name, number, why, cells))

    def why(self, number: int, cells: list[Cell]) -> str | None:
        """Return what a row is, "" where it is blank, None where it is data."""
        texts = filled(cells)
        found = by_words([text for _, text in texts])
        if self.owner >= 0 and owner_in(number, cells) and self._following(number):
            return "sub-head"  # whose the rows below are: 单位：市商务局
        if found == "" and self._is_computed(number):
            return "total"
        if found is not None:
            # a formula without a value may name somebody: the row is refused, not left out
            named = (number, self.place) in self.sheet.empty_formulas
            return None if named and found != "total" else found
        if _repeats(texts, self.tops):
            return "header-again"
        if len({text for _, text in texts}) == 1 and self._is_title_again(texts[0][1]):
            return "title"
        if (number, self.place) in self.sheet.empty_formulas:
            return None
        if self._is_sub_head(number, texts):
            return "sub-head"
        if len(texts) == 1:
            place = texts[0][0]
            if place > self.place and place not in self.header.columns.values():
                return "note"
        return "total" if self._is_sum(cells, texts) else None

    def _is_title_again(self, text: str) -> bool:
        """Return whether a text is a title above the table again: …名册（第2页）, 续表."""
        bare = names.key(names.ASIDE.sub("", names.same(text)))
        return bare in self.over or NAMED_TABLE.fullmatch(bare) is not None

    def _is_sub_head(self, number: int, texts: list[tuple[int, str]]) -> bool:
        (place, text), last = texts[0], texts[-1][0]
        if len({said for _, said in texts}) == 1 and self.header.kind in KINDS and is_period(text):
            return True
        named = (self.owner, self.place)
        if len(texts) == 2 and self.counted and last in named and ORDINAL.fullmatch(text):
            own = last == self.place != self.owner >= 0 and OFFICE.fullmatch(texts[-1][1])
            # 一 | 党委机关 among 1, 2, 3; 三 | 外贸处 below offices is one of them
            return place == self.header.columns["order"] and not own
        if self._is_summed_head(texts):
            return True
        if len({text for _, text in texts}) > 1 or NUMBER.fullmatch(text) or day_of(text):
            return False
        shaped = self._is_shaped(number, place, text)
        if len(texts) > 1:  # a cell that is merged over several, as some programs repeat it
            whole = self.header.columns.get("order", -1) == place and last in named
            return whole or (shaped and not PROPER.fullmatch(text))
        if place == self.owner:
            # the agency of the block below, or an office without a name
            return (shaped and not PROPER.fullmatch(text)) or self._heads_a_block(number, place)
        if place == self.place:  # 市政协机关 alone in its row is an agency
            return shaped and (NUMBERED.match(text) is not None or not PROPER.fullmatch(text))
        return place < self.place

    def _is_summed_head(self, texts: list[tuple[int, str]]) -> bool:
        """Return whether a row is a numbered sub-head with sums of what is below: 一、党群 | 46."""
        (place, text), rest = texts[0], texts[1:]
        if place not in (self.owner, self.place) or not rest or not NUMBERED.match(text):
            return False
        counts = all(NUMBER.fullmatch(said) or COUNTED.fullmatch(said) for _, said in rest)
        return counts and self.place not in dict(rest) and not PROPER.fullmatch(heading(text))

    def _head(self, cells: list[Cell]) -> tuple[int, str]:
        """Return (place, text) of the words of a sub-head, whatever number is beside them."""
        texts = filled(cells)
        return texts[-1] if ORDINAL.fullmatch(texts[0][1]) else texts[0]

    def asides(self) -> Iterator[Problem]:
        """Yield a warning of each remark in brackets behind a sub-head, but for a count."""
        for number in self.heads:
            hidden = self.sheet.unseen.get(number)
            cells = hidden or self.sheet.rows[number - 1]
            _, text = self._head(cells)
            title = self.header.titles.get("agency", self.header.titles.get("name", ""))
            if hidden:
                reason = msg("exchange.head-hidden", head=heading(text))
                yield Problem(self.sheet.name, number, title, text[:MOST_TEXT], reason)
            if is_period(text):
                reason = msg("exchange.head-period", head=text)
                yield Problem(self.sheet.name, number, title, text[:MOST_TEXT], reason)
            found = BRACKETED.search(text)
            if found and not owner_in(number, cells) and not COUNTED.fullmatch(found["words"]):
                reason = msg("exchange.head-aside", head=heading(text), words=found["words"])
                yield Problem(self.sheet.name, number, title, text[:MOST_TEXT], reason)

    def _is_shaped(self, number: int, place: int, text: str) -> bool:
        """Return whether a text that stands alone in its row is a sub-head by its shape."""
        if NUMBERED.match(text) or _is_group(text) or is_head(text):
            return True
        if is_odd(text) and any(is_head(head) for head in self.heads.values()):
            return True  # 新申报 among sections by title: what stands below holds none
        if not ARABIC.match(text):
            return False
        return not ARABIC.match(dict(self._following(number)).get(place, ""))

    def _is_apart(self, place: int, text: str) -> bool:
        """Return whether a sub-head heads a group of agencies: 一、政府, and not 一、市财政局."""
        name = heading(text)
        if PROPER.fullmatch(name) and (name.endswith("机关") or not _is_group(name)):
            return False
        bare = name == text and not _is_group(text)
        return not (bare and place == self.owner)

    def _is_counted(self, place: int) -> bool:
        """Return whether rows have numbers in the column of their order."""
        own = (row[place] for row in self.sheet.rows[self.header.row :] if 0 <= place < len(row))
        return any(NUMBER.fullmatch(names.tidy(shown(cell))) for cell in own)

    def _is_computed(self, number: int) -> bool:
        """Return whether all that a row has are formulas that add up, their values not kept."""
        own = self.formulas.get(number, ())
        return bool(own) and all(AGGREGATE.match(text) for text in own)

    def _following(self, number: int) -> list[tuple[int, str]]:
        rows = self.sheet.rows
        below = (filled(rows[at]) for at in range(number, len(rows)))
        return next((texts for texts in below if texts), [])

    def _heads_a_block(self, number: int, place: int) -> bool:
        """Return whether the next row leaves a column blank that this one alone fills."""
        following = self._following(number)
        return place not in dict(following) and len(following) > 0

    def _is_sum(self, cells: list[Cell], texts: list[tuple[int, str]]) -> bool:
        """Return whether a nameless row only adds up the numbers above it."""
        if self.summed < 2 or self.place in dict(texts):
            return False
        numbers = [(place, cells[place]) for place, _ in texts]
        return any(value for _, value in numbers) and all(
            isinstance(value, float) and self.sums.get(place) == value for place, value in numbers
        )

    def _add(self, cells: list[Cell]) -> None:
        self.summed += 1
        for place, value in enumerate(cells):
            if isinstance(value, float):
                self.sums[place] = self.sums.get(place, 0.0) + value


def _titles_over(sheet: Sheet, header: Header) -> set[str]:
    """Return the titles above a table, as `_is_title_again` compares them."""
    above = sheet.rows[: min(header.tops or (header.row,)) - 1]
    said = {texts[0][1] for texts in map(filled, above) if len({text for _, text in texts}) == 1}
    keys = {names.key(names.ASIDE.sub("", names.same(text))) for text in said}
    return {key for key in keys if len(key) >= LEAST_TITLE}


def _is_group(text: str) -> bool:
    """Return whether a text names a group of agencies: 党群部门, 政府机关（含直属）, 其他."""
    bare = COUNT_BEHIND.sub("", names.same(heading(text).rstrip(":：")))
    return GROUPS.fullmatch(bare) is not None


def heading(text: str) -> str:
    """Return a sub-head without its number and a closing bracket: 一、党群口（12个） is 党群口."""
    numberless = ARABIC.sub("", NUMBERED.sub("", text))
    bare = BRACKETED.sub("", numberless).strip()
    return bare or text


def before(sheet: Sheet, header: Header) -> Iterator[Left]:
    """Yield the rows above a header that hold anything: the table's title, who filled it in."""
    for number, cells in enumerate(above(sheet, header), 1):
        if texts := filled(cells):
            said = any(is_label(one.label) for one in pairs(number, cells))
            note = NOTES.fullmatch(folded(texts[0][1])) is not None
            why = "line" if said else ("note" if note else "title")
            yield left_out(sheet.name, number, why, cells)


def above(sheet: Sheet, header: Header) -> list[list[Cell]]:
    """Return the rows above a header."""
    return sheet.rows[: min(header.tops or (header.row,)) - 1]


def left_out(sheet: str, number: int, why: str, cells: list[Cell]) -> Left:
    """Return a row that is no data with its first words."""
    words = " ".join(dict.fromkeys(text for _, text in filled(cells)))
    return Left(sheet, number, why, words[:MOST_TEXT])
