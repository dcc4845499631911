"""Records of a register without a key that a taking back would bring beside those that came since.

A record with a key is one by its name; of the others the house compares what they say.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from civtui import locale
from civtui.ledger import queries
from civtui.ledger.chain import Row
from civtui.ledger.projections.voiding import dead, takings_of
from civtui.model.errors import CivtuiError, Refused
from civtui.model.registers import REGISTERS, register_of
from civtui.model.text import msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.building.catalogues import Catalogues
from civtui.workspace.building.sameness import own_fields, plain
from civtui.workspace.reading.names import Said, clipped
from civtui.workspace.session import Workspace
from civtui.workspace.voiding.dependents import payload_of

KINDS = frozenset({"recorded", "year-rolled"})
KEYLESS = frozenset(id_ for id_ in REGISTERS if not register_of(id_).key)
MOST_NAMED = 5
Id = tuple[str, str]


class _Record(NamedTuple):
    """A record as it stands, and the fact that wrote it last."""

    part: dict[str, Any]
    seq: int


def recorded_anew(
    ws: Workspace, deed: Sequence[Row], gone: Sequence[Row], back: Sequence[Row]
) -> CivtuiError | None:
    """Return that records would stand twice: they were put down again since.

    Two that stood beside each other before may do so again.

    Args:
        deed: what is taken back.
        gone: facts that stand no more.
        back: facts that stand again.
    """
    turned = [row for row in (*gone, *back) if row.kind in KINDS]
    if not any(part["noun"] in KEYLESS for row in turned for part in payload_of(row)["records"]):
        return None
    rows = list(map(Row._make, queries.rows(ws.ledger, "voiding", "records-ever")))
    takings, moment = list(takings_of(ws.ledger.connection)), deed[0].seq
    fallen = dead(takings)
    lost = {row.seq for row in gone}
    now = _standing(rows, fallen)
    after = _standing(rows, (fallen.keys() | lost) - {row.seq for row in back})
    earlier = (row for row in rows if row.seq < moment)
    then = _standing(earlier, dead(one for one in takings if one[0] < moment))
    line, since = Lineage(ws), dict[tuple[object, ...], list[Id]]()
    for key in now.keys() & after.keys():
        said, stood = _said(line, after[key].part), then.get(key)
        if stood is None or _said(line, stood.part) != said:
            since.setdefault(said, []).append(key)
    found: list[tuple[_Record, _Record]] = []
    for key, one in after.items():
        said = _said(line, one.part)
        if key in now and _said(line, now[key].part) == said:
            continue
        if others := [other for other in since.get(said, ()) if other != key]:
            since[said].remove(others[0])  # each that came since is the other of one
            found.append((one, after[others[0]]))
    return _refused(ws, deed, found) if found else None


def _standing(rows: Iterable[Row], fallen: Collection[int]) -> dict[Id, _Record]:
    """Return the records without a key that stand by some facts without the fallen ones."""
    found: dict[Id, _Record] = {}
    for row in rows:
        for part in payload_of(row)["records"] if row.seq not in fallen else ():
            if part["noun"] not in KEYLESS:
                continue
            key = part["noun"], part["id"]
            if part.get("gone"):
                found.pop(key, None)
            else:
                found[key] = _Record(part, row.seq)
    return found


def _said(line: Lineage, part: dict[str, Any]) -> tuple[object, ...]:
    """Return what two records share that the house takes for the same one."""
    values = part["values"]
    own = own_fields(register_of(part["noun"]))
    return (part["noun"], line.now(part["agency"]), *(plain(values.get(one)) for one in own))


def _called(once: Catalogues, part: dict[str, Any]) -> Said:
    """Return what a record says of itself, in words: whose it is, and what it must say."""
    kind = register_of(part["noun"])
    own = own_fields(kind)
    told = [once.told(one, part["values"]) for one in kind.fields if one.id in own]
    whose = [locale.render(once.named.holder(part["agency"]))] if part["agency"] else []
    return clipped(" ".join(filter(None, [*whose, *told])))


def _refused(
    ws: Workspace, deed: Sequence[Row], found: Sequence[tuple[_Record, _Record]]
) -> CivtuiError:
    """Return the refusal that names records and how those that came later go."""
    once = Catalogues(ws)
    named = [_called(once, one.part) for one, _ in found[:MOST_NAMED]]
    key = "recorded-since-some" if len(found) > MOST_NAMED else "recorded-since"
    said = msg(f"voiding.{key}", count=len(found), named=named)
    last = max((other for _, other in found), key=lambda one: one.seq)
    noun = " ".join(filter(None, (register_of(last.part["noun"]).group, last.part["noun"])))
    hint = msg("voiding.recorded-since-way", seq=last.seq, noun=noun, id=last.part["id"])
    return Refused(said, where={"fact": deed[0].seq}, hint=hint)
