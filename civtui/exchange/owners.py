"""Whose a column is in a sheet of agencies and offices: of the one that stands before it.

称号, 命名时间, 负责人 say nothing of whose they are; people put them behind the name that they are
about. What the cells say (an agency's are the same in all rows of its block) confirms the place;
where the two contradict each other the cells are believed, and it is said to be unsure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from civtui.exchange import honors, names
from civtui.exchange.headers import (
    AGENCY,
    BARE_DAYS,
    LEVELS,
    OFFICE,
    OFFICES_OWN,
    Words,
    folded,
)
from civtui.exchange.owner_cells import Block, OwnerCells, texts_of
from civtui.exchange.reach import PHONE_OF, reached, says_none
from civtui.exchange.titles import Title

OWNERS = {"agency": AGENCY, "office": OFFICE}
# words that may be either's, though a table of one of them knows them alone
OPEN = {
    "chief": ("负责人", "责任人", "领导"),
    "contact": ("联络员", "联系人", "经办人"),
    "honor": ("称号级别",),
}
AS_OFFICE = {"chief": "head"}
DATES = ("since", "until")
UNTOLD = ("order", "note")  # not worth a word where nothing but the cells tells whose they are
ALL_LEVELS = folded((*LEVELS["agency"], *LEVELS["office"]))


class Shared(NamedTuple):
    """The columns of a sheet of both, each with its owner.

    Args:
        agency, office: field -> place.
        unsure: place -> (owner, field, why) of those that neither word nor place surely tells;
            `why` is `place`, `cells`, or `words` where these name titles that no other may hold.
    """

    agency: dict[str, int]
    office: dict[str, int]
    unsure: dict[int, tuple[str, str, str]]


def shared_out(
    columns: Mapping[str, int],
    titles: Sequence[Title],
    blocks: Sequence[Block],
    given: Mapping[str, Mapping[str, int]],
    *,
    alone: bool,
) -> Shared:
    """Return whose every column is.

    Args:
        columns: of the offices, by their words alone; `agency` and `name` are among them.
        titles: the words over every column.
        blocks: the rows of data, those of one agency together.
        given: `agency` or `office` -> field -> place, as a person named them: they stay.
        alone: whether the file has no sheet of agencies: else none of theirs is looked for here.
    """
    return _Sharing(columns, titles, blocks, given, alone=alone).done()


class _Sharing:
    def __init__(
        self,
        columns: Mapping[str, int],
        titles: Sequence[Title],
        blocks: Sequence[Block],
        given: Mapping[str, Mapping[str, int]],
        *,
        alone: bool,
    ) -> None:
        self.alone = alone
        self.cells = OwnerCells(blocks)
        self.given = {owner: given.get(owner, {}) for owner in OWNERS}
        self.titles = sorted(titles, key=lambda one: one.place)
        self.identity = {columns["agency"]: "agency", columns["name"]: "office"}
        office = {f: columns[f] for f in ("agency", "name")} | dict(given.get("office", {}))
        self.found: dict[str, dict[str, int]] = {
            "agency": dict(given.get("agency", {})),
            "office": office,
        }
        self.unsure: dict[int, tuple[str, str, str]] = {}
        self.fixed = {place for fields in self.found.values() for place in fields.values()}

    def done(self) -> Shared:
        days: dict[tuple[str, str], list[int]] = {}
        for dates in (False, True):  # a day belongs to a title, so those come first
            for title in self.titles:
                fields = fields_of(title)
                agency, office = fields["agency"], fields["office"]
                known = (agency or office) and title.place not in self.fixed
                if not known or says_none(title) or ((agency or office) in DATES) is not dates:
                    continue
                if self._of_both(title, fields):
                    for owner in OWNERS if self.alone else ("office",):
                        if dates:
                            days.setdefault((owner, fields[owner]), []).append(title.place)
                        else:
                            self._take(owner, fields[owner], title.place)
                    continue
                owner = self._owner(title, agency, office)
                if names.word(title.own) in ALL_LEVELS and not self._by_words(title.place, owner):
                    continue  # 正处级 is a rank, and no title
                if dates:
                    days.setdefault((owner, fields[owner]), []).append(title.place)
                elif fields[owner]:
                    self._take(owner, fields[owner], title.place)
        for (owner, day), places in days.items():
            for field, place in days_of_titles(self.found[owner], places, day).items():
                self._take(owner, field, place)
        self._telephones()
        taken = {place for fields in self.found.values() for place in fields.values()}
        unsure = {place: said for place, said in self.unsure.items() if place in taken}
        return Shared(self.found["agency"], self.found["office"], unsure)

    def _of_both(self, title: Title, fields: Mapping[str, str]) -> bool:
        """Return whether each cell tells whose a column is: of titles of both, or their days."""
        place = title.place
        if group_owner(title) or fields["agency"] != fields["office"]:
            return False
        if fields["agency"] in DATES:
            place = max((at for at in self._titles() if at < place), default=-1)
            honors_of = [fields.get("honor", -1) for fields in self.found.values()]
            return place >= 0 and honors_of == [place] * len(OWNERS)
        return fields["agency"] == "honor" and self.cells.is_mixed(place)

    def _take(self, owner: str, field: str, place: int) -> None:
        self.found[owner].setdefault(field, place)

    def _telephones(self) -> None:
        """Give each telephone to its person, but none that differs among an agency's offices."""
        places = {owner: place for place, owner in self.identity.items()}
        office = {f: p for f, p in self.found["office"].items() if f not in ("agency", "name")}
        others = {**office, **places}
        agency = reached(self.found["agency"], self.titles, self.given["agency"], others)
        for field in PHONE_OF.values():
            place = agency.get(field, -1)
            if field not in self.given["agency"] and self.cells.shaped(place) == "office":
                agency.pop(field, None)
        taken = {*agency.values(), *others.values()}
        for title in self.titles:
            place = title.place
            rest = says_none(title) and place not in taken and "phone" not in agency
            if rest and not group_owner(title) and self.cells.shaped(place) == "agency":
                agency["phone"] = place
                self.unsure[place] = ("agency", "phone", "cells")
        self.found["agency"] = agency

    def _owner(self, title: Title, agency: str, office: str) -> str:
        """Return whose a column is, and note where that is unsure."""
        place, group = title.place, group_owner(title)
        if agency == "offices":
            return "agency"  # whose offices are counted, also below 填报处室
        if group:
            return group
        said = _says_whose(title, agency, office)
        if said:
            return said
        by_place = self._by_place(place)
        if (agency or office) in DATES:
            owners = self._titles()
            if len(set(owners.values())) == 1:  # a day is that of a title which the sheet has
                (owner,) = set(owners.values())
                field = agency if owner == "agency" else office
                if field and owner != by_place:
                    self.unsure[place] = (owner, field, "place")
                return owner if field else by_place
            if owners:
                owner, why = self._day_owner(place, owners)
                if why:
                    self.unsure[place] = (owner, agency if owner == "agency" else office, why)
                return owner
        by_words = self._by_words(place, agency or office)
        by_cells = by_words or self.cells.shaped(place)
        if by_place and by_cells in ("", by_place):
            return by_place
        if by_place == "office" and office and not (self.alone and by_cells):
            return by_place  # the agencies have a sheet of their own
        if by_place == "office" and office and not self.cells.is_same(place):
            by_cells = ""  # blanks below the first say little against the place
        # of what nobody tells the office has it, as of old
        owner = by_cells or by_place or ("office" if office else "agency")
        field = agency if owner == "agency" else office
        if field and field not in UNTOLD:
            why = "words" if by_words else ("cells" if by_cells else "place")
            self.unsure[place] = (owner, field, why)
        return owner

    def _day_owner(self, place: int, owners: Mapping[int, str]) -> tuple[str, str]:
        """Return whose a day is among titles of both, and why that is unsure ("" where it is sure).

        It is of the nearest title on its left, unless the cells contradict that.

        Args:
            owners: the owner of each title, by its place.
        """
        by_place, sure = self._by_titles(place, owners)
        held = {one: [at for at, of in owners.items() if of == one] for one in OWNERS}
        own, others = held[by_place], held["office" if by_place == "agency" else "agency"]
        cells = self.cells
        as_others = cells.goes_with(place, others) and not cells.goes_with(place, own)
        if sure and by_place == "office" and cells.within(place, max(p for p in own if p < place)):
            return by_place, "place" if as_others or cells.of_blocks(place) else ""
        by_cells = cells.shaped(place)
        if by_place == "office" and by_cells == "agency":
            if not self.alone:
                return by_place, ""  # the agencies have a sheet of their own
            if not cells.is_same(place):
                return by_place, "place"  # blanks below the first say little against the place
        if not by_cells and cells.of_none(place, by_place, own):
            other = "office" if by_place == "agency" else "agency"
            by_cells = "" if cells.of_none(place, other, others) else other
        if by_cells not in ("", by_place):
            return by_cells, "cells"
        return by_place, "" if (sure or by_cells) and not as_others else "place"

    def _by_titles(self, place: int, owners: Mapping[int, str]) -> tuple[str, bool]:
        """Return whose a day is by the titles beside it, and whether these surely tell.

        A name between the nearest title and the day, or no title before it, leaves it in doubt.
        """
        anchor, by_place = self._anchor(place), self._by_place(place)
        before = max((at for at in owners if at < place), default=-1)
        if before > anchor:
            return owners[before], True
        after = min((at for at in owners if at > place), default=-1)
        between = any(place < at < after for at in self.identity)
        both = by_place == "agency" == owners.get(after, "") and not between
        return by_place or "office", before < 0 and both

    def _titles(self) -> dict[int, str]:
        """Return the owner of each title of an honor, by its place."""
        found = ((w, f, p) for w, fields in self.found.items() for f, p in fields.items())
        return {place: owner for owner, field, place in found if _is_honor(field)}

    def _anchor(self, place: int) -> int:
        """Return the place of the nearest name on the left of a column, -1 where there is none."""
        return max((at for at in self.identity if at < place), default=-1)

    def _by_place(self, place: int) -> str:
        return self.identity.get(self._anchor(place), "")

    def _by_words(self, place: int, field: str) -> str:
        """Return whose honors the cells of a column name, "" where they name none."""
        return self.cells.titled(place) if _is_honor(field) or field in OWNERS else ""


