"""What hangs on facts: what came later and needs them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.upcast import upcast
from civtui.model.text import Message, msg
from civtui.workspace.reading.names import Names
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.courses import Courses, Payload, Things
from civtui.workspace.voiding.things import things


def facts_of(ws: Workspace, numbers: Collection[int]) -> tuple[Row, ...]:
    """Return facts by their numbers, in order."""
    wanted = json.dumps(sorted(numbers))
    return tuple(map(Row._make, queries.rows(ws.ledger, "voiding", "facts", (wanted,))))


def payload_of(row: Row) -> Payload:
    """Return a fact's payload as this release has it."""
    return upcast(row.kind, row.v, json.loads(row.payload))


def courses(ws: Workspace, *, ever: bool = False) -> Courses:
    """Return the courses of titles of which applications, and objections to them, are a part.

    Args:
        ever: those that were taken back too.
    """
    kinds = ("applied", "objection-received", "reformed", "carded")
    found: dict[str, list[Payload]] = {kind: [] for kind in kinds}
    for kind, payload in queries.rows(ws.ledger, "voiding", "courses-ever" if ever else "courses"):
        found[kind].append(json.loads(payload))
    return Courses(*found.values())


def things_of(row: Row, known: Courses) -> Things:
    """Return what a fact has to do with, the papers behind it among them."""
    found = things(row.kind, row.v, row.payload, known)
    papers = frozenset(f"evidence:{sha}" for sha in json.loads(row.evidence))
    return found._replace(names=found.names | papers)


def hanging(
    ws: Workspace,
    deed: Sequence[Row],
    along: Collection[int] = (),
    asked: Callable[[Row], bool] = lambda row: True,
    left: Callable[[Row], Row | None] | None = None,
) -> list[Row]:
    """Return the facts after a deed that need it, or what goes with it, oldest first.

    Args:
        deed: facts written together, in their order.
        along: what goes with it (see `goes_along`).
        asked, left: as of `needing`.
    """
    own = {*along, *(row.seq for row in deed)}
    numbers = (json.dumps(sorted(own)),)
    whole = [*map(Row._make, queries.rows(ws.ledger, "voiding", "facts", numbers))]
    return needing(ws, whole, own, asked, left)


def needing(
    ws: Workspace,
    whole: Sequence[Row],
    own: Collection[int],
    asked: Callable[[Row], bool] = lambda row: True,
    left: Callable[[Row], Row | None] | None = None,
) -> list[Row]:
    """Return the facts that need what some say, oldest first.

    Args:
        whole: facts in their order; a payload may hold a part of what its fact says.
        own: the numbers of facts that are not asked about.
        asked: which later facts are; what a fact has to do with takes longer to find.
        left: returns a fact with what still stands of it, None where nothing does.
    """
    known = courses(ws)
    ground, first = _ground(ws, whole, known), whole[0].seq
    later = queries.rows(ws.ledger, "voiding", "standing-but-marks", {"after": first})
    if any(row.kind == "marks-imported" for row in whole):
        later = [*later, *queries.rows(ws.ledger, "voiding", "imports-after", {"after": first})]
    rows = (row for row in map(Row._make, later) if row.seq not in own and asked(row))
    return [
        row
        for row in rows
        if (told := left(row) if left else row) and ground.bears(row, things_of(told, known))
    ]


# kinds that say something of an agency or office as a whole: they hang on every reform it was in
OF_THE_WHOLE = frozenset({"registered", "declared", "reformed", "decided"})


class Ground(NamedTuple):
    """What later facts rest on, each thing with the fact of the deed that laid it.

    Args:
        made: what a deed made, or gave another keeper.
        about: whose courses it went on with.
        gives: what others may have asked of it (see `Things.gives`).
        shaped: what a reform changed at all, be it a name.
    """

    made: Mapping[str, int]
    about: Mapping[str, int]
    gives: Mapping[str, int]
    shaped: Mapping[str, int]

    def bears(self, row: Row, theirs: Things) -> bool:
        """Return whether a fact, that has to do with these things, needs the deed."""
        at = row.seq
        pairs = [(self.made, theirs.all), (self.about, theirs.about), (self.gives, theirs.needs)]
        if row.kind in OF_THE_WHOLE:
            pairs.append((self.shaped, theirs.all))
        return any(laid.get(thing, at) < at for laid, named in pairs for thing in named)


def _ground(ws: Workspace, deed: Sequence[Row], known: Courses) -> Ground:
    found = [(row, things_of(row, known)) for row in deed]
    made = {thing: row.seq for row, one in found for thing in one.makes}
    for thing in _earlier(ws, deed[0].seq, made, known):
        made.pop(thing, None)
    about, gives, shaped = dict[str, int](), dict[str, int](), dict[str, int]()
    for row, one in found:
        made |= dict.fromkeys(one.changes, row.seq)
        about |= dict.fromkeys(one.about, row.seq)
        gives |= dict.fromkeys(one.gives, row.seq)
        shaped |= dict.fromkeys(one.names, row.seq) if row.kind == "reformed" else {}
    return Ground(made, about, gives, shaped)


