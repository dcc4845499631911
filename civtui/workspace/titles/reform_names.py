"""Who goes by one name once a reform is done: agencies never, offices of one agency said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from civtui.ledger import queries
from civtui.model.errors import BadInput
from civtui.model.facts.reform import Reformed
from civtui.model.text import Message, msg
from civtui.workspace.agencies.called import hold_full
from civtui.workspace.session import Workspace


def hold_apart(ws: Workspace, reform: Reformed) -> None:
    """Refuse a name, in full or in short, that a reform gives and by which another agency goes.

    Raises:
        BadInput: both would be shown alike, or what it calls an agency or office is no name.
    """
    made = (one.name for records in (reform.agencies, reform.offices) for one in records)
    for name in (*made, *(one.name for one in reform.renamed)):
        hold_full(name)
    called = {
        row[0]: (row[1], row[2])
        for row in queries.rows(ws.ledger, "agencies", "known-agencies")
        if row[0] not in reform.ended
    }
    given = {made.id: (made.name, made.short or "") for made in reform.agencies}
    for one in reform.renamed:
        if one.id in called:
            given[one.id] = (one.name, one.short or "")
            called[one.id] = (one.name, one.short or called[one.id][1])
    called = given | called
    for id_, names in given.items():
        for other, (name, short) in called.items():
            for text in names if other != id_ else ():
                if text and text in (name, short):
                    key = "name-taken" if text == name else "short-of"
                    raise BadInput(msg(f"building.{key}", agency=name), value=text)


def offices_alike(ws: Workspace, reform: Reformed, names: Mapping[str, str]) -> Iterator[Message]:
    """Yield a sentence for every agency in which a reform leaves offices of one name.

    Args:
        names: id -> name of agencies after the reform.
    """
    offices = {
        row[0]: (row[1], row[2]) for row in queries.rows(ws.ledger, "agencies", "known-offices")
    }
    before = dict(offices)
    offices |= {made.id: (made.agency, made.name) for made in reform.offices}
    offices |= {m.office: (m.agency, offices[m.office][1]) for m in reform.moved}
    offices |= {r.id: (offices[r.id][0], r.name) for r in reform.renamed if r.id in offices}
    alike: dict[str, dict[str, list[str]]] = {}
    for id_, (agency, name) in offices.items():
        if id_ not in reform.ended:
            alike.setdefault(agency, {}).setdefault(name, []).append(id_)
    for agency, found in alike.items():
        twins = [
            name
            for name, ids in found.items()
            if len(ids) > 1 and any(before.get(id_) != offices[id_] for id_ in ids)
        ]
        if twins:
            called = names.get(agency, agency)
            yield msg("titles.offices-alike", agency=called, offices=twins)
