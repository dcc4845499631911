"""Reforms of agencies and offices: shown before they are done, done as one fact, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.model.errors import BadInput, NotFound, Refused, nearest
from civtui.model.roles import Right
from civtui.model.text import Message, msg
from civtui.workspace import days
from civtui.workspace.session import Workspace
from civtui.workspace.titles.reform_rows import ReformRow, reform_rows

if TYPE_CHECKING:
    from civtui.model.facts.envelope import Body


class Annex(NamedTuple):
    """What a reform does to one title, before and after, and the policy that says so."""

    holder: str
    name: str
    honor: str
    heir: str | None
    heir_name: str
    policy: str
    choice: str


class ReformAnswer(NamedTuple):
    """A reform, worked out or done.

    Args:
        follows: its steps, and what goes over to whom.
    """

    id: str
    effective: date
    content: dict[str, Any]
    annex: tuple[Annex, ...]
    notes: tuple[Message, ...]
    follows: tuple[Message, ...] = ()


def reform(ws: Workspace, path: Path, *, dry_run: bool = False) -> ReformAnswer:
    """Work out the reform that the file describes and, unless `dry_run`, do it.

    Raises:
        BadInput: the file, a name in it, or an id that is taken.
    """
    from civtui.workspace.titles.reform_file import read

    found = read(path)
    _hold_free(ws, str(found["id"]), {"file": str(path), "key": "id"})
    return done(ws, found, dry_run=dry_run)


def free_id(ws: Workspace) -> str:
    """Return an id that no reform has: the year and a number."""
    taken, year = {row.id for row in reform_rows(ws)}, ws.today().year
    return next(id_ for n in count(1) if (id_ := f"{year}-{n}") not in taken)


def _hold_free(ws: Workspace, id_: str, where: Mapping[str, object]) -> None:
    """Refuse an id that a reform has or had: one that was taken back stays on record with it.

    Raises:
        BadInput: it is taken.
    """
    row = next((row for row in reform_rows(ws) if row.id == id_), None)
    if row is not None:
        said = msg("titles.id-of-undone" if row.state != "done" else "titles.id-taken")
        key = "titles.way-free-id-in-file" if "file" in where else "titles.way-free-id"
        raise BadInput(said, where=where, value=id_, hint=msg(key, free=free_id(ws)))


def done(ws: Workspace, found: Mapping[str, Any], *, dry_run: bool = False) -> ReformAnswer:
    """Work out a reform and, unless `dry_run`, do it.

    Args:
        found: what its file, or a form, says (see `reform_file`).

    Raises:
        BadInput: a name in it, an id that is taken, or its day has not come.
    """
    from civtui.workspace.titles.reform_follows import going_over
    from civtui.workspace.titles.reform_names import hold_apart, offices_alike
    from civtui.workspace.titles.reform_plan import Plan
    from civtui.workspace.titles.reform_rounds import brought_together
    from civtui.workspace.titles.reform_shares import fallen
    from civtui.workspace.titles.reform_waiting import hold_answered, under_way, waiting

    _hold_free(ws, str(found["id"]), {"key": "id"})
    plan = Plan(ws, found)
    fact, day = plan.fact(), found["effective"]
    names = (
        _names(ws)
        | {a.id: a.name for a in fact.agencies}
        | {o.id: o.name for o in fact.offices}
        | {r.id: r.name for r in fact.renamed}
    )
    before = _names(ws)
    annex = tuple(
        Annex(
            *(t.holder, before.get(t.holder, t.holder), t.honor, t.heir),
            *(names.get(t.heir or "", ""), t.policy, t.choice),
        )
        for t in fact.titles
    )
    content = fact.model_dump(mode="json")
    follows = going_over(ws, found, content, before, names)  # of what stands before it
    hold_apart(ws, fact)
    hold_answered(ws, fact)
    falls = (
        *fallen(ws, fact, names),
        *under_way(ws, fact, names),
        *brought_together(ws, fact, names),
        *waiting(ws, fact, names, day, ahead=dry_run),
        *offices_alike(ws, fact, names),
    )
    if not dry_run:
        hold_day(ws, day)
        head = ws.head()

        def unchanged(_: object) -> None:
            if ws.head() != head:
                raise Refused(
                    msg("titles.changed-meanwhile"),
                    where={"rule": "reform"},
                    hint=msg("titles.way-again"),
                )

        ws.write(fact, right=Right.MANAGE, effective=day, check=unchanged)
    notes = (*plan.notes, *falls)
    return ReformAnswer(fact.reform, day, content, annex, notes, follows)


class Counts(NamedTuple):
    """How much a reform changes.

    Args:
        made, opened: agencies and offices that are new.
        renamed: agencies and offices that get another name.
        moved: offices that go to another agency.
        ended, closed: agencies and offices that are no more.
        titles: titles that are touched, `lost` those of them that end.
    """

    made: int
    opened: int
    renamed: int
    moved: int
    ended: int
    closed: int
    titles: int
    lost: int


def counts(ws: Workspace, content: Mapping[str, Any]) -> Counts:
    """Return how much a reform that is only worked out changes, each thing counted once."""
    agencies = {r[0]: r[1] for r in queries.rows(ws.ledger, "agencies", "known-agencies")}
    offices = {r[0]: r for r in queries.rows(ws.ledger, "agencies", "known-offices")}
    names = agencies | {id_: row[2] for id_, row in offices.items()}
    homes = {one["office"]: one["agency"] for one in content["moved"]}
    ended = set(content["ended"])
    touched = {(one["holder"], one["honor"]) for one in content["titles"]}
    going_on = {(one["holder"], one["honor"]) for one in content["titles"] if one["heir"]}
    return Counts(
        made=len(content["agencies"]),
        opened=len(content["offices"]),
        renamed=sum(names[one["id"]] != one["name"] for one in content["renamed"]),
        moved=sum(offices[id_][1] != home for id_, home in homes.items()),
        ended=len(ended & {*agencies}),
        closed=len(ended & {*offices}),
        titles=len(touched),
        lost=len(touched - going_on),
    )


def hold_day(ws: Workspace, day: date) -> None:
    """Refuse to do a reform before its day: done at once, it would hold at once.

    Raises:
        BadInput: its day has not come; it can be worked out.
    """
    days.hold_come(day, ws.today(), "effective", msg("titles.way-reform-day", day=day))


def _names(ws: Workspace) -> dict[str, str]:
    agencies = {r[0]: r[1] for r in queries.rows(ws.ledger, "agencies", "known-agencies")}
    offices = queries.rows(ws.ledger, "agencies", "known-offices")
    return agencies | {r[0]: f"{agencies.get(r[1], r[1])}/{r[2]}" for r in offices}


def take_back(ws: Workspace, reform_id: str, *, why: str = "", on: date | None = None) -> ReformRow:
    """Take a reform back; everything stands as before it, also what policies did because of it.

    Args:
        why: the reason, which stays with the fact.

    Raises:
        NotFound: there is no such reform.
        Refused: it is taken back already, or something later hangs on it.
    """
    from civtui.model.facts.reform import ReformTakenBack
    from civtui.model.facts.voiding import Voided

    row = hold_take_back(ws, reform_id)
    bodies: list[Body] = [ReformTakenBack(reform=reform_id, why=why)]
    if gone := _by_policies(ws, row):
        bodies.append(Voided(facts=tuple(sorted(gone))))
    ws.write(
        *bodies,
        right=Right.MANAGE,
        effective=on or date.fromisoformat(row.day),
        check=lambda _: hold_take_back(ws, reform_id) and None,
        ahead=True,
    )
    return next(r for r in reform_rows(ws) if r.id == reform_id)


def hold_take_back(ws: Workspace, reform_id: str) -> ReformRow:
    """Return a reform that can be taken back.

    Raises:
        NotFound: there is no such reform.
        Refused: it is taken back already, or something later hangs on it.
    """
    rows = reform_rows(ws)
    row = next((r for r in rows if r.id == reform_id), None)
    if row is None:
        known = [r.id for r in rows]
        raise NotFound(msg("titles.no-reform"), value=reform_id, nearest=nearest(reform_id, known))
    if row.state != "done":
        raise Refused(
            msg("titles.reform-back"),
            where={"rule": "reform"},
            value=reform_id,
            hint=msg("titles.way-reform-again"),
        )
    _refuse_hanging(ws, row)
    _refuse_alike(ws, row)
    return row


def _deed(ws: Workspace, row: ReformRow) -> tuple[Row, ...]:
    """Return the facts of a reform: its own, and what policies did with it."""
    from civtui.workspace.voiding.by_policy import by_policy
    from civtui.workspace.voiding.dependents import facts_of

    numbers = [seq for (seq,) in queries.rows(ws.ledger, "voiding", "deed", {"seq": row.seq})]
    facts = facts_of(ws, numbers)
    return tuple(one for one in facts if one.seq == row.seq or by_policy(one))


def _by_policies(ws: Workspace, row: ReformRow) -> set[int]:
    """Return the facts that policies wrote because of a reform."""
    from civtui.workspace.voiding.by_policy import with_policies

    deed = _deed(ws, row)
    return with_policies(ws, deed, {one.seq for one in deed[1:]})


def _refuse_hanging(ws: Workspace, row: ReformRow) -> None:
    from civtui.workspace.fact_words import of_row
    from civtui.workspace.voiding.dependents import hanging

    needing = hanging(ws, _deed(ws, row), _by_policies(ws, row))
    needing = sorted({*needing, *_agendas_without(ws, row)}, key=lambda fact: fact.seq)
    if needing:
        last = needing[-1]
        way = msg("titles.way-void-after", seq=last.seq)
        if last.kind == "reformed":
            way = msg("titles.way-unreform-later", reform=json.loads(last.payload)["reform"])
        raise Refused(
            msg("voiding.hangs", count=len(needing), seq=last.seq, latest=of_row(ws, last)),
            where={"rule": "reform", "fact": row.seq},
            hint=way,
        )


def _agendas_without(ws: Workspace, row: ReformRow) -> Iterator[Row]:
    """Yield the agendas that were written anew since a reform without whom it ended.

    They rest on it: taken back alone it would leave whom it brings back off the agenda on which
    they stood before it.
    """
    from civtui.workspace.voiding.dependents import payload_of

    ended, stood = set(row.content["ended"]), dict[str, set[tuple[str, str | None, str]]]()
    for fact in map(
        Row._make, queries.rows(ws.ledger, "voiding", "standing-but-marks", {"after": 0})
    ):
        if fact.kind == "sitting-called":
            called = payload_of(fact)
            now = {(i["matter"], i["honor"], s) for i in called["agenda"] for s in i["subjects"]}
            lost = stood.get(called["sitting"], set()) - now
            if fact.seq > row.seq and any(holder in ended for _, _, holder in lost):
                yield fact
            stood[called["sitting"]] = now


def _refuse_alike(ws: Workspace, row: ReformRow) -> None:
    """Refuse to let an agency bear a name again that was given to another one meanwhile."""
    own = [one["id"] for key in ("agencies", "renamed") for one in row.content[key]]
    given = {"own": json.dumps(own), "ended": json.dumps(row.content["ended"]), "reform": row.id}
    found = queries.one(ws.ledger, "titles", "called-as-before-reform", given)
    if found is not None:
        raise Refused(
            msg("voiding.called-alike", name=found[0]),
            where={"rule": "reform", "fact": row.seq},
            hint=msg("voiding.alike-way"),
        )
