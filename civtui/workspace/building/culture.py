"""Culture programs: what plugins bring, what agencies enter, and the views the host draws."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from civtui import locale
from civtui.ledger import queries
from civtui.model.errors import BadInput, NotFound, nearest
from civtui.model.roles import Right
from civtui.model.text import msg
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.lineage import Lineage, marked
from civtui.workspace.agencies.own_agency import own_agency_only
from civtui.workspace.building.sameness import double, say_one
from civtui.workspace.days import hold_values
from civtui.workspace.session import Workspace


class Entry(NamedTuple):
    """One entry of a program; `values` is what the form took, `form` its id."""

    id: str
    program: str
    agency: str
    form: str
    entered: str
    values: dict[str, Any]
    plugin: str
    plugin_version: str


class Participation(NamedTuple):
    """An agency that has entries in a program; the newest by the day that it tells of."""

    program: str
    agency: str
    entries: int
    newest: str


def participations(ws: Workspace) -> list[Participation]:
    """Return who takes part in which program, whether or not its plugin is here."""
    line = Lineage(ws)
    found: dict[tuple[str, str], Participation] = {}
    for program, agency, entries, newest in queries.rows(ws.ledger, "culture", "by-program"):
        key = program, line.now(agency)
        known = found.get(key, Participation(*key, 0, ""))
        found[key] = Participation(*key, known.entries + entries, max(known.newest, newest))
    return [found[key] for key in sorted(found)]


def entries(ws: Workspace, program: str, agency: str) -> list[Entry]:
    """Return the entries of an agency in a program, oldest first."""
    owned = json.dumps(Lineage(ws).owned(agency))
    found = queries.rows(ws.ledger, "culture", "entries", (program, owned))
    return [Entry._make((*r[:5], json.loads(r[5]), *r[6:8])) for r in found]


def entry(ws: Workspace, program: str, agency: str, id_: str) -> Entry:
    """Return an entry of an agency in a program.

    Raises:
        NotFound: the agency has no such entry in the program.
    """
    own = {one.id: one for one in entries(ws, program, find_agency(ws, agency).id)}
    if id_ not in own:
        raise NotFound(
            msg("workspace.no-entry"),
            value=id_,
            nearest=nearest(id_, own),
            hint=msg("workspace.see-entries", agency=agency, program=program),
        )
    return own[id_]


def programs(ws: Workspace) -> list[Any]:
    """Return the programs that enabled plugins bring (see `Host.programs`)."""
    return list(ws.host.programs()) if ws.plugins_allowed else []


def program(ws: Workspace, name: str) -> Any:
    """Return the contribution of the program `name` (its id, bare or with its plugin).

    Raises:
        NotFound: no enabled plugin brings it.
    """
    known = programs(ws)
    for found in known:
        if name in (found.id, found.id.rpartition(":")[2]):
            return found
    ids = [found.id for found in known]
    raise NotFound(
        msg("workspace.no-program"),
        value=name,
        allowed=ids or None,
        nearest=nearest(name, ids),
        hint=msg("workspace.see-plugins"),
    )


def fields_of(program: Any, form: str) -> dict[str, Any]:
    """Return the fields of a program's form by id; none where it has no such form."""
    return next(
        ({f.id: f for f in one.fields} for one in program.record.forms if one.id == form), {}
    )


