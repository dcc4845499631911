"""Names in place of the ids that facts hold: each looked up once, those of facts taken back too.

What a fact that stands is about is called as it is called now. A fact that was taken back may be
about an earlier thing than the one that bears its id now: it is told in the words of its own time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from civtui.ledger import queries
from civtui.ledger.upcast import upcast
from civtui.model.errors import CivtuiError
from civtui.model.text import Bilingual, Message, msg
from civtui.rules.policies import name_of
from civtui.workspace.session import Workspace

if TYPE_CHECKING:
    from civtui.workspace.reading.history import (
        FactRow,  # at run time it brings in what verifies a ledger
    )

Said = Message | Bilingual | str
BY_POLICY = "policy:"  # what stands in the place of a decision where the profile itself decided
FEW = 3  # names that are listed; of more their number is said
SHORT = 40  # characters of a text that somebody wrote
UNKNOWN = msg("facts.unknown")


def act_called(act: str, *, amid: bool = False) -> Message:
    """Return what people call an act: a decision by its id, a policy by its name.

    Args:
        amid: words follow it, from which Chinese sets the id of a decision off.
    """
    if act.startswith(BY_POLICY):
        return msg("titles.act-policy", policy=name_of(act.removeprefix(BY_POLICY)))
    return msg(f"titles.act-decision{'-amid' if amid else ''}", decision=act)


class Gone(NamedTuple):
    """A fact that brought something into being and no longer stands."""

    seq: int
    payload: dict[str, Any]


class Version(NamedTuple):
    """What a fact says of an agency or office: the fields that are not None.

    Args:
        by: the fact that took it back; None while it stands.
    """

    seq: int
    by: int | None
    record: dict[str, Any]

    def stood(self, seq: int) -> bool:
        """Return whether it stood as fact `seq` was written."""
        return self.seq <= seq and (self.by is None or self.by > seq)


class Names:
    """What people call the things of one workspace.

    Made anew for each list: a name that changes meanwhile is seen with the next one.

    Args:
        at: the fact in whose time things are named; None for now.
    """

    def __init__(self, ws: Workspace, at: int | None = None) -> None:
        self.ws, self.at = ws, at
        self.holder = cache(self._holder)
        self.round = cache(self._round)
        self.judge = cache(self._judge)
        self.case = cache(self._case)
        self._titles = cache(self._items)

    def of(self, fact: FactRow) -> Names:
        """Return the names in which a fact is told: of one taken back those of its own time."""
        if fact.taken_back_by is None or self.at is not None:
            return self
        found = Names(self.ws, fact.seq)
        # what was read of the ledger serves every such fact
        found.__dict__ |= {"_gone": self._gone, "_bodies": self._bodies}
        return found

    def _one(self, name: str, *params: Any) -> tuple[Any, ...] | None:
        return queries.one(self.ws.ledger, "words", name, params)

    def _thing(
        self, query: str, made: str, key: str, id_: str, *, params: Sequence[Any] = ()
    ) -> tuple[tuple[Any, ...] | None, dict[str, Any] | None]:
        """Return the row of a thing, else what a fact taken back said as it made it.

        Args:
            query: returns its row by `params`, which begin with its id.
            made: the kind of fact that brings such a thing into being.
            key: the key of its id there.
        """
        lost = self._lost(made, key, id_)
        if lost is None or self.at is None or self._made_since(made, key, id_, lost.seq):
            found = self._one(query, *(params or (id_,)))
            if found is not None:
                return found, None
        return None, lost.payload if lost else None

    def _made_since(self, made: str, key: str, id_: str, seq: int) -> bool:
        """Return whether what bears an id now was there by then, made later than fact `seq`."""
        given = {"kind": made, "key": f"$.{key}", "id": id_, "after": seq, "at": self.at}
        return queries.one(self.ws.ledger, "words", "made-between", given) is not None

    # --- agencies and offices ---

    def _holder(self, id_: str | None) -> Said:
        """Return an agency's short name, or an office's behind it."""
        if self.at is None:
            found = queries.one(self.ws.ledger, "words", "holder", {"id": id_})
            if found is not None:
                name, owner = found
                return f"{owner}/{name}" if owner else str(name)
        known = self.body(id_ or "", self.at)
        if known is None:
            return UNKNOWN
        name = str(known.get("short") or known["name"])
        if "agency" not in known:
            return name
        owner = self.holder(known["agency"])
        return name if owner is UNKNOWN else f"{owner}/{name}"

    def holders(self, ids: Sequence[str]) -> Said:
        """Return the names of holders; of many the first ones and their number."""
        return several([self.holder(id_) for id_ in ids[:FEW]], len(ids))

    def body(self, id_: str, at: int | None) -> dict[str, Any] | None:
        """Return what was known of an agency or office as fact `at` was written, or ever.

        None where nothing was.
        """
        versions = self._bodies.get(id_, [])
        stood = versions if at is None else [one for one in versions if one.stood(at)]
        # a fact that a later one took back said it all the same
        told = stood or [one for one in versions if at is None or one.seq <= at]
        found: dict[str, Any] = {}
        for one in told:
            found |= one.record
        return found or None

    @cached_property
    def _bodies(self) -> dict[str, list[Version]]:
        """What facts say of agencies and offices, by id, the oldest first."""
        found: dict[str, list[Version]] = {}
        for seq, kind, v, payload, by in queries.rows(self.ws.ledger, "words", "of-bodies"):
            p = upcast(kind, v, json.loads(payload))
            moved = ({"id": m["office"], "agency": m["agency"]} for m in p.get("moved", ()))
            for record in (*p["agencies"], *p["offices"], *p.get("renamed", ()), *moved):
                known = {key: value for key, value in record.items() if value is not None}
                found.setdefault(record["id"], []).append(Version(seq, by, known))
        return found

    @cached_property
    def _gone(self) -> dict[str, list[Gone]]:
        """The facts that no longer stand, by kind, the oldest first."""
        found: dict[str, list[Gone]] = {}
        for seq, kind, v, payload in queries.rows(self.ws.ledger, "words", "taken-back"):
            found.setdefault(kind, []).append(Gone(seq, upcast(kind, v, json.loads(payload))))
        return found

    def _lost(self, kind: str, key: str, id_: str) -> Gone | None:
        """Return the newest fact taken back that made a thing, as of the time that is spoken of."""
        known = (one for one in reversed(self._gone.get(kind, ())) if one.payload[key] == id_)
        return next((one for one in known if self.at is None or one.seq <= self.at), None)

    # --- rounds ---

    def _round(self, id_: str) -> Said:
        found, lost = self._thing("round", "round-opened", "round", id_)
        if found is None:
            return str(lost["name"]) if lost else UNKNOWN
        return str(found[0])

    def _judge(self, round_: str, id_: str) -> Said:
        """Return a judge's name; whoever was never on the panel is known by the user's name."""
        given = (round_, id_)
        found, lost = self._thing("judge", "round-opened", "round", round_, params=given)
        if found is None:
            panel = {one["id"]: one["name"] for one in lost["assessors"]} if lost else {}
            return str(panel.get(id_, id_))
        return str(found[0])

    def item(self, round_: str, id_: str) -> Said:
        """Return what an item of a round's standard is called."""
        return self._titles(round_).get(id_) or UNKNOWN

    def _items(self, round_: str) -> dict[str, Bilingual]:
        from civtui.scoring.pipeline.items import flat_items

        found, lost = self._thing("items", "round-opened", "round", round_)
        if found is not None:
            document = json.loads(found[0])
        else:
            document = self.standard(lost["standard"], lost["standard_version"]) if lost else {}
        return {item.id: item.title for item in flat_items(document)} if document else {}

    def standard(self, id_: str, version: str) -> dict[str, Any]:
        """Return the document of a standard, empty where there is none."""
        found = self._one("standard", id_, version)
        if found is not None:
            document: dict[str, Any] = json.loads(found[0])
            return document
        lost = (one.payload for one in self._gone.get("standard-adopted", ()))
        same = (p["document"] for p in lost if (p["id"], p["version"]) == (id_, version))
        return next(same, {})

    def standard_named(self, id_: str, version: str) -> Said:
        """Return what a version of a standard is called; its id where it is not on record."""
        document = self.standard(id_, version)
        if not document:
            return f"{id_} {version}"
        return msg("standard.named", title=Bilingual(**document["title"]), version=version)

    # --- titles ---

    def _case(self, id_: str) -> Message:
        """Return an application as its agency and the honor it is for."""
        found, lost = self._thing("case", "applied", "case", id_)
        if lost is not None:
            found = (lost["agency"], lost["honor"])
        if found is None:
            return UNKNOWN
        return msg("facts.case", agency=self.holder(found[0]), honor=honor(found[1]))

    def cases(self, ids: Sequence[str]) -> Said:
        """Return applications; of many the first ones and their number."""
        return several([self.case(id_) for id_ in ids[:FEW]], len(ids))

    def card(self, id_: str) -> Said:
        """Return the agency that a yellow card was given to."""
        found, lost = self._thing("card", "carded", "card", id_)
        if found is None:
            return self.holder(lost["agency"]) if lost else UNKNOWN
        return self.holder(found[0])

    def objection(self, id_: str) -> Said:
        """Return the application that an objection is against; never who objects."""
        found, lost = self._thing("objection", "objection-received", "objection", id_)
        if found is None:
            return self.case(lost["case"]) if lost else UNKNOWN
        return self.case(found[0])

    def notice(self, id_: str) -> Said:
        """Return the applications that a notice names; of many the first ones and their number."""
        ids = [str(row[0]) for row in queries.rows(self.ws.ledger, "words", "noticed", (id_,))]
        return self.cases(ids) if ids else UNKNOWN

    def sitting(self, id_: str) -> Said:
        """Return a sitting by its day and the body that meets: the group, or a party group."""
        found, lost = self._thing("sitting", "sitting-called", "sitting", id_)
        if found is None:
            return self.meeting(lost["on"], lost["agenda"]) if lost else UNKNOWN
        return self.meeting(found[0], [{"agency": found[1]}])

    def meeting(self, day: str, agenda: Sequence[Mapping[str, Any]]) -> Message:
        """Return a sitting of a day: the group's, or a party group's, as its agenda tells."""
        inside = agenda[0].get("agency") if agenda else None
        if inside:
            return msg("facts.sitting-inside", day=day, agency=self.holder(inside))
        return msg("facts.sitting-of", day=day)

    def called(self, thing: str, id_: str) -> Said | None:
        """Return what a thing is called, None where its kind has no names of its own here.

        Args:
            thing: `case`, `card`, `sitting`, `notice` or `objection`.
        """
        by: dict[str, Callable[[str], Said]] = {
            "case": self.case,
            "card": self.card,
            "sitting": self.sitting,
            "notice": self.notice,
            "objection": self.objection,
        }
        return by[thing](id_) if thing in by else None

    def member(self, id_: str) -> Said:
        """Return a member of the group by name, as its list does, else by the post or the part."""
        found, lost = self._thing("member", "member-set", "member", id_)
        if found is not None:
            return found[0] or found[1] or part(found[2])
        return (lost["post"] or part(lost["part"])) if lost else UNKNOWN

    def person(self, token: str | None) -> str:
        """Return a member's name, empty where none was given or it was erased."""
        found = self._one("person", token) if token else None
        return str(found[0]) if found else ""

    def evidence(self, shas: Sequence[str]) -> Said:
        """Return the names of papers; the number of them where one is not in the store."""
        found = [self._one("evidence", sha) for sha in shas]
        if not all(found):
            return msg("facts.evidence-unknown", count=len(shas))
        return several([str(row[0]) for row in found if row], len(shas))

    def reform(self, id_: str) -> str:
        """Return a reform by its document, else by its own number."""
        found = self._one("reform", id_)
        return (found[0] if found else "") or id_

    def activity(self, id_: str) -> tuple[Said, str]:
        """Return whose an activity is, and its title."""
        found = self._one("activity", id_)
        if found is None:
            return self._lost_activity(id_)
        return self.holder(found[0]), str(found[1])

    def _lost_activity(self, id_: str) -> tuple[Said, str]:
        logged = (
            one
            for gone in self._gone.get("activities-logged", ())
            for one in gone.payload["activities"]
        )
        lost = next((one for one in logged if one["id"] == id_), None)
        if lost is None:
            removed = self._one("removed-activity", id_)
            return (self.holder(removed[0]), str(removed[1])) if removed else (UNKNOWN, "")
        return self.holder(lost["agency"]), lost["title"]

    # --- culture ---

    @cached_property
    def _programs(self) -> dict[str, Any]:
        from civtui.workspace.building.culture import programs

        try:
            return {found.id: found.record for found in programs(self.ws)}
        except CivtuiError:  # of a profile that cannot be read: the ledger is read all the same
            return {}

    def program(self, id_: str, form: str) -> tuple[Said, Said]:
        """Return what a culture program and one of its forms are called, while its plugin is here.

        Without it nothing but the ids is known, of which the last parts are words.
        """
        record = self._programs.get(id_)
        if record is None:
            return msg("facts.program-absent"), msg("facts.form-absent")
        forms = {one.id: one.title for one in record.forms}
        return record.title, forms.get(form) or msg("facts.form-absent")

    def fields(self, id_: str, form: str) -> dict[str, Any]:
        """Return the fields of a form of a culture program by id, none without its plugin."""
        record = self._programs.get(id_)
        forms = {one.id: one.fields for one in record.forms} if record else {}
        return {field.id: field for field in forms.get(form, ())}


def round_name(ws: Workspace, id_: str) -> Said:
    """Return what a round is called."""
    return Names(ws).round(id_)


def several(names: Sequence[Said], count: int) -> Said:
    """Return a list of names, and how many there are where that is more."""
    if count == len(names):
        return names[0] if count == 1 else msg("facts.all", names=list(names))
    return msg("facts.and-more", names=list(names), count=count)


def honor(id_: str | None) -> Said:
    """Return what an honor is called."""
    return msg(f"rules.honor-{id_}") if id_ else ""


def part(id_: str) -> Message:
    """Return what a member's part in the group is called."""
    return msg(f"cli_titles.part-{id_}")


def clipped(text: str) -> str:
    """Return the beginning of a text that somebody wrote, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def file_of(source: str) -> str:
    """Return the file that something was read from; empty where it was none."""
    name = source.replace("\\", "/").rpartition("/")[2]
    return name if "." in name else ""
