"""What a sheet says of itself that is not the round's: another agency, another round or year."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.by_words import filled
from civtui.exchange.columns import Header
from civtui.exchange.lines import is_label, pairs
from civtui.exchange.plan import Problem
from civtui.exchange.round_view import RoundView
from civtui.exchange.rows import MOST_SHOWN
from civtui.exchange.shape import above
from civtui.exchange.tables import Sheet, shown
from civtui.model.text import Message, msg

# 被评单位 says whose offices are judged; 填报单位 and 考评单位 may say who judges
JUDGED = re.compile(
    r"(?:被|受)(?:考?评|评议|测评|考核|检查?|查|评价|评审|考)[^：:]*|(?:考评|评议|考核|测评)对象"
    r"|(?:所属|所在)?(?:单位|机关|部门)(?:名称)?"
)
FILLED_IN = re.compile(r"(?:填报|报送|填表)(?:单位|机关|部门)")
OF_ROUND = re.compile(r"(?:考评|评比|考核|评议|测评)?(?:轮次|批次)|(?:考评|评比|考核)(?:名称|活动)")
YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})年(?!\s*[0-9]{1,2}\s*月)")
# a column may say it, too
OF_ROWS = ("exchange.other-agency", "exchange.agency-beside", "exchange.rows-of-another")
# what an agency that is not registered looks like; alone, or before the offices of a title
UNKNOWN = re.compile(
    r"(?!各|全|有关)[^\W0-9_]{2,12}(?:(?<!评)(?<!工)委|[局办厅院署部]|(?<!评委)(?<!组委)会|办公室|中心)"
)
OF_OFFICES = re.compile(rf"({UNKNOWN.pattern})(?:机关|各|内设|所属|文明|标兵)*(?:处室|科室)")
AND_MORE = re.compile(r"等(?:单位|机关|部门)?")
SHORTEST = 2  # characters of a name that is looked for within a text
SHORTEST_ROUND = 6
LATE = 3  # until this month a round may be of the year before


class Said(NamedTuple):
    """What a sheet says, and where.

    Args:
        row: from 1; the header's for the sheet's name.
        label: before the colon, "" of a title.
    """

    row: int
    label: str
    text: str


def whose(
    sheet: Sheet,
    header: Header,
    subjects: Mapping[str, str | None],
    is_agency: Callable[[str], bool],
) -> set[str]:
    """Return the subjects that rows name by the names of offices alone.

    Args:
        subjects: id by the text in a cell.
        is_agency: whether a text is an agency: the rows below one are of it.
    """
    found: set[str] = set()
    place = header.columns["subject"]
    for row in sheet.rows[header.row :] if "agency" not in header.columns else ():
        named = shown(row[place]) if place < len(row) else ""
        texts = filled(row)
        if len(texts) == 1 and is_agency(texts[0][1]):
            break
        subject = subjects[named]
        if subject and names.same(named) != names.same(subject) and not re.search("[/／]", named):
            found.add(subject)
    return found


def of_another(
    sheet: Sheet, header: Header, view: RoundView, rows: Collection[str] = ()
) -> tuple[list[Problem], list[Problem]]:
    """Return why the marks of a sheet are none of the round's, and what is in doubt.

    What is certain is refused: marks would else be given to offices of the same names. Where the
    rows say their agencies themselves, a line above them is only said.

    Args:
        rows: subjects that rows name without saying whose they are (see `whose`).
    """
    refused: list[Problem] = []
    warned: list[Problem] = []
    texts, agencies = list(_said(sheet, header)), _Agencies(view)
    for one, reason, sure in (
        *_of_agencies(texts, agencies),
        *_of_rows(texts, agencies, agencies.of_subjects(rows)),
        *(_unknown(texts, agencies, view) if "agency" not in header.columns else ()),
        *_of_rounds(texts, view),
        *_of_years(texts, view),
    ):
        of_rows = reason.key in OF_ROWS and "agency" in header.columns
        found = refused if sure and not of_rows else warned
        key = f"{reason.key}-refused" if found is refused else reason.key
        place = Problem(
            sheet.name, one.row, one.label, one.text[:MOST_SHOWN], msg(key, **reason.values)
        )
        if all(other.reason.key != place.reason.key for other in found):  # each kind once
            found.append(place)
    keys = {one.reason.key.removesuffix("-refused") for one in refused}
    return refused, [one for one in warned if one.reason.key not in keys]


def _said(sheet: Sheet, header: Header) -> Iterator[Said]:
    """Yield the lines above the table, by label and value or as they are, then the sheet's name.

    Of lines among and below its rows those that have a label: 填报单位：… at its foot.
    """
    for number, cells in enumerate(above(sheet, header), 1):
        found = pairs(number, cells)
        yield from (Said(one.row, one.label, one.value) for one in found)
        if not found:
            texts = (names.tidy(shown(cell)) for cell in cells if cell is not None)
            yield from (Said(number, "", text) for text in texts if text)
    yield Said(header.row, "", sheet.name)
    begins: dict[str, bool] = {}  # whether a text is the label of a line; rows share theirs
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        first = next((cell for cell in cells if cell is not None), None)
        if not isinstance(first, str):
            continue
        if first not in begins:
            begins[first] = ":" in first or "：" in first or is_label(first)
        found = pairs(number, cells) if begins[first] else []
        yield from (Said(one.row, one.label, one.value) for one in found)


class _Agencies:
    """Agencies by every name they go by, to be found within a text.

    Args:
        view: the round.
    """

    def __init__(self, view: RoundView) -> None:
        self.of: dict[str, str] = {}
        for key, more in view.agencies.items():
            for one in (key, *more):
                for name in (names.same(one), names.body(one, view.city)):
                    if len(name) >= SHORTEST and not name.isascii():
                        self.of.setdefault(name, key)
        self.pattern = _any_of(self.of)
        judged = {agency for _, agency in view.subjects.values()}
        judged |= {name for name, _ in view.subjects.values()}
        self.own = {key for key, more in view.agencies.items() if judged & {key, *more}}
        called = sorted(self.own)
        self.called = [*called[:3], *(["…"] if len(called) > 3 else [])]
        self.keys = {one: key for key, more in view.agencies.items() for one in (key, *more)}
        self.judging, self.subjects = view.judging, view.subjects

    def of_subjects(self, subjects: Iterable[str]) -> set[str]:
        """Return whose offices subjects are; an agency that is judged itself is nobody's."""
        found = {self.subjects[id_][1] for id_ in subjects} - {""}
        return {self.keys.get(agency, agency) for agency in found}

    def within(self, text: str) -> list[str]:
        """Return the agencies that a text names, as a round calls them, in their order."""
        return [self.of[found[0]] for found in self.pattern.finditer(names.same(text))]

    def begins(self, text: str) -> bool:
        """Return whether a text begins with an agency."""
        return self.pattern.match(names.same(text)) is not None


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")


