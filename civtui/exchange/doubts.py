"""What of a registry is taken as its columns say, though something else in it says otherwise."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from civtui.exchange import honors, names
from civtui.exchange.by_words import filled
from civtui.exchange.columns import Header
from civtui.exchange.headers import KINDS, letters
from civtui.exchange.held import says_of_titles
from civtui.exchange.nameless import BODIES, ENDED, OFFICES
from civtui.exchange.plan import KnownAgency, KnownOffice, PlannedAgency, Problem
from civtui.exchange.rows import MOST_SHOWN, Row
from civtui.exchange.shape import PROPER, heading
from civtui.exchange.tables import Cell, Sheet, shown
from civtui.model.text import Message, msg

SLIP = 0.66  # likeness of 财政局 and 财政厅, without what stands before both
KEPT = re.compile(r"保留|保持|有效(?!期)|在册|存续|参评|参加(?:创建|考评|评选)")  # over 是 and 否
NAMING = ("name", "order", "agency")
LEAST, MOST_NAMED = 2, 8  # agencies


def say_of_remarks(row: Row) -> None:
    """Warn of remarks by which the holder, or its title, has ended: nothing followed from them."""
    row.warnings += _ends(row.sheet, row.header, row.number, row.cells)


def said_of_ends(sheet: Sheet, header: Header, numbers: Iterable[int]) -> Iterator[Problem]:
    """Yield a warning of each remark by which what a register's row says did not take place.

    Args:
        numbers: of its rows of data, from 1.
    """
    for number in numbers:
        yield from _ends(sheet, header, number, sheet.rows[number - 1])


def _ends(sheet: Sheet, header: Header, number: int, cells: Sequence[Cell]) -> Iterator[Problem]:
    notes = header.kind in KINDS  # of a registry they are not kept
    read = {place for f, place in header.columns.items() if f != "note" or not notes}
    titles = {title.place: title.shown for title in header.words}
    struck = next((one for one in filled(cells) if (number, one[0]) in sheet.struck), None)
    if struck:
        title = titles.get(struck[0]) or letters(struck[0])
        yield Problem(sheet.name, number, title, struck[1][:MOST_SHOWN], msg("exchange.struck"))
    for place, text in filled(cells):
        if place not in read and (words := _ended(titles.get(place, ""), text)):
            title = titles.get(place) or letters(place)
            reason = msg("exchange.remark-ended", words=words)
            yield Problem(sheet.name, number, title, text[:MOST_SHOWN], reason)


def _ended(title: str, text: str) -> str | Message:
    """Return the words of an end: 取消, 否 below 是否保留, a day below 摘牌时间."""
    if found := ENDED.search(text):
        return found[0]
    no = names.tidy(text).casefold() in honors.NO_TICK or names.word(text) in honors.NONE
    if (KEPT.search(title) and no) or (ENDED.search(title) and not no):
        return msg("exchange.cell-said", title=title, text=text[:MOST_SHOWN])
    return ""


def say_of_heads(rows: Iterable[Row]) -> None:
    """Warn, once each, of sub-heads that say more of the rows below than whose they are.

    What stands below has ended, takes no part, or holds a title.
    """
    said: set[str] = set()
    for row in rows:
        if not row.under or row.under in said:
            continue
        said.add(row.under)
        head = heading(row.under)
        if ENDED.search(row.under):
            row.warn("name", msg("exchange.head-ended", head=head))
        elif honors.is_head(row.under):
            held = () if says_of_titles(row) else honors.of_head(row.under, row.header.kind)
            titles = [msg(f"rules.honor-{honor}") for honor in held]
            key = "exchange.head-honors" if titles else "exchange.head-no-honor"
            row.warn("name", msg(key, head=head, honors=titles))


def say_of_lonely(new: Sequence[Row]) -> None:
    """Warn of new bodies that no word tells to be one, and of which a sheet says the name alone.

    Args:
        new: rows of agencies or offices that are not on record; of most of a sheet it says more.
    """
    for sheet in dict.fromkeys(row.sheet.name for row in new):
        rows = [row for row in new if row.sheet.name == sheet]
        alone = [row for row in rows if not _says_more(row)]
        for row in alone if len(alone) * 2 < len(rows) else ():
            name = names.tidy(shown(row.cell("name")))
            if row.header.kind == "office":
                if not OFFICES.match(name):
                    row.warn("name", msg("exchange.office-alone"))
            elif not BODIES.search(name) and not PROPER.fullmatch(name):
                row.warn("name", msg("exchange.name-alone"))


def _says_more(row: Row) -> bool:
    own = (place for field, place in row.header.columns.items() if field not in NAMING)
    return not {place for place, _ in filled(row.cells)}.isdisjoint(own)


def say_of_missing(
    known: Sequence[KnownAgency],
    planned: Sequence[PlannedAgency],
    rows: Mapping[str, Row],
    refused: Sequence[KnownAgency],
) -> None:
    """Warn of agencies on record that a file of most of them leaves out, and of their new names.

    Args:
        known: the agencies on record.
        planned: those that the file names.
        rows: planned agency -> its row.
        refused: agencies on record whose row was rejected.
    """
    named = {one.id for one in planned} | {one.id for one in refused}
    gone = [one for one in known if one.id not in named]
    before = {one.id for one in known}
    whole = len(before & named)
    most = whole >= max(LEAST, len(known) / 2)
    shorts = {names.key(one.short): one.name for one in known if one.short}
    full = (*(one.name for one in known), *(one.name for one in planned))
    shorts |= {names.key(name): name for name in full}
    stood = {one.id: names.key(one.short) for one in known}
    called = {one.name for one in known}
    for one in planned:
        if one.id in before:
            short = names.key(one.short or "")
            if short not in ("", stood[one.id]) and shorts.get(short, one.name) != one.name:
                other = shorts[short]
                reason = msg("exchange.short-of", short=one.short, agency=other)
                rows[one.id].warn("short", reason)
        else:
            _say_of_name(one, shorts, gone if most else [], rows[one.id], called)
            shorts.setdefault(names.key(one.short or one.name), one.name)
    first = next((rows[one.id] for one in planned if one.id in before), None)
    if gone and first and most:
        agencies = some([one.name for one in gone])
        first.warn("name", msg("exchange.agencies-gone", agencies=agencies, count=len(gone)))


def say_of_missing_offices(
    before: Sequence[KnownOffice],
    told: Mapping[str, Mapping[str, Row]],
    called: Mapping[str, str],
) -> None:
    """Warn of offices on record that stay, though a file that names others does not name them.

    A file that names none of those on record is likely one of additions: it is said once.

    Args:
        before: the offices on record.
        told: agency -> key of an office's name -> its row in the file.
        called: agency -> its name.
    """
    gone: dict[str, list[str]] = {}
    for office in before:
        if office.agency in told and names.key(office.name) not in told[office.agency]:
            gone.setdefault(office.agency, []).append(office.name)
    taken = {agency: _first(own) for agency, own in told.items()}
    if any(names.key(one.name) in told.get(one.agency, ()) for one in before):
        for agency, offices in gone.items():
            reason = msg("exchange.offices-gone", offices=offices, count=len(offices))
            taken[agency].warn("name", reason)
    elif gone:
        said = some([called[one] for one in sorted(gone)])
        taken[min(gone)].warn("name", msg("exchange.offices-added", agencies=said))
    whole = {office.agency for office in before}
    left = whole - told.keys()
    if left and told and len(whole & told.keys()) >= max(LEAST, len(whole) / 2):
        said = some([called[one] for one in sorted(left)])
        reason = msg("exchange.no-offices-of", agencies=said, count=len(left))
        _first(taken).warn("name", reason)


def _first(rows: Mapping[str, Row]) -> Row:
    """Return the first row that is taken: what is noted of a rejected one is not said."""
    return next((row for row in rows.values() if not row.problems), next(iter(rows.values())))


def some(many: Sequence[str]) -> list[str]:
    """Return names, the first ones where there are many."""
    return [*many[:MOST_NAMED], *(["…"] if len(many) > MOST_NAMED else [])]


def _say_of_name(
    new: PlannedAgency,
    shorts: Mapping[str, str],
    gone: Sequence[KnownAgency],
    row: Row,
    stood: Collection[str],
) -> None:
    """Warn of a new agency that by its name, or its short one, may be another.

    Args:
        shorts: key of a short name -> the agency that goes by it.
        gone: agencies on record that the file leaves out.
        stood: names of the agencies on record; all others are of the same file.
    """
    short = names.key(new.short or "")
    if row.warned("exchange.twin"):
        gone = ()
    likely = [one for one in gone if (short and names.key(one.short) == short) or _alike(one, new)]
    if likely:
        row.warn("name", msg("exchange.renamed-perhaps", old=likely[0].name))
        return
    if short and shorts.get(short, new.name) != new.name:
        key = "short-of" if shorts[short] in stood else "short-twice"
        row.warn("short", msg(f"exchange.{key}", short=new.short, agency=shorts[short]))


def _alike(one: KnownAgency, new: PlannedAgency) -> bool:
    ratio = difflib.SequenceMatcher(None, names.key(one.name), names.key(new.name)).ratio()
    return ratio >= SLIP
