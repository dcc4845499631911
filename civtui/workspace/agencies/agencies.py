"""Agencies and offices: lists, details, and the name by which a person calls one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

from civtui.exchange import names
from civtui.ledger import queries
from civtui.model.errors import NotFound, nearest
from civtui.model.text import Message, msg
from civtui.workspace.agencies.handed_over import HandedOver, said
from civtui.workspace.agencies.lineage import Former, Lineage, formers, unmarked
from civtui.workspace.agencies.rows import AgencyRow, OfficeRow
from civtui.workspace.finding import matcher
from civtui.workspace.finding.fields import AGENCY, OFFICE, agency_record, office_record
from civtui.workspace.finding.names import is_literal, plain
from civtui.workspace.finding.query import parse
from civtui.workspace.session import Workspace
from civtui.workspace.titles.suspended_cards import suspended

MOST_NAMED = 5  # of several that a name could mean
MOST_NEAR = 100  # names of strangers that are told the nearest one
TIER_BY_RANK = ("", "agency-level", "municipal", "provincial")


class TitleRow(NamedTuple):
    """One title in the history of a holder; dates are ISO texts.

    Args:
        was: ids, with commas, of whose it was before a merger; `former` their names.
    """

    holder: str
    honor: str
    since: str
    until: str | None
    ended: str | None
    cause: str | None
    awarded_by: str
    decision: str | None
    seq: int
    was: str = ""
    former: str = ""

    def document(self) -> dict[str, Any]:
        """Return the title for `--json`: whose it was is said of one that a merger gave over."""
        return unmarked(self._asdict())

    def said(self, text: str) -> str:
        """Return a text of the title, marked where it was somebody else's before a merger."""
        return said(text, self.former)


