"""Works out, title by title and case by case, what a reform does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from civtui.ledger import queries
from civtui.model.digits import digits
from civtui.model.errors import BadInput
from civtui.model.facts.reform import (
    Bar,
    Descent,
    Fate,
    Move,
    Reformed,
    Rename,
    TitleFate,
)
from civtui.model.facts.registry import AgencyRecord, OfficeRecord
from civtui.model.text import Message, msg
from civtui.rules import reform as rules
from civtui.rules.case_steps import OPEN
from civtui.rules.gates import TIERS
from civtui.rules.ladder import higher_held
from civtui.rules.policies import choice as chosen
from civtui.rules.policies import said
from civtui.rules.terms import after_months, after_years, still_bars
from civtui.workspace.agencies.agencies import agency as find_agency
from civtui.workspace.agencies.agencies import office as find_office
from civtui.workspace.agencies.agencies import office_rows
from civtui.workspace.agencies.rows import OfficeRow
from civtui.workspace.session import Workspace
from civtui.workspace.titles.applications import CaseRow, case_row
from civtui.workspace.titles.eligibility import veto_rows
from civtui.workspace.titles.followed_reforms import POLICIES


class Plan:
    """What a reform does, step by step.

    Args:
        ws: the workspace.
        found: the file (see `reform_file.read`).
    """

    def __init__(self, ws: Workspace, found: Mapping[str, Any]) -> None:
        self.ws = ws
        self.policies = ws.profile().policies
        self.found = found
        self.notes: list[Message] = []
        self.parts: dict[str, list[Any]] = {
            name: []
            for name in (
                "renamed",
                "agencies",
                "offices",
                "moved",
                "ended",
                "descent",
                "titles",
                "cards",
                "cases",
                "bars",
            )
        }
        ids = queries.rows(ws.ledger, "agencies", "ids-given")
        self.taken = {row[0] for row in ids}
        self.used: set[tuple[str, str]] = set()

    def fact(self) -> Reformed:
        """Return the whole reform as one fact."""
        for entry in self.found.get("rename", []):
            agency = find_agency(self.ws, entry["agency"])
            self._put("renamed", Rename(id=agency.id, name=entry["name"], short=entry.get("short")))
        for entry in self.found.get("move", []):
            office = find_office(self.ws, entry["office"])
            home = find_agency(self.ws, entry["to"])
            self._move(office.id, home.id)
            self._descend(office.agency, home.id, "moved")
        for entry in self.found.get("split", []):
            self._split(entry)
        for entry in self.found.get("merge", []):
            self._merge(entry)
        for entry in self.found.get("abolish", []):
            self._abolish(entry)
        self._offices()
        self.notes[:0] = self._split_titles()
        made = {office.id for office in self.parts["offices"]}
        forms = {d.form for d in self.parts["descent"] if d.child in made}
        policies = [(p, chosen(self.policies, p)) for form, p in POLICIES.items() if form in forms]
        return Reformed(
            reform=str(self.found["id"]),
            document=str(self.found.get("document", "")),
            policies=tuple(policies) or None,
            **{name: tuple(parts) for name, parts in self.parts.items()},
        )

    def _put(self, name: str, part: object) -> None:
        self.parts[name].append(part)

    def _descend(self, parent: str, child: str, form: str) -> None:
        if parent != child and not any(
            d.parent == parent and d.child == child for d in self.parts["descent"]
        ):
            self._put("descent", Descent(parent=parent, child=child, form=form))

    def _move(self, office: str, home: str) -> None:
        """Let an office go to an agency, by whatever steps: it moves once."""
        self.parts["moved"] = [m for m in self.parts["moved"] if m.office != office]
        self._put("moved", Move(office=office, agency=home))

    def _offices_of(self, agency: str) -> list[OfficeRow]:
        """Return the offices of an agency once those that move have moved."""
        return [office for office in office_rows(self.ws) if self._home(office) == agency]

    def _new_agency(self, entry: Mapping[str, Any], after: str) -> str:
        number = 1 + max(
            (int(i[2:]) for i in self.taken if i.startswith("a-") and digits(i[2:])), default=0
        )
        made = f"a-{number}"
        self.taken.add(made)
        old = find_agency(self.ws, after)
        record = AgencyRecord(
            id=made,
            name=entry["name"],
            short=entry.get("short") or entry["name"],
            sector=old.sector,
            order=old.order,
        )
        self._put("agencies", record)
        return made

    def _held(self, holder: str) -> list[tuple[str, str]]:
        """Return the titles that stand, as (holder, honor), each once in a reform."""
        rows = queries.rows(self.ws.ledger, "titles", "titles-of-agency", (holder,))
        found = [(holder, row[0]) for row in rows if (holder, row[0]) not in self.used]
        self.used.update(found)
        return found

    def _fates(self, fates: list[rules.Fate]) -> None:
        for fate in fates:
            for heir in fate.heirs or (None,):
                self._put(
                    "titles",
                    TitleFate(
                        holder=fate.holder,
                        honor=fate.honor,
                        heir=heir,
                        policy=fate.policy,
                        choice=fate.choice,
                    ),
                )

    def _clocks(self, agencies: Sequence[str], heir: str | None) -> None:
        """Let open cards and applications go on with the heir, or end where there is none.

        An agency has one application for an honor at a time: of several the one that is furthest
        on its way goes on, the first that was filed of those equally far. None goes on for a title
        that the heir has no need to apply for.
        """
        held = [fate.honor for fate in self.parts["titles"] if heir and fate.heir == heir]
        for agency in agencies:
            for (card,) in queries.rows(self.ws.ledger, "titles", "open-cards-of", (agency,)):
                self._put("cards", Fate(id=card, heir=heir))
        for honor in TIERS:
            rows = [
                queries.one(self.ws.ledger, "titles", "open-case-of", (agency, honor))
                for agency in agencies
            ]
            cases = sorted((case_row(self.ws, row[0]) for row in rows if row), key=_furthest)
            needless = [case for case in cases if _needless(case, held)]
            cases = [case for case in cases if case not in needless]
            for place, case in enumerate(cases):
                goes = heir if place == 0 else None
                self._put("cases", Fate(id=case.id, heir=goes))
                if heir and not goes:
                    note = msg("titles.case-ends-beside", case=case.id, other=cases[0].id)
                    self.notes.append(note)
            for case in needless:
                self._put("cases", Fate(id=case.id, heir=None))
                self.notes.append(
                    msg(
                        f"titles.case-needless{'-submitted' if case.document else ''}",
                        case=case.id,
                        name=case.agency_name,
                        honor=msg(f"rules.honor-{honor}"),
                        held=msg(f"rules.honor-{higher_held(honor, held) or honor}"),
                    )
                )

    def _merge(self, entry: Mapping[str, Any]) -> None:
        parents = [find_agency(self.ws, name) for name in entry["agencies"]]
        if len({p.id for p in parents}) < 2:
            raise BadInput(msg("titles.merge-of-one"), where={"key": "merge.agencies"})
        heir = self._new_agency(entry, parents[0].id)
        delisted = {row[0]: row[1] for row in queries.rows(self.ws.ledger, "due", "delistings")}
        day = self.found["effective"]
        vetoed = {
            agency: ends
            for agency, since, months in veto_rows(self.ws)
            if (ends := after_months(date.fromisoformat(since), months)) >= day
        }
        for parent in parents:
            self._descend(parent.id, heir, "merged")
            for office in self._offices_of(parent.id):
                self._descend(office.agency, heir, "moved")
                self._move(office.id, heir)
            self._fates(rules.merged(self._held(parent.id), heir, self.policies))
            self._put("ended", parent.id)
            if parent.id in delisted:
                self._bar(parent.id, parent.name, heir, date.fromisoformat(delisted[parent.id]))
            if parent.id in vetoed:
                note = msg("titles.veto-goes", agency=parent.name, ends=vetoed[parent.id])
                self.notes.append(note)
        self._clocks([parent.id for parent in parents], heir)

    def _bar(self, parent: str, name: str, heir: str, since: date) -> None:
        """Say what becomes of a delisting that bars its agency still: the rest may go on."""
        ends = after_years(since, int(chosen(self.policies, "reapply-after-years")))
        last_bars = chosen(self.policies, "reapply-last-day") == "last-day-still-bars"
        if not still_bars(ends, self.found["effective"], last_bars):
            return
        follows = rules.bar_follows(self.policies)
        bar = Bar(agency=parent, heir=heir, since=since)
        undecided = self.parts.setdefault("undecided", [])  # however the choice will be by then
        if follows is not False:
            (self.parts["bars"] if follows else undecided).append(bar)
        key = {True: "follows", False: "ends", None: "open"}[follows]
        policy = said("merger-delisting", chosen(self.policies, "merger-delisting"))
        self.notes.append(msg(f"titles.bar-{key}", agency=name, policy=policy, ends=ends))

    def _split(self, entry: Mapping[str, Any]) -> None:
        parent = find_agency(self.ws, entry["agency"])
        made = self._new_agency(entry, parent.id)
        self._descend(parent.id, made, "split")
        for name in entry["offices"]:
            office = find_office(
                self.ws, name if "/" in name or name.startswith("o-") else f"{parent.id}/{name}"
            )
            self._move(office.id, made)

    def _split_titles(self) -> Iterator[Message]:
        """Yield who keeps the titles where an agency is split: nobody where that ends too."""
        for entry in self.found.get("split", []):
            parent = find_agency(self.ws, entry["agency"])
            key = "split-none" if parent.id in self.parts["ended"] else "split-titles"
            yield msg(f"titles.{key}", agency=parent.name, name=entry["name"])

    def _abolish(self, entry: Mapping[str, Any]) -> None:
        gone = find_agency(self.ws, entry["agency"])
        self._fates(rules.abolished(self._held(gone.id)))
        self._clocks([gone.id], None)
        for office in self._offices_of(gone.id):
            self._end_office(office.id)
        self._put("ended", gone.id)

    def _end_office(self, office: str) -> None:
        self._fates(rules.abolished(self._held(office)))
        self._put("ended", office)

    def _offices(self) -> None:
        for entry in self.found.get("rename_office", []):
            office = find_office(self.ws, entry["office"])
            self._put("renamed", Rename(id=office.id, name=entry["name"]))
        for entry in self.found.get("split_office", []):
            self._split_office(entry)
        for entry in self.found.get("merge_office", []):
            self._merge_offices(entry)
        for entry in self.found.get("abolish_office", []):
            self._end_office(find_office(self.ws, entry["office"]).id)

    def _split_office(self, entry: Mapping[str, Any]) -> None:
        office = find_office(self.ws, entry["office"])
        names = list(entry["into"])
        self._put("renamed", Rename(id=office.id, name=names[0]))
        parts = [office.id]
        for name in names[1:]:
            made = self._new_office(self._home(office), name)
            self._descend(office.id, made, "split")
            parts.append(made)
        self._fates(rules.office_split(self._held(office.id), tuple(parts), self.policies))

    def _new_office(self, agency: str, name: str) -> str:
        number = 1
        while (made := f"o-{agency.removeprefix('a-')}-{number}") in self.taken:
            number += 1
        self.taken.add(made)
        self._put("offices", OfficeRecord(id=made, agency=agency, name=name))
        return made

    def _merge_offices(self, entry: Mapping[str, Any]) -> None:
        parents = {office.id: office for office in map(self._office, entry["offices"])}
        homes = set(map(self._home, parents.values()))
        where = {"key": "merge_office.offices"}
        if len(parents) < 2:
            raise BadInput(msg("titles.merge-of-one-office"), where=where)
        if len(homes) > 1:
            raise BadInput(
                msg("titles.merge-offices-apart"),
                where=where,
                value=[f"{office.agency_name}/{office.name}" for office in parents.values()],
                hint=msg("titles.way-move-first"),
            )
        heir = self._new_office(homes.pop(), entry["name"])
        for parent in parents:
            self._descend(parent, heir, "merged")
            self._fates(rules.merged(self._held(parent), heir, self.policies))
            self._put("ended", parent)

    def _home(self, office: OfficeRow) -> str:
        """Return the agency of an office once it has moved."""
        moved = {m.office: m.agency for m in self.parts["moved"]}
        return str(moved.get(office.id, office.agency))

    def _office(self, name: str) -> OfficeRow:
        return find_office(self.ws, name)


def _furthest(case: CaseRow) -> tuple[int, str, str]:
    """Return the place of an application among others, the one furthest on its way first."""
    return -OPEN.index(case.state), case.applied, case.id


def _needless(case: CaseRow, held: Sequence[str]) -> bool:
    """Return whether who goes on with an application holds as much as it asks for, or more.

    Args:
        held: what the heir will hold.
    """
    return higher_held(case.honor, held) is not None or (case.honor in held and not case.renewal)
