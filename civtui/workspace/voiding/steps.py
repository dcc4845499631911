"""The last step of a thing: of a card, an application, a sitting, whatever a row stands for."""

from __future__ import annotations

import json
from collections.abc import Sequence

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import Refused
from civtui.model.text import Message, msg
from civtui.workspace.fact_words import of_row
from civtui.workspace.marks.admission import still_open
from civtui.workspace.reading.names import Names
from civtui.workspace.reading.numbers import numbered
from civtui.workspace.rounds.rounds import round_row
from civtui.workspace.session import Workspace
from civtui.workspace.titles.holders import names_of
from civtui.workspace.titles.opening_titles import opened_titles
from civtui.workspace.voiding.courses import Courses
from civtui.workspace.voiding.dependents import courses, payload_of, things_of
from civtui.workspace.voiding.doing import deed_of
from civtui.workspace.voiding.halves import with_halves

# what a row stands for -> the noun of its things, the kinds of fact that are its steps
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "card": ("card", ("carded", "card-stepped", "card-ended")),
    "case": (
        "case",
        ("applied", "case-checked", "case-closed", "notice-posted", "submitted", "result-received"),
    ),
    "sitting": ("sitting", ("sitting-called", "sitting-held")),
    "decision": ("decision", ("decided",)),
    "notice": ("notice", ("notice-posted",)),
    "objection": ("objection", ("objection-received", "objection-handled")),
    "activity": ("activity", ("activities-logged", "activity-corrected", "program-entered")),
    "round": (
        "round",
        (
            "round-opened",
            "round-corrected",
            "dealt",
            "handed-over",
            "recused",
            "marks-imported",
            "marked",
            "mark-taken-back",
            "skipped",
            "noted",
            "sheet-submitted",
            "sheet-unlocked",
            "round-closed",
        ),
    ),
    "member": ("member", ("member-set",)),
    "user": ("user", ("user-set",)),
    "agency": ("body", ("registered", "declared", "vetoed", "reformed")),
    "office": ("body", ("registered", "took-part", "reformed")),
    "holder": (
        "body",
        (
            "granted",
            "withdrawn",
            "renewed",
            "restored",
            "title-corrected",
            "vetoed",
            "appealed",
            "appeal-decided",
        ),
    ),
}

# where the ids of a thing are listed
LISTED = {
    "card": "civtui card list",
    "case": "civtui apply list",
    "sitting": "civtui group sittings",
    "decision": "civtui decide list",
    "notice": "civtui notice list",
    "activity": "civtui activity list",
    "member": "civtui group list",
    "user": "civtui user list",
}
# steps that are of several things and yet one: see `others`
OF_SEVERAL = frozenset({"reformed", "title-corrected"})
# what can be put right alone where a deed of several stays
ONE_ALONE = frozenset({"agency", "office", "case"})


def named(of: str, id_: str) -> str:
    """Return a thing as `voiding.things` names it."""
    return f"{KINDS[of][0]}:{id_}"


def last_step(ws: Workspace, of: str, id_: str) -> Row:
    """Return the newest fact that stands and is a step of a thing.

    Args:
        of: what it is, one of `KINDS`.
        id_: its id.

    Raises:
        Refused: none is on record, its deed holds other things, too, or the last step of a round
            is its closing.
    """
    row = newest_step(ws, of, id_)
    _hold_own(ws, row, of, id_)
    return row


def newest_step(ws: Workspace, of: str, id_: str) -> Row:
    """Return what `last_step` does, be it a step of others, too."""
    if of == "round":
        round_row(ws, id_)
    kinds = KINDS[of][1]
    known = courses(ws)
    given = {"kinds": json.dumps(kinds), "text": json.dumps(id_, ensure_ascii=False)}
    cursor = ws.ledger.connection.execute(queries.statement("voiding", "steps"), given)
    for row in map(Row._make, cursor):
        if named(of, id_) in _whose(row, of, known) and not _lost(ws, row, of, id_):
            if of == "round" and row.kind != "round-corrected":
                still_open(id_)(ws.ledger.connection)
            _hold_newest(ws, row.seq, of, id_)
            return row
    _hold_newest(ws, 0, of, id_)
    if of == "holder":
        raise _without_step(ws, id_)
    listed = LISTED.get(of)
    hint = msg("building.ids-listed", command=listed) if listed else None
    raise Refused(msg("voiding.no-step"), value=id_, hint=hint)


def _lost(ws: Workspace, row: Row, of: str, id_: str) -> bool:
    """Return whether a registry said nothing of a body but titles that corrections took away."""
    titles = _titles_alone(row, of, id_)
    return bool(titles) and not titles & {one.honor for one in opened_titles(ws, id_)}


def _titles_alone(row: Row, of: str, id_: str) -> set[str]:
    """Return the titles that a registry gives a body of which it says nothing else."""
    if row.kind != "registered" or KINDS[of][0] != "body":
        return set()
    p = payload_of(row)
    if any(one["id"] == id_ for one in (*p["agencies"], *p["offices"])):
        return set()
    return {one["honor"] for one in p["titles"] if one["holder"] == id_}


def _whose(row: Row, of: str, known: Courses) -> frozenset[str]:
    """Return the things, of the kind of a row, whose step a fact is."""
    found = things_of(row, known)
    if row.kind == "registered":  # an office that is added is no step of its agency
        titled = {f"body:{one['holder']}" for one in payload_of(row)["titles"]}
        return found.makes | titled
    noun = f"{KINDS[of][0]}:"
    return frozenset(thing for thing in found.all if thing.startswith(noun))


