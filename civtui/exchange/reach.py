"""Whose a telephone column is: of the person in whose group, or behind whom, it stands.

联系电话 says nothing of whose it is; people put it right behind the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from civtui.exchange import names
from civtui.exchange.headers import AGENCY, OFFICE, PHONES, folded, letters
from civtui.exchange.titles import Title
from civtui.model.text import Message, msg

PHONE_OF = {"chief": "chief-phone", "contact": "phone"}
PERSONS = (*PHONE_OF, "head")
OTHER = "other"
# a name begins anew in a table of both: what is behind an office is not its agency's
BEGIN = {"agency": "", "office": OTHER}
WHOSE = {"chief-phone": 0, "phone": 1}  # which of its words says whose a telephone is
OTHERS = {"chief-phone": "phone", "phone": "chief-phone"}
PERSON = re.compile(r".*(?:姓名|[人长员]|领导|书记|主任|把手)")
NO_PERSON = re.compile(r".*(?:人员|党员|公务员|职员)")
# of a person as the telephone is: they may stand between
OF_PERSON = ("职务", "职称", "职级", "性别", "岗位", "政治面貌", "职务职级")


def reached(
    columns: Mapping[str, int],
    titles: Sequence[Title],
    given: Iterable[str] = (),
    others: Mapping[str, int] = {},
) -> dict[str, int]:
    """Return columns of agencies with each telephone given to its person.

    Args:
        columns: field -> place, telephones by their words alone.
        titles: the words over every column.
        given: fields that a person named: they stay.
        others: field -> place of columns that are an office's, in a table of both.
    """
    fixed = {field for field in PHONE_OF.values() if field in given}
    kept = {
        field: place
        for field, place in columns.items()
        if field not in PHONE_OF.values() or field in fixed or not _is_open(titles, place)
    }
    for field in PHONE_OF.values():  # 联络员电话 is no less read for a 联系电话 beside it
        said = folded(AGENCY[field])
        sure = (one.place for one in titles if not says_none(one) and _is_said(one, said))
        place = next((at for at in sure if at not in (*kept.values(), *others.values())), -1)
        if field not in kept and place >= 0:
            kept[field] = place
    taken = {*kept.values(), *others.values()}
    orphans = []
    for title, whose in _open(titles, {**others, **kept}):
        field = PHONE_OF.get(whose, "")
        if title.place in taken:
            continue
        if not whose:
            orphans.append(title.place)
        elif field and field not in kept:
            kept[field] = title.place
    if orphans and "phone" not in kept:
        kept["phone"] = orphans[0]
    return kept


def _is_said(title: Title, words: frozenset[str]) -> bool:
    return names.word(title.own) in words or names.word(title.group + title.own) in words


def doubted(
    columns: Mapping[str, int], titles: Sequence[Title], given: Iterable[str] = ()
) -> dict[int, Message]:
    """Return what is to be said of the telephones that `doubts` yields, by their places."""
    found = doubts(columns, titles, given)
    return {
        place: msg(
            "exchange.whose-phone",
            field=AGENCY[f][WHOSE[f]],
            other=AGENCY[OTHERS[f]][WHOSE[OTHERS[f]]],
            key=OTHERS[f],
            letters=letters(place),
        )
        for place, f in found
    }


def doubts(
    columns: Mapping[str, int], titles: Sequence[Title], given: Iterable[str] = ()
) -> Iterator[tuple[int, str]]:
    """Yield (place, field) of the telephones of which the place does not surely say whose.

    Args:
        columns, titles, given: as of `reached`, and what it returned.
    """
    sure = set(given)
    by_place = {title.place: names.word(title.own) for title in titles}
    persons = [place for field, place in columns.items() if field in PERSONS]
    found = list(_open(titles, columns))
    in_turn = {*_in_turn(titles, columns), *_mingled(titles, columns)}
    first = min((title.place for title, whose in found if not whose), default=-1)
    last = max((title.place for title, _ in found), default=-1)
    # telephones before their persons, perhaps: 电话, 第一责任人, 电话, 联系人
    ahead = 0 <= first < last < max(persons, default=-1)
    for title, whose in found:
        field = next((f for f in PHONE_OF.values() if columns.get(f) == title.place), "")
        if not field or field in sure or _of_group(title):
            continue
        own = columns.get(whose, -1)
        between = {by_place.get(at, "") for at in range(own + 1, title.place)}
        apart = between - {"", *OF_PERSON, *PHONES}
        if (
            title.place in in_turn
            or (ahead and whose)
            or (not whose and any(place > title.place for place in persons))
            or (whose and apart)
        ):
            yield title.place, field


def _open(titles: Sequence[Title], columns: Mapping[str, int]) -> Iterator[tuple[Title, str]]:
    """Yield each telephone that does not say whose it is, with its person: "" where none."""
    persons = {place: field for field, place in columns.items() if field in PERSONS}
    persons |= {columns[field]: whose for field, whose in BEGIN.items() if field in columns}
    nearest, in_turn = "", _in_turn(titles, columns)
    for title in sorted(titles, key=lambda one: one.place):
        own = names.word(title.own)
        if title.place in persons:
            nearest = persons[title.place]
        elif says_none(title):
            yield title, _of_group(title) or in_turn.get(title.place, nearest)
        elif title.place not in columns.values() and is_person(own):
            nearest = OTHER


def _in_turn(titles: Sequence[Title], columns: Mapping[str, int]) -> dict[int, str]:
    """Return whose the telephones are that stand under one word behind as many persons: in turn.

    第一责任人, 联系人, 联系电话, 联系电话: each person has the one of the own place.
    """
    persons = {place: field for field, place in columns.items() if field in PHONE_OF}
    found: dict[int, str] = {}
    run: list[str] = []
    phones: list[Title] = []
    for title in [*sorted(titles, key=lambda one: one.place), None]:
        if title is not None and says_none(title) and not _of_group(title):
            phones.append(title)
            continue
        if len(run) == len(phones) > 1 and len({names.word(one.own) for one in phones}) == 1:
            found |= {one.place: whose for one, whose in zip(phones, run, strict=True)}
        if title is not None and run and not phones and names.word(title.own) in OF_PERSON:
            continue
        if phones or title is None or title.place not in persons:
            run, phones = [], []
        if title is not None and title.place in persons:
            run.append(persons[title.place])
    return found


def _mingled(titles: Sequence[Title], columns: Mapping[str, int]) -> set[int]:
    """Return the telephones, several of them, that stand behind several persons.

    第一责任人, 联系人, 手机, 办公电话: both may be the last one's, or each has one, in any order.
    """
    persons = {place for field, place in columns.items() if field in PERSONS}
    found: set[int] = set()
    run = 0
    phones: list[Title] = []
    for title in [*sorted(titles, key=lambda one: one.place), None]:
        word = names.word(title.own) if title is not None else ""
        if title is not None and says_none(title) and not _of_group(title):
            phones.append(title)
            continue
        if title is not None and word in OF_PERSON:
            continue
        if run > 1 and len(phones) > 1:
            found |= {one.place for one in phones}
        run, phones = 0 if phones else run, []
        own = title is not None and (title.place in persons or is_person(word))
        run = run + 1 if own else 0
    return found


def _is_open(titles: Sequence[Title], place: int) -> bool:
    return any(title.place == place and says_none(title) for title in titles)


def says_none(title: Title) -> bool:
    """Return whether a title is a telephone's, and does not say whose."""
    own, whole = names.word(title.own), names.word(title.group + title.own)
    said = (names.word(one) for field in PHONE_OF.values() for one in AGENCY[field])
    return own in PHONES and (whole == own or whole not in said)


def _of_group(title: Title) -> str:
    """Return whose the group of columns is that a title stands in, "" where it is nobody's."""
    group = names.word(title.group)
    many = {
        **{field: AGENCY[field] for field in PHONE_OF},
        "head": (*OFFICE["head"], *OFFICE["name"]),
    }
    for field, words in many.items():
        if group in map(names.word, words):
            return field
    return OTHER if group and is_person(group) else ""


def is_person(text: str) -> bool:
    """Return whether a word over a column, looked up as `names.word`, is that of a person."""
    return PERSON.fullmatch(text) is not None and NO_PERSON.fullmatch(text) is None