def _truth(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def agency_of(row: tuple[Any, ...]) -> AgencyRow:
    """Return an agency of a row of `list` in `queries/agencies.sql`."""
    (id_, name, short, code, sector, order, highest, honors, offices, civilized, model) = row[:11]
    declared, runs, has, confirmed, stage, card = row[11:]
    return AgencyRow(
        id=id_,
        name=name,
        short=short,
        code=code,
        sector=sector,
        order=order,
        honor=TIER_BY_RANK[highest],
        honors=tuple(sorted(honors.split(","))) if honors else (),
        offices=offices or declared or 0,
        civilized=civilized,
        model=model,
        runs_program=_truth(runs),
        has_conditions=_truth(has),
        conditions_confirmed=_truth(confirmed),
        stage=stage,
        card=bool(card),
    )


def office_of(row: tuple[Any, ...]) -> OfficeRow:
    """Return an office of a row of `offices` in `queries/agencies.sql`."""
    id_, name, owner, owner_name, short, order, staff, civilized, model = row
    honors = ("civilized-office",) * civilized + ("model-office",) * model
    return OfficeRow(id_, name, owner, short or owner_name, order, staff, honors)


def agency_rows(ws: Workspace, text: str = "") -> list[AgencyRow]:
    """Return the agencies in official order, those that `text` finds (see `finding.query`).

    Raises:
        BadInput: the filter names what is not there.
    """
    rows = _listed(ws)
    query = parse(text, AGENCY)
    return [r for r in rows if query.matches(agency_record(r))] if query.terms else rows


def agencies_by_id(ws: Workspace, ids: Sequence[str]) -> dict[str, AgencyRow]:
    """Return those of the agencies that these ids name; one alone is read alone."""
    rows = _listed(ws, ids[0] if len(ids) == 1 else None)
    return {row.id: row for row in rows if row.id in ids}


def _listed(ws: Workspace, only: str | None = None) -> list[AgencyRow]:
    given = {"today": ws.today().isoformat(), "only": only, "suspended": suspended(ws)}
    return [agency_of(row) for row in queries.rows(ws.ledger, "agencies", "list", given)]


def office_rows(ws: Workspace, agency: str | None = None, text: str = "") -> list[OfficeRow]:
    """Return the offices of `agency` (or of all), those that `text` finds (see `finding.query`).

    Raises:
        BadInput: the filter names what is not there.
    """
    given = {"today": ws.today().isoformat(), "agency": agency, "only": None}
    rows = [office_of(row) for row in queries.rows(ws.ledger, "agencies", "offices", given)]
    query = parse(text, OFFICE)
    return [r for r in rows if query.matches(office_record(r))] if query.terms else rows


def office_by_id(ws: Workspace, id_: str) -> OfficeRow | None:
    """Return the office with this id, None where there is none today."""
    given = {"today": ws.today().isoformat(), "agency": None, "only": id_}
    row = queries.one(ws.ledger, "agencies", "offices", given)
    return office_of(row) if row else None


def agency(ws: Workspace, name: str) -> AgencyRow:
    """Return the agency that `name` means: its id, name, short name, or the only one it finds.

    Raises:
        NotFound: none or several answer to it.
    """
    if (id_ := agency_called(ws, name)) is not None:  # the others need not be read
        return _listed(ws, id_)[0]
    rows = agency_rows(ws)
    known = Agencies(rows, partial(formers, ws), city_called(ws, rows))
    found = known.meant(name)
    ws.asides += known.notes.values()
    return found


def agency_called(ws: Workspace, name: str) -> str | None:
    """Return the id of the only agency whose id, name or short name it is, None without one."""
    found = queries.rows(ws.ledger, "agencies", "called", {"name": name})
    return str(found[0][0]) if len(found) == 1 else None


def city_called(ws: Workspace, rows: Sequence[AgencyRow]) -> str:
    """Return the city: that the workspace is named after, else the one that agencies bear.

    Two bear it at least, and more than bear any other that a name seems to begin with.
    """
    if named := names.city_of(str(ws.settings.get("name", ""))):
        return named
    borne = Counter(filter(None, (names.city_of(row.name) for row in rows)))
    most, times = next(iter(borne.most_common(1)), ("", 0))
    return most if times > max(1, borne.total() - times) else ""


class Agencies:
    """Agencies by what people call them, to be asked for many names.

    Args:
        rows: the agencies.
        formers: returns what names and ids of the past mean (see `lineage.formers`).
        city: whose agencies they are; people leave it out of their names.

    Attributes:
        notes: name of the past that was asked for -> what it means today, in words.
    """

    def __init__(
        self,
        rows: list[AgencyRow],
        formers: Callable[[], dict[str, Former]] = dict,
        city: str = "",
    ) -> None:
        self.rows, self.city = rows, city
        self.bodies: dict[str, dict[str, AgencyRow]] = {}
        self._formers = formers
        self.notes: dict[str, Message] = {}
        self.exact: dict[str, dict[str, AgencyRow]] = {}
        for row in rows:
            # the last one as a refusal lists it
            for name in (row.id, row.name, row.short, f"{row.id} {row.name}"):
                self.exact.setdefault(name, {})[row.id] = row
        self.texts = [f"{row.name} {row.short}" for row in rows]
        self.together = plain("\n".join(self.texts))
        self.strangers = 0

    def meant(self, name: str) -> AgencyRow:
        """Return the agency that `name` means (see `agency`).

        Raises:
            NotFound: none or several answer to it; the nearest is named to the first strangers.
        """
        exact = self.exact.get(name, {})
        if len(exact) == 1:
            return next(iter(exact.values()))
        if not exact and (heir := self._heir(name)) is not None:
            return heir
        near = self._near(name)
        if len(near) == 1:
            return near[0]
        near = near or self._loosely(name)
        if len(near) == 1:
            self.notes[name] = msg("exchange.by-body", agency=near[0].name)
            return near[0]
        self.strangers += 1
        called = [n for r in self.rows for n in (r.name, r.short) if n]
        key = "workspace.several-agencies" if near else "workspace.no-agency"
        # looking for the nearest name is slow; a file full of strangers is told so for some
        looks = not near and self.strangers <= MOST_NEAR
        raise NotFound(
            msg(key),
            value=name,
            allowed=[f"{r.id} {r.name}" for r in near[:MOST_NAMED]] or None,
            nearest=nearest(name, called) if looks else None,
            hint=msg("workspace.see-agencies"),
        )

    @cached_property
    def formers(self) -> dict[str, Former]:
        """What names and ids of the past mean; read when the first one is asked for."""
        return self._formers()

    def _heir(self, name: str) -> AgencyRow | None:
        """Return the agency that a name or id of the past means, None where none bore it.

        Raises:
            NotFound: it means several, since the one that bore it was split.
        """
        former = self.formers.get(name)
        heirs = [row for row in self.rows if former and row.id in former.now]
        if former is None or not heirs:
            return None
        said = former.said(name, [row.name for row in heirs])
        if len(heirs) > 1:
            allowed = [f"{row.id} {row.name}" for row in heirs]
            hint = msg("workspace.see-agencies")
            raise NotFound(said, value=name, allowed=allowed, hint=hint)
        self.notes[name] = said
        return heirs[0]

    def _loosely(self, name: str) -> list[AgencyRow]:
        """Return the agencies that bear a name but for what people leave out of it, or add."""
        if not self.bodies:
            for row in self.rows:
                for one in filter(None, (row.name, row.short)):
                    self.bodies.setdefault(names.body(one, self.city), {})[row.id] = row
        return [*self.bodies.get(names.body(name, self.city), {}).values()]

    def _near(self, name: str) -> list[AgencyRow]:
        """Return the agencies whose names a word, or several, find."""
        words = plain(name).split()
        if not words or any(is_literal(word) and word not in self.together for word in words):
            return []
        test = matcher(name)
        return [row for row, text in zip(self.rows, self.texts, strict=True) if test(text)]


def office(ws: Workspace, name: str) -> OfficeRow:
    """Return the office that `name` means: its id, `agency/office`, or the only one it finds.

    Raises:
        NotFound: none or several answer to it.
    """
    named = office_by_id(ws, name.partition(" ")[0])
    if named is not None and name in (named.id, _listed_as(named)):
        return named
    rows = office_rows(ws)
    owner, _, part = name.rpartition("/")
    if owner:
        rows = _offices_of(ws, owner)
    exact = [r for r in rows if r.name == part]
    if not exact and (heir := _former_office(ws, part, rows)) is not None:
        return heir
    exact = exact or [r for r in rows if matcher(part)(r.name)]
    if len(exact) == 1:
        return exact[0]
    key = "workspace.several-offices" if exact else "workspace.no-office"
    raise NotFound(
        msg(key),
        value=name,
        allowed=[*map(_listed_as, exact[:MOST_NAMED])] or None,
        nearest=None if exact else nearest(part, [r.name for r in rows]),
        hint=msg("workspace.see-offices"),
    )


def _listed_as(row: OfficeRow) -> str:
    """Return how a refusal lists an office: its id tells it from others of its name."""
    return f"{row.id} {row.agency_name}/{row.name}"


def _offices_of(ws: Workspace, owner: str) -> list[OfficeRow]:
    """Return the offices of the agency that a name means; of a former one those that it had."""
    rows = office_rows(ws, agency(ws, owner).id)
    came = {id_ for id_, heir in Lineage(ws).heirs.items() if owner in (id_, heir.name, heir.full)}
    stems = tuple(f"o-{id_.removeprefix('a-')}-" for id_ in came)
    return [r for r in rows if r.id.startswith(stems)] or rows if stems else rows


def _former_office(ws: Workspace, name: str, rows: list[OfficeRow]) -> OfficeRow | None:
    """Return the office among `rows` that a name or id of the past means, None without one.

    Raises:
        NotFound: it means several, since the one that bore it was split.
    """
    former = formers(ws).get(name)
    heirs = [row for row in rows if former and row.id in former.now]
    if former is None or not heirs:
        return None
    said = former.said(name, [f"{row.agency_name}/{row.name}" for row in heirs])
    if len(heirs) > 1:
        allowed = [*map(_listed_as, heirs)]
        raise NotFound(said, value=name, allowed=allowed, hint=msg("workspace.see-offices"))
    ws.asides.append(said)
    return heirs[0]


def titles_of(ws: Workspace, holder: str) -> list[TitleRow]:
    """Return every title that `holder` has or had, oldest first."""
    over = HandedOver(ws)
    found = [TitleRow(*r) for r in queries.rows(ws.ledger, "agencies", "titles-of", (holder,))]
    marks = ((row, *over.title((row.holder, row.honor, row.since))) for row in found)
    return [row._replace(was=was, former=former) for row, was, former in marks]


class Registered(NamedTuple):
    """What the registry says of an agency beside its names; None where it says nothing."""

    category: str
    declared_offices: int | None
    staff: int | None


def registered(ws: Workspace, id_: str) -> Registered:
    """Return what the registry says of an agency beside its names."""
    row = queries.one(ws.ledger, "agencies", "registered", (id_,))
    return Registered(*(row or ("", None, None)))


def holder_agency(ws: Workspace, id_: str) -> str | None:
    """Return the agency's id of an office, an agency's own; None where it is neither."""
    row = queries.one(ws.ledger, "agencies", "holder", {"id": id_})
    return row[0] if row else None


def rounds_of(ws: Workspace, subject: str, *, by_name: bool = False) -> list[tuple[str, str, str]]:
    """Return (id, name, state) of the rounds that judge `subject`, newest first.

    Args:
        by_name: only those that judge it itself, none of whoever was merged into it.
    """
    whose = json.dumps([subject] if by_name else Lineage(ws).owned(subject))
    found = queries.rows(ws.ledger, "agencies", "rounds-of-subject", (whose,))
    return [(r[0], r[1], r[2]) for r in found]