def _of_agencies(texts: list[Said], agencies: _Agencies) -> Iterator[tuple[Said, Message, bool]]:
    """Yield where an agency is named that the round does not judge, and whether that is certain.

    Beside one that it judges a title may name another, and so may what stands in brackets; a label
    that says whose the rows are may not.
    """
    if not agencies.own:
        return
    for one in texts:
        label = names.ASIDE.sub("", names.same(one.label))  # 单位（盖章）
        filled_in = FILLED_IN.fullmatch(label) is not None
        if label and not filled_in and not JUDGED.fullmatch(label):
            continue
        found = list(dict.fromkeys(agencies.within(one.text)))
        judging = agencies.judging if filled_in or not label else frozenset()
        others = [key for key in found if key not in agencies.own and key not in judging]
        if not others:
            continue
        own = [key for key in found if key in agencies.own]
        if own:
            first = agencies.within(names.ASIDE.sub("", names.same(one.text)))
            sure = bool(label) and not filled_in and not {*others}.isdisjoint(first)
            yield one, msg("exchange.agency-beside", agencies=others, own=own), sure
            continue
        begins = found[0] in others and agencies.begins(one.text)
        sure = not filled_in and (bool(label) or begins)
        yield one, msg("exchange.other-agency", agency=others, own=agencies.called), sure