def others(ws: Workspace, row: Row, of: str, id_: str) -> frozenset[str]:
    """Return the things beside one that would go with a step of it, as `noun:id`.

    A reform has its own way back, a correction that gives a title to another holder is of that
    one title, and so is a paper that goes from one thing to another.
    """
    own, deed = named(of, id_), deed_of(ws, row.seq)
    known = courses(ws)
    theirs = [one for one in deed if own in things_of(one, known).all]
    halves = {one.seq for one in with_halves(deed, theirs)} - {one.seq for one in theirs}
    rest = [one for one in deed_of(ws, row.seq, own) if one.seq not in halves]
    return _all_of(ws, rest, of) - {own}


def _without_step(ws: Workspace, holder: str) -> Refused:
    """Return that a holder has no title, or only those that it was taken in with, and the way."""
    (name,) = names_of(ws, [holder])
    opened = [honor for honor, *_ in queries.rows(ws.ledger, "titles", "opened-of", (holder,))]
    if not opened:
        return Refused(
            msg("voiding.no-title-step", name=name), value=holder, hint=msg("titles.way-timeline")
        )
    honors = [msg(f"rules.honor-{honor}") for honor in opened]
    way = msg("voiding.opening-way", honor=opened[0], holder=holder)
    return Refused(msg("voiding.opening-only", name=name, honors=honors), value=holder, hint=way)


def _hold_newest(ws: Workspace, seq: int, of: str, id_: str) -> None:
    """Refuse a step of a holder's titles behind which the higher body gave it another one.

    Raises:
        Refused: it names the application whose last step that is.
    """
    row = queries.one(ws.ledger, "voiding", "result-of", (id_,)) if of == "holder" else None
    if row and row[0] > seq:
        raise Refused(
            msg("voiding.by-result", case=Names(ws).case(row[1])),
            where={"rule": "order"},
            value=id_,
            hint=msg("voiding.by-result-way", case=row[1]),
        )


def _hold_own(ws: Workspace, row: Row, of: str, id_: str) -> None:
    """Refuse a step whose deed is one of others, too: only the whole of it goes.

    Raises:
        Refused: it says how many others, and how all or this one alone are put right.
    """
    found = others(ws, row, of, id_)
    if not found:
        return
    whole = deed_of(ws, row.seq)
    where = {"rule": "shared", "fact": row.seq}
    if of == "holder":
        names = names_of(ws, sorted(one.partition(":")[2] for one in found))
        said = msg("voiding.shared", seq=row.seq, holders=names)
        raise Refused(said, where=where, value=id_, hint=msg("voiding.shared-way", seq=row.seq))
    noun = msg("voiding.bodies" if of in ("agency", "office") else f"verbs.field-{of}")
    what, count = of_row(ws, row), len(_all_of(ws, whole, of) - {named(of, id_)})
    said = msg("voiding.with-others", seq=row.seq, what=what, count=count, noun=noun)
    hint = msg(f"voiding.one-of-{of if of in ONE_ALONE else 'whole'}", seq=row.seq, id=id_)
    if KINDS[of][0] == "body":
        hint = _way_of_body(ws, whole, of, id_, hint)
    raise Refused(said, where=where, value=id_, hint=hint)


def _all_of(ws: Workspace, deed: Sequence[Row], of: str) -> frozenset[str]:
    """Return the things, of the kind of a row, whose steps facts are."""
    known = courses(ws)
    steps = (one for one in deed if one.kind in KINDS[of][1] and one.kind not in OF_SEVERAL)
    return frozenset(thing for one in steps for thing in _whose(one, of, known))


def _way_of_body(ws: Workspace, deed: Sequence[Row], of: str, id_: str, way: Message) -> Message:
    """Return how an agency or office goes that a deed tells of with others, and all else in it.

    Args:
        way: what is said of a deed that tells more of it than titles.
    """
    later: dict[int, tuple[Row, ...]] = {}  # by its first fact; the earliest brought it
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "standing-registered")):
        if f"body:{id_}" in _whose(row, of, courses(ws)) and not _lost(ws, row, of, id_):
            each = deed_of(ws, row.seq)
            later.setdefault(each[0].seq, each)
    brought = min(later, default=0)
    tells = [seq for seq, rows in later.items() if not _only_titles(rows, of, id_)]
    if _only_titles(deed, of, id_):
        honors = {one.honor for one in opened_titles(ws, id_)}
        given = {honor for row in deed for honor in _titles_alone(row, of, id_)} & honors
        commands = [
            f"civtui honor correct {honor} {id_} --tier none --why …"
            for honor in sorted([max(given)] if of == "office" else given)
        ]
        way = msg("voiding.one-of-titles", seq=deed[0].seq, commands=commands)
    beside = sorted(seq for seq in tells if seq not in (brought, deed[0].seq))
    if beside:
        return msg("voiding.also-first", way=way, numbers=numbered(beside))
    return msg("voiding.then-alone", way=way) if _only_titles(deed, of, id_) else way


def _only_titles(deed: Sequence[Row], of: str, id_: str) -> bool:
    """Return whether a deed tells nothing of a body but titles."""
    own = [row for row in deed if row.kind == "registered" and _tells(row, id_)]
    return bool(own) and all(_titles_alone(row, of, id_) for row in own)


def _tells(row: Row, id_: str) -> bool:
    p = payload_of(row)
    bodies = {one["id"] for one in (*p["agencies"], *p["offices"])}
    return id_ in bodies or id_ in {one["holder"] for one in p["titles"]}
