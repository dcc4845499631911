"""What a field of a register may hold: its catalogue, which value means what, how one reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from civtui import locale
from civtui.exchange.names import same
from civtui.ledger import queries
from civtui.model.errors import CivtuiError, NotFound, nearest
from civtui.model.registers import REGISTERS, Field, Register
from civtui.model.text import Bilingual, msg
from civtui.workspace.agencies.agencies import MOST_NEAR, office_rows
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.agencies.lineage import Lineage
from civtui.workspace.agencies.rows import AgencyRow
from civtui.workspace.building.keys import Keys
from civtui.workspace.reading.names import UNKNOWN, Names, Said
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.building.records import RecordRow

NAMING = 2  # fields that name a record which has no key


class Catalogues:
    """The catalogues that the rows of a file ask for, each read once.

    Args:
        ws: the workspace.
    """

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.read: dict[tuple[str, str | None], dict[str, Bilingual]] = {}
        self.titles: dict[str, dict[str, str]] = {}
        self.offices: dict[str | None, dict[str, Bilingual]] | None = None
        self.named = Names(ws)
        self.strangers = 0
        self.keys: Keys = {}  # see `keys.key_on_record`
        self.versions: dict[tuple[str, str], dict[str, str]] = {}  # see `versions.hold_version`

    def __call__(self, field: Field, agency: str | None) -> dict[str, Bilingual]:
        """Return what a field's catalogue holds (see `catalogue`)."""
        if field.catalogue == "office":
            return self._offices().get(agency, {})
        whose = agency if field.catalogue in REGISTERS and not _of_all(field) else None
        key = (field.catalogue, whose)
        if key not in self.read:
            self.read[key] = catalogue(self.ws, field, whose, self._names)
        return self.read[key]

    def shown(self, field: Field, value: Any) -> str:
        """Return a stored value as people read it (see `shown`)."""
        if field.catalogue and field.catalogue not in self.titles:
            self.titles[field.catalogue] = titles_of(self.ws, field)
        return shown(self.ws, field, value, self.titles.get(field.catalogue))

    def told(self, field: Field, values: Mapping[str, Any]) -> str:
        """Return what a record holds in a field; a self-assessment's round and item by name."""
        value = values.get(field.id)
        said: Said = ""
        if value and field.id == "round":
            said = self.named.round(value)
        elif value and field.id == "item" and values.get("round"):
            said = self.named.item(values["round"], value)
        return locale.render(said) if said and said is not UNKNOWN else self.shown(field, value)

    def name_of(self, kind: Register, record: RecordRow) -> str:
        """Return what people call a record: whose it is, and the fields that name it."""
        naming = [field for field in kind.fields if field.id in kind.key]
        naming = naming or list(kind.fields[:NAMING])
        parts = [record.agency_name, *(self.told(field, record.values) for field in naming)]
        return " ".join(part for part in parts if part)

    def _offices(self) -> dict[str | None, dict[str, Bilingual]]:
        if self.offices is None:
            self.offices = {None: {}}
            for office in office_rows(self.ws):
                title = Bilingual(office.name)
                self.offices[None][office.id] = title
                self.offices.setdefault(office.agency, {})[office.id] = title
        return self.offices

    def _names(self) -> dict[str, str]:
        return {id_: title.zh for id_, title in self._offices()[None].items()}