def days_of_titles(columns: Mapping[str, int], days: Sequence[int], day: str) -> dict[str, int]:
    """Return which titles each column of days belongs to: field -> place.

    One column of days behind all titles is that of whatever is held; of several, and of one among
    titles, each belongs to the nearest title before it.

    Args:
        columns: field -> place of all else.
        days: places of columns of days that name no title.
        day: `since` or `until`.
    """
    titles = {place: field for field, place in columns.items() if _is_honor(field)}
    found: dict[str, int] = {}
    for number, place in enumerate(days):
        before = [at for at in titles if at < place]
        parted = len(days) > 1 or any(at > place for at in titles)
        own = titles[max(before)] if before else "honor"
        if not parted or own == "honor" or len(titles) == 1:
            field = day if not number or day not in found else ""
        else:
            field = f"{own}-{day}"
        if field and field not in columns:
            found.setdefault(field, place)
    return found


def of_agencies(
    columns: Mapping[str, int], titles: Sequence[Title], rows: Block, given: frozenset[str]
) -> dict[str, int]:
    """Return the columns of a sheet of agencies, 级别 and each day given to their titles.

    Args:
        given: fields that a person named: they stay.
    """
    found = {f: p for f, p in columns.items() if f not in DATES or f in given}
    taken = set(columns.values())
    for title in titles:
        level = names.word(title.own) in folded(LEVELS["agency"]) and title.place not in taken
        if level and "honor" not in found:
            cells = (text for text in texts_of(rows, title.place) if text)
            if any(honors.read_honors(text, "agency") for text in cells):
                found["honor"] = title.place
    taken = set(found.values())
    for day in DATES:
        own = [
            t.place
            for t in titles
            if t.place not in taken
            and fields_of(t)["agency"] == day
            and _is_beside(t, found, titles)
        ]
        found |= {} if day in given else days_of_titles(found, own, day)
    return found