def _of_rows(
    texts: list[Said], agencies: _Agencies, whose: set[str]
) -> Iterator[tuple[Said, Message, bool]]:
    """Yield where an agency of the round is named, and the rows are of another one of it.

    Rows that say no agency are found by the names of their offices alone: 预算处 below 教育局.
    """
    named: list[tuple[Said, list[str], str]] = []
    for one in texts:
        label = names.ASIDE.sub("", names.same(one.label))
        said = "filled-in" if FILLED_IN.fullmatch(label) else "label" if label else "title"
        if said == "label" and not JUDGED.fullmatch(label):
            continue
        found = list(dict.fromkeys(agencies.within(one.text)))
        if found and agencies.own.issuperset(found) and not AND_MORE.search(one.text):
            named.append((one, found, said))
    covered = {key for _, found, said in named if said == "label" for key in found}
    for one, found, said in named:
        rest = whose - {*found}
        if not rest or (said != "label" and not agencies.judging.isdisjoint(found)):
            continue
        if said == "label" and not whose - covered:
            continue  # 单位：教育局 over its rows, and 单位：财政局 over those of that
        sure = said == "label" or (said == "title" and agencies.begins(one.text) and not covered)
        yield one, msg("exchange.rows-of-another", agency=found, own=sorted(rest)), sure


def _unknown(
    texts: list[Said], agencies: _Agencies, view: RoundView
) -> Iterator[tuple[Said, Message, bool]]:
    """Yield where what looks like an agency is named, and none that is registered is."""
    offices = {names.same(name) for name, _ in view.subjects.values()}
    for one in texts if agencies.own else ():
        label = names.ASIDE.sub("", names.same(one.label))
        text = names.ASIDE.sub("", names.same(one.text))
        if agencies.within(one.text) or text in offices or (label and not JUDGED.fullmatch(label)):
            continue
        whole = UNKNOWN.fullmatch(text)
        found = whole or (None if label else OF_OFFICES.match(text))
        if found:
            name = found[0] if whole else found[1]
            yield one, msg("exchange.unknown-agency", agency=name, own=agencies.called), False


def _of_rounds(texts: list[Said], view: RoundView) -> Iterator[tuple[Said, Message, bool]]:
    """Yield where another round is named: for certain where a line says whose the marks are."""
    own = names.same(view.name)
    others = {names.same(name): name for name in view.rounds if len(name) >= SHORTEST_ROUND}
    pattern = _any_of([*others, *([own] if own else [])])
    for one in texts:
        labelled = OF_ROUND.fullmatch(names.ASIDE.sub("", names.same(one.label))) is not None
        if one.label and not labelled:
            continue
        text = names.same(one.text)
        found = [match[0] for match in pattern.finditer(text)]
        if own and own in found:
            continue
        if found or (labelled and own and text not in own):
            named = others[found[0]] if found else one.text
            reason = msg("exchange.other-round", round=named, own=view.name)
            yield one, reason, labelled and bool(found)


def _of_years(texts: list[Said], view: RoundView) -> Iterator[tuple[Said, Message, bool]]:
    """Yield where another year is named than the round's name has, or it was opened in."""
    own = set(YEAR.findall(f"{view.name} "))
    if not own and view.opened:
        year, month = int(view.opened[:4]), int(view.opened[5:7])
        own = {str(year), *([str(year - 1)] if month <= LATE else [])}
    for one in texts if own else ():
        years = YEAR.findall(names.same(one.text))
        if (not one.label or OF_ROUND.fullmatch(one.label)) and years and not own & {*years}:
            yield one, msg("exchange.other-year", year=years[0], own=sorted(own)), False