def resolved(
    ws: Workspace,
    field: Field,
    value: str,
    holder: AgencyRow | None,
    once: Catalogues | None = None,
) -> str:
    """Return the id that a value means in its field's catalogue.

    Args:
        once: the catalogues read so far, where many values are asked for.

    Raises:
        NotFound: it means none, or several; the nearest is named to the first strangers.
    """
    once = once or Catalogues(ws)
    known = once(field, holder.id if holder else None)
    if field.catalogue == "item":
        from civtui.workspace.building.activities import chosen_items

        parts = [part.strip() for part in value.replace("，", ",").replace("、", ",").split(",")]
        return ",".join(chosen_items(ws, [part for part in parts if part], known))
    if value in known or (field.catalogue == "office" and Lineage(ws).now(value) in known):
        return value
    if field.catalogue == "office" and "/" in value:  # as everywhere, with its agency before it
        with suppress(CivtuiError):
            if (office := find_office(ws, value).id) in known:
                return office
    named = [id_ for id_, title in known.items() if value in (title.zh, title.en)]
    # as a refusal lists them, with or without the blank
    named = named or [i for i, title in known.items() if same(value) == same(i + title.zh)]
    named = named or [i for i, title in known.items() if value in title.zh or i.endswith(value)]
    if len(named) == 1:
        return named[0]
    if named:
        raise NotFound(
            msg("building.several-such", field=field.title, count=len(named)),
            where={"key": field.id},
            named={"key": ""},
            value=value,
            told=[known[id_] for id_ in named[:40]],
            allowed=[f"{id_} {known[id_].zh}" for id_ in named[:40]],
        )
    once.strangers += 1
    looks = once.strangers <= MOST_NEAR
    words = [*known, *(title.zh for title in known.values())] if looks else []
    raise NotFound(
        msg("building.no-such", field=field.title),
        where={"key": field.id},
        named={"key": ""},
        value=value,
        told=list(known.values())[:40],
        allowed=[f"{id_} {title.zh}" for id_, title in list(known.items())[:40]],
        nearest=nearest(value, words),
    )


def _of_all(field: Field) -> bool:
    """Return whether a register's catalogue is the same for every agency."""
    # an exemplar is of another agency than the one that takes it over
    return REGISTERS[field.catalogue].whose == "city" or field.catalogue == "exemplar"


def catalogue(
    ws: Workspace,
    field: Field,
    agency: str | None,
    offices: Callable[[], Mapping[str, str]] | None = None,
) -> dict[str, Bilingual]:
    """Return what a field's catalogue holds: id -> title.

    Args:
        offices: returns the names of offices by id, where they were read already.
    """
    if field.catalogue == "duty":
        return {d.id: Bilingual(d.title.zh, d.title.en) for d in ws.profile().duty}
    if field.catalogue == "institution":
        listed = {i.id: Bilingual(i.title.zh, i.title.en) for i in ws.profile().institution}
        given = {"register": "own", "agency": agency, "year": None, **Lineage(ws).params}
        found = queries.rows(ws.ledger, "building", "records", given)
        return listed | {row[1]: Bilingual(json.loads(row[5])["title"]) for row in found}
    if field.catalogue == "office":
        return {o.id: Bilingual(o.name) for o in office_rows(ws, agency)}
    if field.catalogue == "item":
        from civtui.workspace.building.activities import standard_items

        return {id_: Bilingual(title) for id_, title in standard_items(ws).items()}
    kind = REGISTERS[field.catalogue]
    owner = None if _of_all(field) else agency
    given = {"register": kind.id, "agency": owner, "year": None, **Lineage(ws).params}
    names = offices() if offices else {o.id: o.name for o in office_rows(ws)}
    return {
        row[1]: Bilingual(titled(kind, json.loads(row[5]), names))
        for row in queries.rows(ws.ledger, "building", "records", given)
    }


def titled(kind: Register, values: Mapping[str, Any], offices: Mapping[str, str]) -> str:
    """Return what a record is called where another one points to it: its day at the least."""
    parts = [offices.get(values.get("office", ""), ""), values.get("title", "")]
    parts += [values.get(kind.day, "")] if not any(parts) else []
    return " ".join(str(part) for part in parts if part)


def shown(ws: Workspace, field: Field, value: Any, titles: Mapping[str, str] | None = None) -> str:
    """Return a stored value as people read it.

    Args:
        titles: the field's catalogue, id -> title, where it was read already.
    """
    if value is None or value == "":
        return ""
    if field.type == "choice":
        return next((locale.render(c.title) for c in field.choices if c.id == value), str(value))
    if field.type == "evidence":
        return locale.t("building.pieces", count=len(value)) if value else ""
    if field.catalogue:
        known = titles or titles_of(ws, field)
        parts = str(value).split(",") if field.catalogue == "item" else [str(value)]
        return locale.t("common.separator").join(known.get(part, part) for part in parts)
    if field.unit and field.id != "year":
        return f"{value} {locale.render(field.unit)}"
    return f"{value} %" if field.type == "percent" else str(value)


def titles_of(ws: Workspace, field: Field) -> dict[str, str]:
    """Return a field's catalogue in the language in use, over all agencies."""
    titles = {id_: locale.render(title) for id_, title in catalogue(ws, field, None).items()}
    return Lineage(ws).offices_called(titles) if field.catalogue == "office" else titles