def paired(columns: Mapping[str, int], titles: Sequence[Title]) -> dict[str, int]:
    """Return columns without a bare 时间 that stands beside no title: it may be anything's day."""
    title = next((one for one in titles if one.place == columns.get("since")), None)
    lost = title is not None and not _is_beside(title, columns, titles)
    return {field: at for field, at in columns.items() if not (lost and field == "since")}


def _is_beside(title: Title, columns: Mapping[str, int], titles: Sequence[Title]) -> bool:
    """Return whether a column of days says of what, or is the next one of a title's."""
    if title.group or names.word(title.own) not in BARE_DAYS:
        return True
    order = sorted(one.place for one in titles)
    at = order.index(title.place)
    held = {place for field, place in columns.items() if _is_honor(field)}
    return bool(held & {*order[max(at - 1, 0) : at], *order[at + 1 : at + 2]})


def group_owner(title: Title) -> str:
    """Return whose the group of columns is that a title stands in, "" where it does not say."""
    group = names.word(title.group)
    office = any(word in group for word in OFFICES_OWN)
    agency = any(word in group for word in ("单位", "机关"))
    return "" if agency is office else ("office" if office else "agency")


def fields_of(title: Title) -> dict[str, str]:
    """Return the field that a title names, of each owner; "" of one that it says less of.

    The words of group and column together come first, then the column's own, then the group's.
    """
    whole, own, group = map(names.word, (title.group + title.own, title.own, title.group))
    for text in (whole, own, group):
        found = {owner: _field(text, owner) for owner in OWNERS}
        if any(found.values()):
            # 称号 over 命名时间 is no less an agency's for being a word of offices, too
            either = bool(group) and text == whole and not group_owner(title)
            return {o: f or (_field(own, o) if either else "") for o, f in found.items()}
    return dict.fromkeys(OWNERS, "")


def _field(text: str, owner: str) -> str:
    """Return the field of `owner` that a word names, be it but one that may be either's."""
    fields: Words = OWNERS[owner]
    if text:
        for field, words in fields.items():
            if field not in ("agency", "name") and text in folded(tuple(words)):
                return field
        if text in folded(LEVELS[owner]):
            return "honor"
        for field, words in OPEN.items():
            if text in folded(tuple(words)):
                field = AS_OFFICE.get(field, field) if owner == "office" else field
                return field if field in fields else ""
    return ""


def _says_whose(title: Title, agency: str, office: str) -> str:
    """Return whose the words of a column say it is, "" where they may be either's."""
    own = names.word(title.own)
    either = any(own in folded(tuple(words)) for words in OPEN.values())
    if either or (agency and office):
        return ""
    return "agency" if agency else "office"


def _is_honor(field: str) -> bool:
    return field == "honor" or field in honors.AGENCY or field in honors.OFFICE