# noun -> kinds of fact that bring such things into being, or touch them as if they did
MAKERS = {
    "body": ("registered", "reformed"),
    "record": ("recorded", "year-rolled"),
    "member": ("member-set",),
    "sitting": ("sitting-called",),
    "entry": ("program-entered",),
    "activity": ("program-entered",),
    "evidence": ("evidence-kept",),
}


def _earlier(ws: Workspace, seq: int, wanted: Iterable[str], known: Courses) -> Iterator[str]:
    """Yield what facts before `seq` that stand brought into being, of the nouns that are wanted."""
    nouns = {thing.partition(":")[0] for thing in wanted}
    kinds = [kind for noun, makers in MAKERS.items() if noun in nouns for kind in makers]
    given = {"before": seq, "kinds": json.dumps(kinds)}
    for row in map(Row._make, queries.rows(ws.ledger, "voiding", "of-kinds-before", given)):
        yield from things(row.kind, row.v, row.payload, known).makes


def resting_on_reforms(ws: Workspace, back: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Yield facts that were written while a reform stood, needed it, and it is taken back."""
    known = courses(ws, ever=True)
    for seq, by in queries.rows(ws.ledger, "voiding", "reforms-back"):
        reform = ws.ledger.fact(seq)
        if reform is None:
            continue
        ground = _ground(ws, [reform], known)
        for row in back:
            if seq < row.seq < by and ground.bears(row, things_of(row, known)):
                yield row, reform


def marks_on(ws: Workspace, round_id: str, count: int) -> Message:
    """Return that marks of a round rest on something."""
    return msg("voiding.marks-hang", count=count, round=Names(ws).round(round_id))


def marks_hanging(ws: Workspace, deed: Iterable[Row]) -> tuple[Message, int] | None:
    """Return why facts of a panel cannot go: marks were given in what they dealt or opened.

    Returns:
        What is said, and the fact of the newest mark.
    """
    for row in deed:
        p = payload_of(row)
        if row.kind in ("round-opened", "dealt"):
            count, newest = queries.rows(ws.ledger, "voiding", "marks-of", (p["round"],))[0]
        elif row.kind == "handed-over":
            given = {
                "round": p["round"],
                "assessor": p["to"],
                "after": row.seq,
                "subjects": json.dumps(p["subjects"]),
            }
            count, newest = queries.rows(ws.ledger, "voiding", "marks-since", given)[0]
        else:
            continue
        if count:
            return marks_on(ws, p["round"], count), newest
    return None


def goes_along(ws: Workspace, deed: Sequence[Row]) -> set[int]:
    """Return the facts that are nothing without a deed, and go with it.

    They are what happened within a round that is taken back (in which no mark stands), and marks
    over an import's that were taken back again.
    """
    found = set(_shown_again(ws, deed))
    for row in deed:
        if row.kind == "round-opened":
            given = {"after": row.seq, "round": payload_of(row)["round"]}
            found |= {seq for (seq,) in queries.rows(ws.ledger, "voiding", "in-round", given)}
    return found


def _shown_again(ws: Workspace, deed: Sequence[Row]) -> Iterator[int]:
    """Yield the marks over an import's that were taken back again, and the taking back.

    Together they do nothing but show the import's mark once more; without it they would put it
    there themselves.
    """
    imported: dict[str, dict[tuple[Any, ...], str]] = {}
    for row in deed:
        if row.kind == "marks-imported":
            p = payload_of(row)
            cells = imported.setdefault(p["round"], {})
            cells |= {tuple(mark[:3]): mark[3] for mark in p["rows"]}
    after = deed[-1].seq
    for round_id, cells in imported.items():
        given = {"after": after, "round": round_id}
        for seq, payload in queries.rows(ws.ledger, "voiding", "taken-back-after", given):
            p = json.loads(payload)
            again = p["undoes"] > after and p["value"] is not None
            if again and cells.get((p["subject"], p["item"], p["assessor"])) == p["value"]:
                yield from (p["undoes"], seq)


def touched_again(ws: Workspace, row: Row) -> bool:
    """Return whether a cell of a sheet was undone or put again after a fact: undo knows it then.

    The fact itself may be an undo or a redo, of which the same holds.
    """
    p = payload_of(row)
    undid = p.get("undoes") and not row.why  # a cell that was emptied on purpose has a reason
    if p.get("redoes") or (undid and not _clears_an_import(ws, p["undoes"])):
        return True
    given = {"after": row.seq, **{key: p[key] for key in ("round", "subject", "item", "assessor")}}
    later = queries.rows(ws.ledger, "voiding", "same-cell-after", given)
    return any(again for (again,) in later)


def _clears_an_import(ws: Workspace, seq: int) -> bool:
    undone = ws.ledger.fact(seq)
    return undone is not None and undone.kind == "marks-imported"
