"""What a list of before a reform, or a correction, calls agencies and offices, and who that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from civtui.exchange import names
from civtui.exchange.plan import KnownFormer
from civtui.ledger import queries
from civtui.model.text import Message, msg
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.session import Workspace


class _Office(NamedTuple):
    """An office as it stands, or as it stood last."""

    id: str
    agency: str
    name: str
    owner: str
    ended: str | None


class _Past(NamedTuple):
    """What an office was until a day; `corrected` of one that no reform changed then."""

    agency: str
    name: str
    day: str
    corrected: bool = False


def corrected_agencies(ws: Workspace) -> dict[str, KnownFormer]:
    """Return the names of agencies that a correction, and no reform, changed."""
    found: dict[str, KnownFormer] = {}
    last: dict[str, str] = {}
    for id_, name, day, now in queries.rows(ws.ledger, "lineage", "agency-names"):
        was = last.get(id_, name)
        last[id_] = name
        if names.key(name) != names.key(was):
            said = msg("workspace.former-corrected", name=was, day=day, now=[now])
            found[was] = KnownFormer((id_,), goes_on=True, said=said)
    return found


def abolished_agencies(ws: Workspace) -> dict[str, KnownFormer]:
    """Return the names of agencies that a reform ended and that went on in nobody."""
    return {
        text: KnownFormer((), goes_on=False, said=msg("workspace.former-ended", name=text, day=day))
        for name, short, day in queries.rows(ws.ledger, "lineage", "abolished")
        for text in filter(None, (name, short))
    }


def former_offices(ws: Workspace) -> dict[tuple[str, str], KnownFormer]:
    """Return what agencies' offices went by that are elsewhere now, called otherwise, or no more.

    The names come from a reform or a correction; one that an office of the agency bears today is
    that office's.

    Returns:
        (agency of today, key of the name) -> what became of it.
    """
    line = Lineage(ws)
    offices = {row[0]: _Office(*row) for row in queries.rows(ws.ledger, "lineage", "offices-ever")}
    borne = {(o.agency, names.key(o.name)) for o in offices.values() if not o.ended}
    heirs: dict[str, list[str]] = {id_: [heir.now] for id_, heir in line.heirs.items()}
    parted: dict[tuple[str, str], list[str]] = {}  # office and day -> who came out of it then
    for parent, child, day in queries.rows(ws.ledger, "lineage", "split-off"):
        heirs.setdefault(parent, []).append(line.now(child))
        parted.setdefault((parent, day), []).append(line.now(child))
    found: dict[tuple[str, str], KnownFormer] = {}
    for id_, past in _pasts(ws, offices):
        one = offices[id_]
        place = line.now(past.agency), names.key(past.name)
        if place in borne:
            continue
        goes_on = not one.ended and one.agency == place[0]
        now = [id_] if not one.ended else [h for h in heirs.get(id_, ()) if not offices[h].ended]
        if out := [h for h in parted.get((id_, past.day), ()) if not offices[h].ended]:
            now, goes_on = list(dict.fromkeys([*now, *out])), False
        before = found.get(place)
        if before and not set(now) <= set(before.now):
            now, goes_on = [*before.now, *now], False
        said = _said(one, past, [offices[heir] for heir in now], goes_on=goes_on)
        found[place] = KnownFormer(tuple(dict.fromkeys(now)), goes_on, said)
    return found


def _said(one: _Office, past: _Past, now: list[_Office], *, goes_on: bool) -> Message:
    called = [f"{heir.owner}/{heir.name}" for heir in now]
    if goes_on:
        key = "former-corrected" if past.corrected else "former-renamed"
        return msg(f"workspace.{key}", name=past.name, day=past.day, now=[one.name])
    if not now:
        return msg("workspace.former-ended", name=past.name, day=past.day)
    how = "moved" if now == [one] else ("merged" if len(now) == 1 else "split")
    return msg(f"workspace.former-{how}", name=past.name, day=past.day, now=called)


def _pasts(ws: Workspace, offices: dict[str, _Office]) -> Iterator[tuple[str, _Past]]:
    """Yield what each office was before, and what it was last, where it is no more."""
    last: dict[str, tuple[str, str]] = {}
    for id_, agency, name, day, kind in queries.rows(ws.ledger, "lineage", "office-states"):
        was = last.get(id_)
        now = (agency or was[0], name or was[1]) if was else (agency, name)
        last[id_] = now
        if was and (was[0], names.key(was[1])) != (now[0], names.key(now[1])):
            yield id_, _Past(*was, day, kind == "registered")
    for one in offices.values():
        if one.ended:
            yield one.id, _Past(one.agency, one.name, one.ended)