def told(program: Any, form: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (title, value) of an entry for people, in the form's order.

    A choice is told by its title, papers by their count.

    Args:
        program: the contribution (see `programs`).
        form: id of the entry's form; a field that it does not have any more goes by its id.
        values: as they are stored.
    """
    fields, said = fields_of(program, form), list[tuple[str, str]]()
    for key in (*(one for one in fields if one in values), *sorted(values.keys() - fields.keys())):
        field, value = fields.get(key), values[key]
        if isinstance(value, list):
            text = locale.t("cli.culture-papers", count=len(value))
        else:
            choices = {c.id: c.title for c in getattr(field, "choices", ())}
            text = locale.render(choices[value]) if value in choices else str(value)
        said.append((locale.render(field.title) if field else key, text))
    return said


def payload(ws: Workspace, program_id: str, agency: str) -> dict[str, Any]:
    """Return what a program's functions are given: agency, entries, day and language."""
    id_, name, short = _entrant(ws, agency)
    own, heirs = entries(ws, program_id, id_), Lineage(ws).heirs
    if was := dict.fromkeys(heirs[e.agency].name for e in own if e.agency in heirs):
        name, short = (marked(one, "、".join(was)) if one else one for one in (name, short))
    return {
        "agency": {"id": id_, "name": name, "short": short},
        "entries": [
            {"id": e.id, "form": e.form, "entered": e.entered, "values": e.values} for e in own
        ],
        "today": ws.today().isoformat(),
        "lang": locale.current(),
    }


def _entrant(ws: Workspace, agency: str) -> tuple[str, str, str]:
    """Return (id, name, short) of an agency; one that a reform ended is known by its id."""
    agency = Lineage(ws).now(agency)
    former: tuple[str, str, str] | None = queries.one(ws.ledger, "agencies", "former", (agency,))
    if former is not None:
        return former
    row = find_agency(ws, agency)
    return row.id, row.name, row.short or ""


def add_entry(
    ws: Workspace,
    program_id: str,
    agency: str,
    form: str,
    values: Mapping[str, Any],
    entry: str | None = None,
    *,
    another: bool = False,
) -> str:
    """Store an entry of `agency` in a program's form and return its id.

    Args:
        values: field id -> value; the form's checks decide what is allowed.
        entry: id of an entry of this form to correct: what is not given stays, "" empties; a new
            one is made where None.
        another: it is another one than that on record which says the same.

    Raises:
        NotFound: the agency has no such entry in the program.
        BadInput: the entry is of another form, a value is not what its field allows, a day has
            not come, or what is named as evidence is neither a file nor in the store.
        Refused: a reporter enters it for another agency, or the very same is on record.
    """
    from civtui.model.facts.building import ProgramEntered
    from civtui.workspace.building.happened import activity_of_entry

    found = program(ws, program_id)
    holder = find_agency(ws, agency)
    own_agency_only(ws, holder.id)
    clean = _taken(ws, found, holder.id, form, values, entry)
    if entry is None and not another:
        own = (one for one in entries(ws, found.id, holder.id) if one.agency == holder.id)
        for one in own:  # who was merged into it had its own
            if one.form == form and say_one({*clean, *one.values}, one.values, clean):
                raise double(one.id, f"culture add {program_id} {agency} {form} --entry")
    stamp = ws.host.stamp(found.id)
    if entry is None:
        seed = f"{found.id}\n{holder.id}\n{ws.head()}\n{json.dumps(clean, sort_keys=True)}"
        entry = "e-" + sha256(seed.encode()).hexdigest()[:12]

    owned = Lineage(ws).owned(holder.id)

    def of_this_program(connection: sqlite3.Connection) -> None:
        row = connection.execute(
            "SELECT program, agency FROM program_entry WHERE id = ?", (entry,)
        ).fetchone()
        if row and (row[0] != found.id or row[1] not in owned):
            raise NotFound(msg("workspace.no-entry"), value=entry)

    body = ProgramEntered(
        entry=entry,
        program=found.id,
        agency=holder.id,
        form=form,
        values=clean,
        plugin=stamp["plugin"],
        plugin_version=stamp["version"],
        activity=activity_of_entry(found.record, form, clean),
    )
    ws.write(body, right=Right.FILE, check=of_this_program)
    return entry


def _taken(
    ws: Workspace,
    program: Any,
    agency: str,
    form: str,
    values: Mapping[str, Any],
    entry: str | None,
) -> dict[str, Any]:
    """Return what an entry says, checked; of one that is corrected with what stays of it."""
    from civtui.plugin.forms import checked, one_of

    one_of(program.record.forms, form, "plugin.no-form")
    fields, stood = fields_of(program, form), dict[str, Any]()
    if entry is not None:
        stood = _own_entry(ws, program, agency, entry, form).values
        values = {**{key: one for key, one in stood.items() if key in fields}, **values}
    clean = checked(program.record, form, values)
    hold_values(fields.values(), clean, ws.today(), stood)
    _take_evidence(ws, fields.values(), clean, stood)
    return clean


def _take_evidence(
    ws: Workspace, fields: Iterable[Any], clean: dict[str, Any], stood: Mapping[str, Any]
) -> None:
    """Let evidence that is named be in the store: files are put there, hashes looked up.

    What stood in the entry before stays as it is, also what an earlier release took as text.

    Raises:
        BadInput, NotFound: it is neither.
    """
    from civtui.workspace.building.evidence import taken_in

    for field in fields:
        if field.type == "evidence" and field.id in clean:
            kept = stood.get(field.id, ())
            fresh = iter(taken_in(ws, [part for part in clean[field.id] if part not in kept]))
            parts = [part if part in kept else next(fresh, "") for part in clean[field.id]]
            clean[field.id] = [*dict.fromkeys(part for part in parts if part)]


def _own_entry(ws: Workspace, program: Any, agency: str, id_: str, form: str) -> Entry:
    """Return the entry of an agency that is to be replaced by one of the same form."""
    stood = entry(ws, program.id, agency, id_)
    if stood.form != form:
        titles = {one.id: one.title for one in program.record.forms}
        of, named = stood.form, titles[form]
        said = msg("workspace.entry-of-form", of=titles.get(of, of), form=named)
        raise BadInput(said, where={"key": "form"}, value=form, allowed=[of])
    return stood


def view_call(
    ws: Workspace, program_id: str, agency: str, view_id: str
) -> Callable[[], dict[str, Any]]:
    """Return the call that makes a program's view of an agency; it reads no ledger any more."""
    found, host = program(ws, program_id), ws.host
    given = payload(ws, found.id, agency)
    return lambda: host.call("view", f"{found.id}/{view_id}", given)


def view(ws: Workspace, program_id: str, agency: str, view_id: str) -> dict[str, Any]:
    """Return a program's view of an agency as data, made in the plugin worker."""
    return view_call(ws, program_id, agency, view_id)()


def indicators(ws: Workspace, program_id: str, agency: str) -> dict[str, Any]:
    """Return a program's indicators of an agency: id -> number within its declared bounds."""
    found = program(ws, program_id)
    data = payload(ws, found.id, agency)
    return {
        indicator.id: ws.host.call("indicator", f"{found.id}/{indicator.id}", data)
        for indicator in found.record.indicators
    }
